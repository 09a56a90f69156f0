//! `/administration/people/{id}`: somebody's account. Role, a link to come in, closing it, and what they answered for.

use axum::Router;
use axum::extract::State;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use base::{Id, Refusal};
use house::{House, ProvedForm, Signed};
use kernel::people::links;
use kernel::spaces::succession;
use kernel::{Actor, people};
use serde::Deserialize;
use web::{Form, Html, Path};

use super::{Answer, to};
use crate::views::person::{self as views, Account};
use crate::words;
use house::desk::{Section, alone, framed};

#[derive(Default, Deserialize)]
#[serde(default)]
struct Role {
    role: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Heir {
    space: Id,
    to: Option<Id>,
}

pub fn routes() -> Router<House> {
    Router::new()
        .route("/administration/people/{id}", get(show))
        .route("/administration/people/{id}/role", post(set_role))
        .route("/administration/people/{id}/deactivate", get(ask).post(deactivate))
        .route("/administration/people/{id}/reactivate", post(reactivate))
        .route("/administration/people/{id}/link", post(link))
        .route("/administration/people/{id}/hand-over", post(hand_over))
}

fn path(id: Id) -> String {
    format!("/administration/people/{id}")
}

fn page(db: &store::Db, actor: &Actor, id: Id, link: Option<&str>) -> base::Result<Html> {
    framed(db, actor, Section::People, &path(id), |r| {
        let person = people::find(db, actor, id)?.ok_or(Refusal::NotFound)?;
        let left = if person.deactivated_at.is_some() { succession::left_behind(db, actor, id)? } else { Vec::new() };
        Ok(views::page(r, &Account { person: &person, mine: id == actor.id, by: actor.role, left: &left, link }))
    })
}

async fn show(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Answer {
    Ok(house.read(move |db| page(db, &actor, id, None)).await?.into_response())
}

async fn set_role(State(house): State<House>, Path(id): Path<Id>, ProvedForm(actor, Role { role }): ProvedForm<Role>) -> Answer {
    house.write(move |tx| people::give_role(tx, &actor, id, &role)).await?;
    to(&path(id))
}

async fn ask(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Answer {
    let page = house.read(move |db| {
        actor.administers()?;
        let person = people::find(db, &actor, id)?.ok_or(Refusal::NotFound)?;
        let left = succession::left_behind(db, &actor, id)?.len();
        let title = words::close_title(actor.language, &person.name);
        alone(db, &actor, &path(id), &title, &views::ask(actor.language, &person, left, &title))
    });
    Ok(page.await?.into_response())
}

async fn deactivate(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Answer {
    house.write(move |tx| people::deactivate(tx, &actor, id)).await?;
    to(&path(id))
}

async fn reactivate(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Answer {
    house.write(move |tx| people::reactivate(tx, &actor, id)).await?;
    to(&path(id))
}

async fn link(State(house): State<House>, Path(id): Path<Id>, ProvedForm(actor, _): ProvedForm<Role>) -> Answer {
    let by = actor.clone();
    let secret = house.write(move |tx| links::hand_over(tx, &by, id)).await?;
    let link = format!("{}/reset/{}", house.public_url, secret.reveal());
    Ok(house.read(move |db| page(db, &actor, id, Some(&link))).await?.into_response())
}

async fn hand_over(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>, Form(heir): Form<Heir>) -> Answer {
    house.write(move |tx| succession::hand_over(tx, &actor, id, heir.space, heir.to)).await?;
    to(&path(id))
}
