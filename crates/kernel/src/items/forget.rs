//! What still names somebody who was erased: mentions in what others wrote, and the words by which their own items are found.
//! Invariant: each step tells where the next begins, so that a long history holds nobody up. Deliberately absent: a name typed without a mention,
//! which is the words of whoever typed it.

use base::{Id, Result};
use store::{Query, Tx, params};

use crate::{Kind, Kinds, find, people};

/// Writes the name that `person` has now into the mentions of them, in at most `limit` texts after `after`; answers where to go on.
///
/// # Errors
/// A broken database.
pub fn rename_mentions(tx: &Tx, person: Id, after: Id, limit: i64) -> Result<Option<Id>> {
    let name = people::name(tx, person)?;
    let sql = "SELECT id, source, plain FROM bodies WHERE id > $1 AND source LIKE $2 ORDER BY id LIMIT $3";
    let named = tx.all(sql, params![after, format!("%](person:{person})%"), limit], |row| Ok((row.id(0)?, row.text(1)?, row.text(2)?)))?;
    for (id, source, plain) in &named {
        let renamed = text::rename_mentions(source, person, &name);
        if renamed != *source {
            let rendered = text::render(&renamed);
            let plain = if rendered.plain.is_empty() { plain } else { &rendered.plain };
            tx.run(
                "UPDATE bodies SET source = $2, html = $3, plain = $4 WHERE id = $1",
                params![*id, renamed.as_str(), rendered.html.as_str(), plain.as_str()],
            )?;
        }
    }
    Ok(next(&named, limit, |(id, ..)| *id))
}

/// Indexes anew what `person` wrote and what mentions them, at most `limit` items after `after`; answers where to go on.
///
/// # Errors
/// A broken database.
pub fn index_again(tx: &Tx, kinds: &Kinds, person: Id, after: Id, limit: i64) -> Result<Option<Id>> {
    let sql = "SELECT i.id, i.kind, i.trashed_at FROM items i JOIN bodies b ON b.id = i.body_id
       WHERE i.id > $1 AND (i.author_id = $2 OR b.source LIKE $3) ORDER BY i.id LIMIT $4";
    let found = tx.all(sql, params![after, person, format!("%](person:{person})%"), limit], |row| {
        Ok((row.id(0)?, Kind::parse(&row.text(1)?), row.opt_moment(2)?))
    })?;
    for (id, kind, trashed) in &found {
        // What is in the trash is not found, and gets its words when it comes out.
        if trashed.is_none() {
            let words = kind.and_then(|kind| kinds.room(kind)).map_or_else(String::new, |room| room.kept_words(tx, *id));
            find::index_item(tx, *id, &words)?;
        }
    }
    Ok(next(&found, limit, |(id, ..)| *id))
}

fn next<T>(found: &[T], limit: i64, id: impl Fn(&T) -> Id) -> Option<Id> {
    found.last().filter(|_| i64::try_from(found.len()).is_ok_and(|n| n == limit)).map(id)
}
