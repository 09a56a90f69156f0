//! What the pages and the API of this room ask. Invariant: no answer carries a secret, and none tells one person of another's sessions.

use base::{Id, Moment, Secret};
use kernel::Actor;
use kernel::people::{self, Person, PersonRole};
use store::{Error, Query, Row, params};

use crate::rows::{Account, Invitation, Owner, Token};

/// The account of an address, if its person may sign in.
pub fn account(q: &impl Query, email: &str) -> Result<Option<Account>, Error> {
    q.one(
        "SELECT id, password FROM people
          WHERE email = $1 AND role <> 'bot' AND deactivated_at IS NULL AND (ends_at IS NULL OR ends_at > $2)",
        params![email, Moment::now()],
        |row| Ok(Account { id: row.id(0)?, password: row.opt_text(1)? }),
    )
}

/// Somebody's stored hash.
pub fn password(q: &impl Query, person: Id) -> Result<Option<String>, Error> {
    Ok(q.one("SELECT password FROM people WHERE id = $1", params![person], |row| row.opt_text(0))?.flatten())
}

/// One's own address.
pub fn email(q: &impl Query, actor: &Actor) -> Result<Option<String>, Error> {
    Ok(q.one("SELECT email FROM people WHERE id = $1", params![actor.id], |row| row.opt_text(0))?.flatten())
}

/// The folded name of a person: where a page of a list by name ended.
pub fn folded(q: &impl Query, person: Id) -> Result<Option<String>, Error> {
    q.one("SELECT folded FROM people WHERE id = $1", params![person], |row| row.text(0))
}

/// A page of the directory, beginning after that person; one row more than a page tells whether another one follows.
pub fn directory(q: &impl Query, actor: &Actor, words: &str, after: Option<Id>, rows: i64) -> Result<Vec<Person>, Error> {
    let name = after.map(|id| folded(q, id)).transpose()?.flatten();
    people::directory(q, actor, words, name.as_deref().zip(after), rows)
}

/// Whose new password a link is for, while it works.
pub fn reset_of(q: &impl Query, token: &str) -> Result<Option<Owner>, Error> {
    q.one(
        "SELECT p.id, p.name, p.email FROM resets r JOIN people p ON p.id = r.person_id
          WHERE r.digest = $1 AND r.used_at IS NULL AND r.expires_at > $2 AND p.deactivated_at IS NULL AND (p.ends_at IS NULL OR p.ends_at > $2)",
        params![Secret::digest_of(token), Moment::now()],
        |row| Ok(Owner { id: row.id(0)?, name: row.text(1)?, email: row.opt_text(2)?.unwrap_or_default() }),
    )
}

/// One's own tokens that still work, the newest first.
pub fn tokens(q: &impl Query, actor: &Actor) -> Result<Vec<Token>, Error> {
    q.all(
        "SELECT id, name, created_at, expires_at FROM tokens
          WHERE person_id = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2) ORDER BY id DESC",
        params![actor.id, Moment::now()],
        |row| Ok(Token { id: row.id(0)?, name: row.text(1)?, created_at: row.moment(2)?, expires_at: row.opt_moment(3)? }),
    )
}

/// Type and bytes of a photo. Ask first whether the person may be known.
pub fn photo(q: &impl Query, person: Id) -> Result<Option<(String, Vec<u8>)>, Error> {
    q.one("SELECT type, bytes FROM photos WHERE person_id = $1", params![person], |row| Ok((row.text(0)?, row.bytes(1)?)))
}

/// The spaces that both are members of.
pub fn shared_spaces(q: &impl Query, actor: &Actor, person: Id) -> Result<Vec<(Id, String)>, Error> {
    q.all(
        "SELECT s.id, s.name FROM memberships mine JOIN memberships theirs ON theirs.space_id = mine.space_id JOIN spaces s ON s.id = mine.space_id
          WHERE mine.person_id = $1 AND theirs.person_id = $2 AND s.archived_at IS NULL ORDER BY s.folded, s.id LIMIT 50",
        params![actor.id, person],
        |row| Ok((row.id(0)?, row.text(1)?)),
    )
}

/// The spaces that one hosts and can invite into.
pub fn hosted_spaces(q: &impl Query, actor: &Actor) -> Result<Vec<(Id, String)>, Error> {
    q.all(
        "SELECT s.id, s.name FROM memberships m JOIN spaces s ON s.id = m.space_id
          WHERE m.person_id = $1 AND m.role = 'host' AND s.archived_at IS NULL ORDER BY s.folded, s.id LIMIT 500",
        params![actor.id],
        |row| Ok((row.id(0)?, row.text(1)?)),
    )
}

const INVITATION: &str = "i.id, i.email, i.name, i.role, i.space_id, s.name, i.inviter_id, p.name, i.ends_at, i.created_at, i.expires_at";

fn invitation(row: &Row<'_>) -> Result<Invitation, Error> {
    Ok(Invitation {
        id: row.id(0)?,
        email: row.opt_text(1)?,
        name: row.text(2)?,
        role: PersonRole::parse(&row.text(3)?).unwrap_or(PersonRole::Guest),
        space_id: row.opt_id(4)?,
        space_name: row.opt_text(5)?.unwrap_or_default(),
        inviter_id: row.id(6)?,
        inviter_name: row.text(7)?,
        ends_at: row.opt_moment(8)?,
        created_at: row.moment(9)?,
        expires_at: row.moment(10)?,
    })
}

/// The invitations that wait, the newest first: one's own, and everybody's for administrators. A space is named only to whom it is open.
pub fn invitations(q: &impl Query, actor: &Actor, before: Option<Id>, limit: i64) -> Result<Vec<Invitation>, Error> {
    let sql = format!(
        "SELECT {INVITATION} FROM invitations i JOIN people p ON p.id = i.inviter_id
           LEFT JOIN spaces s ON s.id = i.space_id AND EXISTS (SELECT 1 FROM reachable r WHERE r.person_id = $1 AND r.space_id = s.id)
          WHERE i.used_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > $2 AND (i.inviter_id = $1 OR $3 = 1) AND i.id < $4
          ORDER BY i.id DESC LIMIT $5"
    );
    q.all(&sql, params![actor.id, Moment::now(), actor.is_admin(), before.unwrap_or(Id(i64::MAX)), limit], |row| {
        let mut found = invitation(row)?;
        found.space_id = found.space_id.filter(|_| !found.space_name.is_empty());
        Ok(found)
    })
}

/// The invitation of a link, while it works.
pub fn invitation_of(q: &impl Query, token: &str) -> Result<Option<Invitation>, Error> {
    waiting(q, "i.digest = $1", store::Value::from(Secret::digest_of(token)))
}

/// The invitation of that id, while its link works; for its letter.
pub fn invitation_by_id(q: &impl Query, id: Id) -> Result<Option<Invitation>, Error> {
    waiting(q, "i.id = $1", store::Value::from(id))
}

fn waiting(q: &impl Query, which: &str, value: store::Value) -> Result<Option<Invitation>, Error> {
    let sql = format!(
        "SELECT {INVITATION} FROM invitations i JOIN people p ON p.id = i.inviter_id LEFT JOIN spaces s ON s.id = i.space_id
          WHERE {which} AND i.used_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > $2 AND p.deactivated_at IS NULL"
    );
    q.one(&sql, &[value, store::Value::from(Moment::now())], invitation)
}
