//! Somebody's account, and after it is closed what they answered for.

use base::Language;
use base::checked::{EMAIL, PERSON_NAME};
use kernel::people::{GIVEN, Person, PersonRole};
use kernel::spaces::succession::Left;
use maud::{Markup, html};
use serde::Deserialize;
use shell::button::{self, Weight};
use shell::confirm::{Question, confirm};
use shell::face::{self as faces, Size};
use shell::form::{Errors, Field, summary, to_copy};
use shell::view::{Face, Reader, Standing};
use shell::{icon, times};

use super::role;
use crate::words;

/// An account, as its page shows it.
pub struct Account<'a> {
    /// Whose.
    pub person: &'a Person,
    /// Whether it is the reader's own.
    pub mine: bool,
    /// The reader's role.
    pub by: PersonRole,
    /// What they answered for, once closed; or what they answer for, when that stands in the way.
    pub left: &'a [Left],
    /// What was just asked for.
    pub beside: &'a Beside,
}

/// What the page shows of what was just asked for.
#[derive(Default)]
pub struct Beside {
    /// A link that was made.
    pub link: Option<String>,
    /// A correction that was refused.
    pub typed: Option<Typed>,
    /// What is wrong with it.
    pub errors: Errors,
    /// Whether they can't be a guest yet, because of the spaces they answer for.
    pub answers: bool,
}

/// A correction, as it was typed.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    /// The name.
    pub name: String,
    /// Another address; without, it stays.
    pub email: Option<String>,
}

pub fn page(r: &Reader, shown: &Account<'_>) -> Markup {
    let (l, person) = (r.lang, shown.person);
    let may = person.role >= shown.by && !shown.mine;
    html! {
        (summary(l, &shown.beside.errors))
        section.card.form {
            div.about {
                (faces::face(&face(person), Size::Large))
                div.grow {
                    h2 { a href=(format!("/people/{}", person.id)) { bdi { (person.name) } } }
                    p.quiet {
                        (role(l, person.role))
                        @if !person.headline.is_empty() { " · " (person.headline) }
                        @if !person.site.is_empty() { " · " (person.site) }
                        @if let Some(at) = person.ends_at { " · " (words::guest_until(l, times::date(l, &r.zone, r.now, at))) }
                    }
                    @if let Some(at) = person.deactivated_at { p.quiet { (words::closed_since(l, times::date(l, &r.zone, r.now, at))) } }
                }
            }
            @if let Some(link) = &shown.beside.link {
                div.notice role="status" {
                    p { (words::link_made(l, &person.name)) }
                    (to_copy(l, words::field_link(l), link))
                }
            }
            @if !may { p.quiet { (if shown.mine { words::account_mine(l) } else { words::account_above(l) }) } }
        }
        @if person.deactivated_at.is_some() { (left_behind(l, shown)) }
        @else if shown.beside.answers { (answers(l, shown)) }
        @if may { (acts(l, shown)) }
        @else if shown.mine { (rectify(l, shown)) }
    }
}

fn face(person: &Person) -> Face {
    let (guest, bot) = (person.role == PersonRole::Guest, person.role == PersonRole::Bot);
    let face = house::face(person.id, &person.name, person.photo_at, guest, bot);
    if person.deactivated_at.is_some() { Face { standing: Standing::Gone, ..face } } else { face }
}

fn acts(l: Language, shown: &Account<'_>) -> Markup {
    let (person, id) = (shown.person, shown.person.id);
    let here = |act: &str| format!("/administration/people/{id}/{act}");
    let roles: Vec<_> = GIVEN.into_iter().filter(|given| *given >= shown.by).map(|given| (given, role(l, given).to_owned())).collect();
    html! {
        @if person.deactivated_at.is_some() {
            form.card.form method="post" action=(here("reactivate")) {
                p { (words::reopen_consequence(l)) }
                div.row {
                    (button::submit(Weight::Plain, Some("undo-2"), words::reopen(l)))
                    (button::link(Weight::Plain, None, words::erase_account(l), &here("erase")))
                }
            }
        } @else {
            @if person.role != PersonRole::Bot {
                form.card.form method="post" action=(here("role")) {
                    (Field::new("role", words::field_role(l)).value(person.role.name()).hint(words::field_role_hint(l)).select(l, &roles))
                    div.row { (button::submit(Weight::Plain, None, words::role_change(l))) }
                }
                (rectify(l, shown))
                form.card.form method="post" action=(here("link")) {
                    h2 { (words::link_title(l)) }
                    p.quiet { (words::link_purpose(l)) }
                    div.row { (button::submit(Weight::Plain, Some("key-round"), words::link_make(l))) }
                }
                section.card.form {
                    h2 { (words::factors_title(l)) }
                    p.quiet { (words::factors_purpose(l)) }
                    // The door's own page, which asks first.
                    div.row { (button::link(Weight::Plain, Some("shield"), words::factors_remove(l), &here("factors"))) }
                }
            }
            section.card.form {
                h2 { (words::leaving(l)) }
                p.quiet { (words::leaving_purpose(l)) }
                div.row { (button::link(Weight::Danger, Some("door-closed"), words::close_account(l), &here("deactivate"))) }
            }
        }
    }
}

/// Their address is not shown: whoever corrects it was told what is right.
fn rectify(l: Language, shown: &Account<'_>) -> Markup {
    let (person, beside) = (shown.person, shown.beside);
    let name = beside.typed.as_ref().map_or(person.name.as_str(), |typed| &typed.name);
    let email = beside.typed.as_ref().and_then(|typed| typed.email.as_deref()).unwrap_or_default();
    html! {
        form.card.form #rectify method="post" action=(format!("/administration/people/{}/rectify", person.id)) {
            h2 { (words::rectify_title(l)) }
            p.quiet { (words::rectify_purpose(l)) }
            (Field::new("name", words::field_person(l)).value(name).limit(PERSON_NAME).autocomplete("off").errors(&beside.errors).show(l))
            (Field::new("email", words::field_new_email(l)).input("email").value(email).hint(words::field_new_email_hint(l)).limit(EMAIL).autocomplete("off").optional().errors(&beside.errors).show(l))
            div.row { (button::submit(Weight::Plain, None, words::rectify_do(l))) }
        }
    }
}

/// What stands in the way of making them a guest.
fn answers(l: Language, shown: &Account<'_>) -> Markup {
    html! {
        div.notice.clay role="alert" tabindex="-1" {
            p { (icon("circle-alert")) (words::answers_title(l)) }
            ul {
                @for left in shown.left {
                    li { @match &left.name { Some(name) => a href=(format!("/spaces/{}", left.space)) { bdi { (name) } }, None => (words::left_private(l)) } }
                }
            }
            p { (words::answers_purpose(l, &shown.person.name)) }
        }
    }
}

fn left_behind(l: Language, shown: &Account<'_>) -> Markup {
    html! {
        section.card.form {
            h2 { (words::left(l)) }
            @if shown.left.is_empty() { p { (icon("circle-check-big")) " " (words::left_nothing(l)) } }
            @else {
                p.quiet { (words::left_purpose(l, &shown.person.name)) }
                ul.list { @for left in shown.left { (space(l, shown.person, left)) } }
            }
        }
    }
}

fn space(l: Language, person: &Person, left: &Left) -> Markup {
    html! {
        li.entry {
            div.grow {
                p.line { b { @match &left.name { Some(name) => a href=(format!("/spaces/{}", left.space)) { bdi { (name) } }, None => (words::left_private(l)) } } }
                p.quiet { (words::left_members(l, left.members)) }
            }
            form.row method="post" action=(format!("/administration/people/{}/hand-over", person.id)) {
                input type="hidden" name="space" value=(left.space);
                @if !left.heirs.is_empty() {
                    select name="to" aria-label=(words::left_to(l, left.name.as_deref().unwrap_or_default())) {
                        @for (id, name) in &left.heirs { option value=(id) { (name) } }
                    }
                    (button::submit(Weight::Plain, None, words::left_hand_over(l)))
                } @else if left.has_heir {
                    (button::submit(Weight::Plain, None, words::left_longest(l)))
                } @else {
                    (button::submit(Weight::Plain, Some("archive"), words::left_archive(l)))
                }
            }
        }
    }
}

/// The question before an account is closed.
pub fn ask(l: Language, person: &Person, left: usize, title: &str) -> Markup {
    let (action, back) = (format!("/administration/people/{}/deactivate", person.id), format!("/administration/people/{}", person.id));
    let consequence = match left {
        0 => words::close_consequence(l).to_owned(),
        n => format!("{} {}", words::close_consequence(l), words::close_left(l, i64::try_from(n).unwrap_or(i64::MAX))),
    };
    let question = Question { title, consequence: &consequence, action: &action, verb: words::close_account(l), fields: &[], back: &back };
    confirm(l, &question)
}
