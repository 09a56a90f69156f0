//! The kinds that own no columns: post, quick note, share, comment. Their whole rule is what their text must be.

use base::Language;
use base::checked::{Errors, QUICK_NOTE};
use house::Seat;
use kernel::items::{Relation, View};
use kernel::{Kind, KindRoom};
use maud::Markup;
use shell::view::{Chip, Face, Reader, Shared, SpaceRef, Standing};

/// The room of posts, quick notes and shares.
pub struct PlainRoom(pub Kind);

impl KindRoom for PlainRoom {
    fn kind(&self) -> Kind {
        self.0
    }

    fn check_words(&self, title: &str, body: &str, errors: &mut Errors) {
        match self.0 {
            Kind::QuickNote => {
                errors.line("body", body, QUICK_NOTE);
            }
            Kind::Share if !title.is_empty() => errors.add("title", "not_allowed"),
            Kind::Share => {}
            _ if title.is_empty() && body.is_empty() => errors.add("body", "required"),
            _ => {}
        }
    }

    fn is_plain(&self) -> bool {
        // What a share shows stands in its link.
        self.0 != Kind::Share
    }
}

/// The room of comments.
pub struct CommentRoom;

impl KindRoom for CommentRoom {
    fn kind(&self) -> Kind {
        Kind::Comment
    }

    fn check_words(&self, title: &str, body: &str, errors: &mut Errors) {
        if !title.is_empty() {
            errors.add("title", "not_allowed");
        }
        if body.is_empty() {
            errors.add("body", "required");
        }
    }

    fn is_plain(&self) -> bool {
        true
    }
}

/// A plain post needs no word for what it is.
pub fn no_chip(_: Language, _: &View) -> Option<Chip> {
    None
}

/// Info express.
pub fn note_chip(l: Language, _: &View) -> Option<Chip> {
    Some(Chip::quick_note(l))
}

/// Partage.
pub fn share_chip(l: Language, _: &View) -> Option<Chip> {
    Some(Chip::share(l))
}

/// Nothing below the text.
pub fn no_face(_: &Reader, _: &View, _: &Seat) -> Option<Markup> {
    None
}

/// The original, if this reader may see it; otherwise not even its title.
pub fn share_face(r: &Reader, item: &View, _: &Seat) -> Option<Markup> {
    let original = item.links.iter().find(|link| link.relation == Relation::Shares && !link.back);
    let shared = original.map_or(Shared::Hidden, |o| Shared::Shown {
        id: o.id,
        author: Face {
            id: o.author.id,
            name: o.author.name.clone(),
            photo: house::photo(o.author.id, o.author.photo_at),
            standing: Standing::Member,
        },
        space: SpaceRef { id: o.space_id, name: o.space_name.clone(), hue: shell::face::hue(o.space_id) },
        at: o.created_at,
        title: Some(o.title.clone()).filter(|title| !title.is_empty()),
        html: o.html.clone(),
    });
    Some(shell::share::shared(r, &shared))
}
