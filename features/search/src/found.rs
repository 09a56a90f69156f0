//! What is found: items in pages, and on the first page the people and spaces of that name.

use base::{Id, Result};
use kernel::find::{self, Hit};
use kernel::people::Person;
use kernel::{Actor, people::PersonRole};
use maud::{Markup, html};
use shell::view::Face;
use store::Query;
use web::{Page, Paging};

use crate::asked::{Asked, Question};

/// Most people, and most spaces, beside the items.
const BESIDE: i64 = 8;

/// An answer.
pub struct Found {
    pub items: Page<Hit>,
    pub people: Vec<Person>,
    /// Id, name and purpose.
    pub spaces: Vec<(Id, String, String)>,
}

impl Found {
    /// Nothing yet.
    pub fn nothing() -> Found {
        Found { items: Page { items: Vec::new(), next: None }, people: Vec::new(), spaces: Vec::new() }
    }

    pub fn is_empty(&self) -> bool {
        self.items.items.is_empty() && self.people.is_empty() && self.spaces.is_empty()
    }
}

/// Looks for it: three queries at most.
pub fn find(q: &impl Query, actor: &Actor, asked: &Asked, question: &Question, paging: &Paging) -> Result<Found> {
    let rows = i64::try_from(paging.rows()).unwrap_or(i64::MAX);
    let wanted = &question.wanted;
    let items = match &question.tag {
        Some(tag) => find::tagged(q, actor, tag, wanted, rows)?,
        None => find::items(q, actor, wanted, rows)?,
    };
    let items = paging.page(items, |hit| [hit.id.0]);
    if asked.is_narrow() || question.tag.is_some() || wanted.before.is_some() {
        return Ok(Found { items, ..Found::nothing() });
    }
    let people = find::people(q, actor, &wanted.words, false, BESIDE)?;
    let spaces = find::spaces(q, actor, &wanted.words, false, BESIDE)?;
    Ok(Found { items, people, spaces })
}

/// A text whose hits are marked, escaped.
pub fn marked(pieces: &[(String, bool)]) -> Markup {
    html! { @for (text, hit) in pieces { @if *hit { mark { (text) } } @else { (text) } } }
}

/// A person as components show them.
pub fn face(person: &Person) -> Face {
    house::face(person.id, &person.name, person.photo_at, person.role == PersonRole::Guest, person.role == PersonRole::Bot)
}
