//! Search inside the database: words are written with what they describe, rights are read at the moment of the question.
//! Invariant: a hit is only ever what the reader may see now, whatever happened since it was indexed.

use base::{Id, Moment, Result};
use store::{Error, Query, Tx, Value, params};

use crate::items::{Author, Place};
use crate::people::{Person, PersonRole};
use crate::{Actor, Kind};

// Tokens that no word can be, since words hold no `_`. They tell what an entry is and where it stands, so that a narrow question about a
// frequent word doesn't walk a million messages.
const ITEM: &str = "_item";
const PERSON: &str = "_person";
const SPACE: &str = "_space";

fn of_kind(kind: Kind) -> String {
    format!("_kind_{kind}")
}

fn within(space: Id) -> String {
    format!("_in_{space}")
}

fn by(author: Id) -> String {
    format!("_by_{author}")
}

/// Writes the words of an item that was just inserted: those of its text, worked out before, its author's name, and those its kind adds.
pub(crate) fn index_new(tx: &Tx, id: Id, kind: Kind, place: &Place<'_>, words: &str, more: &str) -> Result<(), Error> {
    let name = match place.name {
        Some(name) => name.to_owned(),
        None => tx.one("SELECT name FROM people WHERE id = $1", params![place.author], |row| row.text(0))?.unwrap_or_default(),
    };
    let beside = text::index_words(&format!("{name}\n{more}"));
    let marks = format!("{ITEM} {} {} {}", of_kind(kind), within(place.space), by(place.author));
    store::dialect::index(tx, id, &format!("{marks} {words} {beside}"))
}

/// Writes an item's words anew, with those its kind adds.
pub(crate) fn index_item(tx: &Tx, id: Id, more: &str) -> Result<(), Error> {
    let sql = "SELECT i.title, b.plain, p.name, i.kind, i.space_id, p.id
       FROM items i JOIN bodies b ON b.id = i.body_id JOIN people p ON p.id = i.author_id WHERE i.id = $1";
    let found = tx.one(sql, params![id], |row| {
        let words = text::index_words(&format!("{}\n{}\n{}\n{more}", row.text(0)?, row.text(1)?, row.text(2)?));
        let kind = Kind::parse(&row.text(3)?).unwrap_or(Kind::Post);
        Ok(format!("{ITEM} {} {} {} {words}", of_kind(kind), within(row.id(4)?), by(row.id(5)?)))
    })?;
    found.map_or(Ok(()), |words| store::dialect::index(tx, id, &words))
}

/// Writes a person's words anew: after any change of profile.
pub fn index_person(tx: &Tx, id: Id) -> Result<(), Error> {
    let sql = "SELECT name, headline, skills, languages, ask_me, site FROM people WHERE id = $1";
    let words = tx.one(sql, params![id], |row| Ok((0..6).map(|i| row.text(i)).collect::<Result<Vec<_>, _>>()?.join("\n")))?;
    store::dialect::index(tx, id, &format!("{PERSON} {}", text::index_words(&words.unwrap_or_default())))
}

/// Writes a space's words anew.
pub(crate) fn index_space(tx: &Tx, id: Id) -> Result<(), Error> {
    let words =
        tx.one("SELECT name, purpose FROM spaces WHERE id = $1", params![id], |row| Ok(format!("{}\n{}", row.text(0)?, row.text(1)?)))?;
    store::dialect::index(tx, id, &format!("{SPACE} {}", text::index_words(&words.unwrap_or_default())))
}

/// Most characters of an excerpt.
const EXCERPT: usize = 220;

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
    /// Its title, its thread's, or the beginning of the thread's text.
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

/// The text to match: every word, and every token of `marks`. `None` when no word is left of the question.
fn matching(q: &impl Query, words: &str, typing: bool, marks: Vec<String>) -> Option<String> {
    let words = text::query_terms(words, typing);
    let marks = if words.is_empty() { return None } else { marks.into_iter().map(|mark| (vec![mark], None)) };
    let terms: Vec<_> = words.into_iter().map(|term| (term.any_of, term.prefix)).chain(marks).collect();
    Some(store::dialect::match_text(q.dialect(), &terms))
}

/// The question that finds people by these words, the last one perhaps unfinished.
pub(crate) fn person_words(q: &impl Query, words: &str) -> Option<String> {
    matching(q, words, true, vec![PERSON.to_owned()])
}

/// Items, newest first; nothing when no word is left of the question.
pub fn items(q: &impl Query, actor: &Actor, wanted: &Wanted, limit: i64) -> Result<Vec<Hit>> {
    let narrow = [wanted.kind.map(of_kind), wanted.space.map(within), wanted.author.map(by)];
    let marks = narrow.into_iter().flatten().chain([ITEM.to_owned()]).collect();
    let Some(text) = matching(q, &wanted.words, wanted.typing, marks) else { return Ok(Vec::new()) };
    let source = Source { table: "search", key: "search.rowid", condition: &store::dialect::matching(q.dialect(), 1), value: text };
    hits(q, actor, wanted, source, limit)
}

/// Items that bear a tag, given as [`text::fold`] makes it, newest first. Of `wanted`, the words only choose what is marked.
pub fn tagged(q: &impl Query, actor: &Actor, tag: &str, wanted: &Wanted, limit: i64) -> Result<Vec<Hit>> {
    let source = Source { table: "taggings", key: "taggings.item_id", condition: "taggings.tag = $1", value: tag.to_owned() };
    hits(q, actor, wanted, source, limit)
}

/// Where ids of items come from, in their order.
struct Source<'a> {
    table: &'a str,
    key: &'a str,
    condition: &'a str,
    value: String,
}

fn hits(q: &impl Query, actor: &Actor, wanted: &Wanted, source: Source<'_>, limit: i64) -> Result<Vec<Hit>> {
    let Source { table, key, condition, value } = source;
    let bound = |at: Option<Moment>, other: i64| at.map_or(other, |at| at.0);
    let (before, from, until) = (wanted.before.unwrap_or(Id(i64::MAX)), bound(wanted.from, i64::MIN), bound(wanted.until, i64::MAX));
    let mut values = params![value, actor.id, before, from, until, limit].to_vec();
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
    // CROSS JOIN keeps SQLite from walking a space and asking the index about each of its items; IS TRUE keeps PostgreSQL from making a
    // join of what is reachable, so that it is listed once and looked up, however many items match.
    let sql = format!(
        "SELECT i.id, i.root_id, i.kind, coalesce(nullif(i.title, ''), nullif(root.title, ''), substr(rb.plain, 1, 200)), b.plain,
                p.id, p.name, p.role, p.photo_at, s.id, s.name, i.created_at
           FROM {table} CROSS JOIN items i JOIN items root ON root.id = i.root_id JOIN bodies b ON b.id = i.body_id
           JOIN bodies rb ON rb.id = root.body_id JOIN people p ON p.id = i.author_id JOIN spaces s ON s.id = i.space_id
          WHERE {condition} AND i.id = {key} AND {key} < $3 AND i.created_at >= $4 AND i.created_at < $5{narrow}
            AND i.trashed_at IS NULL AND root.trashed_at IS NULL
            AND (i.space_id IN (SELECT r.space_id FROM reachable r WHERE r.person_id = $2)) IS TRUE
          ORDER BY {key} DESC LIMIT $6"
    );
    let hits = q.all(&sql, &values, |row| {
        Ok(Hit {
            id: row.id(0)?,
            root_id: row.id(1)?,
            kind: Kind::parse(&row.text(2)?).unwrap_or(Kind::Post),
            title: row.text(3)?,
            excerpt: text::marked(&row.text(4)?, &wanted.words, EXCERPT),
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

/// People who match and whom the actor may know, active ones only, by name.
pub fn people(q: &impl Query, actor: &Actor, words: &str, typing: bool, limit: i64) -> Result<Vec<Person>> {
    let Some(text) = matching(q, words, typing, vec![PERSON.to_owned()]) else { return Ok(Vec::new()) };
    Ok(crate::people::matching(q, actor, &store::dialect::matching(q.dialect(), 4), text, limit)?)
}

/// Ids, names and purposes of spaces that match and that the actor may know of.
pub fn spaces(q: &impl Query, actor: &Actor, words: &str, typing: bool, limit: i64) -> Result<Vec<(Id, String, String)>> {
    let Some(text) = matching(q, words, typing, vec![SPACE.to_owned()]) else { return Ok(Vec::new()) };
    let sql = format!(
        "SELECT s.id, s.name, s.purpose FROM search CROSS JOIN spaces s
          WHERE {} AND s.id = search.rowid
            AND (EXISTS (SELECT 1 FROM memberships m WHERE m.space_id = s.id AND m.person_id = $2) OR $3 = 1 AND s.opening <> 'private')
          ORDER BY CASE WHEN s.archived_at IS NULL THEN 0 ELSE 1 END, s.folded, s.id LIMIT $4",
        store::dialect::matching(q.dialect(), 1)
    );
    Ok(q.all(&sql, params![text, actor.id, actor.is_insider(), limit], |row| Ok((row.id(0)?, row.text(1)?, row.text(2)?)))?)
}
