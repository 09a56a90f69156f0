//! Putting right what somebody can't put right themselves: their address, and in their stead their name (RGPD art. 16).
//! Invariant: the trail says what was put right, never an address; a link that went to the former address no longer works.

use base::checked::{Errors, PERSON_NAME};
use base::{Id, Refusal, Result};
use store::{Error, Query, Tx, params};

use super::PersonRole;
use super::verbs::weigh;
use crate::audit::{self, Act};
use crate::changes::{self, Change, Verb};
use crate::{Actor, find};

/// What to put right, checked; what is absent stays.
#[derive(Clone, Debug)]
pub struct Correction {
    name: Option<String>,
    email: Option<String>,
}

impl Correction {
    /// Reads a name and an address as for a new account.
    ///
    /// # Errors
    /// 422 on `name` or `email`.
    pub fn parse(name: Option<&str>, email: Option<&str>) -> Result<Correction> {
        let mut errors = Errors::default();
        let name = name.map(|name| errors.line("name", name, PERSON_NAME));
        let email = email.map(|email| errors.email("email", email));
        errors.done()?;
        Ok(Correction { name, email })
    }
}

/// Puts somebody's name or address right, with a line in the trail; the same again changes nothing.
///
/// # Errors
/// `Forbidden("not_an_admin")`, `Forbidden("own_role")` for somebody of greater weight, `NotFound`; `Conflict("bot")`; `Conflict("erased")`;
/// 422 `email` `taken` when the address belongs to somebody, deactivated people included.
pub fn rectify(tx: &Tx, actor: &Actor, person: Id, correction: &Correction) -> Result<()> {
    if weigh(tx, actor, person)? == PersonRole::Bot {
        return Err(Refusal::Conflict("bot").into());
    }
    let sql = "SELECT name, email FROM people WHERE id = $1 AND erased_at IS NULL";
    let (name, email) = tx.one(sql, params![person], |row| Ok((row.text(0)?, row.opt_text(1)?)))?.ok_or(Refusal::Conflict("erased"))?;
    let name = correction.name.as_deref().filter(|new| *new != name);
    let email = correction.email.as_deref().filter(|new| Some(*new) != email.as_deref());
    let what: Vec<&str> = [name.map(|_| "name"), email.map(|_| "email")].into_iter().flatten().collect();
    if what.is_empty() {
        return Ok(());
    }
    // Whoever still waits to come in is written to again, at the address that is right.
    let sql = "UPDATE people SET name = coalesce($2, name), folded = coalesce($3, folded), email = coalesce($4, email),
       invited_at = CASE WHEN $4 IS NULL THEN invited_at END WHERE id = $1";
    match tx.run(sql, params![person, name, name.map(text::fold), email]) {
        Err(Error::Duplicate(_)) => return Err(Refusal::field("email", "taken").into()),
        done => done?,
    };
    if email.is_some() {
        tx.run("DELETE FROM resets WHERE person_id = $1", params![person])?;
    }
    find::index_person(tx, person)?;
    changes::record(tx, Change::of_person(Some(actor.id), None, person, Verb::Presented))?;
    audit::note(tx, Some(actor.id), Act::Rectified, Some(person), &what.join(audit::AND))?;
    Ok(())
}
