//! People: members, guests and bots. Sign-in, invitations and profiles are pages of the `people` feature; what everybody needs of a person is here.
//! Deliberately absent: any trace of when somebody was last there.

pub mod factors;
pub mod links;
mod rectify;
mod roles;
pub mod sessions;
mod verbs;

use base::{Id, Language, Moment, Zone};
use store::{Error, Query, Row, params};

use crate::Actor;
use crate::access::{Allowed, View};
use crate::spaces::Space;

pub use rectify::{Correction, rectify};
pub use roles::{GIVEN, GUEST_DAYS, give_role, set_role};
pub use verbs::{NewPerson, add, admit, deactivate, reactivate, weigh};

/// Longest headline, in characters.
pub const HEADLINE: usize = 120;
/// Longest site, in characters.
pub const SITE: usize = 80;
/// Most skills, and most languages.
pub const ENTRIES: usize = 20;
/// Longest skill or language, in characters.
pub const ENTRY: usize = 40;

crate::named! {
    /// A person's role in the network.
    PersonRole {
        /// Owns the network.
        Owner = "owner",
        /// Administers it; reads no more than anybody else.
        Admin = "admin",
        /// A member of the house.
        Member = "member",
        /// An outsider with an inviter: sees only the spaces they are in.
        Guest = "guest",
        /// A program.
        Bot = "bot",
    }
}

/// A person as the directory shows them.
#[derive(Clone, Debug)]
pub struct Person {
    /// Their id.
    pub id: Id,
    /// Their name.
    pub name: String,
    /// Role in the network.
    pub role: PersonRole,
    /// What they do, in a line; may be empty.
    pub headline: String,
    /// Where they work.
    pub site: String,
    /// What they can do, comma separated.
    pub skills: String,
    /// What they speak, comma separated.
    pub languages: String,
    /// "Demandez-moi…" (S0-14).
    pub ask_me: String,
    /// The clock they live by.
    pub zone: Zone,
    /// The language they read.
    pub language: Language,
    /// When their photo was set.
    pub photo_at: Option<Moment>,
    /// When they were deactivated.
    pub deactivated_at: Option<Moment>,
    /// For a guest: who invited them.
    pub inviter_id: Option<Id>,
    /// For a guest: when their access ends.
    pub ends_at: Option<Moment>,
}

const COLUMNS: &str =
    "p.id, p.name, p.role, p.headline, p.site, p.skills, p.languages, p.ask_me, p.zone, p.language, p.photo_at, p.deactivated_at,
  p.inviter_id, p.ends_at";

// Insiders know everybody; a guest or a bot knows those it shares a space with.
const VISIBLE: &str =
    "($1 = 1 OR p.id = $2 OR EXISTS (SELECT 1 FROM memberships mine JOIN memberships theirs ON theirs.space_id = mine.space_id
  WHERE mine.person_id = $2 AND theirs.person_id = p.id))";

fn from_row(row: &Row<'_>) -> Result<Person, Error> {
    Ok(Person {
        id: row.id(0)?,
        name: row.text(1)?,
        role: PersonRole::parse(&row.text(2)?).unwrap_or(PersonRole::Guest),
        headline: row.text(3)?,
        site: row.text(4)?,
        skills: row.text(5)?,
        languages: row.text(6)?,
        ask_me: row.text(7)?,
        zone: Zone::parse(&row.text(8)?).unwrap_or_default(),
        language: Language::parse(&row.text(9)?).unwrap_or_default(),
        photo_at: row.opt_moment(10)?,
        deactivated_at: row.opt_moment(11)?,
        inviter_id: row.opt_id(12)?,
        ends_at: row.opt_moment(13)?,
    })
}

/// One person, if `actor` may know them.
pub fn find(q: &impl Query, actor: &Actor, id: Id) -> Result<Option<Person>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM people p WHERE p.id = $3 AND {VISIBLE}");
    q.one(&sql, params![actor.is_insider(), actor.id, id], from_row)
}

/// A page of the directory by name, active people only. `words` are looked for as search does: accents folded, stems, the last word
/// perhaps unfinished. `after` is the last `(folded name, id)` of the page before.
pub fn directory(q: &impl Query, actor: &Actor, words: &str, after: Option<(&str, Id)>, limit: i64) -> Result<Vec<Person>, Error> {
    let (name, id) = after.unwrap_or(("", Id(0)));
    let mut values = params![actor.is_insider(), actor.id, name, id, limit].to_vec();
    let mut only = String::new();
    if !words.trim().is_empty() {
        let Some(text) = crate::find::person_words(q, words) else { return Ok(Vec::new()) };
        values.push(text.into());
        only = format!(" AND p.id IN (SELECT search.rowid FROM search WHERE {})", store::dialect::matching(q.dialect(), 6));
    }
    let sql = format!(
        "SELECT {COLUMNS} FROM people p WHERE p.deactivated_at IS NULL AND {VISIBLE}{only}
            AND (p.folded > $3 OR p.folded = $3 AND p.id > $4) ORDER BY p.folded, p.id LIMIT $5"
    );
    q.all(&sql, &values, from_row)
}

/// A page of who can read a space, by name; of them only whom `actor` may know, and no bots.
pub fn readers(q: &impl Query, space: &Allowed<'_, View, Space>, after: Option<(&str, Id)>, limit: i64) -> Result<Vec<Person>, Error> {
    let actor = space.actor();
    let sql = format!(
        "SELECT {COLUMNS} FROM reachable r JOIN people p ON p.id = r.person_id
          WHERE r.space_id = $3 AND {VISIBLE} AND p.role <> 'bot' AND (p.ends_at IS NULL OR p.ends_at > $4)
            AND (p.folded > $5 OR p.folded = $5 AND p.id > $6) ORDER BY p.folded, p.id LIMIT $7"
    );
    let (name, id) = after.unwrap_or(("", Id(0)));
    q.all(&sql, params![actor.is_insider(), actor.id, space.it().id, Moment::now(), name, id, limit], from_row)
}

/// People whose folded name is `LIKE` that, those who left too, whom `actor` may know; for [`crate::find::people_named`].
pub(crate) fn holding(q: &impl Query, actor: &Actor, like: &str, limit: i64) -> Result<Vec<Person>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM people p WHERE p.folded LIKE $3 ESCAPE '!' AND {VISIBLE} ORDER BY p.folded, p.id LIMIT $4");
    q.all(&sql, params![actor.is_insider(), actor.id, like, limit], from_row)
}

/// People of the search index that `condition` finds by `text` ($4); for [`crate::find::people`].
pub(crate) fn matching(q: &impl Query, actor: &Actor, condition: &str, text: String, limit: i64) -> Result<Vec<Person>, Error> {
    let sql = format!(
        "SELECT {COLUMNS} FROM search CROSS JOIN people p
          WHERE {condition} AND p.id = search.rowid AND p.deactivated_at IS NULL AND {VISIBLE} ORDER BY p.folded, p.id LIMIT $3"
    );
    q.all(&sql, params![actor.is_insider(), actor.id, limit, text], from_row)
}

/// Everybody, deactivated people too, for administrators.
pub fn everybody(q: &impl Query, after: Option<(&str, Id)>, limit: i64) -> Result<Vec<Person>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM people p WHERE p.folded > $1 OR p.folded = $1 AND p.id > $2 ORDER BY p.folded, p.id LIMIT $3");
    let (name, id) = after.unwrap_or(("", Id(0)));
    q.all(&sql, params![name, id, limit], from_row)
}

/// How somebody is called, whoever asks; empty for nobody.
pub fn name(q: &impl Query, id: Id) -> Result<String, Error> {
    Ok(q.one("SELECT name FROM people WHERE id = $1", params![id], |row| row.text(0))?.unwrap_or_default())
}

/// Whether an active owner stands for the network; until one does, the set-up link is offered.
pub fn has_owner(q: &impl Query) -> Result<bool, Error> {
    Ok(q.count("SELECT count(*) FROM people WHERE role = 'owner' AND deactivated_at IS NULL", &[])? > 0)
}

/// How many people there are, deactivated ones included.
pub fn count(q: &impl Query) -> Result<i64, Error> {
    q.count("SELECT count(*) FROM people", &[])
}
