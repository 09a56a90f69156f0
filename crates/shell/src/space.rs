//! The head of a space: what it is for, who answers for it, who sees it, and its tabs. Also the list of spaces.

use base::{Language, Moment};
use maud::{Markup, html};

use crate::button::{self, Weight};
use crate::view::{Face, Reader, SpaceRef};
use crate::{card, icon, nav, times, words};

/// Who may come in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Opening {
    /// Whoever wants to.
    Open,
    /// Whoever asks and is accepted.
    Request,
    /// Whoever is invited.
    Private,
}

/// What the head of a space shows.
#[derive(Clone, Debug)]
pub struct SpaceHead {
    /// Which.
    pub space: SpaceRef,
    /// What it is for.
    pub purpose: String,
    /// Who answers for it.
    pub owner: Option<Face>,
    /// When it ends.
    pub ends_on: Option<Moment>,
    /// Who may come in.
    pub opening: Opening,
    /// How many people are in it, guests among them.
    pub people: u32,
    /// How many of them are guests.
    pub guests: u32,
    /// When it was archived: nothing can be written any more.
    pub archived_at: Option<Moment>,
    /// The tabs that are on.
    pub tabs: Vec<Tab>,
    /// Whether the reader may post here.
    pub may_post: bool,
    /// What the reader may do to be in it.
    pub door: Door,
}

/// The reader's way in or out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Door {
    /// Inside.
    #[default]
    Inside,
    /// May come in at once.
    Join,
    /// May ask.
    Ask,
    /// Has asked.
    Asked,
}

/// One tab of a page.
#[derive(Clone, Debug)]
pub struct Tab {
    /// Its word.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// Whether it is the one shown.
    pub current: bool,
    /// What is new in it.
    pub count: u32,
}

/// The head of a space's pages.
pub fn head(r: &Reader, s: &SpaceHead) -> Markup {
    let l = r.lang;
    let id = s.space.id;
    html! {
        div.head.space {
            div.top {
                div.what { h1 { bdi { (s.space.name) } } p.purpose { (s.purpose) } }
                @match s.door {
                    Door::Inside if s.may_post && s.archived_at.is_none() => (button::link(Weight::Main, Some("pen-line"), words::space_give_news(l), &format!("/spaces/{id}#composer"))),
                    Door::Inside => {}
                    Door::Join => form method="post" action=(format!("/spaces/{id}/join")) { (button::submit(Weight::Main, Some("log-in"), words::space_join(l))) },
                    Door::Ask => form method="post" action=(format!("/spaces/{id}/join")) { (button::submit(Weight::Main, Some("log-in"), words::space_ask(l))) },
                    Door::Asked => form.row method="post" action=(format!("/spaces/{id}/withdraw")) {
                        p.quiet { (icon("clock")) (words::space_asked(l)) }
                        (button::submit(Weight::Plain, None, words::space_withdraw(l)))
                    },
                }
            }
            ul.facts {
                @if let Some(at) = s.ends_on { li { (icon("flag")) span { (words::space_deadline(l)) " " (times::date(l, &r.zone, r.now, at)) @if let Some(left) = days_left(r, at) { ", " (left) } } } }
                @if let Some(owner) = &s.owner { li { (icon("user-round")) span { (words::space_owner(l)) " " a href=(format!("/people/{}", owner.id)) { bdi { (owner.name) } } } } }
                li { (icon(opening_icon(s.opening))) a href=(format!("/spaces/{id}/audience")) title=(words::space_audience(l)) { (words::space_people(l, opening_word(l, s.opening), i64::from(s.people), i64::from(s.guests))) } }
            }
            @if let Some(at) = s.archived_at { p.notice { (icon("archive")) (words::space_archived(l)) " " (times::time(r, at)) } }
            (tabs(words::space_tabs(l), &s.tabs))
        }
    }
}

/// Tabs, each a page of its own.
pub fn tabs(label: &str, tabs: &[Tab]) -> Markup {
    html! {
        @if !tabs.is_empty() {
            nav.tabs aria-label=(label) {
                @for tab in tabs { a href=(tab.href) aria-current=[tab.current.then_some("page")] { (tab.label) @if tab.count > 0 { " " b { (tab.count) } } } }
            }
        }
    }
}

/// Where one is, on the page of one thing of a space: the way back.
pub fn crumb(l: Language, space: &SpaceRef) -> Markup {
    html! { nav.crumb aria-label=(words::space_crumb(l)) { (icon("arrow-left")) (card::place(space)) } }
}

/// One space in a list.
#[derive(Clone, Debug)]
pub struct SpaceLine {
    /// Which.
    pub space: SpaceRef,
    /// What it is for.
    pub purpose: String,
    /// Who may come in.
    pub opening: Opening,
    /// How many people are in it.
    pub people: u32,
    /// How many of them are guests.
    pub guests: u32,
    /// Items not yet seen.
    pub unread: u32,
    /// Whether it is archived.
    pub archived: bool,
}

/// A list of spaces.
pub fn list(l: Language, spaces: &[SpaceLine]) -> Markup {
    html! {
        ul.card.list {
            @for s in spaces {
                li.entry {
                    (nav::dot(s.space.hue))
                    div.grow {
                        p.line { a.name.cover href=(format!("/spaces/{}", s.space.id)) { bdi { (s.space.name) } } @if s.archived { span.kind.sand { (icon("archive")) (words::space_archived_short(l)) } } }
                        p.clip { (s.purpose) }
                        p.quiet { (icon(opening_icon(s.opening))) (words::space_people(l, opening_word(l, s.opening), i64::from(s.people), i64::from(s.guests))) }
                    }
                    @if s.unread > 0 { span.count { (s.unread) span.sr { (words::nav_unread(l, i64::from(s.unread))) } } }
                }
            }
        }
    }
}

/// “dans 41 jours”; nothing once it has passed.
fn days_left(r: &Reader, at: Moment) -> Option<String> {
    let days = (r.zone.at(at).date() - r.zone.at(r.now).date()).get_days();
    (days > 0).then(|| words::time_in_days(r.lang, i64::from(days)))
}

fn opening_word(l: Language, opening: Opening) -> &'static str {
    match opening {
        Opening::Open => words::opening_open(l),
        Opening::Request => words::opening_request(l),
        Opening::Private => words::opening_private(l),
    }
}

fn opening_icon(opening: Opening) -> &'static str {
    match opening {
        Opening::Open => "globe",
        Opening::Request => "door-closed",
        Opening::Private => "lock",
    }
}
