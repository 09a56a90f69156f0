//! Pages for what went wrong: what happened, what was kept, what to do. Never a raw code alone.

use base::Language;
use maud::{Markup, html};

use crate::button::{self, Weight};
use crate::{icon, words};

/// What went wrong, as a person sees it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Trouble {
    /// 404: not there, or not yours to know.
    NotFound,
    /// 403: seen but not allowed.
    Forbidden,
    /// 429 and 503: later.
    Busy,
    /// 400, 413, 415 and the like: the browser sent what can't be read.
    Unreadable,
    /// 500: our fault.
    Broken,
}

impl Trouble {
    /// The trouble that a status stands for.
    pub fn of_status(status: u16) -> Trouble {
        match status {
            404 | 405 | 410 => Trouble::NotFound,
            401 | 403 => Trouble::Forbidden,
            429 | 503 => Trouble::Busy,
            400..=499 => Trouble::Unreadable,
            _ => Trouble::Broken,
        }
    }

    /// The title of the page.
    pub fn title(self, l: Language) -> &'static str {
        match self {
            Trouble::NotFound => words::error_not_found(l),
            Trouble::Forbidden => words::error_forbidden(l),
            Trouble::Busy => words::error_busy(l),
            Trouble::Unreadable => words::error_unreadable(l),
            Trouble::Broken => words::error_broken(l),
        }
    }

    fn advice(self, l: Language) -> &'static str {
        match self {
            Trouble::NotFound => words::error_not_found_advice(l),
            Trouble::Forbidden => words::error_forbidden_advice(l),
            Trouble::Busy => words::error_busy_advice(l),
            Trouble::Unreadable => words::error_unreadable_advice(l),
            Trouble::Broken => words::error_broken_advice(l),
        }
    }
}

/// What stands below the title, in a page with or without navigation. `reference` is what to quote to whoever helps.
pub fn error(l: Language, trouble: Trouble, reference: Option<&str>) -> Markup {
    html! {
        div.trouble {
            p { (trouble.advice(l)) }
            @if let Some(reference) = reference { p.quiet { (words::error_reference(l)) " " code { (reference) } } }
            div.row { (button::link(Weight::Main, Some("house"), words::error_home(l), "/")) (button::link(Weight::Plain, Some("life-buoy"), words::nav_help(l), "/help")) }
        }
    }
}

/// The same as a part of a page.
pub fn section(l: Language, trouble: Trouble, reference: Option<&str>) -> Markup {
    html! { div.empty { span.disc { (icon("circle-alert")) } h1 { (trouble.title(l)) } (error(l, trouble, reference)) } }
}
