//! `/me/data`: a copy of one's data, a request to put something right, one to be erased, and what became of each.
//! Invariant: an archive is fetched by its owner alone, who proves it; for everybody else it isn't there (safety test 15).

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use base::{Id, Moment};
use house::{House, Proved, ProvedForm, Signed, form};
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use kernel::Actor;
use serde::Deserialize;
use shell::form::Errors;
use shell::{Place, page};
use web::{Failure, Form, Html, Path};

use super::{Answer, to, views};
use crate::requests::{self, Kind};
use crate::{archive, erasure, words};

const HERE: &str = "/me/data";

pub fn routes() -> Router<House> {
    Router::new()
        .route(HERE, get(show))
        .route("/me/data/archive", post(make))
        .route("/me/data/{id}/archive", get(fetch))
        .route("/me/data/rectification", post(rectify))
        .route("/me/data/erasure", get(ask_erasure).post(erase))
        .route("/me/data/{id}/withdraw", post(withdraw))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Message {
    message: String,
}

async fn show(State(house): State<House>, Signed(actor): Signed) -> Answer {
    drawn(&house, actor, "", Errors::default()).await
}

async fn drawn(house: &House, actor: Actor, typed: &str, errors: Errors) -> Answer {
    let (typed, refused) = (typed.to_owned(), errors.clone());
    let drawn = house.read(move |db| {
        let l = actor.language;
        let frame = house::frame(db, &actor, Place::Other, HERE)?;
        let main = views::mine(&frame.reader, &requests::mine(db, actor.id)?, &typed, &errors);
        Ok(Html::from(page(&frame, words::data_title(l), &page::plain(words::data_title(l), Some(words::data_purpose(l)), &main))))
    });
    Ok(form::answer(drawn.await?, &refused))
}

async fn make(State(house): State<House>, Signed(actor): Signed) -> Answer {
    house.write(move |tx| archive::ask(tx, &actor)).await?;
    to(HERE)
}

async fn fetch(State(house): State<House>, Proved(actor): Proved, Path(id): Path<Id>) -> Answer {
    let by = actor.clone();
    let copy = house.read(move |db| archive::fetch(db, &by, id)).await?;
    let body = archive::packed(&house, &actor, copy).await.map_err(Failure)?;
    let name = format!("attachment; filename=\"{}-{}.zip\"", words::archive_file(actor.language), actor.zone.at(Moment::now()).date());
    let headers =
        [(CONTENT_TYPE, "application/zip".to_owned()), (CONTENT_DISPOSITION, name), (CACHE_CONTROL, "private, no-store".to_owned())];
    Ok((headers, body).into_response())
}

async fn rectify(State(house): State<House>, Signed(actor): Signed, Form(Message { message }): Form<Message>) -> Answer {
    let (by, typed) = (actor.clone(), message.clone());
    match house.write(move |tx| requests::ask(tx, &by, Kind::Rectification, &typed)).await {
        Ok(_) => to(HERE),
        Err(failure) => {
            let errors = form::told(actor.language, failure)?;
            drawn(&house, actor, &message, errors).await
        }
    }
}

async fn ask_erasure(State(house): State<House>, Signed(actor): Signed) -> Result<Response, Failure> {
    let drawn = house.read(move |db| {
        let l = actor.language;
        let frame = house::frame(db, &actor, Place::Other, "/me/data/erasure")?;
        let main = views::own_erasure(l, &erasure::preview(db, actor.id)?);
        Ok(Html::from(page(&frame, words::erasure_title(l), &page::plain(words::erasure_title(l), Some(words::erasure_purpose(l)), &main))))
    });
    Ok(drawn.await?.into_response())
}

async fn erase(State(house): State<House>, ProvedForm(actor, Message { message }): ProvedForm<Message>) -> Answer {
    house.write(move |tx| requests::ask(tx, &actor, Kind::Erasure, &message)).await?;
    to(HERE)
}

async fn withdraw(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Answer {
    house.write(move |tx| requests::withdraw(tx, &actor, id)).await?;
    to(HERE)
}
