//! Accepting an answer as a form; an empty `answer` takes it back.

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use base::Id;
use house::{House, Signed};
use serde::Deserialize;
use web::{Failure, Form, Path};

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
    Form(chosen): Form<Chosen>,
) -> Result<Response, Failure> {
    let answer: Option<Id> = chosen.answer.and_then(|answer| answer.parse().ok());
    house
        .write(move |tx| match answer {
            Some(answer) => crate::accept(tx, &actor, id, answer),
            None => crate::unaccept(tx, &actor, id),
        })
        .await?;
    Ok(Redirect::to(&format!("/items/{id}")).into_response())
}
