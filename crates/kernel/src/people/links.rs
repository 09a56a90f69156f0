//! Links under which somebody chooses a password. Invariant: only the newest one of a person works, once; nothing but its digest is kept.

use base::{Id, Refusal, Result, Secret};
use store::{Tx, params};

use super::PersonRole;
use crate::Actor;
use crate::changes::{self, Change, Verb};

/// How long a mailed link works, in minutes.
pub const MAILED_MINUTES: i64 = 60;
/// How long a link works that an administrator hands over, in minutes.
pub const HANDED_MINUTES: i64 = 24 * 60;
/// How long a link works that lets somebody in for the first time, in minutes.
pub const WELCOME_MINUTES: i64 = 14 * 24 * 60;

/// Makes a link's secret.
///
/// # Errors
/// A broken database.
pub fn make(tx: &Tx, person: Id, minutes: i64) -> Result<Secret> {
    let secret = Secret::new();
    tx.run("DELETE FROM resets WHERE person_id = $1", params![person])?;
    tx.run(
        "INSERT INTO resets(digest, person_id, expires_at) VALUES ($1, $2, $3)",
        params![secret.digest(), person, base::Moment::now().plus_seconds(minutes * 60)],
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
    crate::audit::note(tx, Some(actor.id), crate::audit::Act::Invited, Some(person), "link")?;
    make(tx, person, HANDED_MINUTES)
}
