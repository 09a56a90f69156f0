//! The charter for who administers: how far it is accepted, the form that rewrites it, its versions.

use base::Moment;
use base::checked::{BODY, TITLE};
use maud::{Markup, html};
use shell::button::{self, Weight};
use shell::form::{Errors, Field, summary};
use shell::times;
use shell::view::Reader;

use crate::pages::charter::Draft;
use crate::words;

/// What the page shows.
pub struct Shown<'a> {
    /// How many accepted the version that stands.
    pub accepted: i64,
    /// Of how many.
    pub people: i64,
    /// Every version, the newest first.
    pub versions: &'a [(i64, String, Moment)],
    /// Whether the reader may rewrite it.
    pub may_rewrite: bool,
    /// What stands in the form.
    pub draft: &'a Draft,
}

pub fn page(r: &Reader, shown: &Shown<'_>, errors: &Errors) -> Markup {
    let l = r.lang;
    html! {
        @if let Some((version, title, at)) = shown.versions.first() {
            section.card.form {
                h2 { bdi { (title) } }
                p.quiet { (words::charter_stands(l, *version, times::date(l, &r.zone, r.now, *at))) }
                p { (words::charter_accepted(l, shown.accepted, shown.people)) }
                div.row { (button::link(Weight::Plain, Some("eye"), words::charter_read(l), "/charter")) }
            }
        }
        @if shown.may_rewrite {
            form.card.form method="post" action="/administration/charter" {
                h2 { (words::charter_rewrite(l)) }
                p.quiet { (words::charter_rewrite_purpose(l)) }
                (summary(l, errors))
                input type="hidden" name="version" value=(shown.draft.version);
                (Field::new("title", words::field_title(l)).value(&shown.draft.title).limit(TITLE).errors(errors).show(l))
                (Field::new("body", words::field_body(l)).rows(24).value(&shown.draft.body).hint(words::field_body_hint(l)).limit(BODY).errors(errors).show(l))
                div.row { (button::submit(Weight::Main, None, words::charter_publish(l))) }
            }
        } @else { p.notice { (words::charter_owners(l)) } }
        @if shown.versions.len() > 1 {
            section.card.form {
                h2 { (words::charter_versions(l)) }
                ul {
                    @for (version, title, at) in shown.versions {
                        li { a.place href=(format!("/charter/versions/{version}")) { (words::charter_version(l, *version)) " · " bdi { (title) } } " " span.quiet { (times::time(r, *at)) } }
                    }
                }
            }
        }
    }
}
