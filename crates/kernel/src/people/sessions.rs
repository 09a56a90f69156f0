//! Sessions: one row per browser that came in, and what it has proved so far. Invariants: the cookie's secret is never stored, only its
//! digest; every step that proves more changes the secret; whatever ends a session closes its live sockets.
//! Deliberately absent: when a session was last used to the minute. Its owner alone sees the day.

use std::collections::HashSet;

use base::{Id, Moment, Result, Secret};
use store::{Error, Query, Row, Tx, params};

use super::factors;
use crate::Actor;
use crate::audit::{self, Act};
use crate::changes::{self, Change, Verb};
use crate::sql::{list, padded};

/// How long a session lives, in days.
pub const DAYS: u32 = 30;
/// How long a session may wait for its second step, in minutes.
pub const STEP_MINUTES: i64 = 15;
/// How long after a proof no other is asked for, in minutes (ASVS 7.5.1).
pub const PROOF_MINUTES: i64 = 10;

/// Most sessions one person has; the oldest ends when another begins.
const MOST: i64 = 50;

/// Whether a session `s` has ended by itself at the moment `$1`: [`DAYS`] after it began, or 14 days without use (ASVS 7.3.1, 7.3.2). One condition
/// for whoever comes in, is swept or is purged. Its use is noted once a day: what ends is a session last used 13 to 14 days before.
pub(crate) const ENDED: &str = "(s.expires_at <= $1 OR coalesce(s.used_at, s.created_at) + 14 * 86400000 <= $1)";

/// How many sessions and tokens are looked up at a time.
const TOGETHER: usize = 500;

crate::named! {
    /// How far somebody is through the door.
    Step {
        /// Signed in.
        In = "in",
        /// The first factor was right; the second one is awaited. Nothing else is open.
        Second = "second",
        /// The first factor was right, and the network asks everybody like them for a second one, which they must add now.
        Enrol = "enrol",
    }
}

crate::named! {
    /// By which means somebody came in.
    Means {
        /// A password.
        Password = "password",
        /// A link: set-up, invitation, new password.
        Link = "link",
        /// A passkey with user verification: two factors in one.
        Passkey = "passkey",
        /// An identity provider.
        External = "external",
        /// An identity provider that itself asked for two factors.
        ExternalStrong = "external-strong",
    }
}

impl Means {
    /// Whether it proves two factors by itself.
    pub fn is_strong(self) -> bool {
        matches!(self, Means::Passkey | Means::ExternalStrong)
    }
}

/// From where somebody arrives: their browser, and the session it had before.
#[derive(Clone, Debug, Default)]
pub struct Arrival {
    /// Browser and system, e.g. `Firefox/Linux`; never the whole User-Agent.
    pub device: String,
    /// The digest of the cookie they came with, which is worth nothing afterwards (safety test 51).
    pub former: Option<String>,
}

/// A session that has just begun.
pub struct Opened {
    /// Its cookie.
    pub secret: Secret,
    /// How far it leads.
    pub step: Step,
    /// Whether the charter that stands is accepted.
    pub charter: bool,
}

/// A session, without its secret.
#[derive(Clone, Debug)]
pub struct Session {
    /// Its id.
    pub id: Id,
    /// How far it leads.
    pub step: Step,
    /// By which means it began.
    pub means: Means,
    /// Browser and system, as [`Arrival`] has them; empty when they were not told.
    pub device: String,
    /// Since when.
    pub created_at: Moment,
    /// The last day on which it was used; only its owner may see it.
    pub used_at: Moment,
    /// When its person last proved who they are.
    pub proved_at: Moment,
}

pub(crate) const COLUMNS: &str = "s.id, s.step, s.means, s.device, s.created_at, coalesce(s.used_at, s.created_at), s.proved_at";

impl Session {
    pub(crate) fn from_row(row: &Row<'_>, at: usize) -> Result<Session, Error> {
        Ok(Session {
            id: row.id(at)?,
            // What can't be read opens nothing.
            step: Step::parse(&row.text(at + 1)?).unwrap_or(Step::Second),
            means: Means::parse(&row.text(at + 2)?).unwrap_or(Means::Password),
            device: row.text(at + 3)?,
            created_at: row.moment(at + 4)?,
            used_at: row.moment(at + 5)?,
            proved_at: row.moment(at + 6)?,
        })
    }

    /// Whether its person proved who they are a moment ago.
    pub fn is_proved(&self, now: Moment) -> bool {
        self.step == Step::In && self.proved_at.plus_seconds(PROOF_MINUTES * 60) > now
    }
}

/// Opens a session for somebody whose first factor was right. Whether it leads in, or to a second factor, is decided here alone.
///
/// # Errors
/// A broken database.
pub fn open(tx: &Tx, person: Id, means: Means, arrival: &Arrival) -> Result<Opened> {
    let (secret, now) = (Secret::new(), tx.now());
    if let Some(former) = &arrival.former {
        end(tx, former)?;
    }
    let actor = Actor::of_person(tx, person)?;
    let step = match &actor {
        _ if means.is_strong() => Step::In,
        _ if factors::has_any(tx, person)? => Step::Second,
        Some(actor) if factors::Rule::now(tx)?.asks(actor.role) => Step::Enrol,
        _ => Step::In,
    };
    let expires = if step == Step::In { now.plus_days(i64::from(DAYS)) } else { now.plus_seconds(STEP_MINUTES * 60) };
    tx.run(&format!("DELETE FROM sessions AS s WHERE s.person_id = $2 AND {ENDED}"), params![now, person])?;
    tx.run(
        "INSERT INTO sessions(id, digest, person_id, created_at, expires_at, step, means, device, proved_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![Id::new(), secret.digest(), person, now, expires, step, means, arrival.device.as_str(), if step == Step::In { now } else { Moment(0) }],
    )?;
    make_room(tx, person, step)?;
    if step == Step::In {
        audit::note(tx, Some(person), Act::SignedIn, Some(person), means.name())?;
    }
    Ok(Opened { secret, step, charter: actor.is_some_and(|actor| actor.charter) })
}

/// Ends the oldest of a person's sessions beyond [`MOST`]. Counted by step: whoever knows only the password can't push out those who are in.
fn make_room(tx: &Tx, person: Id, step: Step) -> Result<()> {
    let sql = "DELETE FROM sessions WHERE person_id = $1 AND step = $2
       AND id NOT IN (SELECT id FROM sessions WHERE person_id = $1 AND step = $2 ORDER BY id DESC LIMIT $3) RETURNING id";
    let ended = tx.all(sql, params![person, step, MOST], |row| row.id(0))?;
    // Those that wait at the door opened no stream.
    ended.into_iter().filter(|_| step == Step::In).try_for_each(|session| heard(tx, person, Some(session)))
}

/// The awaited step was taken: the session leads in, under a new secret. `by` says how, for the trail.
///
/// # Errors
/// `SignedOut` when another request took the step first, or the session has ended.
pub fn let_in(tx: &Tx, session: Id, by: &str) -> Result<Opened> {
    let (secret, now) = (Secret::new(), tx.now());
    let person = tx.one(
        "UPDATE sessions SET step = 'in', digest = $2, proved_at = $3, expires_at = $4 WHERE id = $1 AND step <> 'in' AND expires_at > $3
          RETURNING person_id",
        params![session, secret.digest(), now, now.plus_days(i64::from(DAYS))],
        |row| row.id(0),
    )?;
    let person = person.ok_or(base::Refusal::SignedOut)?;
    audit::note(tx, Some(person), Act::SignedIn, Some(person), by)?;
    Ok(Opened { secret, step: Step::In, charter: Actor::of_person(tx, person)?.is_some_and(|actor| actor.charter) })
}

/// Its person proved again who they are: the session goes on under a new secret (ASVS 7.2.4).
///
/// # Errors
/// `SignedOut` when the session has ended.
pub fn prove(tx: &Tx, session: Id) -> Result<Secret> {
    let secret = Secret::new();
    let sql = "UPDATE sessions SET proved_at = $2, digest = $3 WHERE id = $1 AND step = 'in'";
    if tx.run(sql, params![session, tx.now(), secret.digest()])? == 0 {
        return Err(base::Refusal::SignedOut.into());
    }
    Ok(secret)
}

/// Notes the day on which a session is used.
///
/// # Errors
/// A broken database.
pub fn touch(tx: &Tx, session: Id) -> Result<()> {
    tx.run("UPDATE sessions SET used_at = $2 WHERE id = $1", params![session, tx.now()])?;
    Ok(())
}

/// One's own sessions that live, the newest first.
pub fn of(q: &impl Query, actor: &Actor) -> Result<Vec<Session>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM sessions s WHERE s.person_id = $2 AND s.step = 'in' AND NOT {ENDED} ORDER BY s.id DESC");
    q.all(&sql, params![Moment::now(), actor.id], |row| Session::from_row(row, 0))
}

/// Whether the session or token that somebody came with still lives.
pub fn holds(q: &impl Query, actor: &Actor) -> Result<bool, Error> {
    Ok(ended(q, &[actor.by], Moment::now())?.is_empty())
}

/// Which of these sessions and tokens live no longer at `now`, whether they ended by themselves or by somebody. Nobody tells when time alone has ended
/// one, so whoever keeps a stream open asks (safety §1.2(4)).
pub fn ended(q: &impl Query, ids: &[Id], now: Moment) -> Result<Vec<Id>, Error> {
    let mut ended = Vec::new();
    for some in ids.chunks(TOGETHER) {
        let places = list(2, some.len());
        let sql = format!(
            "SELECT s.id FROM sessions s WHERE s.id IN {places} AND NOT {ENDED}
             UNION ALL
             SELECT id FROM tokens WHERE id IN {places} AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $1)"
        );
        let living: HashSet<Id> = q.all(&sql, &padded(params![now].to_vec(), some), |row| row.id(0))?.into_iter().collect();
        ended.extend(some.iter().filter(|id| !living.contains(*id)));
    }
    Ok(ended)
}

/// Ends the session of a cookie's digest, if it still lives.
///
/// # Errors
/// A broken database.
pub fn end(tx: &Tx, digest: &str) -> Result<()> {
    let ended =
        tx.all("DELETE FROM sessions WHERE digest = $1 RETURNING id, person_id", params![digest], |row| Ok((row.id(0)?, row.id(1)?)))?;
    ended.into_iter().try_for_each(|(session, person)| heard(tx, person, Some(session)))
}

/// Ends one of one's own sessions.
///
/// # Errors
/// `NotFound` for any other.
pub fn end_one(tx: &Tx, actor: &Actor, session: Id) -> Result<()> {
    if tx.run("DELETE FROM sessions WHERE id = $1 AND person_id = $2", params![session, actor.id])? == 0 {
        return Err(base::Refusal::NotFound.into());
    }
    audit::note(tx, Some(actor.id), Act::SessionsClosed, Some(actor.id), "1")?;
    heard(tx, actor.id, Some(session))
}

/// Ends all sessions of a person but `kept`; tells how many.
///
/// # Errors
/// A broken database.
pub fn end_others(tx: &Tx, person: Id, kept: Id) -> Result<usize> {
    let ended = tx.all("DELETE FROM sessions WHERE person_id = $1 AND id <> $2 RETURNING id", params![person, kept], |row| row.id(0))?;
    ended.iter().try_for_each(|session| heard(tx, person, Some(*session)))?;
    Ok(ended.len())
}

/// Ends every session of a person, and everything else that is open in their name.
///
/// # Errors
/// A broken database.
pub fn end_all(tx: &Tx, person: Id) -> Result<()> {
    tx.run("DELETE FROM sessions WHERE person_id = $1", params![person])?;
    heard(tx, person, None)
}

/// Pages that are open elsewhere hear that they have lost their session; the details name it, or nothing when all have ended.
fn heard(tx: &Tx, person: Id, session: Option<Id>) -> Result<()> {
    let details = session.map(|id| id.to_string()).unwrap_or_default();
    Ok(changes::record(tx, Change { details: &details, ..Change::of_person(Some(person), None, person, Verb::SignedOut) })?)
}
