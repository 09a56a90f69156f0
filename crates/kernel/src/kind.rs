//! The kinds of item, and what a kind that owns columns of its own must be able to do.
//! Adding a variant here makes the compiler ask for one arm in `palabre/src/kinds.rs`; nothing else in the kernel changes.

use std::collections::HashMap;
use std::sync::Arc;

use base::checked::Errors;
use base::{Id, Result};
use serde_json::Value as Json;
use store::{Db, Tx};

use crate::Actor;
use crate::items::NewItem;

crate::named! {
    /// What an item is (glossary codes).
    Kind {
        /// Publication.
        Post = "post",
        /// Info express: one field.
        QuickNote = "quick_note",
        /// Question, with a possible accepted answer.
        Question = "question",
        /// Sondage.
        Poll = "poll",
        /// Partage: an item of another space shown here, access re-checked for each reader.
        Share = "share",
        /// Commentaire, under any item.
        Comment = "comment",
    }
}

impl Kind {
    /// Kinds that a person may choose in a space's composer, which a space's settings may forbid (S3-12).
    pub const OFFERED: &'static [Kind] = &[Kind::Post, Kind::QuickNote, Kind::Question, Kind::Poll];
}

/// The kind's own part of an item. Kinds without columns of their own use the defaults.
pub trait KindRoom: Send + Sync {
    /// Which kind this room keeps.
    fn kind(&self) -> Kind;

    /// Checks title and body, when posted and at every edit, noting every error at once.
    fn check_words(&self, title: &str, body: &str, errors: &mut Errors) {
        if title.is_empty() && body.is_empty() {
            errors.add("body", "required");
        }
    }

    /// Checks `data` of something new; a kind without fields of its own takes none.
    fn check(&self, new: &NewItem, errors: &mut Errors) {
        if !(new.data.is_null() || new.data.as_object().is_some_and(serde_json::Map::is_empty)) {
            errors.add("data", "unknown_field");
        }
    }

    /// Writes the kind's own rows, in the transaction that inserted the item.
    fn posted(&self, _tx: &Tx, _item: Id, _new: &NewItem) -> Result<()> {
        Ok(())
    }

    /// Words to find the item by, beside its title and body.
    fn words(&self, _new: &NewItem) -> String {
        String::new()
    }

    /// The same words for an item that stands, when it is indexed anew after an edit or out of the trash.
    fn kept_words(&self, _tx: &Tx, _item: Id) -> String {
        String::new()
    }

    /// Erases the kind's own words when the trash is emptied; what only counts may stay.
    fn purged(&self, _tx: &Tx, _item: Id) -> Result<()> {
        Ok(())
    }

    /// Whether an item of this kind is nothing but its words: then what was just written is all there is to show.
    fn is_plain(&self) -> bool {
        false
    }

    /// The `data` member of each item as `viewer` sees it: one query for a whole page, never one per item.
    fn data(&self, _db: &Db, _items: &[Id], _viewer: &Actor) -> Result<HashMap<Id, Json>> {
        Ok(HashMap::new())
    }
}

/// The rooms of every kind, as the program lists them.
#[derive(Clone)]
pub struct Kinds(Arc<Vec<Box<dyn KindRoom>>>);

impl Kinds {
    /// Takes the list that `palabre/src/kinds.rs` made from [`Kind::ALL`].
    pub fn new(rooms: Vec<Box<dyn KindRoom>>) -> Kinds {
        Kinds(Arc::new(rooms))
    }

    /// The room of `kind`.
    pub fn room(&self, kind: Kind) -> Option<&dyn KindRoom> {
        self.0.iter().find(|room| room.kind() == kind).map(|room| &**room)
    }

    /// Every room.
    pub fn rooms(&self) -> impl Iterator<Item = &dyn KindRoom> {
        self.0.iter().map(|room| &**room)
    }
}
