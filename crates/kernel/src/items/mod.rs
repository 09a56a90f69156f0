//! Items of every kind, and what every item has: bodies with history, comments, reactions, follows, shares, tags, links, trash.
//! Deliberately absent: the columns of one kind (its feature owns them) and per-item access lists.

mod forget;
mod marks;
mod new;
mod prepared;
pub mod queries;
pub(crate) mod rows;
mod share;
mod trash;
mod verbs;

use base::{Id, Moment};

use crate::Kind;
use crate::documents::File;
use crate::spaces::{Level, Space};

pub use forget::{index_again, rename_mentions};
pub use marks::{EMOJI_PER_ITEM, bookmark, follow, pin, react, unbookmark, unfollow, unpin, unreact};
pub use new::NewItem;
pub use share::{Relation, become_kind, link, share, share_as};
pub use trash::{TRASH_DAYS, purge, purgeable, restore, trash};
pub use verbs::{ItemEdit, Made, comment, comment_shown, edit, post, post_shown};
pub(crate) use verbs::{Place, insert};

/// J'aime (S3-01).
pub const LIKE: &str = "👍";

/// One item as a verb needs it, with its space.
#[derive(Clone, Debug)]
pub struct Item {
    /// Its id.
    pub id: Id,
    /// Where it stands, and how the person who asked stands there.
    pub space: Space,
    /// What it answers, for a comment.
    pub parent_id: Option<Id>,
    /// The top of its thread: itself for a post.
    pub root_id: Id,
    /// What it is.
    pub kind: Kind,
    /// Who wrote it.
    pub author_id: Id,
    /// Its title; may be empty.
    pub title: String,
    /// The text as stored, with mentions in canonical form.
    pub source: String,
    /// How often it was written: 1 at first.
    pub revision: i64,
    /// When it was written.
    pub created_at: Moment,
    /// When it, or the thread that holds it, went to the trash.
    pub trashed_at: Option<Moment>,
}

/// How many people gave one emoji.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Reaction {
    /// The emoji itself.
    pub emoji: String,
    /// How many.
    pub count: i64,
    /// Whether the reader is among them.
    pub mine: bool,
}

/// A person as an item's author.
#[derive(Clone, Debug)]
pub struct Author {
    /// The person.
    pub id: Id,
    /// Their name.
    pub name: String,
    /// Whether they are an outsider: shown beside the name (S0-19).
    pub guest: bool,
    /// Whether they are a program.
    pub bot: bool,
    /// When their photo was set.
    pub photo_at: Option<Moment>,
}

/// Another item that this one is linked with, as far as the reader may see it.
#[derive(Clone, Debug)]
pub struct Linked {
    /// The other item.
    pub id: Id,
    /// What it is.
    pub kind: Kind,
    /// How they are related.
    pub relation: Relation,
    /// Whether the link was made from the other side.
    pub back: bool,
    /// Its title; may be empty.
    pub title: String,
    /// The beginning of its text.
    pub excerpt: String,
    /// Who wrote it.
    pub author: Author,
    /// Its space.
    pub space_id: Id,
    /// Its space's name.
    pub space_name: String,
    /// Its rendered text.
    pub html: String,
    /// When it was written.
    pub created_at: Moment,
}

/// An item as pages and the API show it to one reader.
#[derive(Clone, Debug)]
pub struct View {
    /// Its id.
    pub id: Id,
    /// Its space.
    pub space_id: Id,
    /// The space's name.
    pub space_name: String,
    /// Whether the space is read-only.
    pub archived: bool,
    /// What it answers.
    pub parent_id: Option<Id>,
    /// The top of its thread.
    pub root_id: Id,
    /// What it is.
    pub kind: Kind,
    /// Who wrote it.
    pub author: Author,
    /// Its title; may be empty.
    pub title: String,
    /// Its text as people type it (`@Name`).
    pub source: String,
    /// Its safe rendering.
    pub html: String,
    /// The kind's state: `open`, `closed`…
    pub state: String,
    /// How often it was written.
    pub revision: i64,
    /// When it was written.
    pub created_at: Moment,
    /// When it was last changed.
    pub edited_at: Option<Moment>,
    /// When it was pinned.
    pub pinned_at: Option<Moment>,
    /// When it went to the trash.
    pub trashed_at: Option<Moment>,
    /// Reactions, most given first.
    pub reactions: Vec<Reaction>,
    /// Some of those who gave a reaction, for the little heads on a card.
    pub reactors: Vec<(Id, String)>,
    /// How many comments hang under it.
    pub comments: i64,
    /// When the reader kept it, if they keep it.
    pub bookmarked_at: Option<Moment>,
    /// How the reader follows it, if they said so.
    pub follow: Option<Level>,
    /// What it is linked with.
    pub links: Vec<Linked>,
    /// What is attached to it.
    pub files: Vec<File>,
    /// The kind's own fields.
    pub data: serde_json::Value,
}
