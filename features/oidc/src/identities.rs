//! Identities in the database: whose they are, and which sessions they opened.
//! Invariant: an identity is the pair (issuer, subject) and belongs to one person; only that person links it, and nothing is linked by an address.

use base::{Fault, Id, Moment, Refusal, Result, Secret};
use kernel::Actor;
use kernel::audit::{self, Act};
use kernel::people::sessions::{self, Opened};
use store::{Error, Query, Tx, params};

/// Somebody's account at the provider, as its owner sees it.
#[derive(Clone, Debug)]
pub struct Identity {
    /// Its id here.
    pub id: Id,
    /// What to recognise it by: the provider's address or name for the person at the time it was linked.
    pub label: String,
    /// Since when.
    pub linked_at: Moment,
}

/// Whose an identity is.
pub fn owner(q: &impl Query, issuer: &str, subject: &str) -> Result<Option<(Id, Id)>, Error> {
    let sql = "SELECT id, person_id FROM identities WHERE issuer = $1 AND subject = $2";
    q.one(sql, params![issuer, subject], |row| Ok((row.id(0)?, row.id(1)?)))
}

/// Whether somebody may come in at all: deactivated people and guests whose time is over stay outside.
pub fn may_enter(q: &impl Query, person: Id) -> Result<bool, Error> {
    let sql = "SELECT count(*) FROM people
      WHERE id = $1 AND role <> 'bot' AND deactivated_at IS NULL AND (ends_at IS NULL OR ends_at > $2)";
    Ok(q.count(sql, params![person, Moment::now()])? > 0)
}

/// One's own identities, the oldest first.
pub fn of(q: &impl Query, actor: &Actor, issuer: &str) -> Result<Vec<Identity>, Error> {
    let sql = "SELECT id, label, linked_at FROM identities WHERE person_id = $1 AND issuer = $2 ORDER BY id";
    q.all(sql, params![actor.id, issuer], |row| Ok(Identity { id: row.id(0)?, label: row.text(1)?, linked_at: row.moment(2)? }))
}

/// Links an identity to somebody; linking it to them again changes nothing.
///
/// # Errors
/// `Conflict("identity_taken")` when it is somebody else's.
pub fn link(tx: &Tx, person: Id, issuer: &str, subject: &str, label: &str) -> Result<Id> {
    let id = Id::new();
    let sql =
        "INSERT INTO identities(id, issuer, subject, person_id, label, linked_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";
    if tx.run(sql, params![id, issuer, subject, person, label, tx.now()])? == 1 {
        audit::note(tx, Some(person), Act::FactorAdded, Some(person), issuer)?;
        return Ok(id);
    }
    match owner(tx, issuer, subject)? {
        Some((id, owner)) if owner == person => Ok(id),
        _ => Err(Refusal::Conflict("identity_taken").into()),
    }
}

/// Unlinks one of one's own, and ends the sessions that it opened, except the one that asks.
///
/// # Errors
/// `NotFound` for any other; `Conflict("last_way_in")` when nothing else would let its owner in.
pub fn unlink(tx: &Tx, actor: &Actor, id: Id) -> Result<()> {
    let ways = "SELECT (SELECT count(*) FROM people WHERE id = $1 AND password IS NOT NULL)
      + (SELECT count(*) FROM passkeys WHERE person_id = $1)
      + (SELECT count(*) FROM identities WHERE person_id = $1 AND id <> $2)";
    if tx.count(ways, params![actor.id, id])? == 0 {
        return Err(Refusal::Conflict("last_way_in").into());
    }
    let opened = opened(tx, id, None)?;
    let sql = "DELETE FROM identities WHERE id = $1 AND person_id = $2 RETURNING issuer";
    let issuer = tx.one(sql, params![id, actor.id], |row| row.text(0))?.ok_or(Refusal::NotFound)?;
    audit::note(tx, Some(actor.id), Act::FactorRemoved, Some(actor.id), &issuer)?;
    opened.iter().filter(|(session, _)| *session != actor.by).try_for_each(|(_, digest)| sessions::end(tx, digest))
}

/// Remembers that an identity opened a session, and the provider's own name for its own session.
///
/// # Errors
/// A broken database.
pub fn remember(tx: &Tx, identity: Id, opened: &Opened, sid: Option<&str>) -> Result<()> {
    let sql = "INSERT INTO identity_sessions(session_id, identity_id, sid) SELECT id, $2, $3 FROM sessions WHERE digest = $1";
    tx.run(sql, params![opened.secret.digest(), identity, sid])?;
    Ok(())
}

/// Takes something that counts once: a nonce, a logout token's id. `false` when it was taken before.
///
/// # Errors
/// A broken database.
pub fn once(tx: &Tx, issuer: &str, name: &str) -> Result<bool, Fault> {
    let now = tx.now();
    tx.run("DELETE FROM identity_spent WHERE expires_at <= $1", params![now])?;
    let sql = "INSERT INTO identity_spent(digest, expires_at) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    // Longer than any token is taken for fresh.
    Ok(tx.run(sql, params![Secret::digest_of(&format!("{issuer} {name}")), now.plus_seconds(3600)])? == 1)
}

/// Ends what the provider says is over: the sessions of its session, or all that the subject opened. Tells how many.
///
/// # Errors
/// A broken database.
pub fn log_out(tx: &Tx, issuer: &str, subject: Option<&str>, sid: Option<&str>) -> Result<usize> {
    let identities = tx.all(
        "SELECT DISTINCT i.id, i.person_id FROM identities i LEFT JOIN identity_sessions s ON s.identity_id = i.id
          WHERE i.issuer = $1 AND ($2 = '' OR i.subject = $2) AND ($3 = '' OR s.sid = $3)",
        params![issuer, subject.unwrap_or_default(), sid.unwrap_or_default()],
        |row| Ok((row.id(0)?, row.id(1)?)),
    )?;
    let mut ended = 0;
    for (identity, person) in identities {
        let opened = opened(tx, identity, sid)?;
        opened.iter().try_for_each(|(_, digest)| sessions::end(tx, digest))?;
        if !opened.is_empty() {
            audit::note(tx, Some(person), Act::SessionsClosed, Some(person), issuer)?;
        }
        ended += opened.len();
    }
    Ok(ended)
}

fn opened(tx: &Tx, identity: Id, sid: Option<&str>) -> Result<Vec<(Id, String)>, Error> {
    let sql = "SELECT s.id, s.digest FROM identity_sessions i JOIN sessions s ON s.id = i.session_id WHERE i.identity_id = $1 AND ($2 = '' OR i.sid = $2)";
    tx.all(sql, params![identity, sid.unwrap_or_default()], |row| Ok((row.id(0)?, row.text(1)?)))
}
