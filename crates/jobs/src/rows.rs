//! The table `jobs` and every statement on it.
//! Invariant: `tries` grows at each taking, so it tells whether a worker still holds the job it wants to end.

use base::{Id, Moment};
use serde::Serialize;
use store::{Error, Query, Row, Tx, Value, params};

use crate::job::Job;

/// A job taken so often is given up.
pub const TRIES: i64 = 10;

/// Longest reason kept beside a job, in bytes.
const REASON: usize = 500;

/// Enqueues a job in the transaction of its cause: it exists if and only if the cause does.
///
/// # Errors
/// When the database refuses, or the payload can't be written as JSON.
pub fn enqueue_later(tx: &Tx, kind: &str, payload: &impl Serialize, due: Moment) -> Result<Id, Error> {
    let id = Id::new();
    let payload = serde_json::to_string(payload).map_err(|e| Error::Unfit(format!("the payload of a job {kind}: {e}")))?;
    tx.run("INSERT INTO jobs(id, kind, payload, due_at) VALUES ($1, $2, $3, $4)", params![id, kind, payload, due])?;
    Ok(id)
}

/// How many jobs due by `by` are neither done nor dead.
///
/// # Errors
/// When the database refuses.
pub fn unfinished(db: &impl Query, by: Moment) -> Result<i64, Error> {
    db.count("SELECT count(*) FROM jobs WHERE done_at IS NULL AND dead_at IS NULL AND due_at <= $1", params![by])
}

/// `AND kind IN ($n, …)`, then the values.
fn of_kinds(first: usize, kinds: &[&'static str]) -> (String, Vec<Value>) {
    let places: Vec<String> = (first..first + kinds.len()).map(|n| format!("${n}")).collect();
    (format!("AND kind IN ({})", places.join(", ")), kinds.iter().map(|kind| Value::from(*kind)).collect())
}

const FREE: &str = "done_at IS NULL AND dead_at IS NULL AND (leased_until IS NULL OR leased_until <= $1)";

/// When the next job that nobody holds is due.
pub fn next_due(db: &impl Query, kinds: &[&'static str], now: Moment) -> Result<Option<Moment>, Error> {
    let (of_kinds, mut values) = of_kinds(2, kinds);
    values.insert(0, now.into());
    db.one(&format!("SELECT due_at FROM jobs WHERE {FREE} {of_kinds} ORDER BY due_at LIMIT 1"), &values, |row| row.moment(0))
}

/// Takes at most `most` jobs that are due, first those due longest. Two workers never get the same one: whoever waited for the other's
/// commit judges each row again, by the outer conditions.
pub fn take(tx: &Tx, kinds: &[&'static str], now: Moment, until: Moment, most: usize) -> Result<Vec<Job>, Error> {
    // Its worker vanished in the last try, perhaps because of it.
    let give_up = "UPDATE jobs SET dead_at = $1, leased_until = NULL WHERE tries >= $2 AND due_at <= $1 AND";
    tx.run(&format!("{give_up} {FREE}"), params![now, TRIES])?;
    let (of_kinds, kinds) = of_kinds(4, kinds);
    let due = format!("SELECT id FROM jobs WHERE {FREE} AND due_at <= $1 {of_kinds} ORDER BY due_at, id LIMIT $3");
    let take = "UPDATE jobs SET leased_until = $2, tries = tries + 1 WHERE id IN";
    let values: Vec<Value> = [now.into(), until.into(), most.into()].into_iter().chain(kinds).collect();
    let mut jobs = tx.all(&format!("{take} ({due}) AND {FREE} RETURNING id, kind, tries, payload"), &values, job)?;
    jobs.sort_by_key(|job| job.id);
    Ok(jobs)
}

fn job(row: &Row<'_>) -> Result<Job, Error> {
    Ok(Job { id: row.id(0)?, kind: row.text(1)?, tries: row.int(2)?, payload: row.text(3)? })
}

/// Keeps a job that takes long from being taken by others.
pub fn hold(tx: &Tx, id: Id, tries: i64, until: Moment) -> Result<(), Error> {
    tx.run("UPDATE jobs SET leased_until = $3 WHERE id = $1 AND tries = $2 AND leased_until IS NOT NULL", params![id, tries, until])
        .map(drop)
}

/// Ends a job well.
pub fn done(tx: &Tx, job: &Job, now: Moment) -> Result<(), Error> {
    let done = "UPDATE jobs SET done_at = $3, leased_until = NULL, last_error = NULL WHERE id = $1 AND tries = $2 AND done_at IS NULL";
    tx.run(done, params![job.id, job.tries, now]).map(drop)
}

/// Puts a job back until `due`, or for good when there is no such moment.
pub fn failed(tx: &Tx, job: &Job, why: &str, now: Moment, due: Option<Moment>) -> Result<(), Error> {
    let back =
        "UPDATE jobs SET leased_until = NULL, last_error = $3, due_at = $4, dead_at = $5 WHERE id = $1 AND tries = $2 AND done_at IS NULL";
    let why = &why[..why.floor_char_boundary(REASON)];
    let dead = due.is_none().then_some(now);
    tx.run(back, params![job.id, job.tries, why, due.unwrap_or(now), dead]).map(drop)
}

/// How long done jobs stay to be looked at, in days.
pub const KEPT_DAYS: i64 = 7;

/// How many jobs were done before `before`.
///
/// # Errors
/// When the database refuses.
pub fn forgettable(db: &impl Query, before: Moment) -> Result<i64, Error> {
    db.count("SELECT count(*) FROM jobs WHERE done_at < $1", params![before])
}

/// Forgets jobs done before `before`, and says how many; dead ones stay until somebody looked.
///
/// # Errors
/// When the database refuses.
pub fn forget(tx: &Tx, before: Moment) -> Result<u64, Error> {
    tx.run("DELETE FROM jobs WHERE done_at < $1", params![before])
}

/// A job that was given up.
#[derive(Clone, Debug)]
pub struct Dead {
    /// Its id.
    pub id: Id,
    /// What kind of work.
    pub kind: String,
    /// How often it was tried.
    pub tries: i64,
    /// Why it failed last.
    pub why: String,
    /// When it was given up.
    pub at: Moment,
}

/// The jobs that were given up, the newest first. Their payload isn't told: it may name people.
///
/// # Errors
/// When the database refuses.
pub fn dead(db: &impl Query, limit: i64) -> Result<Vec<Dead>, Error> {
    db.all(
        "SELECT id, kind, tries, coalesce(last_error, ''), dead_at FROM jobs WHERE dead_at IS NOT NULL ORDER BY dead_at DESC, id DESC LIMIT $1",
        params![limit],
        |row| Ok(Dead { id: row.id(0)?, kind: row.text(1)?, tries: row.int(2)?, why: row.text(3)?, at: row.moment(4)? }),
    )
}

/// Has a dead job tried again from now on; whether it was there.
///
/// # Errors
/// When the database refuses.
pub fn revive(tx: &Tx, id: Id, now: Moment) -> Result<bool, Error> {
    let sql = "UPDATE jobs SET dead_at = NULL, tries = 0, due_at = $2, leased_until = NULL WHERE id = $1 AND dead_at IS NOT NULL";
    Ok(tx.run(sql, params![id, now])? == 1)
}

/// Forgets a dead job; whether it was there.
///
/// # Errors
/// When the database refuses.
pub fn discard(tx: &Tx, id: Id) -> Result<bool, Error> {
    Ok(tx.run("DELETE FROM jobs WHERE id = $1 AND dead_at IS NOT NULL", params![id])? == 1)
}
