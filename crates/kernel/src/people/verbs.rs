//! Letting people into the network, and out of it.

use base::{Id, Language, Moment, Refusal, Result, Zone, checked};
use store::{Query, Tx, params};

use super::PersonRole;
use crate::audit::{self, Act};
use crate::changes::{self, Change, Verb};
use crate::{Actor, find};

/// A person to let in, checked.
#[derive(Clone, Debug)]
pub struct NewPerson {
    /// Their name.
    pub name: String,
    /// Their address, lower case; some imported people and bots have none.
    pub email: Option<String>,
    /// Role in the network.
    pub role: PersonRole,
    /// The language they read.
    pub language: Language,
    /// The clock they live by.
    pub zone: Zone,
    /// An Argon2id hash; without one they can't sign in yet.
    pub password: Option<String>,
    /// For guests: who invited them.
    pub inviter: Option<Id>,
    /// For guests: when their access ends.
    pub ends_at: Option<Moment>,
    /// Where an import found them, e.g. `slack:U123`: a second run finds them again.
    pub origin: Option<String>,
    /// Since when; imports date it back.
    pub at: Moment,
}

impl NewPerson {
    /// Reads a name and an address as a form gives them.
    ///
    /// # Errors
    /// 422 on `name` or `email`.
    pub fn parse(name: &str, email: Option<&str>, role: PersonRole) -> Result<NewPerson> {
        let mut errors = checked::Errors::default();
        let name = errors.line("name", name, checked::PERSON_NAME);
        let email = email.map(|email| errors.email("email", email));
        errors.done()?;
        let (language, zone) = (Language::default(), Zone::default());
        let at = Moment::now();
        Ok(NewPerson { name, email, role, language, zone, password: None, inviter: None, ends_at: None, origin: None, at })
    }
}

/// Lets somebody in.
///
/// # Errors
/// 422 `email` `taken` when the address belongs to somebody, deactivated people included.
pub fn add(tx: &Tx, new: &NewPerson, by: Option<Id>) -> Result<Id> {
    let id = Id::new();
    let inserted = tx.run(
        "INSERT INTO people(id, name, folded, email, role, password, language, zone, inviter_id, ends_at, created_at, origin)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT DO NOTHING",
        params![
            id,
            new.name.as_str(),
            text::fold(&new.name),
            new.email.as_deref(),
            new.role,
            new.password.as_deref(),
            new.language.code(),
            new.zone.name(),
            new.inviter,
            new.ends_at,
            new.at,
            new.origin.as_deref()
        ],
    )?;
    if inserted == 0 {
        return Err(Refusal::field("email", "taken").into());
    }
    find::index_person(tx, id)?;
    changes::record_at(tx, Change::of_person(by, None, id, Verb::Arrived), new.at)?;
    Ok(id)
}

/// Ends a person's access: sessions, tokens and waiting invitations go in the same transaction; `live` hears the change and closes sockets.
/// What they wrote stays.
///
/// # Errors
/// `Forbidden` for whoever isn't an administrator, or is but an owner's equal; `Conflict("last_owner")`.
pub fn deactivate(tx: &Tx, actor: &Actor, person: Id) -> Result<()> {
    let role = weigh(tx, actor, person)?;
    if role == PersonRole::Owner && owners(tx)? <= 1 {
        return Err(Refusal::Conflict("last_owner").into());
    }
    let now = tx.now();
    let closed = tx.run(
        "UPDATE people SET deactivated_at = $2, deactivated_by = $3 WHERE id = $1 AND deactivated_at IS NULL",
        params![person, now, actor.id],
    )? == 1;
    if closed {
        audit::note(tx, Some(actor.id), Act::Deactivated, Some(person), "")?;
    }
    tx.run("DELETE FROM sessions WHERE person_id = $1", params![person])?;
    tx.run("UPDATE tokens SET revoked_at = $2 WHERE person_id = $1 AND revoked_at IS NULL", params![person, now])?;
    tx.run(
        "UPDATE invitations SET revoked_at = $2 WHERE inviter_id = $1 AND used_at IS NULL AND revoked_at IS NULL",
        params![person, now],
    )?;
    tx.run("DELETE FROM resets WHERE person_id = $1", params![person])?;
    changes::record(tx, Change::of_person(Some(actor.id), None, person, Verb::Deactivated))?;
    Ok(())
}

/// Lets a deactivated person in again; they sign in anew.
///
/// # Errors
/// As [`deactivate`]; `Conflict("erased")` for somebody of whom nothing is left.
pub fn reactivate(tx: &Tx, actor: &Actor, person: Id) -> Result<()> {
    weigh(tx, actor, person)?;
    if tx.count("SELECT count(*) FROM people WHERE id = $1 AND erased_at IS NOT NULL", params![person])? > 0 {
        return Err(Refusal::Conflict("erased").into());
    }
    let reopen = "UPDATE people SET deactivated_at = NULL, deactivated_by = NULL WHERE id = $1 AND deactivated_at IS NOT NULL";
    if tx.run(reopen, params![person])? == 0 {
        return Ok(());
    }
    audit::note(tx, Some(actor.id), Act::Reactivated, Some(person), "")?;
    changes::record(tx, Change::of_person(Some(actor.id), None, person, Verb::Reactivated))?;
    Ok(())
}

/// Accepts the charter in somebody's name: for bots and imported people whom nobody can ask.
pub fn admit(tx: &Tx, person: Id) -> Result<()> {
    tx.run(
        "INSERT INTO charter_acceptances(person_id, version, at) SELECT $1, max(version), $2 FROM charters HAVING max(version) IS NOT NULL
         ON CONFLICT DO NOTHING",
        params![person, tx.now()],
    )?;
    Ok(())
}

/// The role of somebody on whom an administrator acts: people of their own weight or less, so that an admin can't touch an owner.
///
/// # Errors
/// `Forbidden("not_an_admin")`, `Forbidden("own_role")`, `NotFound`.
pub fn weigh(tx: &Tx, actor: &Actor, person: Id) -> Result<PersonRole> {
    actor.administers()?;
    let role = tx.one("SELECT role FROM people WHERE id = $1", params![person], |row| row.text(0))?.ok_or(Refusal::NotFound)?;
    let role = PersonRole::parse(&role).unwrap_or(PersonRole::Guest);
    if role < actor.role {
        return Err(Refusal::Forbidden("own_role").into());
    }
    Ok(role)
}

/// How many open accounts own the network.
pub(super) fn owners(tx: &Tx) -> Result<i64> {
    Ok(tx.count("SELECT count(*) FROM people WHERE role = 'owner' AND deactivated_at IS NULL", &[])?)
}
