//! Accepting an answer.

use base::{Id, Refusal, Result};
use kernel::changes::{self, Change, Verb};
use kernel::items::Item;
use kernel::notices::{self, Reason};
use kernel::{Actor, Allowed, Contribute, Kind, Moderate, access};
use store::{Query, Tx, params};

/// Says which comment answered the question; the asker and the hosts may, and may change their mind.
///
/// # Errors
/// `NotFound` when the item isn't a question, `Forbidden("not_the_asker")`, 422 `answer` when it isn't a comment of this question.
pub fn accept(tx: &Tx, actor: &Actor, question: Id, answer: Id) -> Result<()> {
    let question = asked(tx, actor, question)?;
    let item = question.it();
    let sql = "SELECT author_id FROM items WHERE id = $1 AND root_id = $2 AND kind = 'comment' AND trashed_at IS NULL -- one item";
    let author = tx.one(sql, params![answer, item.id], |row| row.id(0))?.ok_or_else(|| Refusal::field("answer", "unknown"))?;
    tx.run(
        "INSERT INTO accepted_answers(item_id, answer_id, accepted_by, at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (item_id) DO UPDATE SET answer_id = excluded.answer_id, accepted_by = excluded.accepted_by, at = excluded.at",
        params![item.id, answer, actor.id, tx.now()],
    )?;
    set_state(tx, item, "answered")?;
    notices::notify(tx, author, Reason::Accepted, Some(answer), Some(item.space.id), actor.id)?;
    changes::record(tx, Change::of_item(actor.id, item.space.id, item.id, Verb::Answered))?;
    Ok(())
}

/// Takes the acceptance back.
///
/// # Errors
/// As [`accept`].
pub fn unaccept(tx: &Tx, actor: &Actor, question: Id) -> Result<()> {
    let question = asked(tx, actor, question)?;
    let item = question.it();
    if tx.run("DELETE FROM accepted_answers WHERE item_id = $1", params![item.id])? == 1 {
        set_state(tx, item, "open")?;
        changes::record(tx, Change::of_item(actor.id, item.space.id, item.id, Verb::Answered))?;
    }
    Ok(())
}

fn asked<'a>(tx: &Tx, actor: &'a Actor, question: Id) -> Result<Allowed<'a, Contribute, Item>> {
    let question = access::item::<Contribute>(tx, actor, question)?;
    if question.it().kind != Kind::Question {
        return Err(Refusal::NotFound.into());
    }
    if question.it().author_id != actor.id && access::item::<Moderate>(tx, actor, question.it().id).is_err() {
        return Err(Refusal::Forbidden("not_the_asker").into());
    }
    Ok(question)
}

fn set_state(tx: &Tx, item: &Item, state: &str) -> Result<()> {
    tx.run("UPDATE items SET state = $2 WHERE id = $1", params![item.id, state])?;
    Ok(())
}
