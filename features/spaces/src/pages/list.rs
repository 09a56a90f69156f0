//! The list of spaces: mine with what is new in them, then those I could join or ask for. A private space of others is never in it.

use std::collections::HashMap;

use axum::extract::State;
use base::checked::SPACE_NAME;
use base::{Id, Language, Result};
use house::{House, Signed};
use kernel::Actor;
use kernel::spaces::Space;
use kernel::spaces::queries::{self, Audience};
use maud::{Markup, html};
use serde::Deserialize;
use shell::button::{self, Weight};
use shell::view::SpaceLine;
use shell::{Place, page};
use store::Db;
use url::form_urlencoded::Serializer;
use web::{Failure, Html, Paging, Query};

use crate::{shape, words};

/// Most spaces read for one page.
const PAGE: i64 = 200;

#[derive(Deserialize)]
pub struct Narrow {
    #[serde(default)]
    q: String,
    #[serde(default)]
    archived: bool,
}

/// Both lists, as drawn.
struct Found {
    mine: Vec<SpaceLine>,
    others: Vec<SpaceLine>,
    next: Option<Id>,
}

pub async fn show(
    State(house): State<House>,
    Signed(actor): Signed,
    Query(narrow): Query<Narrow>,
    paging: Paging,
) -> Result<Html, Failure> {
    let after = paging.key::<1>()?.map(|[id]| Id(id));
    house.read(move |db| draw(db, &actor, &narrow, after)).await.map(Html::from)
}

/// The navigation alone, for pages that hear that a count has changed.
pub async fn nav(State(house): State<House>, Signed(actor): Signed) -> Result<Html, Failure> {
    house.read(move |db| Ok(shell::nav::both(&house::frame(db, &actor, Place::Other, "/")?))).await.map(Html::from)
}

fn draw(db: &Db, actor: &Actor, narrow: &Narrow, after: Option<Id>) -> Result<Markup> {
    let frame = house::frame(db, actor, Place::Spaces, "/spaces")?;
    let l = frame.reader.lang;
    let found = find(db, actor, narrow, after)?;
    let none = found.mine.is_empty() && found.others.is_empty();
    let main = html! {
        (filter(l, narrow, actor.is_insider()))
        @if !found.mine.is_empty() { section { h2 { (words::list_mine(l)) } (shell::space::list(l, &found.mine)) } }
        @if !found.others.is_empty() { section { h2 { (words::list_others(l)) } (shell::space::list(l, &found.others)) } }
        @if none { (nothing(l, narrow)) }
        @if let Some(next) = found.next { nav.pager { (button::link(Weight::Plain, None, words::list_more(l), &further(narrow, next))) } }
    };
    Ok(page(&frame, words::list_title(l), &page::plain(words::list_title(l), Some(words::list_purpose(l)), &main)))
}

fn find(db: &Db, actor: &Actor, narrow: &Narrow, after: Option<Id>) -> Result<Found> {
    let name = after.map(|id| shape::place_of_space(db, actor, id)).transpose()?;
    let mut known = queries::known(db, actor, &narrow.q, narrow.archived, name.as_deref().zip(after), PAGE + 1)?;
    let more = i64::try_from(known.len()).is_ok_and(|n| n > PAGE);
    known.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
    let next = known.last().filter(|_| more).map(|space| space.id);
    known.retain(|space| space.my_role.is_none());
    let wanted = text::fold(&narrow.q);
    let mine = if after.is_none() { queries::mine(db, actor)? } else { Vec::new() };
    let mine =
        mine.into_iter().filter(|m| (narrow.archived || m.space.archived_at.is_none()) && text::fold(&m.space.name).contains(&wanted));
    let mine: Vec<(Space, i64)> = mine.map(|m| (m.space, m.unread)).collect();
    let ids: Vec<Id> = mine.iter().map(|(space, _)| space.id).chain(known.iter().map(|space| space.id)).collect();
    let audiences = queries::audiences(db, &ids)?;
    Ok(Found {
        mine: mine.into_iter().map(|(space, unread)| line(&audiences, space, unread)).collect(),
        others: known.into_iter().map(|space| line(&audiences, space, 0)).collect(),
        next,
    })
}

fn line(audiences: &HashMap<Id, Audience>, space: Space, unread: i64) -> SpaceLine {
    let audience = audiences.get(&space.id).copied().unwrap_or_default();
    let count = |n: i64| u32::try_from(n).unwrap_or(u32::MAX);
    SpaceLine {
        space: house::space_ref(&space),
        opening: house::opening(space.opening),
        people: count(audience.people),
        guests: count(audience.guests),
        unread: count(unread),
        archived: space.archived_at.is_some(),
        purpose: space.purpose,
    }
}

fn filter(l: Language, narrow: &Narrow, may_open: bool) -> Markup {
    html! {
        form.column method="get" action="/spaces" role="search" {
            div.card.search {
                (shell::icon("search"))
                input type="search" name="q" value=(narrow.q) maxlength=(SPACE_NAME) aria-label=(words::list_filter(l)) placeholder=(words::list_filter(l));
                (button::submit(Weight::Plain, None, words::list_search(l)))
            }
            div.row.apart {
                (shell::form::checkbox("archived", words::list_archived(l), None, narrow.archived))
                @if may_open { (button::link(Weight::Main, Some("plus"), words::list_new(l), "/spaces/new")) }
            }
        }
    }
}

fn nothing(l: Language, narrow: &Narrow) -> Markup {
    if narrow.q.trim().is_empty() {
        shell::empty::empty("layers", words::list_empty(l), words::list_empty_purpose(l), None)
    } else {
        shell::empty::empty("search", words::list_none(l), words::list_none_purpose(l), None)
    }
}

fn further(narrow: &Narrow, after: Id) -> String {
    let mut query = Serializer::new(String::new());
    query.append_pair("after", &web::Cursor(vec![after.0]).to_string());
    if !narrow.q.is_empty() {
        query.append_pair("q", &narrow.q);
    }
    if narrow.archived {
        query.append_pair("archived", "1");
    }
    format!("/spaces?{}", query.finish())
}
