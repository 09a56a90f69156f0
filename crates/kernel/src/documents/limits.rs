//! How much room files may take: each, all of one person's, all together. Kept as settings, so that an administrator may change them.

use base::{Id, Refusal, Result};
use store::{Error, Query, Tx, params};

use crate::audit::{self, Act};
use crate::{Actor, settings};

/// The limits in force, in bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// One file: two minutes of a telephone's film, or a thousand scanned pages, and still sent in ten minutes over a slow line.
    pub largest: u64,
    /// All files of one person: fifty of the largest.
    pub person: u64,
    /// All files: what a small rented server holds beside its system.
    pub network: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { largest: 100 << 20, person: 5 << 30, network: 50 << 30 }
    }
}

const LARGEST: &str = "files_largest";
const PERSON: &str = "files_person";
const NETWORK: &str = "files_network";

/// The limits in force.
pub fn limits(q: &impl Query) -> Result<Limits, Error> {
    let read = |name, otherwise| Ok::<u64, Error>(settings::get(q, name)?.and_then(|text| text.parse().ok()).unwrap_or(otherwise));
    let usual = Limits::default();
    Ok(Limits { largest: read(LARGEST, usual.largest)?, person: read(PERSON, usual.person)?, network: read(NETWORK, usual.network)? })
}

/// Changes them; what is there already stays. One line of the trail says what became of which, none when all stay as they were.
///
/// # Errors
/// `Forbidden("not_an_admin")`; 422 for a limit below one megabyte, or for limits that don't contain each other.
pub fn set_limits(tx: &Tx, actor: &Actor, new: &Limits) -> Result<()> {
    actor.administers()?;
    for (field, value, least) in
        [("largest", new.largest, 1 << 20), ("person", new.person, new.largest), ("network", new.network, new.person)]
    {
        if value < least || i64::try_from(value).is_err() {
            return Err(Refusal::field(field, "too_small").into());
        }
    }
    let (before, mut told) = (limits(tx)?, Vec::new());
    for (name, was, is) in
        [(LARGEST, before.largest, new.largest), (PERSON, before.person, new.person), (NETWORK, before.network, new.network)]
    {
        settings::set(tx, name, &is.to_string())?;
        if was != is {
            told.push(format!("{name}: {was} → {is}"));
        }
    }
    if !told.is_empty() {
        audit::note(tx, Some(actor.id), Act::SettingChanged, None, &told.join(audit::AND))?;
    }
    Ok(())
}

/// Bytes of all files, of one person or of everybody. The same bytes uploaded twice count twice: nobody learns what others have.
pub fn used(q: &impl Query, person: Option<Id>) -> Result<u64, Error> {
    let sum = match person {
        Some(person) => q.count("SELECT CAST(coalesce(sum(size), 0) AS BIGINT) FROM files WHERE owner_id = $1", params![person])?,
        None => q.count("SELECT CAST(coalesce(sum(size), 0) AS BIGINT) FROM files", &[])?,
    };
    Ok(u64::try_from(sum).unwrap_or(0))
}

/// Whether so many more bytes of somebody's fit; asked before they are taken, and again when they have come.
///
/// # Errors
/// `TooLarge` with the limit of one file; `Full("own_room")`; `Full("network_room")`.
pub fn room_for(q: &impl Query, person: Id, size: u64) -> Result<()> {
    let limits = limits(q)?;
    if size > limits.largest {
        return Err(Refusal::TooLarge(limits.largest).into());
    }
    if used(q, Some(person))?.saturating_add(size) > limits.person {
        return Err(Refusal::Full("own_room").into());
    }
    if used(q, None)?.saturating_add(size) > limits.network {
        return Err(Refusal::Full("network_room").into());
    }
    Ok(())
}
