//! The charter (S1-14): numbered versions, each accepted by everybody before their next post. Invariant: a version is never changed.

use base::checked::{self, Errors};
use base::{Id, Moment, Refusal, Result};
use store::{Error, Query, Tx, params};

use crate::Actor;
use crate::audit::{self, Act};
use crate::changes::{self, Change, Verb};
use crate::people::{self, PersonRole};

/// One version of the charter.
#[derive(Clone, Debug)]
pub struct Charter {
    /// Its number.
    pub version: i64,
    /// Its title.
    pub title: String,
    /// Its text as written.
    pub source: String,
    /// The same, made safe.
    pub html: String,
    /// Since when it stands.
    pub at: Moment,
}

/// A charter to write, checked.
#[derive(Clone, Debug)]
pub struct NewCharter {
    title: String,
    source: String,
}

impl NewCharter {
    /// Reads a title and a text.
    ///
    /// # Errors
    /// 422 on `title` or `body`.
    pub fn parse(title: &str, body: &str) -> Result<NewCharter> {
        let mut errors = Errors::default();
        let title = errors.line("title", title, checked::TITLE);
        let source = errors.prose("body", body, checked::BODY);
        if source.is_empty() {
            errors.add("body", "required");
        }
        errors.done()?;
        Ok(NewCharter { title, source })
    }
}

/// A version of the charter; the one that stands for `None`.
pub fn version(q: &impl Query, version: Option<i64>) -> Result<Option<Charter>, Error> {
    q.one(
        "SELECT version, title, source, html, at FROM charters WHERE $1 = 0 OR version = $1 ORDER BY version DESC LIMIT 1",
        params![version.unwrap_or(0)],
        |row| Ok(Charter { version: row.int(0)?, title: row.text(1)?, source: row.text(2)?, html: row.text(3)?, at: row.moment(4)? }),
    )
}

/// Every version: number, title, since when; the newest first.
pub fn versions(q: &impl Query) -> Result<Vec<(i64, String, Moment)>, Error> {
    q.all("SELECT version, title, at FROM charters ORDER BY version DESC LIMIT 200", &[], |row| {
        Ok((row.int(0)?, row.text(1)?, row.moment(2)?))
    })
}

/// Gives a network its first charter; does nothing when it has one.
///
/// # Errors
/// A broken database.
pub fn found(tx: &Tx, founder: Id, first: &NewCharter) -> Result<()> {
    if version(tx, None)?.is_none() {
        write_down(tx, founder, 1, first)?;
    }
    Ok(())
}

/// Writes a new version, which everybody is asked to accept; its author does so by writing it.
///
/// # Errors
/// `Forbidden("not_an_owner")`; `Stale` when the author saw another version than the one that stands; `Conflict("charter_changed")`
/// when two write at once.
pub fn rewrite(tx: &Tx, actor: &Actor, new: &NewCharter, seen: Option<i64>) -> Result<i64> {
    if actor.role != PersonRole::Owner {
        return Err(Refusal::Forbidden("not_an_owner").into());
    }
    let current = version(tx, None)?;
    let number = current.as_ref().map_or(0, |charter| charter.version);
    if let Some(charter) = current.filter(|charter| seen.is_some_and(|seen| seen != charter.version)) {
        return Err(Refusal::Stale { revision: charter.version, current: charter.source, yours: new.source.clone() }.into());
    }
    if !write_down(tx, actor.id, number + 1, new)? {
        return Err(Refusal::Conflict("charter_changed").into());
    }
    audit::note(tx, Some(actor.id), Act::CharterPublished, None, &(number + 1).to_string())?;
    people::admit(tx, actor.id)?;
    Ok(number + 1)
}

/// Accepts the version that stands. Accepting twice changes nothing.
///
/// # Errors
/// `Conflict("charter_changed")` for any other version.
pub fn accept(tx: &Tx, actor: &Actor, seen: i64) -> Result<()> {
    let charter = version(tx, None)?.ok_or(Refusal::NotFound)?;
    if charter.version != seen {
        return Err(Refusal::Conflict("charter_changed").into());
    }
    people::admit(tx, actor.id)
}

/// Whether it was the first to take that number.
fn write_down(tx: &Tx, author: Id, version: i64, new: &NewCharter) -> Result<bool> {
    let html = text::render(&new.source).html;
    let written = tx.run(
        "INSERT INTO charters(version, title, source, html, author_id, at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
        params![version, new.title.as_str(), new.source.as_str(), html, author, tx.now()],
    )? == 1;
    if written {
        let details = version.to_string();
        changes::record(
            tx,
            Change { actor: Some(author), space: None, item: None, person: None, verb: Verb::Chartered, details: &details },
        )?;
    }
    Ok(written)
}
