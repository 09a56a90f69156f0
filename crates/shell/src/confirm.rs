//! The question before what cannot be undone. Everything else is done at once, with an undo.

use base::Language;
use maud::{Markup, html};

use crate::button::{self, Weight};
use crate::{icon, words};

/// One question: what will happen, the button that does it, the way back.
pub struct Question<'a> {
    /// What is asked, as a heading.
    pub title: &'a str,
    /// What will happen and cannot be undone.
    pub consequence: &'a str,
    /// Where it is posted.
    pub action: &'a str,
    /// The verb of the button.
    pub verb: &'a str,
    /// The fields that go with it.
    pub fields: &'a [(&'a str, &'a str)],
    /// Where “Annuler” leads.
    pub back: &'a str,
}

/// The page's content, or a sheet's.
pub fn confirm(l: Language, q: &Question) -> Markup {
    html! {
        form.card.confirm method="post" action=(q.action) {
            h1 { (icon("triangle-alert")) (q.title) }
            p { (q.consequence) }
            @for (name, value) in q.fields { input type="hidden" name=(name) value=(value); }
            div.row { (button::link(Weight::Plain, None, words::cancel(l), q.back)) (button::submit(Weight::Danger, None, q.verb)) }
        }
    }
}
