//! Small marks that people leave on items: reactions, bookmarks, follows, pins. Every one is idempotent.

use base::{Refusal, Result};
use store::{Query, Tx, params};

use super::Item;
use crate::access::{Allowed, Contribute, Moderate, View};
use crate::changes::{self, Change, Verb};
use crate::spaces::Level;

/// How many different emoji one item bears.
pub const EMOJI_PER_ITEM: i64 = 30;

/// Gives a reaction; giving it twice changes nothing.
///
/// # Errors
/// 422 `emoji` `not_an_emoji`, or `too_many` beyond [`EMOJI_PER_ITEM`] different ones.
pub fn react(tx: &Tx, allowed: &Allowed<'_, Contribute, Item>, emoji: &str) -> Result<()> {
    let emoji = known(emoji)?;
    let emoji = emoji.as_str();
    let others =
        tx.count("SELECT count(DISTINCT emoji) FROM reactions WHERE item_id = $1 AND emoji <> $2", params![allowed.it().id, emoji])?;
    if others >= EMOJI_PER_ITEM {
        return Err(Refusal::limit("emoji", "too_many", EMOJI_PER_ITEM).into());
    }
    let sql = "INSERT INTO reactions(item_id, person_id, emoji, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    if tx.run(sql, params![allowed.it().id, allowed.actor().id, emoji, tx.now()])? == 1 {
        say(tx, allowed, Verb::Reacted, emoji)?;
    }
    Ok(())
}

/// Takes a reaction back.
///
/// # Errors
/// 422 `emoji` `not_an_emoji`.
pub fn unreact(tx: &Tx, allowed: &Allowed<'_, Contribute, Item>, emoji: &str) -> Result<()> {
    let emoji = known(emoji)?;
    let emoji = emoji.as_str();
    let sql = "DELETE FROM reactions WHERE item_id = $1 AND person_id = $2 AND emoji = $3";
    if tx.run(sql, params![allowed.it().id, allowed.actor().id, emoji])? == 1 {
        say(tx, allowed, Verb::Reacted, emoji)?;
    }
    Ok(())
}

fn known(emoji: &str) -> Result<String, Refusal> {
    text::one_emoji(emoji).ok_or_else(|| Refusal::field("emoji", "not_an_emoji"))
}

/// Keeps an item for oneself; nobody else is told. What is kept of an archived space stays kept, and nothing is added (safety test 30).
///
/// # Errors
/// `Conflict("archived")`.
pub fn bookmark(tx: &Tx, allowed: &Allowed<'_, View, Item>) -> Result<()> {
    allowed.it().space.stands()?;
    let sql = "INSERT INTO bookmarks(person_id, item_id, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    tx.run(sql, params![allowed.actor().id, allowed.it().id, tx.now()])?;
    Ok(())
}

/// Keeps it no longer.
pub fn unbookmark(tx: &Tx, allowed: &Allowed<'_, View, Item>) -> Result<()> {
    tx.run("DELETE FROM bookmarks WHERE person_id = $1 AND item_id = $2", params![allowed.actor().id, allowed.it().id])?;
    Ok(())
}

/// Says how much one wants to hear of a thread; nobody else is told.
pub fn follow(tx: &Tx, allowed: &Allowed<'_, View, Item>, level: Level) -> Result<()> {
    let sql = "INSERT INTO follows(item_id, person_id, level, at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (item_id, person_id) DO UPDATE SET level = excluded.level";
    tx.run(sql, params![allowed.it().id, allowed.actor().id, level, tx.now()])?;
    Ok(())
}

/// Goes back to hearing what everybody hears.
pub fn unfollow(tx: &Tx, allowed: &Allowed<'_, View, Item>) -> Result<()> {
    tx.run("DELETE FROM follows WHERE item_id = $1 AND person_id = $2", params![allowed.it().id, allowed.actor().id])?;
    Ok(())
}

/// Keeps an item at the top of its space.
///
/// # Errors
/// `Conflict("trashed")`.
pub fn pin(tx: &Tx, allowed: &Allowed<'_, Moderate, Item>) -> Result<()> {
    if allowed.it().trashed_at.is_some() {
        return Err(Refusal::Conflict("trashed").into());
    }
    let sql = "UPDATE items SET pinned_at = $2, pinned_by = $3 WHERE id = $1 AND pinned_at IS NULL AND parent_id IS NULL";
    if tx.run(sql, params![allowed.it().id, tx.now(), allowed.actor().id])? == 1 {
        say(tx, allowed, Verb::Pinned, "")?;
    }
    Ok(())
}

/// Lets it go down again.
pub fn unpin(tx: &Tx, allowed: &Allowed<'_, Moderate, Item>) -> Result<()> {
    let sql = "UPDATE items SET pinned_at = NULL, pinned_by = NULL WHERE id = $1 AND pinned_at IS NOT NULL";
    if tx.run(sql, params![allowed.it().id])? == 1 {
        say(tx, allowed, Verb::Pinned, "")?;
    }
    Ok(())
}

fn say<A>(tx: &Tx, allowed: &Allowed<'_, A, Item>, verb: Verb, details: &str) -> Result<()> {
    let change = Change::of_item(allowed.actor().id, allowed.it().space.id, allowed.it().id, verb);
    changes::record(tx, Change { details, ..change })?;
    Ok(())
}
