//! A place of several sections: their list at the left of the open one; on narrow screens a page of its own and the way back to it.

use maud::{Markup, html};

use crate::icon;

/// One section, as the list names it.
#[derive(Clone, Copy, Debug)]
pub struct Section<'a> {
    /// Where it is.
    pub href: &'a str,
    /// Its icon.
    pub glyph: &'a str,
    /// Its name.
    pub label: &'a str,
    /// What it is for.
    pub purpose: &'a str,
    /// Whether it is the open one.
    pub current: bool,
}

/// The open section beside the list. `place` is the name and address of the whole.
pub fn desk(place: (&str, &str), sections: &[Section], main: &Markup) -> Markup {
    let (name, href) = place;
    let open = sections.iter().find(|section| section.current);
    html! {
        div.page.desk {
            nav.sections aria-label=(name) {
                ul { @for s in sections { li { a href=(s.href) aria-current=[s.current.then_some("page")] { (icon(s.glyph)) (s.label) } } } }
            }
            div.open {
                p.crumb { a.place href=(href) { (icon("arrow-left")) (name) } }
                @if let Some(open) = open { div.head { h1 { (open.label) } p.quiet { (open.purpose) } } }
                div.column { (main) }
            }
        }
    }
}

/// The list alone, as the first page of the place.
pub fn contents(name: &str, purpose: &str, sections: &[Section]) -> Markup {
    html! {
        div.page {
            header { div.head { h1 { (name) } p.quiet { (purpose) } } }
            ul.card.list {
                @for s in sections {
                    li.entry { span.disc.small { (icon(s.glyph)) } div.grow { p.line { a.name.cover href=(s.href) { b { (s.label) } } } p.quiet { (s.purpose) } } }
                }
            }
        }
    }
}

/// A table that people read: its head, and rows whose first cell names them.
pub fn table(caption: &str, heads: &[&str], rows: &[Vec<Markup>]) -> Markup {
    html! {
        div.card.scroll tabindex="0" role="region" aria-label=(caption) {
            table.table {
                caption.sr { (caption) }
                thead { tr { @for head in heads { th scope="col" { (head) } } } }
                tbody {
                    @for row in rows {
                        tr { @for (n, cell) in row.iter().enumerate() { @if n == 0 { th scope="row" { (cell) } } @else { td data-head=(heads.get(n).copied().unwrap_or_default()) { (cell) } } } }
                    }
                }
            }
        }
    }
}

/// How something fares, as a word with its mark.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// All is well.
    Good,
    /// It works, and somebody should look.
    Look,
    /// It doesn't work.
    Bad,
    /// Not used, or not known.
    Off,
}

/// One thing that is watched: its state, its name, what is found, what to do.
pub struct Watched<'a> {
    /// How it fares.
    pub state: State,
    /// The word for that.
    pub word: &'a str,
    /// What is watched.
    pub name: &'a str,
    /// What was found.
    pub found: Markup,
    /// What to do about it.
    pub advice: Option<&'a str>,
}

/// A list of what is watched.
pub fn watch(things: &[Watched]) -> Markup {
    html! {
        ul.card.list.watch {
            @for thing in things {
                @let (class, glyph) = match thing.state {
                    State::Good => ("leaf", "circle-check-big"),
                    State::Look => ("sun", "triangle-alert"),
                    State::Bad => ("clay", "circle-x"),
                    State::Off => ("off", "circle-question-mark"),
                };
                li.entry {
                    div.grow {
                        p.line { b { (thing.name) } span class=(format!("kind {class}")) { (icon(glyph)) (thing.word) } }
                        p.quiet { (thing.found) }
                        @if let Some(advice) = thing.advice { p { (advice) } }
                    }
                }
            }
        }
    }
}
