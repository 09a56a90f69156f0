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
    /// Files to attach, the author's own.
    pub files: Vec<Id>,
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
        NewItem::parse_with(kinds, kind, title, body, data, Vec::new())
    }

    /// The same with files, which may stand without words.
    ///
    /// # Errors
    /// As [`NewItem::parse`].
    pub fn parse_with(kinds: &Kinds, kind: &str, title: &str, body: &str, data: Json, files: Vec<Id>) -> Result<NewItem> {
        NewItem::parse_at(kinds, kind, title, body, data, files, Moment::now())
    }

    /// The same for what is posted at `at`.
    ///
    /// # Errors
    /// As [`NewItem::parse`].
    pub fn parse_at(kinds: &Kinds, kind: &str, title: &str, body: &str, data: Json, files: Vec<Id>, at: Moment) -> Result<NewItem> {
        let kind = Kind::parse(kind).filter(|k| Kind::OFFERED.contains(k)).ok_or_else(|| Refusal::field("kind", "unknown"))?;
        NewItem::checked(
            kinds,
            NewItem { kind, title: title.into(), body: body.into(), data, files, at, id: None, origin: None, prepared: None },
        )
    }

    /// Checks a comment.
    ///
    /// # Errors
    /// 422 on `body`.
    pub fn comment(kinds: &Kinds, body: &str) -> Result<NewItem> {
        NewItem::comment_with(kinds, body, Vec::new())
    }

    /// The same with files, which may stand without words.
    ///
    /// # Errors
    /// 422 on `body`.
    pub fn comment_with(kinds: &Kinds, body: &str, files: Vec<Id>) -> Result<NewItem> {
        let (kind, title, body, at) = (Kind::Comment, String::new(), body.to_owned(), Moment::now());
        NewItem::checked(kinds, NewItem { kind, title, body, data: Json::Null, files, at, id: None, origin: None, prepared: None })
    }

    /// Checks an item of any kind as written at `at`: an import and the demo tell of the past.
    ///
    /// # Errors
    /// 422 with every wrong field at once.
    pub fn of_kind(kinds: &Kinds, kind: Kind, title: &str, body: &str, data: Json, at: Moment) -> Result<NewItem> {
        NewItem::checked(
            kinds,
            NewItem { kind, title: title.into(), body: body.into(), data, files: Vec::new(), at, id: None, origin: None, prepared: None },
        )
    }

    fn checked(kinds: &Kinds, typed: NewItem) -> Result<NewItem> {
        let mut errors = checked::Errors::default();
        let title = errors.optional_line("title", &typed.title, checked::TITLE);
        let body = errors.prose("body", &typed.body, checked::BODY);
        let new = NewItem { title, body, ..typed };
        match kinds.room(new.kind) {
            Some(room) => {
                room.check_words(&new.title, &new.body, &mut errors);
                room.check(&new, &mut errors);
            }
            None => errors.add("kind", "unknown"),
        }
        if !new.files.is_empty() {
            // What is attached speaks for itself.
            errors.forgive("body", "required");
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
