//! The accepted answer of a question, brought up under it.

use base::{Id, Moment};
use maud::{Markup, PreEscaped, html};

use crate::face;
use crate::view::{Face, Reader};
use crate::{card, icon, words};

/// The comment that the asker accepted.
#[derive(Clone, Debug)]
pub struct Accepted {
    /// The question.
    pub root: Id,
    /// The comment.
    pub id: Id,
    /// Who wrote it.
    pub author: Face,
    /// When.
    pub at: Moment,
    /// Its text, already made safe.
    pub html: String,
}

/// The accepted answer, leading to its place in the thread.
pub fn accepted(r: &Reader, a: &Accepted) -> Markup {
    html! {
        div.answer {
            p.mark { (icon("circle-check-big")) (words::comments_accepted(r.lang)) }
            div.prose { (PreEscaped(&a.html)) }
            p.line { (face::name(r.lang, &a.author)) span.quiet { " " (card::when(r, a.root, a.id, a.at)) } }
        }
    }
}
