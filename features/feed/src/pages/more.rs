//! The history of an item, and the two forms that make something of it: share, become.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use base::{Id, Refusal, Result};
use house::{House, Signed};
use kernel::items::{self, NewItem, queries};
use kernel::{Action, Kind, View, access, once, spaces};
use maud::{PreEscaped, html};
use serde::Deserialize;
use serde_json::{Value as Json, json};
use shell::button::{self, Weight};
use shell::form;
use shell::view::SpaceRef;
use shell::{Place, page};
use web::{Failure, Form, Html, Paging, Path};

use crate::words;

pub async fn history(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>, paging: Paging) -> Result<Html, Failure> {
    let drawn = house.read(move |db| {
        let l = actor.language;
        let item = access::item::<View>(db, &actor, id)?;
        let here = format!("/items/{id}/history");
        let frame = house::frame(db, &actor, Place::Space(item.it().space.id), &here)?;
        let before = paging.key::<1>()?.map(|[revision]| revision);
        let found = queries::history(db, &item, before, paging.rows())?;
        let versions = paging.page(found, |version| [version.revision]);
        let main = html! {
            p { a.place href=(format!("/items/{id}")) { (shell::icon("arrow-left")) " " (words::history_back(l)) } }
            @for version in &versions.items {
                section.card.form.version {
                    h2 { (words::history_version(l, version.revision, &version.author_name)) " · " (shell::times::time(&frame.reader, version.at)) }
                    @if !version.title.is_empty() { h3 { (version.title) } }
                    div.prose { (PreEscaped(&version.html)) }
                }
            }
            (super::pager(l, &here, &paging, versions.next.as_ref()))
        };
        Ok(page(&frame, words::history_title(l), &page::plain(words::history_title(l), None, &main)))
    });
    Ok(drawn.await?.into())
}

pub async fn share_form(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Result<Html, Failure> {
    let drawn = house.read(move |db| {
        let l = actor.language;
        let item = access::item::<View>(db, &actor, id)?;
        let frame = house::frame(db, &actor, Place::Space(item.it().space.id), &format!("/items/{id}/share"))?;
        let mine = spaces::queries::mine(db, &actor)?;
        let places: Vec<SpaceRef> = mine
            .iter()
            .map(|mine| &mine.space)
            .filter(|s| s.id != item.it().space.id && access::may(&actor, s, Action::Contribute) && s.my_role >= Some(s.who_posts))
            .map(|s| SpaceRef { id: s.id, name: s.name.clone(), hue: shell::face::hue(s.id) })
            .collect();
        let main = html! {
            @if places.is_empty() { p.notice { (words::share_nowhere(l)) } } @else { (shell::share::share_form(&frame.reader, id, &places)) }
        };
        Ok(page(&frame, words::share_title(l), &page::plain(words::share_title(l), None, &main)))
    });
    Ok(drawn.await?.into())
}

#[derive(Deserialize)]
pub struct Shared {
    space: Option<String>,
    #[serde(default)]
    body: String,
    key: Option<String>,
}

pub async fn share(
    State(house): State<House>,
    Signed(actor): Signed,
    Path(id): Path<Id>,
    Form(shared): Form<Shared>,
) -> Result<Response, Failure> {
    let space: Id = shared.space.as_deref().and_then(|id| id.parse().ok()).ok_or_else(|| Refusal::field("space", "required"))?;
    let print = serde_json::to_vec(&(id, space, &shared.body)).unwrap_or_default();
    let kinds = house.kinds.clone();
    house
        .write(move |tx| {
            once::once(tx, actor.id, shared.key.as_deref(), &print, || {
                let shown = access::item::<View>(tx, &actor, id)?;
                let there = access::space_to_post(tx, &actor, space, Kind::Share)?;
                Ok(items::share(tx, &kinds, &shown, &there, &shared.body)?.to_string())
            })
        })
        .await?;
    Ok(Redirect::to(&format!("/spaces/{space}")).into_response())
}

pub async fn become_form(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Result<Html, Failure> {
    let drawn = house.read(move |db| {
        let l = actor.language;
        let item = access::item::<View>(db, &actor, id)?;
        let frame = house::frame(db, &actor, Place::Space(item.it().space.id), &format!("/items/{id}/become"))?;
        let kinds = Kind::OFFERED.iter().filter(|kind| **kind != item.it().kind && item.it().space.allows(**kind));
        let options: Vec<(&str, String)> = kinds.map(|kind| (kind.name(), kind_word(l, *kind).to_owned())).collect();
        let main = html! {
            form.card.form method="post" action=(format!("/items/{id}/become")) data-send="act" {
                (form::key(&frame.reader, id))
                (form::Field::new("kind", words::become_kind(l)).select(l, &options))
                (form::Field::new("options", words::become_options(l)).free().rows(3).show(l))
                div.row { p.error hidden {} (button::submit(Weight::Main, None, words::become_send(l))) }
            }
        };
        Ok(page(&frame, words::become_title(l), &page::plain(words::become_title(l), Some(words::become_purpose(l)), &main)))
    });
    Ok(drawn.await?.into())
}

fn kind_word(l: base::Language, kind: Kind) -> &'static str {
    match kind {
        Kind::QuickNote => words::become_quick_note(l),
        Kind::Question => words::become_question(l),
        Kind::Poll => words::become_poll(l),
        Kind::Post | Kind::Share | Kind::Comment => words::become_post(l),
    }
}

#[derive(Deserialize)]
pub struct Wanted {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    options: String,
    key: Option<String>,
}

pub async fn become_kind(
    State(house): State<House>,
    Signed(actor): Signed,
    Path(id): Path<Id>,
    Form(wanted): Form<Wanted>,
) -> Result<Response, Failure> {
    let print = serde_json::to_vec(&(id, &wanted.kind, &wanted.options)).unwrap_or_default();
    let kinds = house.kinds.clone();
    let answer = house
        .write(move |tx| {
            once::once(tx, actor.id, wanted.key.as_deref(), &print, || {
                let from = access::item::<View>(tx, &actor, id)?;
                let options: Vec<&str> = wanted.options.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
                let data = if wanted.kind == "poll" { json!({ "options": options }) } else { Json::Null };
                let typed = text::plain_mentions(&from.it().source);
                let new = NewItem::parse(&kinds, &wanted.kind, &from.it().title, &typed, data)?;
                let there = access::space_to_post(tx, &actor, from.it().space.id, new.kind)?;
                Ok(items::become_kind(tx, &kinds, &from, &there, &new)?.to_string())
            })
        })
        .await?;
    Ok(Redirect::to(&format!("/items/{}", answer.0)).into_response())
}
