//! The whole search index made anew, from the rows it describes: after a restore, whose backup holds no index.
//! Invariant: what is found afterwards is what was found before; what lies in the trash stays unfound.

use base::Result;
use store::{Query, Tx};

use crate::{Kind, Kinds, find};

const STANDING: &str = "SELECT i.id, i.kind FROM items i JOIN items root ON root.id = i.root_id
  WHERE i.trashed_at IS NULL AND root.trashed_at IS NULL ORDER BY i.id";

/// Indexes every person, space and item.
pub fn reindex(tx: &Tx, kinds: &Kinds) -> Result<()> {
    for person in tx.all("SELECT id FROM people", &[], |row| row.id(0))? {
        find::index_person(tx, person)?;
    }
    for space in tx.all("SELECT id FROM spaces", &[], |row| row.id(0))? {
        find::index_space(tx, space)?;
    }
    for (item, kind) in tx.all(STANDING, &[], |row| Ok((row.id(0)?, row.text(1)?)))? {
        let room = Kind::parse(&kind).and_then(|kind| kinds.room(kind));
        find::index_item(tx, item, &room.map_or_else(String::new, |room| room.kept_words(tx, item)))?;
    }
    Ok(())
}
