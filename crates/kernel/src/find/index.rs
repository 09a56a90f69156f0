//! What is written into the search index, and how a question is put to it.
//! Invariant: an item's words are written in the transaction that wrote the item. Deliberately absent: rights, which are read when one asks.

use base::Id;
use store::dialect::Term;
use store::{Error, Query, Tx, params};

use crate::items::Place;
use crate::{Actor, Kind, Result};

// Tokens that no word can be, since words hold no `_`. They tell what an entry is and where it stands, so that a narrow question about a
// frequent word doesn't walk a million messages.
pub(super) const ITEM: &str = "_item";
pub(super) const PERSON: &str = "_person";
pub(super) const SPACE: &str = "_space";

pub(super) const FILE: &str = "_file";

pub(super) fn of_kind(kind: Kind) -> String {
    format!("_kind_{kind}")
}

pub(super) fn within(space: Id) -> String {
    format!("_in_{space}")
}

pub(super) fn by(author: Id) -> String {
    format!("_by_{author}")
}

/// Writes the words of an item that was just inserted without files: those of its text, worked out before, of its author's name, and those
/// its kind adds.
pub(crate) fn index_new(tx: &Tx, id: Id, kind: Kind, place: &Place<'_>, words: &str, more: &str) -> Result<(), Error> {
    let beside = text::index_words(&format!("{}\n{more}", place.name));
    let marks = format!("{ITEM} {} {} {}", of_kind(kind), within(place.space), by(place.author));
    store::dialect::index(tx, id, &format!("{marks} {words} {beside}"))
}

/// Writes an item's words anew, with those its kind adds.
pub(crate) fn index_item(tx: &Tx, id: Id, more: &str) -> Result<(), Error> {
    let sql = "SELECT i.title, b.plain, p.name, i.kind, i.space_id, p.id, EXISTS (SELECT 1 FROM attachments a WHERE a.item_id = i.id)
       FROM items i JOIN bodies b ON b.id = i.body_id JOIN people p ON p.id = i.author_id WHERE i.id = $1";
    let found = tx.one(sql, params![id], |row| {
        let words = text::index_words(&format!("{}\n{}\n{}\n{more}", row.text(0)?, row.text(1)?, row.text(2)?));
        let kind = Kind::parse(&row.text(3)?).unwrap_or(Kind::Post);
        Ok((format!("{ITEM} {} {} {} {words}", of_kind(kind), within(row.id(4)?), by(row.id(5)?)), row.flag(6)?))
    })?;
    match found {
        None => Ok(()),
        Some((words, false)) => store::dialect::index(tx, id, &words),
        Some((words, true)) => store::dialect::index(tx, id, &format!("{FILE} {words}{}", crate::documents::words(tx, id)?)),
    }
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

/// The tokens of the spaces that somebody reaches, when they are few and a small part of all: in a large house, whoever sees little of it
/// finds that little at once. For whoever sees much of it, each token is a list more to walk.
pub(super) fn near(q: &impl Query, actor: &Actor) -> Result<Vec<String>, Error> {
    let sql = "SELECT r.space_id, (SELECT count(*) FROM (SELECT 1 FROM spaces LIMIT $3) counted) FROM reachable r WHERE r.person_id = $1 LIMIT $2";
    let spaces = q.all(sql, params![actor.id, NEAR + 1, PART * (NEAR + 1)], |row| Ok((row.id(0)?, row.int(1)?)))?;
    let is_part = |all: i64| PART * spaces.len() <= usize::try_from(all).unwrap_or(0);
    let few = spaces.len() <= NEAR && spaces.first().is_some_and(|(_, all)| is_part(*all));
    Ok(if few { spaces.into_iter().map(|(space, _)| within(space)).collect() } else { Vec::new() })
}

/// So many spaces are few,
const NEAR: usize = 20;
/// and a small part of this many times as many.
const PART: usize = 4;

/// The terms of some words, as the index takes them.
pub(super) fn terms(words: &str, typing: bool) -> Vec<Term> {
    text::query_terms(words, typing).into_iter().map(|term| (term.any_of, term.prefix)).collect()
}

/// The text to match: every word, and the token `mark`. `None` when no word is left of the question.
pub(super) fn matching(q: &impl Query, words: &str, typing: bool, mark: &str) -> Option<String> {
    let mut terms = terms(words, typing);
    if terms.is_empty() {
        return None;
    }
    terms.push((vec![mark.to_owned()], None));
    Some(store::dialect::match_text(q.dialect(), &terms, &[]))
}
