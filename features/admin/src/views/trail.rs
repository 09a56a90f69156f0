//! The audit trail, a sentence a line.

use base::{Id, Language};
use kernel::audit::{AND, Act, Line};
use maud::{Markup, html};
use shell::button::{self, Weight};
use shell::form::Field;
use shell::view::Reader;
use shell::{empty, pager, times};
use web::Page;

use super::people::escaped;
use crate::pages::trail::Asked;
use crate::words;

/// A page of the trail.
pub struct Shown<'a> {
    /// What is looked for.
    pub asked: &'a Asked,
    /// The lines.
    pub page: &'a Page<Line>,
    /// Everybody who did something.
    pub actors: &'a [(Id, String)],
}

const HERE: &str = "/administration/trail";

pub fn page(r: &Reader, shown: &Shown<'_>) -> Markup {
    let (l, asked) = (r.lang, shown.asked);
    let query = format!("act={}&person={}", escaped(&asked.act), asked.person.map(|id| id.to_string()).unwrap_or_default());
    let mut acts = vec![(String::new(), words::trail_every_act(l).to_owned())];
    acts.extend(Act::ALL.iter().map(|(known, name)| ((*name).to_owned(), act(l, *known).to_owned())));
    let mut people = vec![(String::new(), words::trail_everybody(l).to_owned())];
    people.extend(shown.actors.iter().map(|(id, name)| (id.to_string(), name.clone())));
    let chosen = asked.person.map(|id| id.to_string()).unwrap_or_default();
    html! {
        form.card.form action=(HERE) {
            div.pair {
                (Field::new("act", words::field_act(l)).value(&asked.act).free().select(l, &acts))
                (Field::new("person", words::field_who(l)).value(&chosen).free().select(l, &people))
            }
            div.row { (button::submit(Weight::Plain, None, words::trail_show(l))) (button::link(Weight::Quiet, Some("download"), words::trail_file(l), &format!("{HERE}.csv?{query}"))) }
        }
        @if shown.page.items.is_empty() { (empty::empty("history", words::trail_none(l), words::trail_none_hint(l), None)) }
        @else { ul.card.list { @for line in &shown.page.items { (entry(r, line)) } } }
        (pager::pager(l, None, shown.page.next.as_ref().map(|next| format!("{HERE}?{query}&after={next}")).as_deref()))
    }
}

/// What was done.
pub fn act(l: Language, act: Act) -> &'static str {
    words::by_key(l, &format!("act_{}", act.name().replace('-', "_"))).unwrap_or_default()
}

/// The particulars of an act: what the program wrote by name is said in words, what people wrote stays as it is.
pub fn details(l: Language, line: &Line) -> String {
    match line.act {
        // The name that somebody gave it, and nothing else.
        Act::TokenMade => line.details.clone(),
        _ => line.details.split(AND).map(|part| detail(l, part)).collect::<Vec<_>>().join(AND),
    }
}

/// One particular: `what: rest`, `what number`, or a word alone.
fn detail(l: Language, part: &str) -> String {
    let known = |part: &str| {
        let key = part.replace([' ', '-'], "_");
        ["detail", "role", "keep"].iter().find_map(|family| words::by_key(l, &format!("{family}_{key}")))
    };
    let said = |part: &str| known(part).unwrap_or(part).to_owned();
    let all = |text: &str| text.split(" → ").map(said).collect::<Vec<_>>().join(" → ");
    let counted = part.rsplit_once(' ').filter(|(what, number)| number.parse::<u64>().is_ok() && known(what).is_some());
    match part.split_once(": ").or(counted) {
        Some((what, rest)) => words::trail_of(l, said(what), all(rest)),
        None => all(part),
    }
}

fn entry(r: &Reader, line: &Line) -> Markup {
    let l = r.lang;
    // Who acted on themselves is named once.
    let whom = line.whom.as_ref().filter(|_| line.subject != line.actor.as_ref().map(|(id, _)| *id));
    let about = match (line.subject, whom) {
        (Some(id), Some(name)) => Some(html! { " · " a.place href=(format!("/people/{id}")) { bdi { (name) } } }),
        _ => None,
    };
    html! {
        li.entry {
            div.grow {
                p.line { b { (act(l, line.act)) } (about.unwrap_or_default()) }
                @if !line.details.is_empty() { p.clip { bdi { (details(l, line)) } } }
                p.quiet {
                    @match &line.actor { Some((id, name)) => a.place href=(format!("/people/{id}")) { bdi { (name) } }, None => (words::trail_program(l)) }
                    " · " (times::time(r, line.at))
                }
            }
        }
    }
}
