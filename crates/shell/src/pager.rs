//! The way to what is older: a link, never an endless page.

use base::Language;
use maud::{Markup, html};

use crate::{icon, words};

/// “Plus ancien”, and “Plus récent” once one has gone back.
pub fn pager(l: Language, newer: Option<&str>, older: Option<&str>) -> Markup {
    html! {
        @if newer.is_some() || older.is_some() {
            nav.pager aria-label=(words::pager_title(l)) {
                @if let Some(href) = newer { a.btn href=(href) rel="prev" { (icon("arrow-up")) (words::pager_newer(l)) } }
                @if let Some(href) = older { a.btn href=(href) rel="next" { (icon("arrow-down")) (words::pager_older(l)) } }
            }
        }
    }
}
