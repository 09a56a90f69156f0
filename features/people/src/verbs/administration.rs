//! What only administrators do to others. Deactivating and reactivating are the kernel's own verbs.

use base::{Id, Refusal, Result};
use kernel::Actor;
use kernel::people::{self, PersonRole};
use store::{Tx, params};

/// The roles that can be given to people, in the order in which they are offered.
pub const GIVEN: [PersonRole; 4] = [PersonRole::Member, PersonRole::Guest, PersonRole::Admin, PersonRole::Owner];

/// Gives somebody another role. Who is no longer a guest has no end date any more.
///
/// # Errors
/// As `kernel::people::set_role`; 422 `role` `unknown` for anything but a role of people.
pub fn set_role(tx: &Tx, actor: &Actor, person: Id, role: &str) -> Result<()> {
    let role = PersonRole::parse(role).filter(|role| GIVEN.contains(role)).ok_or_else(|| Refusal::field("role", "unknown"))?;
    people::set_role(tx, actor, person, role)?;
    if role != PersonRole::Guest {
        tx.run("UPDATE people SET inviter_id = NULL, ends_at = NULL WHERE id = $1", params![person])?;
    }
    Ok(())
}
