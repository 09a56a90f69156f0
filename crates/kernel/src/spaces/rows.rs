//! One space as one person stands in it.

use base::Id;
use store::{Error, Query, Row, params};

use super::{Opening, Space, SpaceKind, SpaceRole};
use crate::Kind;

/// The columns that [`from_row`] reads, of a space `s` and a membership `m` of the person who asks.
pub(crate) const COLUMNS: &str =
    "s.id, s.kind, s.name, s.purpose, s.owner_id, s.opening, s.ends_on, s.kinds, s.who_posts, s.who_comments, s.who_invites,
  s.archived_at, s.revision, m.role";

/// How many columns that is: where further ones begin.
pub(crate) const WIDTH: usize = 14;

pub(crate) fn from_row(row: &Row<'_>, at: usize) -> Result<Space, Error> {
    let role = |i: usize| Ok::<_, Error>(SpaceRole::parse(&row.text(i)?).unwrap_or(SpaceRole::Host));
    Ok(Space {
        id: row.id(at)?,
        kind: SpaceKind::parse(&row.text(at + 1)?).unwrap_or(SpaceKind::Project),
        name: row.text(at + 2)?,
        purpose: row.text(at + 3)?,
        owner_id: row.id(at + 4)?,
        opening: Opening::parse(&row.text(at + 5)?).unwrap_or(Opening::Private),
        ends_on: row.opt_text(at + 6)?,
        kinds: row.text(at + 7)?.split(' ').filter_map(Kind::parse).collect(),
        who_posts: role(at + 8)?,
        who_comments: role(at + 9)?,
        who_invites: role(at + 10)?,
        archived_at: row.opt_moment(at + 11)?,
        revision: row.int(at + 12)?,
        my_role: row.opt_text(at + 13)?.as_deref().and_then(SpaceRole::parse),
    })
}

/// The space, unchecked: only `access` may call this.
pub(crate) fn load(q: &impl Query, person: Id, id: Id) -> Result<Option<Space>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM spaces s LEFT JOIN memberships m ON m.space_id = s.id AND m.person_id = $1 WHERE s.id = $2");
    q.one(&sql, params![person, id], |row| from_row(row, 0))
}
