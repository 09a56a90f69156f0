//! Sharing, linking and becoming: one object, many faces, with the link kept both ways (rule 7).

use base::{Id, Refusal, Result};
use serde_json::Value as Json;
use store::{Query, Tx, params};

use super::verbs::post;
use super::{Item, NewItem};
use crate::access::{self, Allowed, Contribute, View};
use crate::changes::{self, Change, Verb};
use crate::spaces::Space;
use crate::{Kind, Kinds};

crate::named! {
    /// How one item is linked to another.
    Relation {
        /// They have to do with each other.
        Relates = "relates",
        /// The second was made out of the first.
        Became = "became",
        /// The first shows the second in another space.
        Shares = "shares",
        /// The first says the same as the second.
        Duplicates = "duplicates",
        /// The first takes the place of the second.
        Replaces = "replaces",
    }
}

/// Shows an item in another space, with a word of one's own. Both sides are checked: the proofs say so (S3-02).
/// Each reader of the share then sees the original only if they may. Sharing a share shares the original.
///
/// # Errors
/// 422 on `body` or `space` (`same_space`); `NotFound` when the share shows what the actor can't see; `Conflict("trashed")`.
pub fn share(tx: &Tx, kinds: &Kinds, shown: &Allowed<'_, View, Item>, there: &Allowed<'_, Contribute, Space>, body: &str) -> Result<Id> {
    share_as(tx, kinds, shown, there, &NewItem::of_kind(kinds, Kind::Share, "", body, Json::Null, tx.now())?)
}

/// [`share`] with the item that shares already made: the demo dates it back.
///
/// # Errors
/// 422 on `space` (`same_space`).
pub fn share_as(
    tx: &Tx,
    kinds: &Kinds,
    shown: &Allowed<'_, View, Item>,
    there: &Allowed<'_, Contribute, Space>,
    new: &NewItem,
) -> Result<Id> {
    let item = shown.it();
    let sql = "SELECT to_item FROM links WHERE from_item = $1 AND relation = 'shares'";
    let original = if item.kind == Kind::Share { tx.one(sql, params![item.id], |row| row.id(0))?.unwrap_or(item.id) } else { item.id };
    // Who sees a share may not see what it shows, and then can't hand it on.
    let trashed = access::item::<View>(tx, shown.actor(), original)?.it().trashed_at;
    if trashed.or(item.trashed_at).is_some() {
        return Err(Refusal::Conflict("trashed").into());
    }
    if item.space.id == there.it().id {
        return Err(Refusal::field("space", "same_space").into());
    }
    let id = post(tx, kinds, there, new)?;
    insert_link(tx, id, original, Relation::Shares, shown.actor().id)?;
    Ok(id)
}

/// Links two items that the actor can see; linking twice changes nothing.
///
/// # Errors
/// 422 `to` `itself`; 422 `relation` for those that the house makes itself.
pub fn link(tx: &Tx, from: &Allowed<'_, Contribute, Item>, to: &Allowed<'_, View, Item>, relation: Relation) -> Result<()> {
    if from.it().id == to.it().id {
        return Err(Refusal::field("to", "itself").into());
    }
    if matches!(relation, Relation::Shares | Relation::Became) {
        return Err(Refusal::field("relation", "unknown").into());
    }
    if insert_link(tx, from.it().id, to.it().id, relation, from.actor().id)? {
        changes::record(tx, Change::of_item(from.actor().id, from.it().space.id, from.it().id, Verb::Linked))?;
    }
    Ok(())
}

/// Makes an item of another kind out of this one, in the same space; its text is taken over unless another is given.
///
/// # Errors
/// As for posting that kind; `Conflict("trashed")`.
pub fn become_kind(
    tx: &Tx,
    kinds: &Kinds,
    from: &Allowed<'_, View, Item>,
    there: &Allowed<'_, Contribute, Space>,
    new: &NewItem,
) -> Result<Id> {
    if from.it().trashed_at.is_some() {
        return Err(Refusal::Conflict("trashed").into());
    }
    let id = post(tx, kinds, there, new)?;
    insert_link(tx, from.it().id, id, Relation::Became, from.actor().id)?;
    changes::record(tx, Change::of_item(from.actor().id, from.it().space.id, from.it().id, Verb::Linked))?;
    Ok(id)
}

fn insert_link(tx: &Tx, from: Id, to: Id, relation: Relation, author: Id) -> Result<bool> {
    let sql = "INSERT INTO links(from_item, to_item, relation, author_id, at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
    Ok(tx.run(sql, params![from, to, relation, author, tx.now()])? == 1)
}
