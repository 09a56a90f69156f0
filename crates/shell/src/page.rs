//! The full HTML document around a view. Invariant: it works without scripts; scripts find what they need in `<body data-…>` and `#words`.
//! Deliberately absent: inline scripts and styles.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use base::{Id, Language};

use crate::toast::{self, Toast};
use crate::view::{Brand, Face, NavSpace, Reader};
use crate::{assets, dialog, nav, words};

/// Everything around a view: who reads, where one is, what waits, what is followed live.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Language, zone, clock.
    pub reader: Reader,
    /// The network's own name, logo and accent.
    pub brand: Brand,
    /// The reader, as named at the foot of the navigation.
    pub person: Face,
    /// The reader's spaces, in the order of the navigation.
    pub spaces: Vec<NavSpace>,
    /// What waits in À traiter.
    pub inbox_count: u32,
    /// The place this page belongs to.
    pub current: Place,
    /// Whether “Nouvel espace” is offered.
    pub may_open_space: bool,
    /// Whether “Administration” is offered.
    pub may_administer: bool,
    /// What the page follows live, e.g. `space:42`, `inbox`.
    pub live_topics: Vec<String>,
    /// The last change the page shows: where live resumes.
    pub seq: i64,
    /// What just happened, with its undo.
    pub toast: Option<Toast>,
    /// The page's own path, to come back to after a switch of language.
    pub path: String,
}

impl Frame {
    /// A frame with nothing waiting and nothing followed; features set the rest.
    pub fn new(reader: Reader, brand: Brand, person: Face) -> Frame {
        Frame {
            reader,
            brand,
            person,
            spaces: Vec::new(),
            inbox_count: 0,
            current: Place::Other,
            may_open_space: false,
            may_administer: false,
            live_topics: vec!["inbox".into()],
            seq: 0,
            toast: None,
            path: "/".into(),
        }
    }
}

/// Where a page belongs in the navigation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// Accueil.
    Home,
    /// À traiter.
    Inbox,
    /// The list of spaces.
    Spaces,
    /// One space.
    Space(Id),
    /// The form of a new space.
    NewSpace,
    /// Annuaire.
    People,
    /// Recherche.
    Search,
    /// Own profile and settings.
    Me,
    /// None of them.
    Other,
}

/// The whole document. `main` brings its own `h1`; see [`columns`] for a header, a column and a side.
pub fn page(f: &Frame, title: &str, main: &Markup) -> Markup {
    let l = f.reader.lang;
    let body = html! {
        a.skip href="#main" { (words::page_skip(l)) }
        div.app {
            (nav::nav(f))
            main #main tabindex="-1" { (main) }
        }
        (nav::bottom(f))
        p #offline role="status" hidden { (words::live_offline(l)) }
        button #fresh type="button" hidden {}
        (toast::region(l, f.toast.as_ref()))
        (dialog::go(l))
        (dialog::keys(l))
        (dialog::sheet(l))
        script #words type="application/json" { (PreEscaped(script_words(l))) }
    };
    let follows = f.live_topics.join(" ");
    html! {
        (DOCTYPE)
        html lang=(l) {
            (head(title, &f.brand))
            body data-live=(follows) data-seq=(f.seq) data-person=(f.person.id) data-zone=(f.reader.zone) { (body) }
        }
    }
}

/// A header over two columns: what the page is for, and an optional side that folds below on narrow screens.
pub fn columns(header: &Markup, main: &Markup, side: Option<&Markup>) -> Markup {
    html! {
        div.page.with-side[side.is_some()] {
            header { (header) }
            div.column { (main) }
            @if let Some(side) = side { aside { (side) } }
        }
    }
}

/// A page of one column under its title, with a sentence saying what it is for.
pub fn plain(title: &str, purpose: Option<&str>, main: &Markup) -> Markup {
    let header = html! {
        div.head { h1 { (title) } @if let Some(purpose) = purpose { p.quiet { (purpose) } } }
    };
    columns(&header, main, None)
}

pub(crate) fn head(title: &str, brand: &Brand) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover";
            title { (title) " · " (brand.name) }
            meta name="color-scheme" content="light dark";
            meta name="referrer" content="same-origin";
            link rel="preload" href=(assets::href("inter.woff2")) as="font" type="font/woff2" crossorigin;
            link rel="stylesheet" href=(assets::href("app.css"));
            @if let Some(accent) = &brand.accent { link rel="stylesheet" href=(accent); }
            @match &brand.logo {
                Some(logo) => link rel="icon" type="image/png" href=(logo);,
                None => link rel="icon" type="image/svg+xml" href=(assets::href("sign.svg"));,
            }
            script type="module" src=(assets::href("app.js")) {}
            @for module in assets::modules() { link rel="modulepreload" href=(module); }
        }
    }
}

/// Every word that scripts write, so that scripts hold none. Placeholders are `{n}`, `{t}` and the like.
pub(crate) fn script_words(l: Language) -> String {
    let months: Vec<String> = (1..=12).map(|n| words::time_month_name(l, n)).collect();
    let weekdays: Vec<String> = (1..=7).map(|n| words::time_weekday_name(l, n)).collect();
    let all = serde_json::json!({
        "sending": words::send_sending(l),
        "waiting": words::send_waiting(l),
        "refused": words::send_refused(l),
        "retry": words::send_retry(l),
        "discard": words::send_discard(l),
        "fresh": { "one": words::live_fresh(l, "single", "{n}"), "other": words::live_fresh(l, "several", "{n}") },
        "copied": words::toast_copied(l),
        "draft": {
            "kept": words::draft_kept(l), "here": words::draft_here(l), "other": words::draft_other(l), "take": words::draft_take(l), "leave": words::draft_leave(l),
        },
        "offline": words::live_offline(l),
        "results": { "one": words::go_results(l, "single", "{n}"), "other": words::go_results(l, "several", "{n}") },
        "files": {
            "photographed": words::files_photographed(l, "{date}"), "page": words::files_one_page(l), "pages": words::files_more_pages(l, "{n}"),
            "next": words::files_next_page(l), "remove": words::files_remove(l, "{name}"), "progress": words::files_progress(l, "{name}"),
            "waiting": words::files_waiting(l), "ready": words::files_ready(l), "many": words::files_too_many(l, "{n}"),
            "unreadable": words::files_unreadable(l),
        },
        "time": {
            "now": words::time_now(l), "ago": words::time_minutes_ago(l, "{n}"), "soon": words::time_in_minutes(l, "{n}"),
            "today": words::time_today(l, "{t}"), "yesterday": words::time_yesterday(l, "{t}"), "tomorrow": words::time_tomorrow(l, "{t}"),
            "weekday": words::time_weekday(l, "{w}", "{t}"), "day": words::time_day(l, "{d}", "{m}"), "date": words::time_date(l, "{d}", "{m}", "{y}"),
            "full": words::time_full(l, "{w}", "{date}", "{t}", "{z}"),
            "clock": words::time_clock(l, "{h}", "{min}"), "hour": words::time_clock_hour(l, "{h}"), "first": words::time_first(l),
            "months": months, "weekdays": weekdays, "pad": l == Language::En,
        },
    });
    // The text stands inside a script element: nothing in it may look like the end of one.
    all.to_string().replace('<', "\\u003c")
}
