//! The sheet and what comes of it.

use base::Language;
use house::desk::Section;
use maud::{Markup, html};
use shell::button::{self, Weight};
use shell::desk::table;
use shell::form::{Errors, Field, summary};

use crate::cost::{Sheet, Year};
use crate::pages::cost::Typed;
use crate::words;

pub fn page(l: Language, typed: &Typed, sheet: Option<&Sheet>, errors: &Errors) -> Markup {
    let field = |name, label, value| Field::new(name, label).input("number").value(value).errors(errors).show(l);
    html! {
        @if let Some(sheet) = sheet { (sums(l, sheet)) }
        form.card.form action="/administration/cost" {
            h2 { (words::cost_sheet(l)) }
            (summary(l, errors))
            (field("people", words::cost_people(l), &typed.people))
            (field("hosting", words::cost_hosting(l), &typed.hosting))
            (field("setup", words::cost_setup(l), &typed.setup))
            (field("care", words::cost_care(l), &typed.care))
            (field("day", words::cost_day(l), &typed.day))
            (field("training", words::cost_training(l), &typed.training))
            (field("trainer", words::cost_trainer(l), &typed.trainer))
            div.row { (button::submit(Weight::Plain, None, words::cost_work_out(l))) }
        }
        p.quiet { (words::cost_learning(l)) }
    }
}

fn sums(l: Language, sheet: &Sheet) -> Markup {
    let (first, next) = (sheet.first(), sheet.next());
    let line = |name: &str, of: fn(&Year) -> i64| {
        let cell = |year: &Year| html! { span.num { (words::euros(l, of(year))) } };
        vec![html! { (name) }, cell(&first), cell(&next)]
    };
    let sum = |year: &Year| html! { b.num { (words::euros(l, year.sum())) } };
    let each = |year: &Year| html! { span.num { (cents(l, sheet.each_month(year))) } };
    let rows = [
        line(words::cost_licence(l), |_| 0),
        line(words::cost_year_hosting(l), |year| year.hosting),
        line(words::cost_year_days(l), |year| year.days),
        line(words::cost_year_training(l), |year| year.training),
        vec![html! { b { (words::cost_sum(l)) } }, sum(&first), sum(&next)],
        vec![html! { (words::cost_each(l)) }, each(&first), each(&next)],
    ];
    table(Section::Cost.label(l), &[words::cost_what(l), words::cost_first(l), words::cost_next(l)], &rows)
}

fn cents(l: Language, cents: i64) -> String {
    let comma = if l == Language::Fr { ',' } else { '.' };
    words::euros_and_cents(l, format!("{}{comma}{:02}", cents / 100, cents % 100))
}
