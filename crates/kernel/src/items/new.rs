//! A new item, checked before anything is written: every input error ends here.

use std::borrow::Cow;

use base::{Id, Moment, Refusal, Result, checked};
use serde_json::Value as Json;

use super::prepared::Prepared;
use crate::{Kind, Kinds};

/// What somebody wants to post.
#[derive(Clone, Debug)]
pub struct NewItem {
    /// What it is.
    pub kind: Kind,
    /// Its title; empty for none.
    pub title: String,
    /// Its text in CommonMark.
    pub body: String,
    /// The kind's own fields.
    pub data: Json,
    /// When it was written: now, or as an import dates it.
    pub at: Moment,
    /// Its id, when an import dates it back.
    pub id: Option<Id>,
    /// Where an import found it.
    pub origin: Option<String>,
    prepared: Option<Prepared>,
}

impl NewItem {
    /// Checks a post of any kind that people may choose.
    ///
    /// # Errors
    /// 422 with every wrong field at once; `kind` `unknown` for a kind that can't be posted on its own.
    pub fn parse(kinds: &Kinds, kind: &str, title: &str, body: &str, data: Json) -> Result<NewItem> {
        let kind = Kind::parse(kind).filter(|k| Kind::OFFERED.contains(k)).ok_or_else(|| Refusal::field("kind", "unknown"))?;
        NewItem::of_kind(kinds, kind, title, body, data, Moment::now())
    }

    /// Checks a comment.
    ///
    /// # Errors
    /// 422 on `body`.
    pub fn comment(kinds: &Kinds, body: &str) -> Result<NewItem> {
        NewItem::of_kind(kinds, Kind::Comment, "", body, Json::Null, Moment::now())
    }

    /// Checks an item of any kind as written at `at`: an import and the demo tell of the past.
    ///
    /// # Errors
    /// 422 with every wrong field at once.
    pub fn of_kind(kinds: &Kinds, kind: Kind, title: &str, body: &str, data: Json, at: Moment) -> Result<NewItem> {
        let mut errors = checked::Errors::default();
        let title = errors.optional_line("title", title, checked::TITLE);
        let body = errors.prose("body", body, checked::BODY);
        let new = NewItem { kind, title, body, data, at, id: None, origin: None, prepared: None };
        match kinds.room(kind) {
            Some(room) => {
                room.check_words(&new.title, &new.body, &mut errors);
                room.check(&new, &mut errors);
            }
            None => errors.add("kind", "unknown"),
        }
        errors.done()?;
        let prepared = Some(Prepared::of(&new.title, &new.body));
        Ok(NewItem { prepared, ..new })
    }

    /// What becomes of the text once its mentions are in canonical form: done already, unless it has some.
    pub(crate) fn prepared(&self, source: &str) -> Cow<'_, Prepared> {
        let done = self.prepared.as_ref().filter(|done| done.is_of(&self.title, source));
        done.map_or_else(|| Cow::Owned(Prepared::of(&self.title, source)), Cow::Borrowed)
    }

    /// The same item with an id that sorts as of `at`: `salt` tells apart what was written in one millisecond.
    #[must_use]
    pub fn dated(self, at: Moment, salt: u16, origin: Option<String>) -> NewItem {
        NewItem { at, id: Some(Id::dated(at, salt)), origin, ..self }
    }
}
