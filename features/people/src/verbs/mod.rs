//! What people do at the door and with their own account. Each verb takes a checked input and writes in the transaction it is given.

pub mod charter;
pub mod invitation;
pub mod newcomer;
pub mod photo;
pub mod profile;
pub mod reset;
pub mod setup;
pub mod tokens;

use base::{Id, Result};
use kernel::audit::{self, Act};
use kernel::people::{self, GUEST_DAYS, NewPerson, PersonRole};
use kernel::settings;
use store::Tx;

/// Lets somebody in from the command line. An owner makes the set-up link useless; the first person gets the network a charter; a guest
/// stays for [`GUEST_DAYS`] unless told otherwise, and nobody of the network invited them.
///
/// # Errors
/// 422 `email` `taken`.
pub fn add_person(tx: &Tx, new: &NewPerson) -> Result<Id> {
    let ends_at = new.ends_at.or_else(|| (new.role == PersonRole::Guest).then(|| new.at.plus_days(GUEST_DAYS)));
    let id = people::add(tx, &NewPerson { ends_at, ..new.clone() }, None)?;
    charter::found(tx, id, new.language)?;
    audit::note(tx, None, Act::PersonAdded, Some(id), new.role.name())?;
    if people::has_owner(tx)? {
        settings::forget(tx, settings::SETUP_DIGEST)?;
    }
    Ok(id)
}
