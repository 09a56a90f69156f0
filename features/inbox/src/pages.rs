//! The page, and its two acts. Scripts get the list and the navigation back, browsers without them the page again.

use axum::Router;
use axum::extract::State;
use axum::http::header::REFERER;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use base::{Id, Result};
use house::{House, Signed};
use kernel::{Actor, notices};
use maud::{Markup, html};
use serde::Deserialize;
use shell::button::{self, Weight};
use shell::view::Tab;
use shell::{Frame, Place, page};
use store::Db;
use web::{Failure, Form, Html, Path, Query, Wants, fragments};

use crate::line::line;
use crate::words;

/// How many notices a page shows.
const PAGE: usize = 50;

/// The pages of À traiter.
pub fn pages() -> Router<House> {
    Router::new().route("/inbox", get(show)).route("/inbox/{id}/read", post(settle)).route("/inbox/read", post(settle_all))
}

/// Which part of the list is shown.
#[derive(Clone, Default, Deserialize)]
struct Shown {
    all: Option<String>,
    before: Option<String>,
}

impl Shown {
    /// Where a form was sent from: the same part is shown again.
    fn referred(headers: &HeaderMap) -> Shown {
        let from = headers.get(REFERER).and_then(|value| value.to_str().ok()).and_then(|value| value.parse::<Uri>().ok());
        let from = from.filter(|uri| uri.path() == "/inbox").and_then(|uri| axum::extract::Query::try_from_uri(&uri).ok());
        from.map(|axum::extract::Query(shown)| shown).unwrap_or_default()
    }

    fn all(&self) -> bool {
        self.all.is_some()
    }

    fn before(&self) -> Option<Id> {
        self.before.as_deref().and_then(|id| id.parse().ok())
    }

    fn href(&self, before: Option<Id>) -> String {
        match (self.all(), before) {
            (false, None) => "/inbox".into(),
            (true, None) => "/inbox?all=1".into(),
            (false, Some(id)) => format!("/inbox?before={id}"),
            (true, Some(id)) => format!("/inbox?all=1&before={id}"),
        }
    }
}

async fn show(State(house): State<House>, Signed(actor): Signed, Query(shown): Query<Shown>) -> Result<Html, Failure> {
    let drawn = house.read(move |db| {
        let l = actor.language;
        let (frame, list) = drawn(db, &actor, &shown)?;
        Ok(page(&frame, words::title(l), &page::plain(words::title(l), Some(words::purpose(l)), &list)))
    });
    Ok(drawn.await?.into())
}

async fn settle(
    State(house): State<House>,
    Signed(actor): Signed,
    Path(id): Path<Id>,
    wants: Wants,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let by = actor.clone();
    house.write(move |tx| notices::settle(tx, &by, id)).await?;
    settled(house, actor, wants, Shown::referred(&headers)).await
}

#[derive(Deserialize)]
struct Seen {
    up_to: Option<String>,
}

async fn settle_all(
    State(house): State<House>,
    Signed(actor): Signed,
    wants: Wants,
    headers: HeaderMap,
    Form(seen): Form<Seen>,
) -> Result<Response, Failure> {
    let (by, up_to) = (actor.clone(), seen.up_to.and_then(|id| id.parse().ok()));
    house.write(move |tx| notices::settle_all(tx, &by, up_to)).await?;
    settled(house, actor, wants, Shown::referred(&headers)).await
}

async fn settled(house: House, actor: Actor, wants: Wants, shown: Shown) -> Result<Response, Failure> {
    if wants == Wants::Page {
        return Ok(Redirect::to(&shown.href(None)).into_response());
    }
    let parts = house.read(move |db| {
        let (frame, list) = drawn(db, &actor, &shown)?;
        Ok([list, shell::nav::both(&frame)])
    });
    Ok(fragments(StatusCode::OK, &parts.await?))
}

/// The list as a region that live updates fetch again, and the frame whose count agrees with it.
fn drawn(db: &Db, actor: &Actor, shown: &Shown) -> Result<(Frame, Markup)> {
    let frame = house::frame(db, actor, Place::Inbox, &shown.href(None))?;
    let (l, r) = (actor.language, &frame.reader);
    let mut found = notices::page(db, actor.id, shown.all(), shown.before(), i64::try_from(PAGE + 1).unwrap_or(i64::MAX))?;
    let more = found.len() > PAGE;
    found.truncate(PAGE);
    let older = found.last().filter(|_| more).map(|last| shown.href(Some(last.id)));
    let newer = shown.before().map(|_| shown.href(None));
    let tab = |label: &str, all: bool| {
        let count = if all { 0 } else { frame.inbox_count };
        Tab { label: label.into(), href: if all { "/inbox?all=1" } else { "/inbox" }.into(), current: all == shown.all(), count }
    };
    let list = html! {
        div.column #inbox data-refresh {
            (shell::space::tabs(words::views(l), &[tab(words::view_waiting(l), false), tab(words::view_all(l), true)]))
            @if let Some(newest) = found.first().filter(|_| frame.inbox_count > 0) {
                form.row method="post" action="/inbox/read" data-send="act" {
                    input type="hidden" name="up_to" value=(newest.id);
                    (button::submit(Weight::Plain, Some("check"), words::seen_all(l)))
                }
            }
            @if found.is_empty() {
                (shell::empty::empty("inbox", words::empty_title(l), words::empty(l), Some(button::link(Weight::Plain, None, words::empty_act(l), "/"))))
            } @else {
                ul.card.list.notices { @for notice in &found { (shell::notices::notice(r, &line(l, notice))) } }
            }
            (shell::pager::pager(l, newer.as_deref(), older.as_deref()))
        }
    };
    Ok((frame, list))
}
