//! An item's own page: the whole thread, what waits about it settled by opening it. Also its bare card, and its print view.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use base::{Id, Result};
use house::{House, Signed};
use kernel::items::View as ItemView;
use kernel::items::queries;
use kernel::{View, access, notices, people};
use maud::{PreEscaped, html};
use serde::Deserialize;
use shell::view::SpaceRef;
use shell::{Place, dom, page};
use web::{Failure, Html, Path, Query};

use super::card_of;
use crate::cards::Shown;
use crate::words;

pub async fn show(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Result<Response, Failure> {
    let (rooms, reader) = (house.clone(), actor.clone());
    let (root, drawn) = house
        .read(move |db| {
            let item = access::item::<View>(db, &reader, id)?;
            let (root, space) = (item.it().root_id, &item.it().space);
            if root != id {
                return Ok((root, None));
            }
            let mut frame = house::frame(db, &reader, Place::Space(space.id), &format!("/items/{id}"))?;
            let topic = format!("space:{}", space.id);
            if !frame.live_topics.contains(&topic) {
                frame.live_topics.push(topic);
            }
            let card = card_of(db, &rooms, &reader, id, Shown { placed: true, whole: true })?;
            let there = SpaceRef { id: space.id, name: space.name.clone(), hue: shell::face::hue(space.id) };
            let title = match item.it().title.as_str() {
                "" => words::item_of(reader.language, people::name(db, item.it().author_id)?),
                title => title.to_owned(),
            };
            let head = shell::space::crumb(reader.language, &there);
            Ok((root, Some(page(&frame, &title, &shell::columns(&head, &html! { section.feed { (card) } }, None)))))
        })
        .await?;
    let Some(drawn) = drawn else { return Ok(Redirect::to(&dom::permalink(root, id)).into_response()) };
    let settled = house.write(move |tx| notices::settle_thread(tx, &actor, root)).await;
    if let Err(Failure(fault)) = settled {
        tracing::warn!(%fault, "notices could not be settled");
    }
    Ok(Html::from(drawn).into_response())
}

#[derive(Deserialize)]
pub struct Stands {
    whole: Option<String>,
    placed: Option<String>,
}

/// The card alone, as scripts fetch it when something about it changed: under the reader's own rights, every time.
pub async fn card(
    State(house): State<House>,
    Signed(actor): Signed,
    Path(id): Path<Id>,
    Query(asked): Query<Stands>,
) -> Result<Html, Failure> {
    let (rooms, whole) = (house.clone(), asked.whole.is_some());
    let shown = Shown { placed: whole || asked.placed.is_some(), whole };
    Ok(house.read(move |db| card_of(db, &rooms, &actor, id, shown)).await?.into())
}

/// The item and its thread without navigation, for paper (S0-30).
pub async fn print(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Result<Html, Failure> {
    let kinds = house.kinds.clone();
    let drawn = house.read(move |db| {
        let item = access::item::<View>(db, &actor, id)?;
        let view = queries::one(db, &kinds, &item)?;
        let comments = queries::comments(db, &kinds, &item, None, 1000)?;
        let brand = house::brand(db)?;
        let when = |view: &ItemView| shell::times::full(actor.language, &actor.zone, view.created_at);
        let title = if view.title.is_empty() { words::item_of(actor.language, &view.author.name) } else { view.title.clone() };
        let main = html! {
            p.row.no-print { button.btn type="button" data-print hidden { (shell::icon("printer")) (words::print_now(actor.language)) } span.quiet { (words::print_hint(actor.language)) } }
            article.sheet {
                p.quiet { (view.author.name) " · " (view.space_name) " · " (when(&view)) }
                div.prose { (PreEscaped(&view.html)) }
                (carried(&view))
                @for comment in &comments {
                    section { p { b { (comment.author.name) } " " span.quiet { (when(comment)) } } div.prose { (PreEscaped(&comment.html)) } (carried(comment)) }
                }
            }
        };
        Ok(shell::bare_page(actor.language, brand, &title, &main))
    });
    Ok(drawn.await?.into())
}

/// The names of the files of an item: on paper there is nothing to press.
fn carried(view: &ItemView) -> maud::Markup {
    html! { @if !view.files.is_empty() { ul { @for file in &view.files { li { (shell::icon("paperclip")) " " (file.name) } } } } }
}
