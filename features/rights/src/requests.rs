//! Requests and their clock. Invariant: a request has one month by the calendar (RGPD art. 12 § 3), seen by whoever asked and by administrators,
//! and ends once, with who ended it. Deliberately absent: the prolongation of two months, which would need a reason that we can't judge.

use base::checked::Errors;
use base::{Id, Moment, Refusal, Result};
use jiff::ToSpan;
use kernel::audit::{self, Act};
use kernel::notices::{self, Reason};
use kernel::office::Office;
use kernel::{Actor, named};
use store::{Error, Query, Row, Tx, params};

/// Longest message, and longest answer, in characters.
pub const MESSAGE: usize = 2_000;
/// How many days before its end administrators are reminded of a request.
const REMINDERS: [i64; 2] = [10, 3];

named! {
    /// What is asked for.
    Kind {
        /// A copy of one's data (art. 15 and 20).
        Access = "access",
        /// Something to put right (art. 16).
        Rectification = "rectification",
        /// To be forgotten (art. 17).
        Erasure = "erasure",
    }
}

named! {
    /// How a request ended.
    Outcome {
        /// As asked.
        Done = "done",
        /// Not as asked; the answer says why.
        Refused = "refused",
        /// Taken back by whoever asked.
        Withdrawn = "withdrawn",
    }
}

/// A request.
#[derive(Clone, Debug)]
pub struct Request {
    pub id: Id,
    pub person_id: Id,
    pub person: String,
    pub kind: Kind,
    pub message: String,
    pub asked_at: Moment,
    pub due_at: Moment,
    pub closed_at: Option<Moment>,
    pub outcome: Option<Outcome>,
    pub answer: String,
    /// Until when its archive can be fetched.
    pub archive_until: Option<Moment>,
}

const SELECT: &str =
    "SELECT d.id, d.person_id, p.name, d.kind, d.message, d.asked_at, d.due_at, d.closed_at, d.outcome, d.answer, a.expires_at
  FROM data_requests d JOIN people p ON p.id = d.person_id LEFT JOIN data_archives a ON a.request_id = d.id";

fn from_row(row: &Row<'_>) -> Result<Request, Error> {
    Ok(Request {
        id: row.id(0)?,
        person_id: row.id(1)?,
        person: row.text(2)?,
        kind: Kind::parse(&row.text(3)?).unwrap_or(Kind::Access),
        message: row.text(4)?,
        asked_at: row.moment(5)?,
        due_at: row.moment(6)?,
        closed_at: row.opt_moment(7)?,
        outcome: Outcome::parse(&row.text(8)?),
        answer: row.text(9)?,
        archive_until: row.opt_moment(10)?,
    })
}

/// One's own requests, newest first.
pub fn mine(q: &impl Query, person: Id) -> Result<Vec<Request>, Error> {
    q.all(&format!("{SELECT} WHERE d.person_id = $1 ORDER BY d.id DESC LIMIT 50"), params![person], from_row)
}

/// A page of requests for administrators: open ones by what runs out first, then those that ended, newest first.
pub fn all(q: &impl Query) -> Result<(Vec<Request>, Vec<Request>), Error> {
    let open = q.all(&format!("{SELECT} WHERE d.closed_at IS NULL ORDER BY d.due_at, d.id LIMIT 500"), &[], from_row)?;
    let ended = q.all(&format!("{SELECT} WHERE d.closed_at IS NOT NULL ORDER BY d.closed_at DESC, d.id DESC LIMIT 50"), &[], from_row)?;
    Ok((open, ended))
}

/// One request.
///
/// # Errors
/// `NotFound`.
pub fn one(q: &impl Query, id: Id) -> Result<Request> {
    Ok(q.one(&format!("{SELECT} WHERE d.id = $1"), params![id], from_row)?.ok_or(Refusal::NotFound)?)
}

/// Asks for something. For what a program answers at once, administrators are not called.
///
/// # Errors
/// `Conflict("already_asked")` while the same waits; 422 on `message`.
pub fn ask(tx: &Tx, actor: &Actor, kind: Kind, message: &str) -> Result<Id> {
    let mut errors = Errors::default();
    let message = errors.prose("message", message, MESSAGE);
    if kind == Kind::Rectification && message.is_empty() {
        errors.add("message", "required");
    }
    errors.done()?;
    let waiting = "SELECT count(*) FROM data_requests WHERE person_id = $1 AND kind = $2 AND closed_at IS NULL";
    if kind != Kind::Rectification && tx.count(waiting, params![actor.id, kind])? > 0 {
        return Err(Refusal::Conflict("already_asked").into());
    }
    let (id, now) = (Id::new(), tx.now());
    tx.run(
        "INSERT INTO data_requests(id, person_id, kind, message, asked_at, due_at) VALUES ($1, $2, $3, $4, $5, $6)",
        params![id, actor.id, kind, message, now, month_after(tx, now)?],
    )?;
    if kind != Kind::Access {
        call_administrators(tx, actor.id)?;
    }
    Ok(id)
}

/// The end of the month that begins at `asked`, by the house's calendar: the same day of the next month, or its last one.
fn month_after(q: &impl Query, asked: Moment) -> Result<Moment, Error> {
    let zone = Office::load(q)?.zone;
    let end = zone.at(asked).checked_add(1.month());
    Ok(end.map_or_else(|_| asked.plus_days(28), |end| Moment(end.timestamp().as_millisecond())))
}

fn call_administrators(tx: &Tx, about: Id) -> Result<(), Error> {
    let admins = tx.all("SELECT id FROM people WHERE role IN ('owner', 'admin') AND deactivated_at IS NULL", &[], |row| row.id(0))?;
    admins.into_iter().try_for_each(|admin| notices::notify(tx, admin, Reason::DataAsked, None, None, about))
}

/// Takes one's own request back.
///
/// # Errors
/// `NotFound` for somebody else's; `Conflict("closed")`.
pub fn withdraw(tx: &Tx, actor: &Actor, id: Id) -> Result<()> {
    if one(tx, id)?.person_id != actor.id {
        return Err(Refusal::NotFound.into());
    }
    close(tx, id, Some(actor.id), Outcome::Withdrawn, "")
}

/// Answers somebody's request to put something right, or refuses to erase them: with words, which they read.
///
/// # Errors
/// `Forbidden("not_an_admin")`; `NotFound`; 422 on `answer`; `Conflict("closed")`, and for an erasure that is granted, which is done rather than
/// said: `Conflict("not_erased")`.
pub fn answer(tx: &Tx, actor: &Actor, id: Id, outcome: Outcome, words: &str) -> Result<()> {
    actor.administers()?;
    let request = one(tx, id)?;
    let mut errors = Errors::default();
    let words = errors.prose("answer", words, MESSAGE);
    if words.is_empty() {
        errors.add("answer", "required");
    }
    errors.done()?;
    if request.kind == Kind::Access || request.kind == Kind::Erasure && outcome != Outcome::Refused || outcome == Outcome::Withdrawn {
        return Err(Refusal::Conflict("not_erased").into());
    }
    close(tx, id, Some(actor.id), outcome, &words)?;
    notices::notify(tx, request.person_id, Reason::DataAnswered, None, None, actor.id)?;
    audit::note(tx, Some(actor.id), Act::Rectified, Some(request.person_id), &format!("{} {outcome}", request.kind))?;
    Ok(())
}

/// Ends a request.
///
/// # Errors
/// `Conflict("closed")` when it has ended.
pub fn close(tx: &Tx, id: Id, by: Option<Id>, outcome: Outcome, answer: &str) -> Result<()> {
    let sql = "UPDATE data_requests SET closed_at = $2, closed_by = $3, outcome = $4, answer = $5 WHERE id = $1 AND closed_at IS NULL";
    if tx.run(sql, params![id, tx.now(), by, outcome, answer])? == 0 {
        return Err(Refusal::Conflict("closed").into());
    }
    settle(tx)
}

/// Once nothing is left to answer, nothing waits for administrators.
fn settle(tx: &Tx) -> Result<()> {
    let open = "SELECT count(*) FROM data_requests WHERE closed_at IS NULL AND kind <> 'access'";
    if tx.count(open, &[])? == 0 {
        tx.run("UPDATE notices SET read_at = $1 WHERE reason = $2 AND read_at IS NULL", params![tx.now(), Reason::DataAsked])?;
    }
    Ok(())
}

/// Reminds of what runs out, once per step of [`REMINDERS`], and drops old archives.
pub fn watch(tx: &Tx, now: Moment) -> Result<usize> {
    let mut reminded = 0;
    for (step, days) in (1_i64..).zip(REMINDERS) {
        let sql = "UPDATE data_requests SET reminders = $2 WHERE closed_at IS NULL AND reminders < $2 AND due_at <= $1 RETURNING person_id";
        for person in tx.all(sql, params![now.plus_days(days), step], |row| row.id(0))? {
            call_administrators(tx, person)?;
            reminded += 1;
        }
    }
    tx.run("DELETE FROM data_archives WHERE expires_at <= $1", params![now])?;
    Ok(reminded)
}
