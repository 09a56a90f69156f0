//! An item shared into another space. Invariant: what the reader may not see is not there at all, not even its title.

use base::{Id, Moment};
use maud::{Markup, PreEscaped, html};

use crate::face::{self, Size};
use crate::view::{Face, Reader, SpaceRef};
use crate::{card, icon, words};

/// The original, as far as the reader may see it.
#[derive(Clone, Debug)]
pub enum Shared {
    /// Seen.
    Shown {
        /// The original.
        id: Id,
        /// Its author.
        author: Face,
        /// Its space.
        space: SpaceRef,
        /// When it was written.
        at: Moment,
        /// Its title.
        title: Option<String>,
        /// Its text or an excerpt of it, already made safe.
        html: String,
    },
    /// Not there, or not the reader's to know.
    Hidden,
}

/// The original inside the card that shares it.
pub fn shared(r: &Reader, shared: &Shared) -> Markup {
    html! {
        @match shared {
            Shared::Shown { id, author, space, at, title, html } => blockquote.shared cite=(format!("/items/{id}")) {
                p.line { (face::face(author, Size::Tiny)) (face::name(r.lang, author)) span.quiet { (words::card_in(r.lang)) " " } (card::place(space)) span.quiet { (card::when(r, *id, *id, *at)) } }
                @if let Some(title) = title { p.title { a href=(format!("/items/{id}")) { (title) } } }
                div.prose { (PreEscaped(html)) }
            },
            Shared::Hidden => p.shared.quiet { (icon("lock")) (words::share_hidden(r.lang)) },
        }
    }
}

/// The form that shares an item: where to, and a word with it. `spaces` are those where the reader may post.
pub fn share_form(r: &Reader, item: Id, spaces: &[SpaceRef]) -> Markup {
    let l = r.lang;
    html! {
        form.card.form method="post" action=(format!("/items/{item}/share")) data-send="act" {
            (crate::form::key(r, item))
            label.field { span.label { (words::share_where(l)) } select name="space" required { @for space in spaces { option value=(space.id) { (space.name) } } } }
            label.field {
                span.label { (words::share_body(l)) " " span.quiet { (words::field_optional(l)) } }
                textarea name="body" rows="3" maxlength=(base::checked::BODY) {}
            }
            p.quiet { (icon("eye")) (words::share_audience(l)) }
            div.row { p.error hidden {} button.btn.main type="submit" { (icon("share-2")) (words::card_share(l)) } }
        }
    }
}
