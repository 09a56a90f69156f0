//! Who is asking: made once per request from a session or a token, then passed to every query and verb.

use base::{Id, Language, Zone};
use store::{Error, Query, Row};

use crate::people::PersonRole;
use crate::people::sessions::{self, Session};

/// An active person, with what decisions and pages need of them.
#[derive(Clone, Debug)]
pub struct Actor {
    /// The person.
    pub id: Id,
    /// As shown to others.
    pub name: String,
    /// Their role in the network.
    pub role: PersonRole,
    /// The language they read.
    pub language: Language,
    /// The clock they live by.
    pub zone: Zone,
    /// Whether the charter that stands now is accepted (S1-14).
    pub charter: bool,
    /// When the photo was set; `None` without one.
    pub photo_at: Option<base::Moment>,
    /// The session or the token that they came with; 0 for the command line, imports and listeners.
    pub by: Id,
}

const COLUMNS: &str = "p.id, p.name, p.role, p.language, p.zone, p.photo_at,
  EXISTS (SELECT 1 FROM charter_acceptances a WHERE a.person_id = p.id AND a.version = (SELECT max(version) FROM charters))
  OR p.role = 'bot'";

impl Actor {
    /// Whether the person belongs to the house: guests and bots see only what they were let into.
    pub fn is_insider(&self) -> bool {
        matches!(self.role, PersonRole::Owner | PersonRole::Admin | PersonRole::Member)
    }

    /// Whether the person administers the network.
    pub fn is_admin(&self) -> bool {
        matches!(self.role, PersonRole::Owner | PersonRole::Admin)
    }

    /// Refuses everybody but administrators.
    pub fn administers(&self) -> Result<(), crate::Refusal> {
        if self.is_admin() { Ok(()) } else { Err(crate::Refusal::Forbidden("not_an_admin")) }
    }

    /// The session of a cookie, whatever it has proved so far, and its person, if they are active.
    pub fn of_session(q: &impl Query, digest: &str, now: base::Moment) -> Result<Option<(Actor, Session)>, Error> {
        let sql = format!(
            "SELECT {COLUMNS}, {} FROM sessions s JOIN people p ON p.id = s.person_id
              WHERE s.digest = $2 AND NOT {} AND p.deactivated_at IS NULL AND (p.ends_at IS NULL OR p.ends_at > $1)",
            sessions::COLUMNS,
            sessions::ENDED
        );
        q.one(&sql, store::params![now, digest], |row| {
            let session = Session::from_row(row, 7)?;
            Ok((Actor { by: session.id, ..Actor::from_row(row)? }, session))
        })
    }

    /// The actor of a personal access token.
    pub fn of_token(q: &impl Query, digest: &str, now: base::Moment) -> Result<Option<Actor>, Error> {
        let sql = format!(
            "SELECT {COLUMNS}, t.id FROM tokens t JOIN people p ON p.id = t.person_id
              WHERE t.digest = $1 AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > $2)
                AND p.deactivated_at IS NULL AND (p.ends_at IS NULL OR p.ends_at > $2)"
        );
        q.one(&sql, store::params![digest, now], |row| Ok(Actor { by: row.id(7)?, ..Actor::from_row(row)? }))
    }

    /// The actor a person is, for the command line, imports and listeners; `None` when deactivated, unknown, or a guest whose days are over.
    pub fn of_person(q: &impl Query, id: Id) -> Result<Option<Actor>, Error> {
        Actor::of_person_at(q, id, base::Moment::now())
    }

    /// The same at another moment, for what is dated.
    pub fn of_person_at(q: &impl Query, id: Id, now: base::Moment) -> Result<Option<Actor>, Error> {
        let sql = format!(
            "SELECT {COLUMNS} FROM people p WHERE p.id = $1 AND p.deactivated_at IS NULL AND (p.ends_at IS NULL OR p.ends_at > $2)"
        );
        q.one(&sql, store::params![id, now], Actor::from_row)
    }

    /// Somebody who may do nothing and has marked nothing.
    pub(crate) fn nobody() -> Actor {
        let (role, language, zone) = (PersonRole::Guest, Language::default(), Zone::default());
        Actor { id: Id(0), name: String::new(), role, language, zone, charter: false, photo_at: None, by: Id(0) }
    }

    fn from_row(row: &Row<'_>) -> Result<Actor, Error> {
        Ok(Actor {
            id: row.id(0)?,
            name: row.text(1)?,
            role: PersonRole::parse(&row.text(2)?).unwrap_or(PersonRole::Guest),
            language: Language::parse(&row.text(3)?).unwrap_or_default(),
            zone: Zone::parse(&row.text(4)?).unwrap_or_default(),
            photo_at: row.opt_moment(5)?,
            charter: row.flag(6)?,
            by: Id(0),
        })
    }
}
