//! How each kind of item looks: its word, and what it adds below the text of its card. The program lists one per kind.

use base::Language;
use kernel::Kind;
use kernel::items::View;
use shell::view::{Chip, Reader};

/// Where the reader sits, as a kind's face needs it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Seat {
    /// Whether the reader may vote, answer, take part.
    pub may_contribute: bool,
    /// How many people can see the item.
    pub audience: u32,
}

/// What a kind draws inside its card.
pub type Face = fn(&Reader, &View, &Seat) -> Option<maud::Markup>;

/// The looks of one kind.
#[derive(Clone, Copy)]
pub struct Look {
    /// Which kind.
    pub kind: Kind,
    /// The word for it; none for a plain post.
    pub chip: fn(Language, &View) -> Option<Chip>,
    /// What it draws below the text.
    pub face: Face,
}
