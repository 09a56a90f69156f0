//! Accueil: Fil, my spaces newest first, blind to rank (S1-08).

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use base::Result;
use house::{House, Signed};
use kernel::items::queries;
use maud::html;
use shell::button::{self, Weight};
use shell::{Place, page};
use web::{Failure, Html, Query};

use super::start::Asked;
use crate::cards::{Shown, cards};
use crate::words;

/// How many items a page of a Fil shows: some ten screens of a telephone, laid out within what experience.md allows it.
pub const PAGE: i64 = 15;

pub async fn show(State(house): State<House>, Signed(actor): Signed, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let start = asked.start(actor.language, &actor.zone);
    let status = start.status();
    let before = start.before;
    let rooms = house.clone();
    let drawn = house.read(move |db| {
        let frame = house::frame(db, &actor, Place::Home, "/")?;
        let l = actor.language;
        let mut items = queries::feed(db, &rooms.kinds, &actor, before, PAGE + 1)?;
        let more = items.len() > usize::try_from(PAGE).unwrap_or(0);
        items.truncate(usize::try_from(PAGE).unwrap_or(0));
        let older = items.last().filter(|_| more).map(|last| start.older("/", last.id));
        let cards = cards(db, &rooms, &actor, &frame.reader, items, Shown { placed: true, whole: false })?;
        let main = html! {
            (charter_notice(&actor, "/"))
            section.feed data-feed=[before.is_none().then_some("home")] aria-label=(words::home_title(l)) {
                (start.cards(&frame.reader, &cards))
                @if cards.is_empty() && before.is_some() { (shell::empty::empty("calendar", words::day_empty_title(l), words::day_empty(l), None)) }
                @else if cards.is_empty() {
                    (shell::empty::empty("message-circle", words::home_empty_title(l), words::home_empty(l), Some(button::link(Weight::Main, None, words::home_empty_act(l), "/spaces"))))
                }
            }
            (shell::pager::pager(l, before.map(|_| "/"), older.as_deref()))
        };
        let header = html! { div.head.apart { h1 { (words::home_title(l)) } (start.jump(&frame.reader, "/")) } };
        Ok(page(&frame, words::home_title(l), &shell::columns(&header, &main, None)))
    });
    Ok((status, Html::from(drawn.await?)).into_response())
}

/// Leads whoever hasn't accepted the current charter to it, before anything is typed (S1-14).
pub fn charter_notice(actor: &kernel::Actor, here: &str) -> maud::Markup {
    html! {
        @if !actor.charter {
            p.notice { (shell::icon("scroll-text")) span { (words::charter_first(actor.language)) " " a href=(format!("/charter?next={here}")) { (words::charter_read(actor.language)) } } }
        }
    }
}
