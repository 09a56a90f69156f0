//! The sections of a copy: what each is called, its columns, and the one statement that reads it.
//! Invariant: `$1` is the person; a name or a word of others is read only through `reachable`, so that the copy gives nothing they could not open.

use base::{Id, Moment, Result};
use serde_json::{Map, Value as Json};
use store::{Error, Query, Row, params};

/// How a column is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum As {
    /// As it is.
    Text,
    /// An id or a number, in JSON a text: 64 bits are too many for some readers.
    Number,
    /// RFC 3339.
    Time,
    /// Yes or no.
    Flag,
}

/// One section.
pub struct Section {
    /// Its name in the JSON; the page has a title for it.
    pub name: &'static str,
    /// The columns of its statement.
    pub columns: &'static [(&'static str, As)],
    sql: &'static str,
}

use As::{Flag, Number, Text, Time};

macro_rules! mine {
    ($space:literal) => {
        concat!("EXISTS (SELECT 1 FROM reachable r WHERE r.person_id = $1 AND r.space_id = ", $space, ")")
    };
}

/// Every section, in the order of the page.
pub const SECTIONS: &[Section] = &[
    Section {
        name: "profile",
        columns: &[
            ("name", Text),
            ("email", Text),
            ("role", Text),
            ("headline", Text),
            ("site", Text),
            ("skills", Text),
            ("languages", Text),
            ("ask_me", Text),
            ("language", Text),
            ("zone", Text),
            ("created_at", Time),
            ("photo_at", Time),
            ("ends_at", Time),
            ("invited_at", Time),
            ("origin", Text),
        ],
        sql: "SELECT name, email, role, headline, site, skills, languages, ask_me, language, zone, created_at, photo_at, ends_at, invited_at, origin
                FROM people WHERE id = $1",
    },
    Section {
        name: "spaces",
        columns: &[("space", Text), ("role", Text), ("level", Text), ("since", Time), ("owner", Flag)],
        sql: "SELECT s.name, m.role, m.level, m.since, CASE WHEN s.owner_id = $1 THEN 1 ELSE 0 END
                FROM memberships m JOIN spaces s ON s.id = m.space_id WHERE m.person_id = $1 ORDER BY m.since",
    },
    Section {
        name: "items",
        columns: &[
            ("id", Number),
            ("kind", Text),
            ("space", Text),
            ("title", Text),
            ("text", Text),
            ("created_at", Time),
            ("edited_at", Time),
            ("trashed_at", Time),
            ("answers", Number),
        ],
        sql: concat!(
            "SELECT i.id, i.kind, CASE WHEN ",
            mine!("i.space_id"),
            " THEN s.name END, i.title, b.source, i.created_at, i.edited_at, i.trashed_at, i.parent_id
               FROM items i JOIN spaces s ON s.id = i.space_id LEFT JOIN bodies b ON b.id = i.body_id
              WHERE i.author_id = $1 AND i.state <> 'purged' ORDER BY i.id"
        ),
    },
    Section {
        name: "revisions",
        columns: &[("item", Number), ("revision", Number), ("title", Text), ("text", Text), ("at", Time)],
        sql: "SELECT b.item_id, b.revision, b.title, b.source, b.at FROM bodies b JOIN items i ON i.id = b.item_id -- given items
               WHERE b.author_id = $1 AND b.id <> i.body_id ORDER BY b.item_id, b.revision",
    },
    Section {
        name: "drafts",
        columns: &[("kind", Text), ("title", Text), ("text", Text), ("at", Time)],
        sql: "SELECT kind, title, body, at FROM drafts WHERE person_id = $1 ORDER BY at",
    },
    Section {
        name: "scheduled",
        columns: &[("kind", Text), ("title", Text), ("text", Text), ("due_at", Time)],
        sql: "SELECT kind, title, body, due_at FROM scheduled WHERE person_id = $1 ORDER BY due_at",
    },
    Section {
        name: "files",
        columns: &[("id", Number), ("name", Text), ("type", Text), ("size", Number), ("sha256", Text), ("created_at", Time), ("item", Number)],
        sql: "SELECT f.id, f.name, f.type, f.size, f.sha256, f.created_at, a.item_id
                FROM files f LEFT JOIN attachments a ON a.file_id = f.id WHERE f.owner_id = $1 ORDER BY f.id",
    },
    Section {
        name: "uploads",
        columns: &[("name", Text), ("type", Text), ("size", Number), ("expires_at", Time)],
        sql: "SELECT name, type, length, expires_at FROM uploads WHERE owner_id = $1 ORDER BY id",
    },
    Section {
        name: "reactions",
        columns: &[("item", Number), ("emoji", Text), ("at", Time)],
        sql: "SELECT item_id, emoji, at FROM reactions WHERE person_id = $1 ORDER BY at",
    },
    Section {
        name: "votes",
        columns: &[("item", Number), ("option", Text), ("at", Time)],
        sql: concat!(
            "SELECT o.item_id, CASE WHEN ",
            mine!("i.space_id"),
            " THEN o.label END, v.at FROM poll_votes v JOIN poll_options o ON o.id = v.option_id JOIN items i ON i.id = o.item_id
              WHERE v.person_id = $1 ORDER BY v.at"
        ),
    },
    Section {
        name: "accepted",
        columns: &[("item", Number), ("answer", Number), ("at", Time)],
        sql: "SELECT item_id, answer_id, at FROM accepted_answers WHERE accepted_by = $1 ORDER BY at",
    },
    Section {
        name: "bookmarks",
        columns: &[("item", Number), ("at", Time)],
        sql: "SELECT item_id, at FROM bookmarks WHERE person_id = $1 ORDER BY at",
    },
    Section {
        name: "follows",
        columns: &[("item", Number), ("level", Text), ("at", Time)],
        sql: "SELECT item_id, level, at FROM follows WHERE person_id = $1 ORDER BY at",
    },
    Section {
        name: "mentions",
        columns: &[("item", Number), ("space", Text), ("at", Time)],
        sql: concat!(
            "SELECT i.id, s.name, i.created_at FROM mentions m JOIN items i ON i.id = m.item_id JOIN spaces s ON s.id = i.space_id -- given items
              WHERE m.person_id = $1 AND i.trashed_at IS NULL AND ",
            mine!("i.space_id"),
            " ORDER BY i.id"
        ),
    },
    Section {
        name: "links",
        columns: &[("item", Number), ("to", Number), ("relation", Text), ("at", Time)],
        sql: "SELECT from_item, to_item, relation, at FROM links WHERE author_id = $1 ORDER BY at",
    },
    Section {
        name: "notices",
        columns: &[("reason", Text), ("item", Number), ("at", Time), ("read_at", Time)],
        sql: "SELECT reason, item_id, due_at, read_at FROM notices WHERE person_id = $1 ORDER BY id",
    },
    Section {
        name: "join_requests",
        columns: &[("space", Text), ("message", Text), ("at", Time)],
        sql: "SELECT CASE WHEN s.opening <> 'private' THEN s.name END, j.message, j.at FROM join_requests j JOIN spaces s ON s.id = j.space_id
               WHERE j.person_id = $1 ORDER BY j.at",
    },
    Section {
        name: "invitations",
        columns: &[("role", Text), ("created_at", Time), ("used_at", Time), ("revoked_at", Time)],
        sql: "SELECT role, created_at, used_at, revoked_at FROM invitations WHERE inviter_id = $1 ORDER BY id",
    },
    Section {
        name: "invited",
        columns: &[("name", Text), ("email", Text), ("role", Text), ("created_at", Time), ("used_at", Time)],
        sql: "SELECT name, email, role, created_at, used_at FROM invitations WHERE used_by = $1 ORDER BY id",
    },
    Section {
        name: "charter",
        columns: &[("version", Number), ("at", Time)],
        sql: "SELECT version, at FROM charter_acceptances WHERE person_id = $1 ORDER BY version",
    },
    Section {
        name: "sessions",
        columns: &[("device", Text), ("means", Text), ("created_at", Time), ("used_at", Time), ("expires_at", Time)],
        sql: "SELECT device, means, created_at, used_at, expires_at FROM sessions WHERE person_id = $1 ORDER BY id",
    },
    Section {
        name: "passkeys",
        columns: &[("name", Text), ("created_at", Time), ("used_at", Time)],
        sql: "SELECT name, created_at, used_at FROM passkeys WHERE person_id = $1 ORDER BY id",
    },
    Section {
        name: "identities",
        columns: &[("issuer", Text), ("subject", Text), ("name", Text), ("at", Time)],
        sql: "SELECT issuer, subject, label, linked_at FROM identities WHERE person_id = $1 ORDER BY id",
    },
    Section {
        name: "tokens",
        columns: &[("name", Text), ("created_at", Time), ("expires_at", Time), ("revoked_at", Time)],
        sql: "SELECT name, created_at, expires_at, revoked_at FROM tokens WHERE person_id = $1 ORDER BY id",
    },
    Section {
        name: "requests",
        columns: &[("kind", Text), ("message", Text), ("asked_at", Time), ("due_at", Time), ("closed_at", Time), ("outcome", Text), ("answer", Text)],
        sql: "SELECT kind, message, asked_at, due_at, closed_at, outcome, answer FROM data_requests WHERE person_id = $1 ORDER BY id",
    },
    Section {
        name: "trail",
        columns: &[("at", Time), ("act", Text), ("own", Flag)],
        sql: "SELECT at, act, CASE WHEN actor_id = $1 THEN 1 ELSE 0 END FROM audit WHERE actor_id = $1 OR subject_id = $1 ORDER BY id",
    },
    Section {
        name: "changes",
        columns: &[("at", Time), ("verb", Text), ("item", Number)],
        sql: "SELECT at, verb, item_id FROM changes WHERE actor_id = $1 ORDER BY id",
    },
];

impl Section {
    /// Its rows: the profile is one, the others are lists.
    pub fn rows(&self, q: &impl Query, person: Id) -> Result<Json> {
        let rows = q.all(self.sql, params![person], |row| self.row(row))?;
        Ok(if self.name == "profile" { rows.into_iter().next().unwrap_or_default() } else { Json::Array(rows) })
    }

    fn row(&self, row: &Row<'_>) -> Result<Json, Error> {
        let mut object = Map::new();
        for (i, (name, written)) in self.columns.iter().enumerate() {
            let value = match written {
                Text => row.opt_text(i)?.map(Json::from),
                Number => row.opt_int(i)?.map(|n| Json::from(n.to_string())),
                Time => row.opt_int(i)?.map(|at| Json::from(Moment(at).to_string())),
                Flag => row.opt_int(i)?.map(|flag| Json::from(flag != 0)),
            };
            object.insert((*name).to_owned(), value.unwrap_or_default());
        }
        Ok(Json::Object(object))
    }
}
