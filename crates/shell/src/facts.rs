//! Names and what they stand for, side by side: profiles, settings, what is known of a thing.

use maud::{Markup, html};

/// A definition table; entries without content are left to the caller to leave out.
pub fn facts(entries: &[(&str, Markup)]) -> Markup {
    html! { dl.defs { @for (term, what) in entries { div { dt { (term) } dd { (what) } } } } }
}

/// The routes of the API, one a line: method, path, purpose.
pub fn routes(rows: &[(&str, String, String)]) -> Markup {
    html! {
        p { a href="/api/v1/openapi.json" { "OpenAPI 3.1" } }
        dl.defs { @for (method, path, purpose) in rows { div { dt { code { (method) " " (path) } } dd { (purpose) } } } }
    }
}
