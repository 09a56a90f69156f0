//! What was read in files: their words in the search index of the item that carries them, their picture on its card.
//! Invariant: read once for all files of the same bytes, after the commit, by a job; an item is found by its own words meanwhile.

use std::collections::{HashMap, HashSet};

use base::{Id, Moment, Result};
use store::{Error, Query, Tx, params};

use super::Preview;
use crate::changes::{self, Change, Verb};
use crate::sql::{list, padded};
use crate::{Kind, Kinds, find};

/// Most characters of one file's text that are kept.
const KEPT: usize = 1_000_000;
/// Most different words of its files under which one item is found: what PostgreSQL takes in one index entry.
const WORDS: usize = 40_000;

/// What reading some bytes gave.
#[derive(Clone, Debug, Default)]
pub struct Read {
    /// Their text; empty when there is none.
    pub text: String,
    /// Their picture.
    pub preview: Option<Preview>,
}

/// A file of these bytes, by its type and size, when they are still wanted and were not read yet.
pub fn wants_reading(q: &impl Query, sha256: &str) -> Result<Option<(String, u64)>, Error> {
    let sql = "SELECT f.type, f.size FROM files f JOIN contents c ON c.sha256 = f.sha256 WHERE f.sha256 = $1 AND c.read_at IS NULL LIMIT 1";
    q.one(sql, params![sha256], |row| Ok((row.text(0)?, u64::try_from(row.int(1)?).unwrap_or(0))))
}

/// Keeps what was read, makes the items that carry these bytes findable by it, and tells open pages.
pub fn keep(tx: &Tx, kinds: &Kinds, sha256: &str, read: &Read) -> Result<()> {
    // PostgreSQL takes no NUL in a text.
    let text: String = read.text.chars().filter(|c| *c != '\0').take(KEPT).collect();
    let preview = read.preview.as_ref();
    tx.run(
        "UPDATE contents SET read_at = $2, text = $3, preview_sha256 = $4, preview_type = $5, width = $6, height = $7 WHERE sha256 = $1",
        params![
            sha256,
            Moment::now(),
            text.as_str(),
            preview.map(|p| p.sha256.as_str()),
            preview.map_or("", |p| p.media.as_str()),
            preview.map_or(0, |p| p.width),
            preview.map_or(0, |p| p.height)
        ],
    )?;
    let sql = "SELECT i.id, i.kind, i.space_id, coalesce(i.trashed_at, root.trashed_at) FROM attachments a JOIN files f ON f.id = a.file_id
         JOIN items i ON i.id = a.item_id JOIN items root ON root.id = i.root_id WHERE f.sha256 = $1 ORDER BY i.id";
    let carrying = tx.all(sql, params![sha256], |row| {
        Ok((row.id(0)?, Kind::parse(&row.text(1)?).unwrap_or(Kind::Post), row.id(2)?, row.opt_moment(3)?.is_some()))
    })?;
    for (item, kind, space, trashed) in carrying {
        if !trashed {
            let words = kinds.room(kind).map_or_else(String::new, |room| room.kept_words(tx, item));
            find::index_item(tx, item, &words)?;
        }
        let change = Change { actor: None, space: Some(space), item: Some(item), person: None, verb: Verb::Illustrated, details: "" };
        changes::record(tx, change)?;
    }
    Ok(())
}

/// The names of an item's files, one per line: what an item without words of its own is told by.
pub(crate) fn names(tx: &Tx, item: Id) -> Result<String, Error> {
    let sql = "SELECT f.name FROM attachments a JOIN files f ON f.id = a.file_id WHERE a.item_id = $1 ORDER BY a.position";
    Ok(tx.all(sql, params![item], |row| row.text(0))?.join("\n"))
}

/// The index words of the names and texts of an item's files, each once; empty when it carries none.
pub(crate) fn words(tx: &Tx, item: Id) -> Result<String, Error> {
    let sql = "SELECT f.name, coalesce(c.text, '') FROM attachments a JOIN files f ON f.id = a.file_id LEFT JOIN contents c ON c.sha256 = f.sha256
        WHERE a.item_id = $1 ORDER BY a.position";
    let mut known = HashSet::new();
    let mut words = String::new();
    for (name, text) in tx.all(sql, params![item], |row| Ok((row.text(0)?, row.text(1)?)))? {
        // A name such as `devis_2026.pdf` is three words.
        for token in text::index_words(&format!("{}\n{text}", name.replace('_', " "))).split(' ') {
            if known.len() < WORDS && known.insert(token.to_owned()) {
                words.push(' ');
                words.push_str(token);
            }
        }
    }
    Ok(words)
}

/// Names and texts of the files of these items, for excerpts.
pub(crate) fn hits_inside(q: &impl Query, items: &[Id]) -> Result<HashMap<Id, Vec<(String, String)>>, Error> {
    let mut found: HashMap<Id, Vec<(String, String)>> = HashMap::new();
    if items.is_empty() {
        return Ok(found);
    }
    let sql = format!(
        "SELECT a.item_id, f.name, substr(coalesce(c.text, ''), 1, 200000) FROM attachments a JOIN files f ON f.id = a.file_id
           LEFT JOIN contents c ON c.sha256 = f.sha256 WHERE a.item_id IN {} ORDER BY a.item_id, a.position",
        list(1, items.len())
    );
    for (item, name, text) in q.all(&sql, &padded(Vec::new(), items), |row| Ok((row.id(0)?, row.text(1)?, row.text(2)?)))? {
        found.entry(item).or_default().push((name, text));
    }
    Ok(found)
}
