//! The only maker of element ids, so that pages, answers and live updates name the same thing the same way.

use base::Id;
use std::fmt::Display;

/// The part of an item that an element shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// The whole item: a card, or a comment inside one. Also what permalinks point at.
    Whole,
    /// Its title.
    Title,
    /// The field in which it is commented or answered.
    Reply,
    /// The button that attaches files to what answers it.
    Attach,
    /// Its poll.
    Poll,
    /// Its menu of other acts.
    Menu,
}

/// The id of one part of an item: `item-42`, `item-42-reply`.
pub fn id(item: Id, part: Part) -> String {
    match part {
        Part::Whole => format!("item-{item}"),
        Part::Title => format!("item-{item}-title"),
        Part::Reply => format!("item-{item}-reply"),
        Part::Attach => format!("item-{item}-attach"),
        Part::Poll => format!("item-{item}-poll"),
        Part::Menu => format!("item-{item}-menu"),
    }
}

/// The address of an item inside the page of its root.
pub fn permalink(root: Id, item: Id) -> String {
    if root == item { format!("/items/{root}") } else { format!("/items/{root}#{}", id(item, Part::Whole)) }
}

/// The id of a form's field, and with a suffix that of its hint or error.
pub fn field(name: impl Display, suffix: &str) -> String {
    format!("field-{name}{suffix}")
}
