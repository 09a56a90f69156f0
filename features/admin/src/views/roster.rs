//! The file of people: the form that takes it, what was found in it, what came of it.

use base::Language;
use maud::{Markup, html};
use shell::button::{self, Weight};
use shell::desk::table;
use shell::form::{Errors, Field, summary};

use super::role;
use crate::verbs::roster::Roster;
use crate::words;

/// How far one has come; with the file, which stays in the form.
pub enum Step {
    /// A file is asked for.
    Choose,
    /// It was judged, nothing is written.
    Judged(String, Roster),
    /// The good lines were let in.
    Admitted(String, Roster),
}

/// Most lines shown of a kind.
const SHOWN: usize = 100;

pub fn page(l: Language, step: &Step, mail: bool, errors: &Errors) -> Markup {
    match step {
        Step::Choose => choose(l, errors),
        Step::Judged(text, roster) => judged(l, text, roster),
        Step::Admitted(text, roster) => admitted(l, text, roster, mail),
    }
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn choose(l: Language, errors: &Errors) -> Markup {
    html! {
        (summary(l, errors))
        form.card.form method="post" action="/administration/people/import" enctype="multipart/form-data" {
            h2 { (words::import(l)) }
            p { (words::import_purpose(l)) }
            p.quiet { (words::import_columns(l)) }
            (Field::new("file", words::field_file(l)).input("file").hint(words::field_file_hint(l)).errors(errors).show(l))
            div.row { (button::submit(Weight::Main, None, words::import_check(l))) (button::link(Weight::Plain, None, words::back(l), "/administration/people")) }
        }
    }
}

fn judged(l: Language, text: &str, roster: &Roster) -> Markup {
    let (good, bad) = (roster.good.len(), roster.bad_lines);
    html! {
        div.notice.clay[good == 0] role="status" {
            p { (words::import_good(l, count(good))) @if bad > 0 { " " (words::import_bad(l, count(bad))) } }
            p { (words::import_nothing_yet(l)) }
        }
        @if !roster.ignored.is_empty() { p.quiet { (words::import_ignored(l, roster.ignored.join(", "))) } }
        (wrong(l, text, roster))
        @if good > 0 { (table(words::import_preview(l), &heads(l), &roster.good.iter().take(SHOWN).map(|one| {
            vec![html! { bdi { (one.name) } }, html! { (one.email) }, html! { (role(l, one.role)) }, html! { (one.site) }, html! { (one.headline) }]
        }).collect::<Vec<_>>())) }
        @if good > SHOWN { p.quiet { (words::import_more(l, count(good - SHOWN))) } }
        div.row {
            @if good > 0 {
                form method="post" action="/administration/people/import/admit" {
                    (file(text)) (button::submit(Weight::Main, Some("check"), &words::import_admit(l, count(good))))
                }
            }
            (button::link(Weight::Plain, None, words::import_other(l), "/administration/people/import"))
        }
    }
}

fn heads(l: Language) -> [&'static str; 5] {
    [words::field_person(l), words::field_email(l), words::field_role(l), words::field_site(l), words::field_headline(l)]
}

/// The file, on its way to the next step.
fn file(text: &str) -> Markup {
    html! { textarea name="text" hidden aria-hidden="true" tabindex="-1" { "\n" (text) } }
}

fn wrong(l: Language, text: &str, roster: &Roster) -> Markup {
    let rows: Vec<Vec<Markup>> = roster
        .wrong
        .iter()
        .take(SHOWN)
        .map(|wrong| {
            let value: String = wrong.value.chars().take(60).collect();
            vec![html! { (wrong.line) }, html! { (wrong.column) }, html! { bdi { (value) } }, html! { (why(l, wrong)) }]
        })
        .collect();
    html! {
        @if !rows.is_empty() {
            (table(words::import_wrong(l), &[words::field_line(l), words::field_column(l), words::field_value(l), words::field_why(l)], &rows))
            @if roster.wrong.len() > SHOWN { p.quiet { (words::import_more(l, count(roster.wrong.len() - SHOWN))) } }
            form method="post" action="/administration/people/import/mend" {
                (file(text)) (button::submit(Weight::Plain, Some("download"), words::import_mend(l)))
            }
        }
    }
}

/// The sentence of a wrong cell: this room's own where it knows better, or else everybody's.
fn why(l: Language, wrong: &crate::verbs::roster::Wrong) -> String {
    match (wrong.error.field.as_str(), wrong.error.code) {
        ("email", "taken") => words::wrong_email_taken(l).to_owned(),
        ("role", "unknown") => words::wrong_role_unknown(l).to_owned(),
        ("role", "own_role") => words::wrong_role_above(l).to_owned(),
        ("", "too_many_cells") => words::wrong_cells(l).to_owned(),
        _ => web::sentence(l, &wrong.error),
    }
}

fn admitted(l: Language, text: &str, roster: &Roster, mail: bool) -> Markup {
    html! {
        div.notice role="status" { p { (words::import_done(l, count(roster.good.len()))) } }
        @if roster.bad_lines > 0 { p { (words::import_bad(l, count(roster.bad_lines))) } (wrong(l, text, roster)) }
        section.card.form {
            h2 { (words::import_next(l)) }
            p { (if mail { words::waiting_mail(l) } else { words::waiting_hand(l) }) }
            div.row { (button::link(Weight::Main, None, words::import_to_list(l), "/administration/people?which=waiting")) }
        }
    }
}
