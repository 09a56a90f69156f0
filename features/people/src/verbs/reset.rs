//! A new password by a link, for whoever lost theirs. Invariant: a link works once, for an hour by mail or a day by hand, and ends every session.
//! Deliberately absent: any sign to the asker whether the address is known.

use base::{Id, Moment, Refusal, Result, Secret};
use kernel::Actor;
use kernel::changes::{self, Change, Verb};
use kernel::people::PersonRole;
use store::{Tx, params};

use crate::{queries, sessions};

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

/// Sets the password and signs in, ending every other session.
///
/// # Errors
/// `NotFound` when the link is wrong, used or too old, or its person gone.
pub fn choose(tx: &Tx, token: &str, hash: &str) -> Result<(Id, Secret)> {
    let person = queries::reset_of(tx, token)?.ok_or(Refusal::NotFound)?.id;
    if tx.run("DELETE FROM resets WHERE digest = $1", params![Secret::digest_of(token)])? == 0 {
        return Err(Refusal::NotFound.into());
    }
    replace_password(tx, person, hash)
}

/// Sets another password and starts the only session left.
///
/// # Errors
/// A broken database.
pub fn replace_password(tx: &Tx, person: Id, hash: &str) -> Result<(Id, Secret)> {
    tx.run("UPDATE people SET password = $2 WHERE id = $1", params![person, hash])?;
    tx.run("DELETE FROM resets WHERE person_id = $1", params![person])?;
    sessions::end_all(tx, person)?;
    Ok((person, sessions::start(tx, person)?))
}
