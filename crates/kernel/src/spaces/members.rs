//! Who is in a space: joining, asking, inviting, leaving. A membership is the only grant there is.

use base::{Id, Moment, Refusal, Result};
use store::{Error, Query, Tx, params};

use super::{OF_THE_HOUSE, Opening, Space, SpaceRole};
use crate::Actor;
use crate::access::{self, Allowed, Manage, View};
use crate::changes::{self, Change, Verb};
use crate::notices::{self, Reason};
use crate::people::PersonRole;
use crate::sql::{list, padded};

/// A member as the Membres tab shows them.
#[derive(Clone, Debug)]
pub struct Member {
    /// The person.
    pub id: Id,
    /// Their name.
    pub name: String,
    /// Their role here.
    pub role: SpaceRole,
    /// Their role in the network: guests are marked.
    pub person_role: PersonRole,
    /// What they do.
    pub headline: String,
    /// When their photo was set.
    pub photo_at: Option<Moment>,
    /// Since when they are here.
    pub since: Moment,
}

/// A page of members by name, active people only. `after` is the last `(folded name, id)` seen.
pub fn page(q: &impl Query, space: &Allowed<'_, View, Space>, after: Option<(&str, Id)>, limit: i64) -> Result<Vec<Member>, Error> {
    let (name, id) = after.unwrap_or(("", Id(0)));
    q.all(
        "SELECT p.id, p.name, m.role, p.role, p.headline, p.photo_at, m.since FROM memberships m JOIN people p ON p.id = m.person_id
          WHERE m.space_id = $1 AND p.deactivated_at IS NULL AND (p.folded > $2 OR p.folded = $2 AND p.id > $3)
          ORDER BY p.folded, p.id LIMIT $4",
        params![space.it().id, name, id, limit],
        |row| {
            Ok(Member {
                id: row.id(0)?,
                name: row.text(1)?,
                role: SpaceRole::parse(&row.text(2)?).unwrap_or(SpaceRole::Reader),
                person_role: PersonRole::parse(&row.text(3)?).unwrap_or(PersonRole::Guest),
                headline: row.text(4)?,
                photo_at: row.opt_moment(5)?,
                since: row.moment(6)?,
            })
        },
    )
}

/// Whom somebody writing in the space can mention: its members, and in an open space every insider.
pub fn mentionable(q: &impl Query, space: Id) -> Result<Vec<(Id, String)>, Error> {
    q.all(
        "SELECT DISTINCT p.id, p.name FROM reachable r JOIN people p ON p.id = r.person_id WHERE r.space_id = $1 ORDER BY p.id LIMIT 5000",
        params![space],
        |row| Ok((row.id(0)?, row.text(1)?)),
    )
}

/// Writes a membership without asking anything; a new member starts with everything read.
pub(crate) fn place(tx: &Tx, space: Id, person: Id, role: SpaceRole, since: Moment) -> Result<bool, Error> {
    let placed = tx.run(
        "INSERT INTO memberships(space_id, person_id, role, read_seq, since)
         VALUES ($1, $2, $3, (SELECT coalesce(max(seq), 0) FROM changes), $4) ON CONFLICT (space_id, person_id) DO NOTHING",
        params![space, person, role, since],
    )?;
    tx.run("DELETE FROM join_requests WHERE space_id = $1 AND person_id = $2", params![space, person])?;
    Ok(placed == 1)
}

/// Joins an open space.
///
/// # Errors
/// `NotFound` where one may not look, `Forbidden("ask_first")` where one must ask, `Conflict("archived")`.
pub fn join(tx: &Tx, actor: &Actor, space: Id) -> Result<()> {
    let space = access::glimpse(tx, actor, space)?;
    space.stands()?;
    if space.my_role.is_some() {
        return Ok(());
    }
    if space.opening != Opening::Open {
        return Err(Refusal::Forbidden("ask_first").into());
    }
    place(tx, space.id, actor.id, SpaceRole::Contributor, tx.now())?;
    joined(tx, actor.id, space.id, actor.id, SpaceRole::Contributor)
}

/// Asks the hosts of a space to be let in; asking twice changes nothing.
///
/// # Errors
/// As [`join`].
pub fn ask(tx: &Tx, actor: &Actor, space: Id) -> Result<()> {
    let space = access::glimpse(tx, actor, space)?;
    space.stands()?;
    if space.my_role.is_some() {
        return Ok(());
    }
    let sql = "INSERT INTO join_requests(space_id, person_id, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    if tx.run(sql, params![space.id, actor.id, tx.now()])? == 1 {
        changes::record(tx, Change::of_person(Some(actor.id), Some(space.id), actor.id, Verb::Asked))?;
        for host in hosts(tx, space.id)? {
            notices::notify(tx, host, Reason::Asked, None, Some(space.id), actor.id)?;
        }
    }
    Ok(())
}

/// Takes one's own request back; nobody is told.
///
/// # Errors
/// `NotFound` where one may not look.
pub fn withdraw(tx: &Tx, actor: &Actor, space: Id) -> Result<()> {
    let space = access::glimpse(tx, actor, space)?;
    tx.run("DELETE FROM join_requests WHERE space_id = $1 AND person_id = $2", params![space.id, actor.id])?;
    Ok(())
}

/// Somebody who waits at the door: `(person, name, since)`.
pub type Waiting = (Id, String, Moment);

/// Who waits at the door, oldest first; `after` is since when the last one seen waits, and who that is.
pub fn asking(q: &impl Query, space: &Allowed<'_, Manage, Space>, after: Option<(Moment, Id)>, limit: i64) -> Result<Vec<Waiting>, Error> {
    let (at, id) = after.unwrap_or((Moment(i64::MIN), Id(0)));
    q.all(
        "SELECT p.id, p.name, j.at FROM join_requests j JOIN people p ON p.id = j.person_id
          WHERE j.space_id = $1 AND p.deactivated_at IS NULL AND (j.at > $2 OR j.at = $2 AND p.id > $3) ORDER BY j.at, p.id LIMIT $4",
        params![space.it().id, at, id, limit],
        |row| Ok((row.id(0)?, row.text(1)?, row.moment(2)?)),
    )
}

/// Whether the person has asked to join.
pub fn has_asked(q: &impl Query, space: Id, person: Id) -> Result<bool, Error> {
    Ok(q.count("SELECT count(*) FROM join_requests WHERE space_id = $1 AND person_id = $2", params![space, person])? > 0)
}

/// Turns somebody away, without a word to anybody else.
pub fn decline(tx: &Tx, space: &Allowed<'_, Manage, Space>, person: Id) -> Result<()> {
    tx.run("DELETE FROM join_requests WHERE space_id = $1 AND person_id = $2", params![space.it().id, person])?;
    Ok(())
}

/// Lets somebody in, or changes their role. Inviting is for whom the space's settings say, up to their own role; hosts alone make hosts.
///
/// # Errors
/// `NotFound` for a person the actor may not know or who is deactivated, `Forbidden` as the settings say, `Conflict("last_host")`.
pub fn admit(tx: &Tx, actor: &Actor, space: Id, person: Id, role: SpaceRole) -> Result<()> {
    let space = access::space::<View>(tx, actor, space)?.into_it();
    let known = crate::people::find(tx, actor, person)?.filter(|p| p.deactivated_at.is_none()).ok_or(Refusal::NotFound)?;
    let current = role_of(tx, space.id, person)?;
    if current == Some(role) {
        return Ok(());
    }
    let is_host = access::space::<Manage>(tx, actor, space.id).is_ok();
    let may_invite = space.my_role.is_some_and(|mine| mine >= space.who_invites) && (actor.is_insider() || is_host);
    let within_mine = role <= SpaceRole::Contributor && Some(role) <= space.my_role;
    if !(is_host || may_invite && current.is_none() && within_mine) {
        return Err(Refusal::Forbidden("not_a_host").into());
    }
    space.stands()?;
    if current == Some(SpaceRole::Host) {
        keep_a_host(tx, &space, person)?;
    }
    if role == SpaceRole::Host && !matches!(known.role, PersonRole::Owner | PersonRole::Admin | PersonRole::Member) {
        return Err(Refusal::Forbidden("guest").into());
    }
    if !place(tx, space.id, person, role, tx.now())? {
        tx.run("UPDATE memberships SET role = $3 WHERE space_id = $1 AND person_id = $2", params![space.id, person, role])?;
    }
    joined(tx, actor.id, space.id, person, role)?;
    if current.is_none() {
        notices::notify(tx, person, Reason::Invited, None, Some(space.id), actor.id)?;
    }
    Ok(())
}

/// Leaves a space, or removes somebody from it (hosts). The change ends their live streams at once.
///
/// # Errors
/// `Forbidden("not_a_host")`, `Conflict("last_host")`, `Conflict("space_owner")`: whoever answers for a space hands it over first.
pub fn leave(tx: &Tx, actor: &Actor, space: Id, person: Id) -> Result<()> {
    let space = access::space::<View>(tx, actor, space)?.into_it();
    if person != actor.id {
        access::space::<Manage>(tx, actor, space.id)?.it().stands()?;
    }
    if role_of(tx, space.id, person)?.is_none() {
        return Ok(());
    }
    keep_a_host(tx, &space, person)?;
    tx.run("DELETE FROM memberships WHERE space_id = $1 AND person_id = $2", params![space.id, person])?;
    changes::record(tx, Change::of_person(Some(actor.id), Some(space.id), person, Verb::Left))?;
    Ok(())
}

/// Refuses what would leave a space without its owner or without a host.
fn keep_a_host(tx: &Tx, space: &Space, person: Id) -> Result<()> {
    if space.owner_id == person {
        return Err(Refusal::Conflict("space_owner").into());
    }
    if hosts(tx, space.id)? == [person] {
        return Err(Refusal::Conflict("last_host").into());
    }
    Ok(())
}

/// Makes a member a host, as a new owner must be.
pub(crate) fn host_of(tx: &Tx, space: Id, person: Id) -> Result<()> {
    let sql = format!(
        "UPDATE memberships SET role = 'host' WHERE space_id = $1 AND person_id = $2
           AND person_id IN (SELECT p.id FROM people p WHERE {OF_THE_HOUSE})"
    );
    if tx.run(&sql, params![space, person])? == 0 {
        return Err(Refusal::field("owner", "not_a_member").into());
    }
    Ok(())
}

/// Tells that somebody is in a space now, and as what.
pub(crate) fn joined(tx: &Tx, actor: Id, space: Id, person: Id, role: SpaceRole) -> Result<()> {
    let change = Change::of_person(Some(actor), Some(space), person, Verb::Joined);
    changes::record(tx, Change { details: role.name(), ..change })?;
    Ok(())
}

/// Somebody's role in a space; `None` when not a member.
pub fn role_of(q: &impl Query, space: Id, person: Id) -> Result<Option<SpaceRole>, Error> {
    let role = q.one("SELECT role FROM memberships WHERE space_id = $1 AND person_id = $2", params![space, person], |row| row.text(0))?;
    Ok(role.as_deref().and_then(SpaceRole::parse))
}

/// Which of these people are members, so that nobody is invited twice.
pub fn among(q: &impl Query, space: Id, people: &[Id]) -> Result<Vec<Id>, Error> {
    let sql = format!("SELECT person_id FROM memberships WHERE space_id = $1 AND person_id IN {}", list(2, people.len()));
    q.all(&sql, &padded(params![space].to_vec(), people), |row| row.id(0))
}

fn hosts(q: &impl Query, space: Id) -> Result<Vec<Id>, Error> {
    let sql = "SELECT m.person_id FROM memberships m JOIN people p ON p.id = m.person_id
       WHERE m.space_id = $1 AND m.role = 'host' AND p.deactivated_at IS NULL ORDER BY m.person_id LIMIT 50";
    q.all(sql, params![space], |row| row.id(0))
}
