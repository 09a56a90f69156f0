//! Accepting an answer as a form; an empty `answer` takes it back.

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use base::Id;
use house::{House, Signed};
use serde::Deserialize;
use web::{Failure, Form, Path, Wants};

/// The pages of questions.
pub fn pages() -> Router<House> {
    Router::new().route("/items/{id}/accept", post(settle))
}

#[derive(Deserialize)]
struct Chosen {
    answer: Option<String>,
}

async fn settle(
    State(house): State<House>,
    Signed(actor): Signed,
    Path(id): Path<Id>,
    wants: Wants,
    Form(chosen): Form<Chosen>,
) -> Result<Response, Failure> {
    let answer: Option<Id> = chosen.answer.and_then(|answer| answer.parse().ok());
    house
        .write(move |tx| match answer {
            Some(answer) => crate::accept(tx, &actor, id, answer),
            None => crate::unaccept(tx, &actor, id),
        })
        .await?;
    // Scripts follow to the card as it now is, browsers without them to its page.
    let to = match wants {
        Wants::Page => format!("/items/{id}"),
        Wants::Fragments { whole, placed } => shell::card::source(id, whole, placed),
    };
    Ok(Redirect::to(&to).into_response())
}
