//! The copy as a page that opens without the network: its own style inside, no script, nothing fetched.
//! Deliberately absent: links into the network, which may be gone when somebody reads this.

use base::{Language, Moment, Zone};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use serde_json::{Map, Value as Json};
use shell::times;

use super::sections::{As, SECTIONS, Section};
use crate::words;

const STYLE: &str = "
:root { color-scheme: light dark; --line: light-dark(#ddd8cf, #47443f); --quiet: light-dark(#5d584f, #b5afa5); --leaf: light-dark(#1f5b3f, #86cfa8) }
body { font: 1rem/1.55 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 2rem 1rem 4rem; color: light-dark(#2a2721, #eeeae2); background: light-dark(#faf8f4, #1d1b18) }
h1, h2 { line-height: 1.25 } h2 { margin-top: 2.5rem; border-bottom: 1px solid var(--line); padding-bottom: .3rem }
nav ul { columns: 14rem; padding-left: 1.2rem } a { color: var(--leaf) }
article { padding: .6rem 0; border-bottom: 1px solid var(--line) } dl { display: grid; grid-template-columns: minmax(7rem, 12rem) 1fr; gap: .1rem 1rem; margin: 0 }
dt { color: var(--quiet) } dd { margin: 0; overflow-wrap: anywhere; white-space: pre-wrap } .quiet { color: var(--quiet) }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr } dd { margin-bottom: .4rem } }";

/// The page, in `l`, times by the clock of `zone`.
pub fn page(l: Language, zone: &Zone, copy: &Json) -> String {
    let name = copy["profile"]["name"].as_str().unwrap_or_default();
    let network = copy["network"].as_str().unwrap_or_default();
    let made = copy["made_at"].as_str().and_then(Moment::parse).unwrap_or_default();
    let page = html! {
        (DOCTYPE)
        html lang=(l.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (words::archive_title(l, name)) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                h1 { (words::archive_title(l, name)) }
                p { (words::archive_about(l, network, times::full(l, zone, made))) }
                p.quiet { (words::archive_redacted(l)) }
                nav { ul { @for s in SECTIONS { li { a href=(format!("#{}", s.name)) { (words::section(l, s.name)) } " (" (count(&copy[s.name])) ")" } } } }
                @for s in SECTIONS { (section(l, zone, s, &copy[s.name])) }
            }
        }
    };
    page.into_string()
}

fn count(rows: &Json) -> usize {
    rows.as_array().map_or(1, Vec::len)
}

fn section(l: Language, zone: &Zone, section: &Section, rows: &Json) -> Markup {
    let one = std::slice::from_ref(rows);
    let rows = rows.as_array().map_or(one, Vec::as_slice);
    html! {
        section {
            h2 #(section.name) { (words::section(l, section.name)) }
            @if rows.is_empty() { p.quiet { (words::archive_nothing(l)) } }
            @for row in rows { @if let Some(row) = row.as_object() { article { (facts(l, zone, section, row)) } } }
        }
    }
}

fn facts(l: Language, zone: &Zone, section: &Section, row: &Map<String, Json>) -> Markup {
    html! {
        dl {
            @for (name, written) in section.columns {
                @if let Some(value) = row.get(*name).and_then(|value| shown(l, zone, *written, value)) { dt { (words::column(l, *name)) } dd { (value) } }
            }
        }
    }
}

fn shown(l: Language, zone: &Zone, written: As, value: &Json) -> Option<String> {
    match (written, value) {
        (As::Time, Json::String(at)) => Some(times::full(l, zone, Moment::parse(at)?)),
        (As::Flag, Json::Bool(flag)) => Some(words::yes_no(l, if *flag { "yes" } else { "no" })),
        (_, Json::String(text)) if !text.is_empty() => Some(text.clone()),
        _ => None,
    }
}
