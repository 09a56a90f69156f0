//! Nothing is deleted at once: an item waits 30 days in the trash, where its author and the hosts can restore it.

use base::{Id, Moment, Result};
use store::{Error, Query, Tx, params};

use super::Item;
use crate::access::{Allowed, Edit};
use crate::changes::{self, Change, Verb};
use crate::{Kind, Kinds, documents, find};

/// How long the trash keeps things, in days.
pub const TRASH_DAYS: i64 = 30;

/// Puts an item in the trash: a post with its whole thread, a comment alone (what was answered to it stays). Ask for the proof with [`crate::access::item_to_trash`].
pub fn trash(tx: &Tx, allowed: &Allowed<'_, Edit, Item>) -> Result<()> {
    let (actor, item) = (allowed.actor(), allowed.it());
    let sql = "UPDATE items SET trashed_at = $2, trashed_by = $3 WHERE id = $1 AND trashed_at IS NULL";
    if tx.run(sql, params![item.id, tx.now(), actor.id])? == 1 {
        for (id, _) in held(tx, item)? {
            store::dialect::unindex(tx, id)?;
        }
        changes::record(tx, Change::of_item(actor.id, item.space.id, item.id, Verb::Trashed))?;
    }
    Ok(())
}

/// Takes it out again, words and all.
pub fn restore(tx: &Tx, kinds: &Kinds, allowed: &Allowed<'_, Edit, Item>) -> Result<()> {
    let (actor, item) = (allowed.actor(), allowed.it());
    let sql = "UPDATE items SET trashed_at = NULL, trashed_by = NULL WHERE id = $1 AND trashed_at IS NOT NULL AND state <> 'purged'";
    if tx.run(sql, params![item.id])? == 1 {
        for (id, kind) in held(tx, item)? {
            let words = kinds.room(kind).map_or_else(String::new, |room| room.kept_words(tx, id));
            find::index_item(tx, id, &words)?;
        }
        changes::record(tx, Change::of_item(actor.id, item.space.id, item.id, Verb::Restored))?;
    }
    Ok(())
}

// The item and, when it heads a thread, the comments that aren't in the trash for themselves.
fn held(tx: &Tx, item: &Item) -> Result<Vec<(Id, Kind)>> {
    let sql = "SELECT id, kind FROM items WHERE id = $1 OR root_id = $1 AND trashed_at IS NULL";
    Ok(tx.all(sql, params![item.id], |row| Ok((row.id(0)?, Kind::parse(&row.text(1)?).unwrap_or(Kind::Comment))))?)
}

// $1 is the moment before which it must have gone to the trash.
const OUTLIVED: &str =
    "FROM items i JOIN items root ON root.id = i.root_id WHERE i.state <> 'purged' AND (i.trashed_at < $1 OR root.trashed_at < $1)";

/// How many items have been in the trash for longer than [`TRASH_DAYS`]: what [`purge`] erases.
pub fn purgeable(q: &impl Query, now: Moment) -> Result<i64, Error> {
    q.count(&format!("SELECT count(*) {OUTLIVED}"), params![now.plus_days(-TRASH_DAYS)])
}

/// Erases the words of what has been in the trash for longer than [`TRASH_DAYS`]: up to `limit` items, answers how many.
/// The bare row stays, so that numbers, threads and the record of changes keep their meaning.
pub fn purge(tx: &Tx, kinds: &Kinds, now: Moment, limit: i64) -> Result<usize> {
    let sql = format!("SELECT i.id, i.kind {OUTLIVED} ORDER BY i.id LIMIT $2");
    let due = tx.all(&sql, params![now.plus_days(-TRASH_DAYS), limit], |row| Ok((row.id(0)?, Kind::parse(&row.text(1)?))))?;
    for (id, kind) in &due {
        if let Some(room) = kind.and_then(|kind| kinds.room(kind)) {
            room.purged(tx, *id)?;
        }
        for sql in [
            "DELETE FROM bodies WHERE item_id = $1",
            "DELETE FROM reactions WHERE item_id = $1",
            "DELETE FROM mentions WHERE item_id = $1",
            "DELETE FROM taggings WHERE item_id = $1",
            "DELETE FROM bookmarks WHERE item_id = $1",
            "DELETE FROM follows WHERE item_id = $1",
            "DELETE FROM notices WHERE item_id = $1",
            "DELETE FROM links WHERE from_item = $1 OR to_item = $1",
            "UPDATE items SET state = 'purged', title = '', body_id = NULL, trashed_at = coalesce(trashed_at, 0) WHERE id = $1",
        ] {
            tx.run(sql, params![*id])?;
        }
        documents::let_go(tx, *id, 0)?;
        store::dialect::unindex(tx, *id)?;
    }
    Ok(due.len())
}
