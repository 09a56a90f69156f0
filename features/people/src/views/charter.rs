//! The charter: its text, the button that accepts it, its former versions.

use base::Moment;
use kernel::charter::Charter;
use maud::{Markup, PreEscaped, html};
use shell::button::{self, Weight};
use shell::columns;
use shell::times;
use shell::view::Reader;

use crate::words;

/// One version, as somebody reads it.
pub struct Shown<'a> {
    /// The version.
    pub charter: &'a Charter,
    /// All of them, the newest first.
    pub versions: &'a [(i64, String, Moment)],
    /// Whether the reader is asked to accept it.
    pub asked: bool,
    /// Whether the reader may rewrite it.
    pub may_rewrite: bool,
    /// Where accepting leads.
    pub next: &'a str,
}

pub fn page(r: &Reader, shown: &Shown<'_>) -> Markup {
    let (l, charter) = (r.lang, shown.charter);
    let header = html! { div.head { h1 { (charter.title) } } };
    let main = html! {
        @if shown.asked { p.notice role="status" { (words::charter_asked(l)) } }
        article.card.form {
            h2 { (words::charter_version(l, charter.version)) " " span.quiet { (times::time(r, charter.at)) } }
            div.prose { (PreEscaped(&charter.html)) }
            @if shown.may_rewrite { div.row { (button::link(Weight::Plain, Some("pencil"), words::charter_edit(l), "/administration/charter")) } }
        }
        @if shown.asked {
            form.card.form method="post" action="/charter/acceptance" {
                input type="hidden" name="version" value=(charter.version);
                input type="hidden" name="next" value=(shown.next);
                div { p { (words::charter_promise(l)) } }
                div.row { (button::submit(Weight::Main, Some("check"), words::charter_accept(l))) }
            }
        }
        @if shown.versions.len() > 1 {
            section.card.form {
                h2 { (words::charter_versions(l)) }
                ul {
                    @for (version, title, at) in shown.versions {
                        li { a.place href=(format!("/charter/versions/{version}")) { (words::charter_version(l, *version)) " · " (title) } " " span.quiet { (times::time(r, *at)) } }
                    }
                }
            }
        }
    };
    columns(&header, &main, None)
}
