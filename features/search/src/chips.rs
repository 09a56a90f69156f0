//! What a question asks beside its words, as links: each operator that holds takes itself away, each one that would narrow adds itself.
//! Invariant: what is offered stands in what was found, so that nothing unknown is named and nothing is counted.

use base::Language;
use kernel::find::Order;
use maud::{Markup, html};
use shell::icon;
use text::Operator;

use crate::asked::{Asked, Understood};
use crate::found::Found;
use crate::question::{Chip, Question};
use crate::suggest::about;
use crate::words;

/// Most spaces, and most authors, that are offered.
const OFFERED: usize = 4;

/// What could not be understood, each in a sentence, with what it may have meant.
pub fn notes(asked: &Asked, question: &Question) -> Markup {
    html! {
        @if !question.notes.is_empty() {
            div.notice role="status" {
                @for note in &question.notes {
                    p {
                        (icon("circle-question-mark")) (note.text)
                        @for (name, q) in &note.choices { " " a.tag href=(asked.href(q, true, None)) { bdi { (name) } } }
                    }
                }
            }
        }
    }
}

/// The operators that hold, those that would narrow, and the order.
pub fn bar(l: Language, asked: &Asked, found: &Found, understood: &Understood) -> Markup {
    let held = &understood.question.chips;
    let offered = offered(l, asked, found, held);
    html! {
        @if !held.is_empty() || !offered.is_empty() || !found.items.items.is_empty() {
            nav.facets aria-label=(words::narrow(l)) {
                @for chip in held {
                    a.facet.on href=(asked.href(&chip.without, true, None)) { (icon(glyph(chip.operator))) bdi { (name(l, chip)) } (icon("x")) span.sr { (words::take_away(l)) } }
                }
                @for (operator, label, href) in &offered {
                    a.facet href=(href) { (icon(glyph(*operator))) span.sr { (words::narrow_to(l)) } bdi { (label) } }
                }
                (order(l, asked, understood))
            }
        }
    }
}

/// What an operator asks, in words: “de Luc Moreau”, “sauf dans Café”.
fn name(l: Language, chip: &Chip) -> String {
    let value = chip.value.as_str();
    let asked = match chip.operator {
        Operator::From => words::chip_from(l, value),
        Operator::In => words::chip_in(l, value),
        Operator::Before => words::chip_before(l, value),
        Operator::After => words::chip_after(l, value),
        Operator::Kind => words::chip_kind(l, value),
        Operator::Has => words::chip_has(l, value),
    };
    if chip.negated { words::chip_not(l, asked) } else { asked }
}

fn glyph(operator: Operator) -> &'static str {
    match operator {
        Operator::From => "user-round",
        Operator::In => "layers",
        Operator::Before | Operator::After => "calendar",
        Operator::Kind => "tag",
        Operator::Has => "paperclip",
    }
}

/// Operators that would narrow what was found, from what was found: what it is, where, by whom.
fn offered(l: Language, asked: &Asked, found: &Found, held: &[Chip]) -> Vec<(Operator, String, String)> {
    let free = |operator: Operator| held.iter().all(|chip| chip.operator != operator);
    let hits = &found.items.items;
    let mut offers: Vec<(Operator, String)> = Vec::new();
    let mut offer = |operator: Operator, given: Option<&String>, names: &mut dyn Iterator<Item = String>| {
        let mut known: Vec<String> = Vec::new();
        for name in names {
            if !known.contains(&name) {
                known.push(name);
            }
        }
        // What all of them are narrows nothing.
        if free(operator) && given.is_none() && known.len() > 1 {
            offers.extend(known.into_iter().take(OFFERED).map(|name| (operator, name)));
        }
    };
    offer(Operator::In, asked.space.as_ref(), &mut hits.iter().map(|hit| hit.space_name.clone()));
    offer(Operator::From, asked.author.as_ref(), &mut hits.iter().map(|hit| hit.author.name.clone()));
    offer(Operator::Kind, asked.kind.as_ref(), &mut hits.iter().map(|hit| words::kind(l, hit.kind.name())));
    let href = |operator: Operator, name: &str| {
        let value = if operator == Operator::Kind { name.to_lowercase() } else { name.to_owned() };
        asked.href(&format!("{} {}", asked.words(), text::operator_text(operator, l == Language::Fr, &value)), true, None)
    };
    offers.into_iter().map(|(operator, name)| (operator, name.clone(), href(operator, &name))).collect()
}

/// By date or by fit: the other one is a link. Nothing to order when a tag or no word is asked for.
fn order(l: Language, asked: &Asked, understood: &Understood) -> Markup {
    let fit = understood.order == Order::Fit;
    let other = Asked { sort: (!fit).then(|| "fit".to_owned()), ..asked.clone() };
    let wordless = understood.question.sought().trim().is_empty();
    html! {
        @if fit || (!wordless && understood.question.tag.is_none()) {
            span.orders {
                @for (label, is_fit) in [(words::by_date(l), false), (words::by_fit(l), true)] {
                    @if is_fit == fit { span.order aria-current="true" { (label) } } @else { a.order href=(other.href(asked.words(), true, None)) { (label) } }
                }
            }
        }
    }
}

/// Before anything is asked: what one may ask, each example a link that asks it. `space` is one of the reader's own.
pub fn help(l: Language, space: Option<&str>) -> Markup {
    let french = l == Language::Fr;
    let lines: Vec<(String, &str)> = Operator::all()
        .map(|operator| {
            let value = match operator {
                Operator::From => words::me(l),
                Operator::In => space.unwrap_or(words::example_space(l)),
                Operator::Before => words::yesterday(l),
                Operator::After => words::example_month(l),
                Operator::Kind => words::example_kind(l),
                Operator::Has => words::file(l),
            };
            (text::operator_text(operator, french, value), about(l, operator))
        })
        .chain([
            (words::example_phrase(l).to_owned(), words::about_phrase(l)),
            (words::example_without(l).to_owned(), words::about_without(l)),
        ])
        .collect();
    html! {
        (shell::empty::empty("search", words::help_title(l), words::help(l), None))
        section.card.operators aria-labelledby="operators" {
            h2 #operators { (words::operators(l)) }
            dl.defs { @for (q, about) in &lines { div { dt { a href=(Asked::default().href(q, false, None)) { code { (q) } } } dd { (about) } } } }
            p.quiet { (words::operators_more(l)) }
        }
    }
}
