//! The first start: a one-time link under which the owner's account, the network's name and its first charter are made.
//! Invariant: the link works once, and only while the network has no owner (an import may have brought people before).

use base::{Id, Refusal, Result, Secret};
use kernel::people::sessions::{self, Arrival, Means, Opened};
use kernel::people::{self, NewPerson};
use kernel::settings;
use store::{Query, Tx};

use super::charter;

/// Makes a new set-up secret while there is no owner, replacing any former one; `None` once there is.
///
/// # Errors
/// A broken database.
pub fn prepare(tx: &Tx) -> Result<Option<Secret>> {
    if people::has_owner(tx)? {
        settings::forget(tx, settings::SETUP_DIGEST)?;
        return Ok(None);
    }
    let secret = Secret::new();
    settings::set(tx, settings::SETUP_DIGEST, &secret.digest())?;
    Ok(Some(secret))
}

/// Whether `token` still opens the set-up.
///
/// # Errors
/// A broken database.
pub fn is_open(q: &impl Query, token: &str) -> Result<bool> {
    let digest = settings::get(q, settings::SETUP_DIGEST)?;
    Ok(digest == Some(Secret::digest_of(token)) && !people::has_owner(q)?)
}

/// Makes the owner, names the network and gives it a charter, which the owner accepts by this; signs the owner in.
///
/// # Errors
/// `NotFound` for a wrong or used link; 422 on the owner's fields.
pub fn open(tx: &Tx, token: &str, network: &str, owner: &NewPerson, from: &Arrival) -> Result<(Id, Opened)> {
    // Of two that come at once, only one finds the digest still there to forget.
    if !is_open(tx, token)? || !settings::forget(tx, settings::SETUP_DIGEST)? {
        return Err(Refusal::NotFound.into());
    }
    settings::set(tx, settings::NETWORK_NAME, network)?;
    let id = people::add(tx, owner, None)?;
    charter::found(tx, id, owner.language)?;
    people::admit(tx, id)?;
    Ok((id, sessions::open(tx, id, Means::Link, from)?))
}
