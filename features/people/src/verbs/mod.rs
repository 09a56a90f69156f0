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
use kernel::people::{self, NewPerson};
use kernel::settings;
use store::Tx;

/// Lets somebody in from the command line. An owner makes the set-up link useless; the first person gets the network a charter.
///
/// # Errors
/// 422 `email` `taken`.
pub fn add_person(tx: &Tx, new: &NewPerson) -> Result<Id> {
    let id = people::add(tx, new, None)?;
    charter::found(tx, id, new.language)?;
    audit::note(tx, None, Act::PersonAdded, Some(id), new.role.name())?;
    if people::has_owner(tx)? {
        settings::forget(tx, settings::SETUP_DIGEST)?;
    }
    Ok(id)
}
