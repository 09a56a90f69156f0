//! One-press acts on an item: like, follow, keep, pin, trash and its undo. Scripts get the card back, browsers without them the page.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use base::{Id, Result};
use house::{House, Signed};
use kernel::items::{self, LIKE};
use kernel::spaces::Level;
use kernel::{Actor, Contribute, Moderate, View, access};
use maud::{Markup, html};
use serde::Deserialize;
use shell::view::Toast;
use store::Tx;
use web::{Failure, Form, Path, Wants, fragments};

use super::{as_on, card_of};
use crate::words;

#[derive(Deserialize)]
pub struct Act {
    #[serde(default = "yes")]
    on: bool,
    emoji: Option<String>,
}

fn yes() -> bool {
    true
}

/// Does it, then answers with the thread's card as it now is.
async fn done(
    house: House,
    actor: Actor,
    id: Id,
    wants: Wants,
    toast: Option<Toast>,
    act: impl FnOnce(&Tx, &Actor) -> Result<()> + Send + 'static,
) -> Result<Response, Failure> {
    let by = actor.clone();
    house.write(move |tx| act(tx, &by)).await?;
    if wants == Wants::Page {
        return Ok(Redirect::to(&format!("/items/{id}")).into_response());
    }
    let rooms = house.clone();
    let l = actor.language;
    let card = house.read(move |db| card_of(db, &rooms, &actor, id, as_on(wants))).await?;
    Ok(fragments(StatusCode::OK, &[card, toasted(l, toast)]))
}

fn toasted(l: base::Language, toast: Option<Toast>) -> Markup {
    html! { @if let Some(toast) = toast { (shell::toast::toast(l, &toast)) } }
}

pub async fn react(
    State(house): State<House>,
    Signed(actor): Signed,
    Path(id): Path<Id>,
    wants: Wants,
    Form(act): Form<Act>,
) -> Result<Response, Failure> {
    done(house, actor, id, wants, None, move |tx, actor| {
        let item = access::item::<Contribute>(tx, actor, id)?;
        let emoji = act.emoji.as_deref().unwrap_or(LIKE);
        if act.on { items::react(tx, &item, emoji) } else { items::unreact(tx, &item, emoji) }
    })
    .await
}

pub async fn follow(
    State(house): State<House>,
    Signed(actor): Signed,
    Path(id): Path<Id>,
    wants: Wants,
    Form(act): Form<Act>,
) -> Result<Response, Failure> {
    done(house, actor, id, wants, None, move |tx, actor| {
        let item = access::item::<View>(tx, actor, id)?;
        if act.on { items::follow(tx, &item, Level::All) } else { items::unfollow(tx, &item) }
    })
    .await
}

pub async fn bookmark(
    State(house): State<House>,
    Signed(actor): Signed,
    Path(id): Path<Id>,
    wants: Wants,
    Form(act): Form<Act>,
) -> Result<Response, Failure> {
    done(house, actor, id, wants, None, move |tx, actor| {
        let item = access::item::<View>(tx, actor, id)?;
        if act.on { items::bookmark(tx, &item) } else { items::unbookmark(tx, &item) }
    })
    .await
}

pub async fn pin(
    State(house): State<House>,
    Signed(actor): Signed,
    Path(id): Path<Id>,
    wants: Wants,
    Form(act): Form<Act>,
) -> Result<Response, Failure> {
    done(house, actor, id, wants, None, move |tx, actor| {
        let item = access::item::<Moderate>(tx, actor, id)?;
        if act.on { items::pin(tx, &item) } else { items::unpin(tx, &item) }
    })
    .await
}

pub async fn trash(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>, wants: Wants) -> Result<Response, Failure> {
    let toast = Toast { text: words::trashed_toast(actor.language).into(), undo: Some(format!("/items/{id}/restore")) };
    done(house, actor, id, wants, Some(toast), move |tx, actor| items::trash(tx, &access::item_to_trash(tx, actor, id)?)).await
}

pub async fn restore(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>, wants: Wants) -> Result<Response, Failure> {
    let toast = Toast { text: words::restored_toast(actor.language).into(), undo: None };
    let kinds = house.kinds.clone();
    done(house, actor, id, wants, Some(toast), move |tx, actor| items::restore(tx, &kinds, &access::item_to_trash(tx, actor, id)?)).await
}
