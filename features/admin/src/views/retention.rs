//! The table of durations, the form that changes one, and the purge before and after.

use base::{Language, Moment};
use house::desk::Section;
use kernel::retention::{Keep, Kept, REASON};
use maud::{Markup, html};
use shell::button::{self, Weight};
use shell::desk::table;
use shell::form::{Errors, Field, summary};

use crate::pages::retention::Change;
use crate::words;

/// One line of the table.
pub struct Line {
    /// What is kept.
    pub keep: Keep,
    /// How long, and why.
    pub kept: Kept,
}

/// How far the purge is.
pub enum Purge {
    /// Not asked for.
    Nothing,
    /// Counted at that moment.
    Counted(Moment, Vec<(Keep, i64)>),
    /// Done.
    Done(Vec<(Keep, i64)>),
}

pub fn page(l: Language, lines: &[Line], typed: &Change, purge: &Purge, owner: bool, errors: &Errors) -> Markup {
    html! {
        (purged(l, purge, owner))
        (table(Section::Retention.label(l), &[words::kept_what(l), words::kept_days(l), words::kept_reason(l)], &rows(l, lines)))
        p.quiet { (words::kept_for_ever(l)) }
        @if owner { (change(l, lines, typed, errors)) } @else { p.notice { (words::retention_owners(l)) } }
        @if matches!(purge, Purge::Nothing) {
            section.card.form {
                h2 { (words::purge(l)) }
                p.quiet { (words::purge_purpose(l)) }
                div.row { (button::link(Weight::Plain, Some("eye"), words::purge_preview(l), "/administration/retention/purge")) }
            }
        }
    }
}

/// What is kept, in words.
pub fn what(l: Language, keep: Keep) -> &'static str {
    words::by_key(l, &format!("keep_{keep}")).unwrap_or_default()
}

fn rows(l: Language, lines: &[Line]) -> Vec<Vec<Markup>> {
    let row = |line: &Line| {
        let why = words::by_key(l, &format!("why_{}", line.keep)).unwrap_or_default();
        vec![
            html! { (what(l, line.keep)) },
            html! { span.num { (days(l, line.kept.days)) } @if !line.keep.is_set() { small { (words::kept_fixed(l)) } } },
            html! { (why) @if !line.kept.why.is_empty() { small { (words::kept_changed(l, &line.kept.why)) } } },
        ]
    };
    lines.iter().map(row).collect()
}

fn days(l: Language, days: i64) -> String {
    if days == 0 { words::kept_at_once(l).to_owned() } else { words::days(l, days) }
}

fn change(l: Language, lines: &[Line], typed: &Change, errors: &Errors) -> Markup {
    let choices: Vec<_> = lines
        .iter()
        .filter(|line| line.keep.is_set())
        .map(|line| {
            let (_, least, most) = line.keep.bounds();
            (line.keep, words::kept_choice(l, what(l, line.keep), least, most))
        })
        .collect();
    html! {
        form.card.form method="post" action="/administration/retention" {
            h2 { (words::kept_change(l)) }
            (summary(l, errors))
            (Field::new("keep", words::kept_what(l)).value(&typed.keep).errors(errors).select(l, &choices))
            (Field::new("days", words::field_duration(l)).input("number").value(&typed.days).errors(errors).show(l))
            (Field::new("why", words::field_reason(l)).hint(words::field_reason_hint(l)).value(&typed.why).limit(REASON).errors(errors).show(l))
            div.row { (button::submit(Weight::Plain, None, words::kept_set(l))) }
        }
    }
}

fn purged(l: Language, purge: &Purge, owner: bool) -> Markup {
    let list = |counted: &[(Keep, i64)]| {
        let some: Vec<_> = counted.iter().filter(|(_, n)| *n > 0).collect();
        html! { ul { @for (keep, n) in some { li { (words::purge_line(l, what(l, *keep), *n)) } } } }
    };
    let sum = |counted: &[(Keep, i64)]| counted.iter().map(|(_, n)| n).sum::<i64>();
    match purge {
        Purge::Nothing => html! {},
        Purge::Counted(_, counted) if sum(counted) == 0 => html! { p.notice role="status" { (words::purge_empty(l)) } },
        Purge::Counted(at, counted) => html! {
            form.card.form method="post" action="/administration/retention/purge" {
                h2 { (words::purge_counted(l, sum(counted))) }
                div.prose { (list(counted)) }
                p.quiet { (words::purge_same(l)) }
                input type="hidden" name="at" value=(at.0);
                div.row {
                    @if owner { (button::submit(Weight::Danger, Some("trash-2"), &words::purge_now(l, sum(counted)))) }
                    (button::link(Weight::Plain, None, words::back(l), "/administration/retention"))
                }
            }
        },
        Purge::Done(counted) => html! { div.notice role="status" { p { (words::purge_done(l, sum(counted))) } (list(counted)) } },
    }
}
