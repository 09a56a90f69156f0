//! `/administration/requests`: what people ask about their data, with its clock; the answer; and the erasure of an account, shown before it is done.
//! Invariant: for administrators alone.

use axum::Router;
use axum::extract::State;
use axum::response::IntoResponse;
use axum::routing::get;
use base::{Id, Refusal};
use house::desk::{Section, framed};
use house::{House, ProvedForm, Signed, form};
use kernel::{Actor, people};
use serde::Deserialize;
use shell::form::Errors;
use shell::{Place, page};
use web::{Form, Html, Path};

use super::{Answer, to, views};
use crate::requests::{self, Outcome};
use crate::{erasure, words};

const HERE: &str = "/administration/requests";

pub fn routes() -> Router<House> {
    Router::new()
        .route(HERE, get(list))
        .route("/administration/requests/{id}", get(show).post(answer))
        .route("/administration/people/{id}/erase", get(ask).post(erase))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Answered {
    outcome: String,
    answer: String,
}

/// A form that only says yes.
#[derive(Deserialize)]
struct Nothing {}

async fn list(State(house): State<House>, Signed(actor): Signed) -> Answer {
    let drawn = house.read(move |db| {
        framed(db, &actor, Section::Requests, HERE, |r| {
            let (open, ended) = requests::all(db)?;
            Ok(views::all(r, &open, &ended))
        })
    });
    Ok(drawn.await?.into_response())
}

async fn show(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Answer {
    drawn(&house, actor, id, "", Errors::default()).await
}

async fn drawn(house: &House, actor: Actor, id: Id, typed: &str, errors: Errors) -> Answer {
    actor.administers()?;
    let (typed, refused) = (typed.to_owned(), errors.clone());
    let drawn = house.read(move |db| {
        let request = requests::one(db, id)?;
        let title = words::request_title(actor.language, request.kind.name(), &request.person);
        let frame = house::frame(db, &actor, Place::Other, &format!("{HERE}/{id}"))?;
        Ok(Html::from(page(&frame, &title, &page::plain(&title, None, &views::one(&frame.reader, &request, &typed, &errors)))))
    });
    Ok(form::answer(drawn.await?, &refused))
}

async fn answer(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>, Form(form): Form<Answered>) -> Answer {
    let outcome = Outcome::parse(&form.outcome).ok_or_else(|| Refusal::field("outcome", "unknown"))?;
    let (by, typed) = (actor.clone(), form.answer.clone());
    match house.write(move |tx| requests::answer(tx, &by, id, outcome, &typed)).await {
        Ok(()) => to(HERE),
        Err(failure) => {
            let errors = form::told(actor.language, failure)?;
            drawn(&house, actor, id, &form.answer, errors).await
        }
    }
}

async fn ask(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Answer {
    actor.administers()?;
    let drawn = house.read(move |db| {
        let l = actor.language;
        let person = people::find(db, &actor, id)?.ok_or(Refusal::NotFound)?;
        let title = words::erase_title(l, &person.name);
        let frame = house::frame(db, &actor, Place::Other, &format!("/administration/people/{id}/erase"))?;
        let main = views::erasure(l, id, &erasure::preview(db, id)?);
        Ok(Html::from(page(&frame, &title, &page::plain(&title, Some(words::erase_purpose(l)), &main))))
    });
    Ok(drawn.await?.into_response())
}

async fn erase(State(house): State<House>, Path(id): Path<Id>, ProvedForm(actor, Nothing {}): ProvedForm<Nothing>) -> Answer {
    house.write(move |tx| erasure::erase(tx, &actor, id)).await?;
    to(HERE)
}
