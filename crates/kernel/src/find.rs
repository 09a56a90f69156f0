//! Search inside the database: words are written with what they describe, rights are read at the moment of the question.
//! Invariant: a hit is only ever what the reader may see now, whatever happened since it was indexed.

use base::{Id, Moment, Result};
use store::{Error, Query, Tx, Value, params};

use crate::items::Author;
use crate::people::PersonRole;
use crate::{Actor, Kind};

// One token tells what an entry is, so that people and spaces are found without walking a million messages.
const ITEM: &str = "zzitem0";
const PERSON: &str = "zzperson0";
const SPACE: &str = "zzspace0";

/// Writes an item's words anew, with those its kind adds.
pub(crate) fn index_item(tx: &Tx, id: Id, more: &str) -> Result<(), Error> {
    let sql = "SELECT i.title, b.plain, p.name FROM items i JOIN bodies b ON b.id = i.body_id JOIN people p ON p.id = i.author_id WHERE i.id = $1";
    let found = tx.one(sql, &params![id], |row| Ok(format!("{}\n{}\n{}\n{more}", row.text(0)?, row.text(1)?, row.text(2)?)))?;
    match found {
        Some(words) => store::dialect::index(tx, id, &format!("{ITEM} {}", text::index_words(&words))),
        None => Ok(()),
    }
}

/// Writes a person's words anew: after any change of profile.
pub fn index_person(tx: &Tx, id: Id) -> Result<(), Error> {
    let sql = "SELECT name, headline, skills, languages, ask_me, site FROM people WHERE id = $1";
    let words = tx.one(sql, &params![id], |row| Ok((0..6).map(|i| row.text(i)).collect::<Result<Vec<_>, _>>()?.join("\n")))?;
    store::dialect::index(tx, id, &format!("{PERSON} {}", text::index_words(&words.unwrap_or_default())))
}

/// Writes a space's words anew.
pub(crate) fn index_space(tx: &Tx, id: Id) -> Result<(), Error> {
    let words = tx.one("SELECT name, purpose FROM spaces WHERE id = $1", &params![id], |row| Ok(format!("{}\n{}", row.text(0)?, row.text(1)?)))?;
    store::dialect::index(tx, id, &format!("{SPACE} {}", text::index_words(&words.unwrap_or_default())))
}

/// What is looked for.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Words; all must be there.
    pub words: String,
    /// Whether the last word is still being typed.
    pub typing: bool,
    /// Only this kind.
    pub kind: Option<Kind>,
    /// Only this space.
    pub space: Option<Id>,
    /// Only by this person.
    pub author: Option<Id>,
    /// Not before.
    pub from: Option<Moment>,
    /// Before.
    pub until: Option<Moment>,
    /// Continue below this hit.
    pub before: Option<Id>,
}

/// An item that was found.
#[derive(Clone, Debug)]
pub struct Hit {
    /// The item.
    pub id: Id,
    /// The top of its thread.
    pub root_id: Id,
    /// What it is.
    pub kind: Kind,
    /// Its title, or its thread's.
    pub title: String,
    /// Its text, hits marked.
    pub excerpt: Vec<(String, bool)>,
    /// Who wrote it.
    pub author: Author,
    /// Where.
    pub space_id: Id,
    /// That space's name.
    pub space_name: String,
    /// When.
    pub created_at: Moment,
}

fn matching(words: &str, typing: bool, marker: &str, q: &impl Query) -> Option<String> {
    let mut terms: Vec<(Vec<String>, Option<String>)> =
        text::query_terms(words, typing).into_iter().map(|term| (term.any_of, term.prefix)).collect();
    if terms.is_empty() {
        return None;
    }
    terms.push((vec![marker.to_owned()], None));
    Some(store::dialect::match_text(q.dialect(), &terms))
}

/// Items, newest first; nothing when no word is left of the question.
pub fn items(q: &impl Query, actor: &Actor, wanted: &Wanted, limit: i64) -> Result<Vec<Hit>> {
    let Some(text) = matching(&wanted.words, wanted.typing, ITEM, q) else { return Ok(Vec::new()) };
    let bound = |at: Option<Moment>, other: i64| at.map_or(other, |at| at.0);
    let mut values = params![text, actor.id, wanted.before.unwrap_or(Id(i64::MAX)), bound(wanted.from, 0), bound(wanted.until, i64::MAX), limit].to_vec();
    let mut narrow = String::new();
    let mut only = |column: &str, value: Value| {
        values.push(value);
        narrow.push_str(&format!(" AND {column} = ${}", values.len()));
    };
    if let Some(kind) = wanted.kind {
        only("i.kind", kind.into());
    }
    if let Some(space) = wanted.space {
        only("i.space_id", space.into());
    }
    if let Some(author) = wanted.author {
        only("i.author_id", author.into());
    }
    let sql = format!(
        "SELECT i.id, i.root_id, i.kind, coalesce(nullif(i.title, ''), root.title), b.plain, p.id, p.name, p.role, p.photo_at, s.id, s.name, i.created_at
           FROM search JOIN items i ON i.id = search.rowid JOIN items root ON root.id = i.root_id JOIN bodies b ON b.id = i.body_id
           JOIN people p ON p.id = i.author_id JOIN spaces s ON s.id = i.space_id
          WHERE {} AND i.trashed_at IS NULL AND root.trashed_at IS NULL AND search.rowid < $3 AND i.created_at >= $4 AND i.created_at < $5{narrow}
            AND EXISTS (SELECT 1 FROM reachable r WHERE r.person_id = $2 AND r.space_id = i.space_id)
          ORDER BY search.rowid DESC LIMIT $6",
        store::dialect::matching(q.dialect(), 1)
    );
    let hits = q.all(&sql, &values, |row| {
        Ok(Hit {
            id: row.id(0)?,
            root_id: row.id(1)?,
            kind: Kind::parse(&row.text(2)?).unwrap_or(Kind::Post),
            title: row.text(3)?,
            excerpt: text::marked(&row.text(4)?, &wanted.words, 220),
            author: author(row, 5)?,
            space_id: row.id(9)?,
            space_name: row.text(10)?,
            created_at: row.moment(11)?,
        })
    })?;
    Ok(hits)
}

/// Reads `id, name, role, photo_at` from column `at` on.
pub(crate) fn author(row: &store::Row<'_>, at: usize) -> Result<Author, Error> {
    let role = PersonRole::parse(&row.text(at + 2)?);
    let (guest, bot) = (role == Some(PersonRole::Guest), role == Some(PersonRole::Bot));
    Ok(Author { id: row.id(at)?, name: row.text(at + 1)?, guest, bot, photo_at: row.opt_moment(at + 3)? })
}

/// Ids of people who match and whom the actor may know, active ones only.
pub fn people(q: &impl Query, actor: &Actor, words: &str, typing: bool, limit: i64) -> Result<Vec<Id>> {
    let Some(text) = matching(words, typing, PERSON, q) else { return Ok(Vec::new()) };
    let sql = format!(
        "SELECT p.id FROM search JOIN people p ON p.id = search.rowid
          WHERE {} AND p.deactivated_at IS NULL AND ($2 = 1 OR p.id = $3 OR EXISTS (SELECT 1 FROM memberships mine
            JOIN memberships theirs ON theirs.space_id = mine.space_id WHERE mine.person_id = $3 AND theirs.person_id = p.id))
          ORDER BY p.folded, p.id LIMIT $4",
        store::dialect::matching(q.dialect(), 1)
    );
    Ok(q.all(&sql, &params![text, actor.is_insider(), actor.id, limit], |row| row.id(0))?)
}

/// Ids and names of spaces that match and that the actor may know of.
pub fn spaces(q: &impl Query, actor: &Actor, words: &str, typing: bool, limit: i64) -> Result<Vec<(Id, String, String)>> {
    let Some(text) = matching(words, typing, SPACE, q) else { return Ok(Vec::new()) };
    let sql = format!(
        "SELECT s.id, s.name, s.purpose FROM search JOIN spaces s ON s.id = search.rowid
          WHERE {} AND (EXISTS (SELECT 1 FROM memberships m WHERE m.space_id = s.id AND m.person_id = $2) OR $3 = 1 AND s.opening <> 'private')
          ORDER BY s.folded, s.id LIMIT $4",
        store::dialect::matching(q.dialect(), 1)
    );
    Ok(q.all(&sql, &params![text, actor.id, actor.is_insider(), limit], |row| Ok((row.id(0)?, row.text(1)?, row.text(2)?)))?)
}
