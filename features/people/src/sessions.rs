//! Sessions: one row per browser that is signed in. Invariant: the cookie's secret is never stored, only its digest.
//! Deliberately absent: when a session was last used, which nobody needs to know.

use base::{Id, Moment, Result, Secret};
use kernel::changes::{self, Change, Verb};
use store::{Query, Tx, params};

/// How long a session lives.
pub const DAYS: u32 = 30;

/// Most sessions one person has; the oldest ends when another begins.
const MOST: i64 = 50;

/// Starts a session; the secret is its cookie.
///
/// # Errors
/// A broken database.
pub fn start(tx: &Tx, person: Id) -> Result<Secret> {
    let (secret, now) = (Secret::new(), Moment::now());
    tx.run("DELETE FROM sessions WHERE person_id = $1 AND expires_at <= $2", params![person, now])?;
    tx.run(
        "INSERT INTO sessions(id, digest, person_id, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)",
        params![Id::new(), secret.digest(), person, now, now.plus_days(i64::from(DAYS))],
    )?;
    tx.run(
        "DELETE FROM sessions WHERE person_id = $1 AND id NOT IN (SELECT id FROM sessions WHERE person_id = $1 ORDER BY id DESC LIMIT $2)",
        params![person, MOST],
    )?;
    Ok(secret)
}

/// Ends the session of a cookie's digest, if it still lives.
///
/// # Errors
/// A broken database.
pub fn end(tx: &Tx, digest: &str) -> Result<()> {
    let person = tx.one("DELETE FROM sessions WHERE digest = $1 RETURNING person_id", params![digest], |row| row.id(0))?;
    person.map_or(Ok(()), |person| heard(tx, person))
}

/// Ends every session of a person.
///
/// # Errors
/// A broken database.
pub fn end_all(tx: &Tx, person: Id) -> Result<()> {
    tx.run("DELETE FROM sessions WHERE person_id = $1", params![person])?;
    heard(tx, person)
}

/// Pages that are open elsewhere hear that they may have lost their session.
fn heard(tx: &Tx, person: Id) -> Result<()> {
    Ok(changes::record(tx, Change::of_person(Some(person), None, person, Verb::SignedOut))?)
}
