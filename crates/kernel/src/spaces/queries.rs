//! Lists of spaces: mine, those I could join, near names.

use std::collections::HashMap;

use base::{Id, Moment};
use store::{Error, Query, params};

use super::rows::{COLUMNS, WIDTH, from_row};
use super::{Level, Space};
use crate::Actor;
use crate::sql::{list, padded};

/// A space among mine, with what its line in the navigation shows.
#[derive(Clone, Debug)]
pub struct Mine {
    /// The space.
    pub space: Space,
    /// Posts and comments by others since I last looked; 0 when I asked for nothing.
    pub unread: i64,
    /// How much of it I want to hear of.
    pub level: Level,
}

/// The spaces that the person is a member of, by name, archived ones last. One query, counts included.
pub fn mine(q: &impl Query, actor: &Actor) -> Result<Vec<Mine>, Error> {
    let sql = format!(
        "SELECT {COLUMNS}, m.level,
                CASE WHEN m.level = 'none' THEN 0 ELSE (SELECT count(*) FROM changes c JOIN items i ON i.id = c.item_id JOIN items root ON root.id = i.root_id
                  WHERE c.space_id = s.id AND c.seq > m.read_seq AND c.weight > 0 AND c.actor_id <> $1
                    AND i.trashed_at IS NULL AND root.trashed_at IS NULL) END
           FROM memberships m JOIN spaces s ON s.id = m.space_id
          WHERE m.person_id = $1 ORDER BY CASE WHEN s.archived_at IS NULL THEN 0 ELSE 1 END, s.folded, s.id"
    );
    q.all(&sql, params![actor.id], |row| {
        let level = Level::parse(&row.text(WIDTH)?).unwrap_or(Level::All);
        Ok(Mine { space: from_row(row, 0)?, level, unread: row.int(WIDTH + 1)? })
    })
}

/// How many posts and comments of others the person has not seen in one space.
pub fn unread(q: &impl Query, actor: &Actor, space: Id) -> Result<i64, Error> {
    q.count(
        "SELECT count(*) FROM memberships m JOIN changes c ON c.space_id = m.space_id AND c.seq > m.read_seq JOIN items i ON i.id = c.item_id
           JOIN items root ON root.id = i.root_id
          WHERE m.person_id = $1 AND m.space_id = $2 AND m.level <> 'none' AND c.weight > 0 AND c.actor_id <> $1
            AND i.trashed_at IS NULL AND root.trashed_at IS NULL",
        params![actor.id, space],
    )
}

/// The oldest post of others in a space that the person has not seen, if there is one.
pub fn first_unread(q: &impl Query, actor: &Actor, space: Id) -> Result<Option<Id>, Error> {
    let sql = "SELECT min(i.id) FROM memberships m JOIN changes c ON c.space_id = m.space_id AND c.seq > m.read_seq JOIN items i ON i.id = c.item_id
       WHERE m.person_id = $1 AND m.space_id = $2 AND m.level <> 'none' AND c.weight > 0 AND c.actor_id <> $1
         AND i.parent_id IS NULL AND i.trashed_at IS NULL";
    Ok(q.one(sql, params![actor.id, space], |row| row.opt_id(0))?.flatten())
}

/// All the spaces that the person may know of, by name: mine, and for insiders the open and request ones. `kind` and text narrow it.
pub fn known(
    q: &impl Query,
    actor: &Actor,
    like: &str,
    archived: bool,
    after: Option<(&str, Id)>,
    limit: i64,
) -> Result<Vec<Space>, Error> {
    let sql = format!(
        "SELECT {COLUMNS} FROM spaces s LEFT JOIN memberships m ON m.space_id = s.id AND m.person_id = $1
          WHERE (m.role IS NOT NULL OR $2 = 1 AND s.opening <> 'private') AND s.folded LIKE $3 AND ($4 = 1 OR s.archived_at IS NULL)
            AND (s.folded > $5 OR s.folded = $5 AND s.id > $6) ORDER BY s.folded, s.id LIMIT $7"
    );
    let pattern = format!("%{}%", text::fold(like).replace(['%', '_'], ""));
    let (name, id) = after.unwrap_or(("", Id(0)));
    q.all(&sql, params![actor.id, actor.is_insider(), pattern, archived, name, id, limit], |row| from_row(row, 0))
}

/// Several spaces at once, as the person stands in each, for the cards of a page; those they may not read are left out.
pub fn several(q: &impl Query, actor: &Actor, ids: &[Id]) -> Result<HashMap<Id, Space>, Error> {
    let sql = format!(
        "SELECT {COLUMNS} FROM spaces s LEFT JOIN memberships m ON m.space_id = s.id AND m.person_id = $1
          WHERE EXISTS (SELECT 1 FROM reachable r WHERE r.person_id = $1 AND r.space_id = s.id) AND s.id IN {}",
        list(2, ids.len())
    );
    let found = q.all(&sql, &padded(params![actor.id].to_vec(), ids), |row| from_row(row, 0))?;
    Ok(found.into_iter().map(|space| (space.id, space)).collect())
}

/// Spaces whose name is near `name`, among those the person may know of (S2-03): shown before another one is made.
/// A private space that the person isn't in never shows, and so never weighs.
pub fn near(q: &impl Query, actor: &Actor, name: &str) -> Result<Vec<Space>, Error> {
    let all = known(q, actor, "", true, None, 2_000)?;
    Ok(all.into_iter().filter(|space| text::near(&space.name, name)).take(5).collect())
}

/// What "Qui voit quoi" and the composer say of a space's audience.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Audience {
    /// Everybody who can read it, the reader included.
    pub people: i64,
    /// Of whom guests.
    pub guests: i64,
    /// Members, whatever their role.
    pub members: i64,
}

/// Counts who can read a space now.
pub fn audience(q: &impl Query, space: Id) -> Result<Audience, Error> {
    Ok(audiences(q, &[space])?.remove(&space).unwrap_or_default())
}

/// The same for all the spaces of a list, in one query.
pub fn audiences(q: &impl Query, spaces: &[Id]) -> Result<HashMap<Id, Audience>, Error> {
    let sql = format!(
        "SELECT r.space_id, count(*), CAST(coalesce(sum(CASE WHEN p.role = 'guest' THEN 1 ELSE 0 END), 0) AS BIGINT),
                CAST(coalesce(sum(CASE WHEN r.role <> 'visitor' THEN 1 ELSE 0 END), 0) AS BIGINT)
           FROM reachable r JOIN people p ON p.id = r.person_id
          WHERE p.role <> 'bot' AND (p.ends_at IS NULL OR p.ends_at > $1) AND r.space_id IN {} GROUP BY r.space_id",
        list(2, spaces.len())
    );
    let counted = q.all(&sql, &padded(params![Moment::now()].to_vec(), spaces), |row| {
        Ok((row.id(0)?, Audience { people: row.int(1)?, guests: row.int(2)?, members: row.int(3)? }))
    })?;
    Ok(counted.into_iter().collect())
}
