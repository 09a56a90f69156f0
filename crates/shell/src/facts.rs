//! Names and what they stand for, side by side: profiles, settings, what is known of a thing.

use maud::{Markup, html};

/// A definition table; entries without content are left to the caller to leave out.
pub fn facts(entries: &[(&str, Markup)]) -> Markup {
    html! { dl.defs { @for (term, what) in entries { div { dt { (term) } dd { (what) } } } } }
}
