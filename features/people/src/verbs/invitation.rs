//! Invitations: a link for one person, for fourteen days. Members invite guests into the spaces they host; administrators invite members too.
//! Invariant: a link makes one account at most, and what its inviter may no longer do, it no longer does.

use base::checked::{self, Errors};
use base::{Fault, Id, Moment, Refusal, Result, Secret};
use kernel::Actor;
use kernel::access::{self, Manage};
use kernel::audit::{self, Act};
use kernel::people::sessions::{self, Arrival, Means, Opened};
use kernel::people::{self, GUEST_DAYS, NewPerson, PersonRole};
use kernel::spaces::{SpaceRole, members};
use store::{Query, Tx, params};

use crate::queries;

/// How long a link works, in days.
pub const LINK_DAYS: i64 = 14;
/// How long a guest stays at most, in days.
pub const GUEST_DAYS_AT_MOST: i64 = 366;

/// Most invitations of one person that wait at once.
const MOST: i64 = 200;

/// An invitation to make, checked.
#[derive(Clone, Debug)]
pub struct NewInvitation {
    role: PersonRole,
    name: String,
    email: Option<String>,
    space: Option<Id>,
    ends_at: Option<Moment>,
}

impl NewInvitation {
    /// Reads the form. A guest without an end date gets half a year.
    ///
    /// # Errors
    /// 422 with every wrong field at once.
    pub fn parse(role: &str, name: &str, email: Option<&str>, space: Option<Id>, ends_at: Option<Moment>) -> Result<NewInvitation> {
        let (now, mut errors) = (Moment::now(), Errors::default());
        let role = PersonRole::parse(role).filter(|role| matches!(role, PersonRole::Member | PersonRole::Guest)).unwrap_or_else(|| {
            errors.add("role", "unknown");
            PersonRole::Guest
        });
        let name = errors.optional_line("name", name, checked::PERSON_NAME);
        let email = email.filter(|email| !email.trim().is_empty()).map(|email| errors.email("email", email));
        let ends_at = match (role, ends_at) {
            (PersonRole::Guest, Some(at)) if at <= now => {
                errors.add("ends_at", "in_the_past");
                None
            }
            (PersonRole::Guest, Some(at)) if at > now.plus_days(GUEST_DAYS_AT_MOST) => {
                errors.add("ends_at", "not_allowed");
                None
            }
            (PersonRole::Guest, at) => Some(at.unwrap_or(now.plus_days(GUEST_DAYS))),
            (_, Some(_)) => {
                errors.add("ends_at", "not_allowed");
                None
            }
            (_, None) => None,
        };
        errors.done()?;
        Ok(NewInvitation { role, name, email, space, ends_at })
    }

    /// To whom the link can be mailed.
    pub fn email(&self) -> Option<&str> {
        self.email.as_deref()
    }
}

/// Makes an invitation; the secret is its link's.
///
/// # Errors
/// `Forbidden("guest")` for guests, `Forbidden("not_an_admin")` for members who invite a member; 422 on `space` when a member invites
/// a guest nowhere; the refusals of `Manage` for a space; `Conflict("too_many_invitations")`.
pub fn invite(tx: &Tx, actor: &Actor, new: &NewInvitation) -> Result<(Id, Secret)> {
    if !actor.is_insider() {
        return Err(Refusal::Forbidden("guest").into());
    }
    if new.role == PersonRole::Member {
        actor.administers()?;
    }
    match new.space {
        Some(space) => access::space::<Manage>(tx, actor, space)?.it().stands()?,
        None if actor.is_admin() => {}
        None => return Err(Refusal::field("space", "required").into()),
    }
    let now = Moment::now();
    let waiting = "SELECT count(*) FROM invitations WHERE inviter_id = $1 AND used_at IS NULL AND revoked_at IS NULL AND expires_at > $2";
    if tx.count(waiting, params![actor.id, now])? >= MOST {
        return Err(Refusal::Conflict("too_many_invitations").into());
    }
    let (id, secret) = (Id::new(), Secret::new());
    tx.run(
        "INSERT INTO invitations(id, digest, email, name, role, space_id, inviter_id, ends_at, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            id,
            secret.digest(),
            new.email.as_deref(),
            new.name.as_str(),
            new.role,
            new.space,
            actor.id,
            new.ends_at,
            now,
            now.plus_days(LINK_DAYS)
        ],
    )?;
    audit::note(tx, Some(actor.id), Act::Invited, Some(id), new.role.name())?;
    Ok((id, secret))
}

/// The address of a link.
pub fn link(public_url: &str, secret: &Secret) -> String {
    format!("{public_url}/join/{}", secret.reveal())
}

/// Gives a waiting invitation another secret, which makes its former link useless: a mailed link is never stored, not even on its way.
///
/// # Errors
/// A broken database.
pub fn renew(tx: &Tx, invitation: Id) -> Result<Option<Secret>> {
    let secret = Secret::new();
    let sql = "UPDATE invitations SET digest = $2 WHERE id = $1 AND used_at IS NULL AND revoked_at IS NULL AND expires_at > $3";
    Ok((tx.run(sql, params![invitation, secret.digest(), Moment::now()])? == 1).then_some(secret))
}

/// Takes a waiting invitation back: one's own, or any for administrators. Doing so again changes nothing.
///
/// # Errors
/// `NotFound` for any other.
pub fn revoke(tx: &Tx, actor: &Actor, invitation: Id) -> Result<()> {
    let sql =
        "UPDATE invitations SET revoked_at = coalesce(revoked_at, $4) WHERE id = $1 AND (inviter_id = $2 OR $3 = 1) AND used_at IS NULL";
    if tx.run(sql, params![invitation, actor.id, actor.is_admin(), Moment::now()])? == 0 {
        return Err(Refusal::NotFound.into());
    }
    Ok(audit::note(tx, Some(actor.id), Act::InvitationRevoked, Some(invitation), "")?)
}

/// Makes the account that an invitation is for, and signs it in.
///
/// # Errors
/// As [`welcome`].
pub fn accept(tx: &Tx, token: &str, newcomer: &NewPerson, from: &Arrival) -> Result<(Id, Opened)> {
    let id = welcome(tx, token, newcomer)?;
    Ok((id, sessions::open(tx, id, Means::Link, from)?))
}

/// Makes the account that an invitation is for, and places it in the invitation's space.
///
/// # Errors
/// `NotFound` when the link is wrong, used, revoked or too old, or its inviter may no longer invite; 422 `email` `taken`.
pub fn welcome(tx: &Tx, token: &str, newcomer: &NewPerson) -> Result<Id> {
    let invitation = queries::invitation_of(tx, token)?.ok_or(Refusal::NotFound)?;
    // Of many that come at once, one alone finds it unused.
    let claim = "UPDATE invitations SET used_at = $2 WHERE id = $1 AND used_at IS NULL AND revoked_at IS NULL";
    if tx.run(claim, params![invitation.id, Moment::now()])? == 0 {
        return Err(Refusal::NotFound.into());
    }
    let inviter = Actor::of_person(tx, invitation.inviter_id)?.filter(Actor::is_insider).ok_or(Refusal::NotFound)?;
    if invitation.role == PersonRole::Member && !inviter.is_admin() {
        return Err(Refusal::NotFound.into());
    }
    let mut new = newcomer.clone();
    new.role = invitation.role;
    new.email = invitation.email.or(new.email);
    if new.role == PersonRole::Guest {
        (new.inviter, new.ends_at) = (Some(inviter.id), invitation.ends_at);
    }
    let id = people::add(tx, &new, Some(inviter.id))?;
    tx.run("UPDATE invitations SET used_by = $2 WHERE id = $1", params![invitation.id, id])?;
    if let Some(space) = invitation.space_id {
        match members::admit(tx, &inviter, space, id, SpaceRole::Contributor) {
            // A member is welcome all the same; a guest would be nowhere.
            Err(Fault::Refused(_)) if new.role == PersonRole::Guest => return Err(Refusal::NotFound.into()),
            Err(Fault::Refused(_)) | Ok(()) => {}
            Err(broken) => return Err(broken),
        }
    }
    Ok(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guest_has_an_end_and_a_member_has_none() {
        let now = Moment::now();
        let guest = NewInvitation::parse("guest", "", None, None, None).expect("fine");
        assert!(guest.ends_at.is_some_and(|at| at > now.plus_days(180) && at < now.plus_days(184)));
        assert!(NewInvitation::parse("guest", "", None, None, Some(now.plus_days(400))).is_err());
        assert!(NewInvitation::parse("guest", "", None, None, Some(now.plus_days(-1))).is_err());
        assert!(NewInvitation::parse("member", "", Some(" "), None, None).is_ok_and(|new| new.email.is_none() && new.ends_at.is_none()));
        assert!(NewInvitation::parse("member", "", None, None, Some(now.plus_days(3))).is_err());
        assert!(NewInvitation::parse("owner", "", None, None, None).is_err());
    }
}
