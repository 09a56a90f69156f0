//! A new password by a link, for whoever lost theirs. Invariant: a link works once, for an hour by mail or a day by hand, and ends every session.
//! Deliberately absent: any sign to the asker whether the address is known.

use base::{Id, Refusal, Result, Secret};
use kernel::Actor;
use kernel::audit::{self, Act};
use kernel::people::sessions::{self, Arrival, Means, Opened};
use store::{Tx, params};

use crate::queries;

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
