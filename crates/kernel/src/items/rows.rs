//! One item as a verb needs it.

use base::Id;
use store::{Error, Query, params};

use super::Item;
use crate::Kind;
use crate::spaces::rows as space_rows;

/// The item, unchecked: only `access` may call this.
pub(crate) fn load(q: &impl Query, person: Id, id: Id) -> Result<Option<Item>, Error> {
    let sql = format!(
        "SELECT {}, i.id, i.parent_id, i.root_id, i.kind, i.author_id, i.title, coalesce(b.source, ''), coalesce(b.revision, 0), i.created_at,
                coalesce(i.trashed_at, root.trashed_at)
           FROM items i JOIN spaces s ON s.id = i.space_id JOIN items root ON root.id = i.root_id
           LEFT JOIN bodies b ON b.id = i.body_id LEFT JOIN memberships m ON m.space_id = s.id AND m.person_id = $1
          WHERE i.id = $2 AND i.state <> 'purged'",
        space_rows::COLUMNS
    );
    q.one(&sql, params![person, id], |row| {
        let at = space_rows::WIDTH;
        Ok(Item {
            space: space_rows::from_row(row, 0)?,
            id: row.id(at)?,
            parent_id: row.opt_id(at + 1)?,
            root_id: row.id(at + 2)?,
            kind: Kind::parse(&row.text(at + 3)?).unwrap_or(Kind::Post),
            author_id: row.id(at + 4)?,
            title: row.text(at + 5)?,
            source: row.text(at + 6)?,
            revision: row.int(at + 7)?,
            created_at: row.moment(at + 8)?,
            trashed_at: row.opt_moment(at + 9)?,
        })
    })
}
