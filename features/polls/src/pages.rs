//! The ballot as a form.

use axum::Router;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use base::Id;
use house::{House, Signed};
use kernel::{Contribute, access};
use serde::Deserialize;
use web::{Failure, Form, Path};

/// The pages of polls.
pub fn pages() -> Router<House> {
    Router::new().route("/items/{id}/vote", post(cast))
}

#[derive(Deserialize)]
struct Ballot {
    #[serde(default)]
    option: Vec<String>,
}

async fn cast(
    axum::extract::State(house): axum::extract::State<House>,
    Signed(actor): Signed,
    Path(id): Path<Id>,
    Form(ballot): Form<Ballot>,
) -> Result<Response, Failure> {
    let options: Vec<Id> = ballot.option.iter().filter_map(|option| option.parse().ok()).collect();
    house.write(move |tx| crate::vote(tx, &access::item::<Contribute>(tx, &actor, id)?, &options)).await?;
    Ok(Redirect::to(&format!("/items/{id}")).into_response())
}
