//! Voting.

use base::{Id, Refusal, Result};
use kernel::changes::{self, Change, Verb};
use kernel::items::Item;
use kernel::{Allowed, Contribute};
use store::{Query, Tx, params};

/// Casts a ballot, in place of the person's former one; an empty ballot takes it back.
///
/// # Errors
/// `NotFound` when the item isn't a poll, `Conflict("poll_closed")`, 422 on `options`.
pub fn vote(tx: &Tx, allowed: &Allowed<'_, Contribute, Item>, options: &[Id]) -> Result<()> {
    let (item, person) = (allowed.it(), allowed.actor().id);
    let poll =
        tx.one("SELECT multiple, closes_at FROM polls WHERE item_id = $1", params![item.id], |row| Ok((row.flag(0)?, row.opt_moment(1)?)))?;
    let (multiple, closes_at) = poll.ok_or(Refusal::NotFound)?;
    if closes_at.is_some_and(|at| at <= tx.now()) {
        return Err(Refusal::Conflict("poll_closed").into());
    }
    if options.len() > 1 && !multiple {
        return Err(Refusal::limit("options", "too_many", 1).into());
    }
    let known = tx.all("SELECT id FROM poll_options WHERE item_id = $1", params![item.id], |row| row.id(0))?;
    if options.iter().any(|option| !known.contains(option)) {
        return Err(Refusal::field("options", "unknown").into());
    }
    let sql = "DELETE FROM poll_votes WHERE person_id = $1 AND option_id IN (SELECT id FROM poll_options WHERE item_id = $2)";
    tx.run(sql, params![person, item.id])?;
    for option in options {
        let sql = "INSERT INTO poll_votes(option_id, person_id, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
        tx.run(sql, params![*option, person, tx.now()])?;
    }
    changes::record(tx, Change::of_item(person, item.space.id, item.id, Verb::Answered))?;
    Ok(())
}
