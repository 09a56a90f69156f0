//! What somebody who left answered for, and who takes it over: no space stays without an owner or a host (S2-03).
//! Invariant: an administrator learns no name of a space that they can't reach, and puts nobody into one who was not in it.

use base::{Id, Refusal, Result};
use store::{Error, Query, Tx, params};

use super::members::{host_of, joined};
use super::{SpaceRole, verbs};
use crate::Actor;
use crate::audit::{self, Act};
use crate::changes::{self, Change, Verb};

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

const LEFT: &str = "FROM spaces s WHERE s.archived_at IS NULL AND (s.owner_id = $1
  OR EXISTS (SELECT 1 FROM memberships m WHERE m.space_id = s.id AND m.person_id = $1 AND m.role = 'host')
     AND NOT EXISTS (SELECT 1 FROM memberships h JOIN people p ON p.id = h.person_id
                      WHERE h.space_id = s.id AND h.role = 'host' AND h.person_id <> $1 AND p.deactivated_at IS NULL))";

const HEIRS: &str = "FROM memberships m JOIN people p ON p.id = m.person_id
  WHERE m.space_id = $1 AND m.person_id <> $2 AND p.deactivated_at IS NULL AND p.role IN ('owner', 'admin', 'member')
  ORDER BY CASE m.role WHEN 'host' THEN 0 WHEN 'contributor' THEN 1 ELSE 2 END, m.since, p.id LIMIT 200";

/// What a person who left still answers for, as an administrator may know it.
///
/// # Errors
/// `Forbidden("not_an_admin")`.
pub fn left_behind(q: &impl Query, actor: &Actor, person: Id) -> Result<Vec<Left>> {
    actor.administers()?;
    let sql = format!(
        "SELECT s.id, CASE WHEN EXISTS (SELECT 1 FROM reachable r WHERE r.person_id = $2 AND r.space_id = s.id) THEN s.name END,
                (SELECT count(*) FROM memberships m JOIN people p ON p.id = m.person_id WHERE m.space_id = s.id AND p.deactivated_at IS NULL)
           {LEFT} ORDER BY s.folded, s.id LIMIT 500"
    );
    let found = q.all(&sql, params![person, actor.id], |row| Ok((row.id(0)?, row.opt_text(1)?, row.int(2)?)))?;
    let mut left = Vec::new();
    for (space, name, members) in found {
        let heirs = heirs(q, space, person)?;
        let has_heir = !heirs.is_empty();
        let heirs = if name.is_some() { heirs } else { Vec::new() };
        left.push(Left { space, name, members, heirs, has_heir });
    }
    Ok(left)
}

fn heirs(q: &impl Query, space: Id, person: Id) -> Result<Vec<(Id, String)>, Error> {
    q.all(&format!("SELECT p.id, p.name {HEIRS}"), params![space, person], |row| Ok((row.id(0)?, row.text(1)?)))
}

/// Gives a space of somebody who left to another of its members, or archives it when nobody else is in it.
/// Without `to`, to the member longest there; that is the only way where the administrator can't look.
///
/// # Errors
/// `Forbidden("not_an_admin")`; `NotFound` unless the person left and answered for that space; 422 `owner` for anybody who can't take it over.
pub fn hand_over(tx: &Tx, actor: &Actor, person: Id, space: Id, to: Option<Id>) -> Result<()> {
    let gone = tx.count("SELECT count(*) FROM people WHERE id = $1 AND deactivated_at IS NOT NULL", params![person])? == 1;
    let left = left_behind(tx, actor, person)?.into_iter().find(|left| left.space == space).filter(|_| gone).ok_or(Refusal::NotFound)?;
    let heir = match to {
        Some(to) => Some(left.heirs.iter().find(|(id, _)| *id == to).ok_or_else(|| Refusal::field("owner", "not_a_member"))?.0),
        None => heirs(tx, space, person)?.first().map(|(id, _)| *id),
    };
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
