//! Files as people attach them: a name, a type and an owner over bytes that `files` keeps. Read by whoever may read the item that carries it.
//! Invariant: a file belongs to one item at most; until then it is its uploader's alone, and goes after a day.
//! Deliberately absent: the bytes themselves, and sharing a file apart from its item.

mod attach;
mod contents;
mod limits;
mod new;
pub mod queries;
mod sweep;
pub mod uploads;

use base::{Id, Moment};
use store::{Error, Row};

pub(crate) use attach::{attach, let_go, rearrange, wait_until};
pub use contents::{Read, keep, wants_reading};
pub(crate) use contents::{hits_inside, names, words};
pub use limits::{Limits, limits, room_for, set_limits, used};
pub use new::{NewFile, add, bring, discard};
pub use sweep::{LOOSE_HOURS, forget_loose, unneeded};

/// The job that reads what is new: its payload is `{"sha256": …}`.
pub const READ_LATER: &str = "read_file";

/// A smaller picture of a file, drawn anew by us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// Its bytes' name.
    pub sha256: String,
    /// Its media type.
    pub media: String,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// A file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its id.
    pub id: Id,
    /// Its bytes' name, in lower-case hexadecimal.
    pub sha256: String,
    /// Its name, safe to show.
    pub name: String,
    /// Its media type, told from its bytes.
    pub media: String,
    /// In bytes.
    pub size: u64,
    /// Who uploaded it.
    pub owner_id: Id,
    /// When.
    pub created_at: Moment,
    /// The item that carries it.
    pub item_id: Option<Id>,
    /// Its picture, once drawn.
    pub preview: Option<Preview>,
}

/// What [`from_row`] reads, from `files f` with its attachment and content.
pub(crate) const COLUMNS: &str =
    "f.id, f.sha256, f.name, f.type, f.size, f.owner_id, f.created_at, a.item_id, c.preview_sha256, c.preview_type, c.width, c.height";

/// How many columns that is.
pub(crate) const WIDTH: usize = 12;

pub(crate) fn from_row(row: &Row<'_>) -> Result<File, Error> {
    let pixels = |i| row.opt_int(i).map(|n| n.and_then(|n| u32::try_from(n).ok()).unwrap_or(0));
    let preview = match row.opt_text(8)? {
        Some(sha256) => Some(Preview { sha256, media: row.text(9)?, width: pixels(10)?, height: pixels(11)? }),
        None => None,
    };
    Ok(File {
        id: row.id(0)?,
        sha256: row.text(1)?,
        name: row.text(2)?,
        media: row.text(3)?,
        size: u64::try_from(row.int(4)?).unwrap_or(0),
        owner_id: row.id(5)?,
        created_at: row.moment(6)?,
        item_id: row.opt_id(7)?,
        preview,
    })
}
