//! What somebody who left answered for, and who takes it over: no space stays without an owner or a host (S2-03), be it that they left or
//! that they are to be a guest.
//! Invariant: an administrator learns no name of a space that they can't reach, and puts nobody into one who was not in it.

use std::collections::HashMap;

use base::{Id, Refusal, Result};
use store::{Error, Query, Tx, params};

use super::members::{host_of, joined};
use super::{OF_THE_HOUSE, SpaceRole, verbs};
use crate::Actor;
use crate::audit::{self, Act};
use crate::changes::{self, Change, Verb};
use crate::sql::{list, padded};

/// A space that somebody who left owned, or hosted alone.
#[derive(Clone, Debug)]
pub struct Left {
    /// Which.
    pub space: Id,
    /// Its name; `None` where the administrator can't know it.
    pub name: Option<String>,
    /// How many active people are in it.
    pub members: i64,
    /// Who may take it over, the longest there first: active people of the house who are in it. Not named where the space isn't.
    pub heirs: Vec<(Id, String)>,
    /// Whether there is anybody to take it over, named or not.
    pub has_heir: bool,
}

/// Whether somebody beside the person `$1` hosts that space.
fn other_host(space: &str) -> String {
    format!(
        "EXISTS (SELECT 1 FROM memberships h JOIN people p ON p.id = h.person_id
           WHERE h.role = 'host' AND h.person_id <> $1 AND h.space_id = {space} AND {OF_THE_HOUSE})"
    )
}

/// The spaces `s` that the person `$1` owns, or hosts alone.
fn answered_for() -> String {
    format!(
        "FROM spaces s WHERE s.archived_at IS NULL AND (s.owner_id = $1
           OR EXISTS (SELECT 1 FROM memberships m WHERE m.space_id = s.id AND m.person_id = $1 AND m.role = 'host')
              AND NOT {})",
        other_host("s.id")
    )
}

/// In which order people take a space over.
const ORDER: &str = "ORDER BY CASE m.role WHEN 'host' THEN 0 WHEN 'contributor' THEN 1 ELSE 2 END, m.since, p.id";

/// Most spaces that are told, or handed over, at once.
const MOST: i64 = 500;
/// Most heirs offered for one space.
const HEIRS: i64 = 200;

/// What a person who left still answers for, as an administrator may know it.
///
/// # Errors
/// `Forbidden("not_an_admin")`.
pub fn left_behind(q: &impl Query, actor: &Actor, person: Id) -> Result<Vec<Left>> {
    actor.administers()?;
    let mut left = found(q, actor, person, None)?;
    left.iter_mut().filter(|left| left.name.is_none()).for_each(|left| left.heirs.clear());
    Ok(left)
}

/// All that they answer for, or the one space that is asked for, with all heirs: two statements, however many spaces there are.
fn found(q: &impl Query, actor: &Actor, person: Id, only: Option<Id>) -> Result<Vec<Left>, Error> {
    let sql = format!(
        "SELECT s.id, CASE WHEN EXISTS (SELECT 1 FROM reachable r WHERE r.person_id = $2 AND r.space_id = s.id) THEN s.name END,
                (SELECT count(*) FROM memberships m JOIN people p ON p.id = m.person_id WHERE m.space_id = s.id AND p.deactivated_at IS NULL)
           {} AND (s.id = $3 OR $3 = 0) ORDER BY s.folded, s.id LIMIT {MOST}",
        answered_for()
    );
    let mut left = q.all(&sql, params![person, actor.id, only.unwrap_or(Id(0))], |row| {
        Ok(Left { space: row.id(0)?, name: row.opt_text(1)?, members: row.int(2)?, heirs: Vec::new(), has_heir: false })
    })?;
    let spaces: Vec<Id> = left.iter().map(|left| left.space).collect();
    let sql = format!(
        "SELECT x.space_id, x.id, x.name FROM (SELECT m.space_id, p.id, p.name, row_number() OVER (PARTITION BY m.space_id {ORDER}) AS n
           FROM memberships m JOIN people p ON p.id = m.person_id WHERE m.person_id <> $1 AND {OF_THE_HOUSE} AND m.space_id IN {}) x
          WHERE x.n <= {HEIRS} ORDER BY x.n",
        list(2, spaces.len())
    );
    let mut heirs: HashMap<Id, Vec<(Id, String)>> = HashMap::new();
    for (space, heir) in q.all(&sql, &padded(params![person].to_vec(), &spaces), |row| Ok((row.id(0)?, (row.id(1)?, row.text(2)?))))? {
        heirs.entry(space).or_default().push(heir);
    }
    for left in &mut left {
        left.heirs = heirs.remove(&left.space).unwrap_or_default();
        left.has_heir = !left.heirs.is_empty();
    }
    Ok(left)
}

/// Gives a space of somebody who left to another of its members, or archives it when nobody else is in it.
/// Without `to`, to the member longest there; that is the only way where the administrator can't look.
///
/// # Errors
/// `Forbidden("not_an_admin")`; `NotFound` unless the person left and answered for that space; 422 `owner` for anybody who can't take it over.
pub fn hand_over(tx: &Tx, actor: &Actor, person: Id, space: Id, to: Option<Id>) -> Result<()> {
    actor.administers()?;
    left_already(tx, person)?;
    let left = found(tx, actor, person, Some(space))?.pop().ok_or(Refusal::NotFound)?;
    let mut heirs = left.heirs.iter().map(|(id, _)| *id);
    let heir = match to {
        Some(to) => Some(heirs.find(|id| left.name.is_some() && *id == to).ok_or_else(|| Refusal::field("owner", "not_a_member"))?),
        None => heirs.next(),
    };
    pass_on(tx, actor, space, heir)
}

/// Gives each space of somebody who left to the member longest there, or archives it when nobody else is in it, until none is left.
///
/// # Errors
/// `Forbidden("not_an_admin")`; `NotFound` unless the person left.
pub fn hand_over_all(tx: &Tx, actor: &Actor, person: Id) -> Result<()> {
    actor.administers()?;
    left_already(tx, person)?;
    let sql = format!(
        "SELECT s.id, (SELECT p.id FROM memberships m JOIN people p ON p.id = m.person_id
             WHERE m.space_id = s.id AND m.person_id <> $1 AND {OF_THE_HOUSE} {ORDER} LIMIT 1)
           {} ORDER BY s.id LIMIT {MOST}",
        answered_for()
    );
    // What was passed on has another owner who hosts it, or is archived: it is not found again.
    loop {
        let left = tx.all(&sql, params![person], |row| Ok((row.id(0)?, row.opt_id(1)?)))?;
        if left.is_empty() {
            return Ok(());
        }
        left.into_iter().try_for_each(|(space, heir)| pass_on(tx, actor, space, heir))?;
    }
}

fn left_already(q: &impl Query, person: Id) -> Result<()> {
    let gone = q.count("SELECT count(*) FROM people WHERE id = $1 AND deactivated_at IS NOT NULL", params![person])?;
    if gone == 1 { Ok(()) } else { Err(Refusal::NotFound.into()) }
}

/// Gives a space to an heir; archives it without one.
fn pass_on(tx: &Tx, actor: &Actor, space: Id, heir: Option<Id>) -> Result<()> {
    let Some(heir) = heir else {
        audit::note(tx, Some(actor.id), Act::SettingChanged, Some(space), "archived")?;
        return verbs::close(tx, actor.id, space);
    };
    host_of(tx, space, heir)?;
    tx.run("UPDATE spaces SET owner_id = $2, revision = revision + 1 WHERE id = $1", params![space, heir])?;
    joined(tx, actor.id, space, heir, SpaceRole::Host)?;
    changes::record(tx, Change::of_space(actor.id, space, Verb::Arranged))?;
    audit::note(tx, Some(actor.id), Act::SettingChanged, Some(heir), "handed-over")?;
    Ok(())
}

/// Takes from a guest-to-be what no guest has: where others host too, they contribute from now on. An archived space that nobody else hosts
/// stays as it is: nobody answers for it.
///
/// # Errors
/// `Conflict("answers_for_spaces")` while they own a space or are its only host.
pub(crate) fn step_down(tx: &Tx, actor: &Actor, person: Id) -> Result<()> {
    if tx.count(&format!("SELECT count(*) {}", answered_for()), params![person])? > 0 {
        return Err(Refusal::Conflict("answers_for_spaces").into());
    }
    let sql = format!(
        "UPDATE memberships SET role = 'contributor' WHERE person_id = $1 AND role = 'host'
            AND {} RETURNING space_id",
        other_host("memberships.space_id")
    );
    for space in tx.all(&sql, params![person], |row| row.id(0))? {
        joined(tx, actor.id, space, person, SpaceRole::Contributor)?;
    }
    Ok(())
}
