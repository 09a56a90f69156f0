//! `/administration/people/{id}`: somebody's account. What is wrong in it, role, a link to come in, closing it, and what they answered for.

use axum::Router;
use axum::extract::State;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use base::{Fault, Id, Refusal};
use house::{House, ProvedForm, Signed, form};
use http::StatusCode;
use kernel::people::{Correction, links};
use kernel::spaces::succession;
use kernel::{Actor, people};
use serde::Deserialize;
use web::{Failure, Form, Html, Path};

use super::{Answer, to};
use crate::views::person::{self as views, Account, Beside, Typed};
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
        .route("/administration/people/{id}/rectify", post(rectify))
        .route("/administration/people/{id}/deactivate", get(ask).post(deactivate))
        .route("/administration/people/{id}/reactivate", post(reactivate))
        .route("/administration/people/{id}/link", post(link))
        .route("/administration/people/{id}/hand-over", post(hand_over))
}

fn path(id: Id) -> String {
    format!("/administration/people/{id}")
}

fn page(db: &store::Db, actor: &Actor, id: Id, beside: &Beside) -> base::Result<Html> {
    framed(db, actor, Section::People, &path(id), |r| {
        let person = people::find(db, actor, id)?.ok_or(Refusal::NotFound)?;
        let left = if person.deactivated_at.is_some() || beside.answers { succession::left_behind(db, actor, id)? } else { Vec::new() };
        Ok(views::page(r, &Account { person: &person, mine: id == actor.id, by: actor.role, left: &left, beside }))
    })
}

async fn show(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Answer {
    Ok(house.read(move |db| page(db, &actor, id, &Beside::default())).await?.into_response())
}

async fn set_role(State(house): State<House>, Path(id): Path<Id>, ProvedForm(actor, Role { role }): ProvedForm<Role>) -> Answer {
    let by = actor.clone();
    match house.write(move |tx| people::give_role(tx, &by, id, &role)).await {
        Err(Failure(Fault::Refused(Refusal::Conflict("answers_for_spaces")))) => {
            let beside = Beside { answers: true, ..Beside::default() };
            let page = house.read(move |db| page(db, &actor, id, &beside)).await?;
            Ok((StatusCode::CONFLICT, page).into_response())
        }
        done => {
            done?;
            to(&path(id))
        }
    }
}

async fn rectify(State(house): State<House>, Path(id): Path<Id>, ProvedForm(actor, typed): ProvedForm<Typed>) -> Answer {
    let (by, given) = (actor.clone(), typed.clone());
    let put = move |tx: &store::Tx| people::rectify(tx, &by, id, &Correction::parse(Some(&given.name), given.email.as_deref())?);
    match house.write(put).await {
        Ok(()) => to(&path(id)),
        Err(failure) => {
            let errors = form::told(actor.language, failure)?;
            let beside = Beside { typed: Some(typed), errors: errors.clone(), ..Beside::default() };
            let page = house.read(move |db| page(db, &actor, id, &beside)).await?;
            Ok(form::answer(page, &errors))
        }
    }
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
    let beside = Beside { link: Some(link), ..Beside::default() };
    Ok(house.read(move |db| page(db, &actor, id, &beside)).await?.into_response())
}

async fn hand_over(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>, Form(heir): Form<Heir>) -> Answer {
    house.write(move |tx| succession::hand_over(tx, &actor, id, heir.space, heir.to)).await?;
    to(&path(id))
}
