//! The charter (S1-14): numbered versions, each accepted by everybody before their next post. Invariant: a version is never changed.

use base::checked::{self, Errors};
use base::{Id, Language, Refusal, Result};
use kernel::Actor;
use kernel::changes::{self, Change, Verb};
use kernel::people::{self, PersonRole};
use store::{Tx, params};

use crate::queries;

const TITLE: &str = "Charte · Code of conduct";
const FRENCH: &str = include_str!("../../assets/charter.fr.md");
const ENGLISH: &str = include_str!("../../assets/charter.en.md");

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

/// Gives a network its first charter, in both languages, the founder's first; does nothing when it has one.
///
/// # Errors
/// A broken database.
pub fn found(tx: &Tx, founder: Id, language: Language) -> Result<()> {
    if queries::charter(tx, None)?.is_some() {
        return Ok(());
    }
    let (first, second) = match language {
        Language::Fr => (FRENCH, ENGLISH),
        Language::En => (ENGLISH, FRENCH),
    };
    write_down(tx, founder, 1, &NewCharter { title: TITLE.into(), source: format!("{first}\n---\n\n{second}") })?;
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
    let current = queries::charter(tx, None)?;
    let version = current.as_ref().map_or(0, |charter| charter.version);
    if let Some(charter) = current.filter(|charter| seen.is_some_and(|seen| seen != charter.version)) {
        return Err(Refusal::Stale { revision: charter.version, current: charter.source, yours: new.source.clone() }.into());
    }
    if !write_down(tx, actor.id, version + 1, new)? {
        return Err(Refusal::Conflict("charter_changed").into());
    }
    people::admit(tx, actor.id)?;
    Ok(version + 1)
}

/// Accepts the version that stands. Accepting twice changes nothing.
///
/// # Errors
/// `Conflict("charter_changed")` for any other version.
pub fn accept(tx: &Tx, actor: &Actor, version: i64) -> Result<()> {
    let charter = queries::charter(tx, None)?.ok_or(Refusal::NotFound)?;
    if charter.version != version {
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
