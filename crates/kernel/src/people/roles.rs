//! Roles in the network: who gives which, and what comes with another one.
//! Invariant: nobody gives a role above their own; a guest answers for no space, hosts none that goes on, and has an end date (product.md).

use base::{Id, Refusal, Result};
use store::{Tx, params};

use super::verbs::{owners, weigh};
use super::{PersonRole, sessions};
use crate::Actor;
use crate::audit::{self, Act};
use crate::changes::{self, Change, Verb};
use crate::spaces::succession;

/// How long a guest stays unless told otherwise, in days.
pub const GUEST_DAYS: i64 = 182;

/// The roles that can be given to people, in the order in which they are offered.
pub const GIVEN: [PersonRole; 4] = [PersonRole::Member, PersonRole::Guest, PersonRole::Admin, PersonRole::Owner];

/// Gives a person another role in the network. Who becomes a guest is the guest of whoever gave the role, for [`GUEST_DAYS`], and hosts
/// no space any more; who is no longer a guest has no end date any more.
///
/// # Errors
/// `Forbidden("own_role")` for a role above one's own; `Conflict("last_owner")`; `Conflict("answers_for_spaces")` for a guest-to-be who
/// owns a space or is its only host.
pub fn set_role(tx: &Tx, actor: &Actor, person: Id, role: PersonRole) -> Result<()> {
    let before = weigh(tx, actor, person)?;
    if role < actor.role {
        return Err(Refusal::Forbidden("own_role").into());
    }
    if before == PersonRole::Owner && role != PersonRole::Owner && owners(tx)? <= 1 {
        return Err(Refusal::Conflict("last_owner").into());
    }
    if before == role {
        return Ok(());
    }
    let (mut inviter, mut ends_at) = (None, None);
    if role == PersonRole::Guest {
        succession::step_down(tx, actor, person)?;
        inviter = (person != actor.id).then_some(actor.id);
        ends_at = Some(tx.now().plus_days(GUEST_DAYS));
    }
    tx.run("UPDATE people SET role = $2, inviter_id = $3, ends_at = $4 WHERE id = $1", params![person, role, inviter, ends_at])?;
    audit::note(tx, Some(actor.id), Act::RoleChanged, Some(person), &format!("{before} → {role}"))?;
    let change = Change::of_person(Some(actor.id), None, person, Verb::Presented);
    changes::record(tx, Change { details: role.name(), ..change })?;
    // Whoever gets another weight signs in anew with it (safety test 52); who gave it to themselves stays where they are.
    if person == actor.id {
        sessions::end_others(tx, person, actor.by)?;
    } else {
        sessions::end_all(tx, person)?;
    }
    Ok(())
}

/// Gives somebody another role, by its name.
///
/// # Errors
/// As [`set_role`]; 422 `role` `unknown` for anything but a role of people.
pub fn give_role(tx: &Tx, actor: &Actor, person: Id, role: &str) -> Result<()> {
    let role = PersonRole::parse(role).filter(|role| GIVEN.contains(role)).ok_or_else(|| Refusal::field("role", "unknown"))?;
    set_role(tx, actor, person, role)
}
