//! `/administration/people/{id}/factors`: an administrator helps somebody who lost their second factor.

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use axum::routing::get;
use base::{Id, Refusal};
use house::{House, ProvedForm, Signed};
use kernel::people;
use serde::Deserialize;
use web::Path;

use super::{Answer, framed};
use crate::{passkeys, views, words};

pub fn routes() -> Router<House> {
    Router::new().route("/administration/people/{id}/factors", get(show).post(rescue))
}

#[derive(Deserialize)]
struct Nothing {}

async fn show(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Answer {
    actor.administers()?;
    let page = house
        .read(move |db| {
            let person = people::find(db, &actor, id)?.ok_or(Refusal::NotFound)?;
            let title = words::rescue_title(actor.language, &person.name);
            framed(db, &actor, &format!("/administration/people/{id}"), &title, |frame| {
                Ok(views::rule::rescue(frame.reader.lang, id, &title))
            })
        })
        .await?;
    Ok(page.into_response())
}

async fn rescue(State(house): State<House>, Path(id): Path<Id>, ProvedForm(actor, Nothing {}): ProvedForm<Nothing>) -> Answer {
    house.write(move |tx| passkeys::rescue(tx, &actor, id)).await?;
    Ok(Redirect::to(&format!("/administration/people/{id}")).into_response())
}
