//! The way to what is older: a link, never an endless page.

use base::{Language, Moment};
use maud::{Markup, html};

use crate::view::Reader;
use crate::{icon, times, words};

/// “Aller à une date”: a menu with the form that leads to what stood on a day and before. `day` is what was asked, and `wrong` says why it can't be found.
pub fn jump(l: Language, action: &str, day: &str, wrong: Option<&str>) -> Markup {
    html! {
        details.menu.jump data-menu open[wrong.is_some()] {
            summary { (icon("calendar")) (words::jump_to(l)) }
            form.panel method="get" action=(action) {
                label.sr for="jump" { (words::jump_day(l)) }
                input #jump type="date" name="on" value=(day) required aria-invalid=[wrong.map(|_| "true")] aria-describedby=[wrong.map(|_| "jump-error")];
                button.btn type="submit" { (words::jump_go(l)) }
                @if let Some(wrong) = wrong { p.error #jump-error role="alert" { (icon("circle-alert")) (wrong) } }
            }
        }
    }
}

/// Over a page that goes back from a day: which one, and the way to what is newest.
pub fn since(l: Language, day: &str, newest: &str) -> Markup {
    html! {
        div.notice.since { p { (icon("calendar")) (words::jump_shown(l, day)) } a.btn href=(newest) { (icon("arrow-up")) (words::jump_newest(l)) } }
    }
}

/// The line between what was unread when the page was opened, above, and what had been read, below. It stays where it is.
pub fn unread(r: &Reader, since: Moment) -> Markup {
    html! { p.unread-line data-unread { span { (icon("arrow-up")) (words::unread_since(r.lang)) " · " (times::time(r, since)) } } }
}

/// “Plus ancien”, and “Plus récent” once one has gone back.
pub fn pager(l: Language, newer: Option<&str>, older: Option<&str>) -> Markup {
    html! {
        @if newer.is_some() || older.is_some() {
            nav.pager aria-label=(words::pager_title(l)) {
                @if let Some(href) = newer { a.btn href=(href) rel="prev" { (icon("arrow-up")) (words::pager_newer(l)) } }
                @if let Some(href) = older { a.btn href=(href) rel="next" { (icon("arrow-down")) (words::pager_older(l)) } }
            }
        }
    }
}
