//! What is found: items in pages, and on the first page the people and spaces of that name.

use base::{Id, Result};
use kernel::find::{self, Hit};
use kernel::people::Person;
use kernel::{Actor, people::PersonRole};
use maud::{Markup, html};
use shell::view::Face;
use store::Query;
use web::{Cursor, Page};

use crate::asked::{Asked, Understood};

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
    pub fn is_empty(&self) -> bool {
        self.items.items.is_empty() && self.people.is_empty() && self.spaces.is_empty()
    }
}

/// Looks for it: five queries at most, and for a phrase a few more.
pub fn find(q: &impl Query, actor: &Actor, asked: &Asked, understood: &Understood, limit: usize) -> Result<Found> {
    let Understood { question, order, .. } = understood;
    let wanted = &question.wanted;
    let items = match &question.tag {
        Some(tag) => find::tagged(q, actor, tag, wanted, limit)?,
        None => find::search(q, actor, wanted, *order, limit)?,
    };
    let next = items.further.map(|(points, id)| Cursor(vec![points, id.0]));
    let items = Page { items: items.hits, next };
    let narrow = asked.is_narrow() || question.is_narrow() || wanted.before.is_some();
    if narrow {
        return Ok(Found { items, people: Vec::new(), spaces: Vec::new() });
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
