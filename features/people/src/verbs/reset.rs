//! A new password by a link, for whoever lost theirs. Invariant: a link works once, for an hour by mail or a day by hand, and ends every session.
//! Deliberately absent: any sign to the asker whether the address is known.

use base::{Id, Refusal, Result, Secret};
use store::{Tx, params};

use crate::{queries, sessions};

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
