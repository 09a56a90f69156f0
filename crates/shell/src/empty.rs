//! An empty place: what it is for, and the first act.

use maud::{Markup, html};

use crate::icon;

/// An empty place under an icon; `act` is the button or link that fills it.
pub fn empty(glyph: &str, title: &str, purpose: &str, act: Option<Markup>) -> Markup {
    html! {
        div.empty { span.disc { (icon(glyph)) } h2 { (title) } p { (purpose) } @if let Some(act) = act { div.row { (act) } } }
    }
}
