//! Search inside the database: words are written with what they describe, rights are read at the moment of the question.
//! Invariant: a hit is only ever what the reader may see now, whatever happened since it was indexed.

mod index;
mod names;
mod rank;
mod wanted;

use std::collections::HashMap;

use base::{Id, Moment, Result};
use store::{Error, Query, params};

use crate::items::Author;
use crate::people::{Person, PersonRole};
use crate::{Actor, Kind};

pub use index::index_person;
pub(crate) use index::{index_item, index_new, index_space};
pub use names::{people_named, spaces_named};
pub use wanted::{Mark, Wanted};

/// Most characters of an excerpt.
const EXCERPT: usize = 220;
/// How many texts are read for one page of a phrase; what is older is a page further.
const READ: i64 = 10_000;

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

/// In which order hits come.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Order {
    /// Newest first.
    #[default]
    Date,
    /// Of the newest 2,000: those with the words in their title first, then those with the very words, then the newest.
    Fit,
}

/// One page of what was found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// At most as many as asked for.
    pub hits: Vec<Hit>,
    /// What to give as [`Wanted::before`] for the next page; `None` at the end. After a phrase, a page may be short and still not the last.
    pub further: Option<(i64, Id)>,
}

/// The question that finds people by these words, the last one perhaps unfinished.
pub(crate) fn person_words(q: &impl Query, words: &str) -> Option<String> {
    index::matching(q, words, true, index::PERSON)
}

/// Items, newest first; nothing when nothing is asked for.
pub fn items(q: &impl Query, actor: &Actor, wanted: &Wanted, limit: i64) -> Result<Vec<Hit>> {
    Ok(search(q, actor, wanted, Order::Date, usize::try_from(limit).unwrap_or(0))?.hits)
}

/// A page of items in the order asked for, by at most six statements.
pub fn search(q: &impl Query, actor: &Actor, wanted: &Wanted, order: Order, limit: usize) -> Result<Found> {
    let near = index::near(q, actor)?;
    let Some(value) = wanted.matching(q, near) else { return Ok(Found::default()) };
    let (table, condition) = store::dialect::newest(q, 1, &value)?;
    let source = Source { table, key: "search.rowid", condition, value };
    match order {
        Order::Date => newest(q, actor, wanted, &source, limit),
        Order::Fit => rank::best(q, actor, wanted, &source, limit),
    }
}

/// Items that bear a tag, given as [`text::fold`] makes it, newest first. Of `wanted`, the words only choose what is marked.
pub fn tagged(q: &impl Query, actor: &Actor, tag: &str, wanted: &Wanted, limit: usize) -> Result<Found> {
    let source =
        Source { table: "taggings".to_owned(), key: "taggings.item_id", condition: "taggings.tag = $1".to_owned(), value: tag.to_owned() };
    newest(q, actor, wanted, &source, limit)
}

/// All that phrases are looked for in: title, text, and each file attached. U+001F stands between them, where no phrase goes on.
const TEXT: &str =
    "i.title || '\u{1f}' || b.plain || coalesce((SELECT string_agg('\u{1f}' || f.name || '\u{1f}' || coalesce(c.text, ''), '')
  FROM attachments a JOIN files f ON f.id = a.file_id LEFT JOIN contents c ON c.sha256 = f.sha256 WHERE a.item_id = i.id), '')";

/// Where ids of items come from, in their order.
struct Source {
    table: String,
    key: &'static str,
    condition: String,
    value: String,
}

/// The newest that match.
fn newest(q: &impl Query, actor: &Actor, wanted: &Wanted, source: &Source, limit: usize) -> Result<Found> {
    let (with, without) = wanted.phrases();
    let before = wanted.before.map_or(Id(i64::MAX), |(_, id)| id);
    let rows = i64::try_from(limit).unwrap_or(READ) + 1;
    let (mut ids, end) = if with.is_empty() && without.is_empty() {
        (candidates(q, actor, wanted, source, before, "0", rows, |_| Ok(()))?.into_iter().map(|(id, ())| id).collect(), None)
    } else {
        told(q, actor, wanted, source, before, rows, |text| wanted::says(&with, &without, text))?
    };
    let more = ids.len() > limit;
    ids.truncate(limit);
    let further = if more { ids.last().copied() } else { end }.map(|id| (0, id));
    Ok(Found { hits: dressed(q, actor, wanted, &ids)?, further })
}

/// The newest whose text `says` what is wanted, at most `rows`; and the last one read when there may be more.
fn told(
    q: &impl Query,
    actor: &Actor,
    wanted: &Wanted,
    source: &Source,
    mut before: Id,
    rows: i64,
    says: impl Fn(&str) -> bool,
) -> Result<(Vec<Id>, Option<Id>)> {
    let (mut ids, mut read) = (Vec::new(), 0);
    // The first look is short: most phrases are found soon.
    let mut batch = rows.max(100);
    while read < READ {
        let looked = candidates(q, actor, wanted, source, before, TEXT, batch, |row| Ok(says(&row.text(1)?)))?;
        let count = i64::try_from(looked.len()).unwrap_or(batch);
        let last = looked.last().map(|(id, _)| *id);
        ids.extend(looked.into_iter().filter(|(_, says)| *says).map(|(id, _)| id));
        let enough = i64::try_from(ids.len()).unwrap_or(rows) >= rows;
        if enough || count < batch {
            return Ok((ids, None));
        }
        (before, read, batch) = (last.unwrap_or(before), read + count, READ - read - count);
    }
    Ok((ids, Some(before)))
}

/// Ids below `before` that match and that `actor` may see, newest first, each with what `map` reads of `columns`.
#[allow(clippy::too_many_arguments)]
fn candidates<T>(
    q: &impl Query,
    actor: &Actor,
    wanted: &Wanted,
    source: &Source,
    before: Id,
    columns: &str,
    limit: i64,
    map: impl Fn(&store::Row<'_>) -> Result<T, Error>,
) -> Result<Vec<(Id, T)>, Error> {
    let Source { table, key, condition, value } = source;
    // One bound on each side: the index takes no more.
    let (oldest, before) = wanted.bounds(before);
    let mut values = params![value.as_str(), actor.id, before, limit, oldest].to_vec();
    let narrow = wanted.conditions(&mut values);
    let body = if columns.contains("b.") { "JOIN bodies b ON b.id = i.body_id" } else { "" };
    // CROSS JOIN keeps SQLite from walking a space and asking the index about each of its items; IS TRUE keeps PostgreSQL from making a
    // join of what is reachable, so that it is listed once and looked up, however many items match.
    let sql = format!(
        "SELECT i.id, {columns} FROM {table} CROSS JOIN items i {body}
          WHERE {condition} AND i.id = {key} AND {key} < $3 AND {key} >= $5{narrow} AND i.trashed_at IS NULL
            AND (i.root_id = i.id OR EXISTS (SELECT 1 FROM items root WHERE root.id = i.root_id AND root.trashed_at IS NULL))
            AND (i.space_id IN (SELECT r.space_id FROM reachable r WHERE r.person_id = $2)) IS TRUE
          ORDER BY {key} DESC LIMIT $4"
    );
    q.all(&sql, &values, |row| Ok((row.id(0)?, map(row)?)))
}

/// These items as a list shows them, in this order.
fn dressed(q: &impl Query, actor: &Actor, wanted: &Wanted, ids: &[Id]) -> Result<Vec<Hit>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let marked = wanted.marked();
    let sql = format!(
        "SELECT i.id, i.root_id, i.kind, coalesce(nullif(i.title, ''), nullif(root.title, ''), substr(rb.plain, 1, 200)), b.plain,
                p.id, p.name, p.role, p.photo_at, s.id, s.name, i.created_at
           FROM items i JOIN items root ON root.id = i.root_id JOIN bodies b ON b.id = i.body_id
           JOIN bodies rb ON rb.id = root.body_id JOIN people p ON p.id = i.author_id JOIN spaces s ON s.id = i.space_id
          WHERE i.id IN {} AND i.space_id IN (SELECT r.space_id FROM reachable r WHERE r.person_id = $1)",
        crate::list(2, ids.len())
    );
    let mut hits = q.all(&sql, &crate::padded(params![actor.id].to_vec(), ids), |row| {
        Ok(Hit {
            id: row.id(0)?,
            root_id: row.id(1)?,
            kind: Kind::parse(&row.text(2)?).unwrap_or(Kind::Post),
            title: row.text(3)?,
            excerpt: text::marked(&row.text(4)?, &marked, EXCERPT),
            author: author(row, 5)?,
            space_id: row.id(9)?,
            space_name: row.text(10)?,
            created_at: row.moment(11)?,
        })
    })?;
    inside(q, &mut hits, &marked)?;
    let mut hits: HashMap<Id, Hit> = hits.into_iter().map(|hit| (hit.id, hit)).collect();
    Ok(ids.iter().filter_map(|id| hits.remove(id)).collect())
}

/// Where the words don't stand in the text of a hit, they stand in a file of it: its excerpt is then the file's.
fn inside(q: &impl Query, hits: &mut [Hit], words: &str) -> Result<(), Error> {
    let unmarked = |hit: &Hit| hit.excerpt.iter().all(|(_, marked)| !marked);
    let ids: Vec<Id> = hits.iter().filter(|hit| unmarked(hit)).map(|hit| hit.id).collect();
    let mut files = crate::documents::hits_inside(q, &ids)?;
    for hit in hits.iter_mut().filter(|hit| unmarked(hit)) {
        let told =
            files.remove(&hit.id).into_iter().flatten().map(|(name, inside)| text::marked(&format!("{name} — {inside}"), words, EXCERPT));
        if let Some(excerpt) = told.max_by_key(|pieces| pieces.iter().filter(|(_, marked)| *marked).count()) {
            hit.excerpt = excerpt;
        }
    }
    Ok(())
}

/// Reads `id, name, role, photo_at` from column `at` on.
pub(crate) fn author(row: &store::Row<'_>, at: usize) -> Result<Author, Error> {
    let role = PersonRole::parse(&row.text(at + 2)?);
    let (guest, bot) = (role == Some(PersonRole::Guest), role == Some(PersonRole::Bot));
    Ok(Author { id: row.id(at)?, name: row.text(at + 1)?, guest, bot, photo_at: row.opt_moment(at + 3)? })
}

/// People who match and whom the actor may know, active ones only, by name.
pub fn people(q: &impl Query, actor: &Actor, words: &str, typing: bool, limit: i64) -> Result<Vec<Person>> {
    let Some(text) = index::matching(q, words, typing, index::PERSON) else { return Ok(Vec::new()) };
    Ok(crate::people::matching(q, actor, &store::dialect::matching(q.dialect(), 4), text, limit)?)
}

/// Ids, names and purposes of spaces that match and that the actor may know of.
pub fn spaces(q: &impl Query, actor: &Actor, words: &str, typing: bool, limit: i64) -> Result<Vec<(Id, String, String)>> {
    let Some(text) = index::matching(q, words, typing, index::SPACE) else { return Ok(Vec::new()) };
    let sql = format!(
        "SELECT s.id, s.name, s.purpose FROM search CROSS JOIN spaces s
          WHERE {} AND s.id = search.rowid
            AND (EXISTS (SELECT 1 FROM memberships m WHERE m.space_id = s.id AND m.person_id = $2) OR $3 = 1 AND s.opening <> 'private')
          ORDER BY CASE WHEN s.archived_at IS NULL THEN 0 ELSE 1 END, s.folded, s.id LIMIT $4",
        store::dialect::matching(q.dialect(), 1)
    );
    Ok(q.all(&sql, params![text, actor.id, actor.is_insider(), limit], |row| Ok((row.id(0)?, row.text(1)?, row.text(2)?)))?)
}
