//! The navigation: at the left on wide screens, a drawer on phones, with a bar of five at the bottom.
//! Invariant: both are also the answer of `GET /nav`, morphed in when a count changes; their ids are `nav` and `bottom`.

use base::{Id, Language};
use maud::{Markup, html};

use crate::face::{self, Size};
use crate::icon::{icon, mark};
use crate::page::{Frame, Place};
use crate::words;

/// One of the reader's spaces, with what is new in it.
#[derive(Clone, Debug)]
pub struct NavSpace {
    /// Which.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// The hue of its dot, in degrees; [`face::hue`] of its id unless chosen.
    pub hue: u16,
    /// Items not yet seen.
    pub unread: u32,
    /// Whether something in it can't wait.
    pub urgent: bool,
}

/// Both, for a page whose counts have changed.
pub fn both(f: &Frame) -> Markup {
    html! { (nav(f)) (bottom(f)) }
}

/// The whole navigation.
pub fn nav(f: &Frame) -> Markup {
    let l = f.reader.lang;
    html! {
        nav #nav.nav popover aria-label=(words::nav_main(l)) {
            a.brand href="/" { (mark(&f.brand, 30)) span { "palabre" small { bdi { (f.brand.name) } } } }
            a.find href="/search" data-go aria-keyshortcuts="Control+K" {
                (icon("search")) span { (words::nav_find(l)) } kbd aria-hidden="true" { (words::nav_find_keys(l)) }
            }
            ul {
                li { (place(f, Place::Home, "/", "house", words::nav_home(l), None)) }
                li { (place(f, Place::Inbox, "/inbox", "inbox", words::nav_inbox(l), count(l, f.inbox_count, false))) }
                li { (place(f, Place::People, "/people", "users", words::nav_people(l), None)) }
            }
            div.spaces {
                a.title #nav-spaces href="/spaces" aria-current=[page_if(f.current == Place::Spaces)] { (words::nav_spaces(l)) }
                ul aria-labelledby="nav-spaces" {
                    @for space in &f.spaces {
                        li {
                            a.unread[space.unread > 0] href=(format!("/spaces/{}", space.id)) aria-current=[page_if(f.current == Place::Space(space.id))] {
                                (dot(space.hue)) span { bdi { (space.name) } } (count(l, space.unread, space.urgent).unwrap_or_default())
                            }
                        }
                    }
                    @if f.may_open_space { li { (place(f, Place::NewSpace, "/spaces/new", "plus", words::nav_new_space(l), None)) } }
                }
            }
            (me(f))
        }
    }
}

/// The bar at the bottom of a phone's screen.
pub fn bottom(f: &Frame) -> Markup {
    let l = f.reader.lang;
    let at_space = matches!(f.current, Place::Space(_) | Place::NewSpace | Place::Spaces);
    html! {
        nav.bottom #bottom aria-label=(words::nav_quick(l)) {
            (tab("/", "house", words::nav_home(l), f.current == Place::Home, None))
            (tab("/inbox", "inbox", words::nav_inbox(l), f.current == Place::Inbox, count(l, f.inbox_count, false)))
            (tab("/spaces", "layers", words::nav_spaces(l), at_space, None))
            (tab("/search", "search", words::nav_search(l), f.current == Place::Search, None))
            button type="button" popovertarget="nav" { (icon("menu")) (words::nav_menu(l)) }
        }
    }
}

/// The dot of a space. Decoration: the name stands beside it.
pub fn dot(hue: u16) -> Markup {
    html! { span class=(format!("dot {}", face::hue_class(hue))) aria-hidden="true" {} }
}

fn place(f: &Frame, place: Place, href: &str, glyph: &str, label: &str, count: Option<Markup>) -> Markup {
    html! {
        a.unread[count.is_some()] href=(href) aria-current=[page_if(f.current == place)] { (icon(glyph)) span { (label) } @if let Some(count) = count { (count) } }
    }
}

fn tab(href: &str, glyph: &str, label: &str, current: bool, count: Option<Markup>) -> Markup {
    html! { a href=(href) aria-current=[page_if(current)] { (icon(glyph)) (label) @if let Some(count) = count { (count) } } }
}

fn me(f: &Frame) -> Markup {
    let l = f.reader.lang;
    html! {
        details.menu.me data-menu {
            summary { (face::face(&f.person, Size::Small)) span { bdi { (f.person.name) } } (icon("chevrons-up-down")) span.sr { (words::nav_me(l)) } }
            div.panel {
                a href=(format!("/people/{}", f.person.id)) { (icon("circle-user-round")) (words::nav_profile(l)) }
                a href="/drafts" { (icon("pen-line")) (words::nav_drafts(l)) }
                a href="/me" aria-current=[page_if(f.current == Place::Me)] { (icon("settings")) (words::nav_settings(l)) }
                @if f.may_administer { a href="/administration" { (icon("shield")) (words::nav_administration(l)) } }
                a href="/charter" { (icon("scroll-text")) (words::nav_charter(l)) }
                a href="/help" { (icon("life-buoy")) (words::nav_help(l)) }
                (language_switch(l, &f.path))
                form method="post" action="/sign-out" { button type="submit" { (icon("log-out")) (words::nav_sign_out(l)) } }
            }
        }
    }
}

/// One button per other language, each in its own words.
pub fn language_switch(l: Language, back: &str) -> Markup {
    html! {
        @for other in Language::ALL.into_iter().filter(|other| *other != l) {
            form method="post" action="/language" {
                input type="hidden" name="back" value=(back);
                button type="submit" name="lang" value=(other) lang=(other) { (icon("languages")) (words::language_name(other)) }
            }
        }
    }
}

fn count(l: Language, n: u32, urgent: bool) -> Option<Markup> {
    (n > 0).then(|| {
        html! {
            span.count.urgent[urgent] {
                @if n > 99 { "99+" } @else { (n) }
                span.sr { (if urgent { words::nav_unread_urgent(l, i64::from(n)) } else { words::nav_unread(l, i64::from(n)) }) }
            }
        }
    })
}

fn page_if(current: bool) -> Option<&'static str> {
    current.then_some("page")
}
