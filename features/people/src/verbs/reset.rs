//! A new password by a link, for whoever lost theirs. Invariant: a link works once, for an hour by mail or a day by hand, and ends every session.
//! Deliberately absent: any sign to the asker whether the address is known.

use base::{Id, Moment, Refusal, Result, Secret};
use kernel::Actor;
use kernel::audit::{self, Act};
use kernel::changes::{self, Change, Verb};
use kernel::people::PersonRole;
use kernel::people::sessions::{self, Arrival, Means, Opened};
use store::{Tx, params};

use crate::queries;

/// How long a mailed link works, in minutes.
pub const MAILED_MINUTES: i64 = 60;
/// How long a link works that an administrator hands over, in minutes.
pub const HANDED_MINUTES: i64 = 24 * 60;

/// Makes a link's secret. Only the newest one of a person works.
///
/// # Errors
/// A broken database.
pub fn make(tx: &Tx, person: Id, minutes: i64) -> Result<Secret> {
    let secret = Secret::new();
    tx.run("DELETE FROM resets WHERE person_id = $1", params![person])?;
    tx.run(
        "INSERT INTO resets(digest, person_id, expires_at) VALUES ($1, $2, $3)",
        params![secret.digest(), person, Moment::now().plus_seconds(minutes * 60)],
    )?;
    Ok(secret)
}

/// Makes a link for an administrator to hand over. It is recorded, so that nobody is impersonated unseen.
///
/// # Errors
/// `Forbidden("not_an_admin")`; `Forbidden("own_role")` for somebody of greater weight, or for oneself; `NotFound`.
pub fn hand_over(tx: &Tx, actor: &Actor, person: Id) -> Result<Secret> {
    actor.administers()?;
    let other = Actor::of_person(tx, person)?.ok_or(Refusal::NotFound)?;
    if other.role < actor.role || other.id == actor.id {
        return Err(Refusal::Forbidden("own_role").into());
    }
    if other.role == PersonRole::Bot {
        return Err(Refusal::Conflict("bot").into());
    }
    let change = Change::of_person(Some(actor.id), None, person, Verb::Presented);
    changes::record(tx, Change { details: "reset", ..change })?;
    make(tx, person, HANDED_MINUTES)
}

/// Sets the password and signs in, ending every other session. A second factor stays asked for (ASVS 6.4.3).
///
/// # Errors
/// `NotFound` when the link is wrong, used or too old, or its person gone.
pub fn choose(tx: &Tx, token: &str, hash: &str, from: &Arrival) -> Result<Opened> {
    let person = queries::reset_of(tx, token)?.ok_or(Refusal::NotFound)?.id;
    if tx.run("DELETE FROM resets WHERE digest = $1", params![Secret::digest_of(token)])? == 0 {
        return Err(Refusal::NotFound.into());
    }
    set_password(tx, person, hash)?;
    sessions::end_all(tx, person)?;
    sessions::open(tx, person, Means::Link, from)
}

/// Sets another password. The session goes on under a new secret, every other one ends.
///
/// # Errors
/// `SignedOut` when the session has ended meanwhile.
pub fn replace_password(tx: &Tx, actor: &Actor, hash: &str) -> Result<Secret> {
    set_password(tx, actor.id, hash)?;
    sessions::end_others(tx, actor.id, actor.by)?;
    sessions::prove(tx, actor.by)
}

fn set_password(tx: &Tx, person: Id, hash: &str) -> Result<()> {
    tx.run("UPDATE people SET password = $2 WHERE id = $1", params![person, hash])?;
    tx.run("DELETE FROM resets WHERE person_id = $1", params![person])?;
    audit::note(tx, Some(person), Act::PasswordChanged, Some(person), "")?;
    Ok(())
}
