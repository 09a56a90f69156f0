//! Everybody, for administrators: who they are, their role, and whether their account is open.

use kernel::people::Person;
use maud::{Markup, html};
use shell::confirm::{Question, confirm};
use shell::face::{self as faces, Size};
use shell::page::plain;
use shell::view::Reader;
use shell::{pager, times};
use web::Page;

use super::{face, role};
use crate::words;

pub fn people(r: &Reader, page: &Page<Person>) -> Markup {
    let l = r.lang;
    let main = html! {
        ul.card.list {
            @for person in &page.items {
                li.entry {
                    (faces::face(&face(person), Size::Medium))
                    div.grow {
                        p.line { (faces::name(l, &face(person))) }
                        p.quiet {
                            (role(l, person.role))
                            @if let Some(at) = person.ends_at { " · " (words::guest_until(l, times::date(l, &r.zone, r.now, at))) }
                        }
                    }
                }
            }
        }
        (pager::pager(l, None, page.next.as_ref().map(|next| format!("/administration/people?after={next}")).as_deref()))
    };
    plain(words::administration_title(l), Some(words::administration_purpose(l)), &main)
}

/// The question before an account is closed.
pub fn ask(r: &Reader, person: &Person, title: &str) -> Markup {
    let (action, back) = (format!("/people/{}/deactivate", person.id), format!("/people/{}", person.id));
    let l = r.lang;
    let consequence = words::deactivate_consequence(l);
    let question = Question { title, consequence, action: &action, verb: words::deactivate_button(l), fields: &[], back: &back };
    confirm(l, &question)
}
