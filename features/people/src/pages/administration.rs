//! `/administration/people`, and what administrators do on somebody's page: roles, closing and reopening accounts, reset links.

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use axum::routing::{get, post};
use base::{Id, Refusal};
use house::{House, ProvedForm, Signed};
use kernel::people;
use serde::Deserialize;
use shell::Place;
use web::{Paging, Path};

use super::{Answer, directory, framed};
use crate::verbs::{administration, reset};
use crate::{queries, views, words};

#[derive(Default, Deserialize)]
#[serde(default)]
struct Role {
    role: String,
}

pub fn routes() -> Router<House> {
    Router::new()
        .route("/administration/people", get(list))
        .route("/people/{id}/role", post(set_role))
        .route("/people/{id}/deactivate", get(ask).post(deactivate))
        .route("/people/{id}/reactivate", post(reactivate))
        .route("/people/{id}/reset", post(reset_link))
}

async fn list(State(house): State<House>, Signed(actor): Signed, paging: Paging) -> Answer {
    actor.administers()?;
    let page = house
        .read(move |db| {
            let after = paging.key::<1>()?.map(|[id]| Id(id));
            let name = after.map(|id| queries::folded(db, id)).transpose()?.flatten();
            let from = name.as_deref().zip(after);
            let found = people::everybody(db, from, i64::try_from(paging.rows()).unwrap_or(i64::MAX))?;
            let page = paging.page(found, |person| [person.id.0]);
            framed(db, &actor, Place::People, "/administration/people", words::administration_title(actor.language), |frame| {
                Ok(views::administration::people(&frame.reader, &page))
            })
        })
        .await?;
    Ok(page.into_response())
}

async fn set_role(State(house): State<House>, Path(id): Path<Id>, ProvedForm(actor, Role { role }): ProvedForm<Role>) -> Answer {
    house.write(move |tx| administration::set_role(tx, &actor, id, &role)).await?;
    Ok(back(id))
}

async fn ask(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Answer {
    actor.administers()?;
    let page = house
        .read(move |db| {
            let person = people::find(db, &actor, id)?.ok_or(Refusal::NotFound)?;
            let title = words::deactivate_title(actor.language, &person.name);
            framed(db, &actor, Place::People, &format!("/people/{id}"), &title, |frame| {
                Ok(views::administration::ask(&frame.reader, &person, &title))
            })
        })
        .await?;
    Ok(page.into_response())
}

async fn deactivate(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Answer {
    house.write(move |tx| people::deactivate(tx, &actor, id)).await?;
    Ok(back(id))
}

async fn reactivate(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Answer {
    house.write(move |tx| people::reactivate(tx, &actor, id)).await?;
    Ok(back(id))
}

async fn reset_link(State(house): State<House>, Path(id): Path<Id>, ProvedForm(actor, _): ProvedForm<Role>) -> Answer {
    let by = actor.clone();
    let secret = house.write(move |tx| reset::hand_over(tx, &by, id)).await?;
    let link = format!("{}/reset/{}", house.public_url, secret.reveal());
    let page = house.read(move |db| directory::profile(db, &actor, id, Some(&link))).await?;
    Ok(page.into_response())
}

fn back(id: Id) -> axum::response::Response {
    Redirect::to(&format!("/people/{id}")).into_response()
}
