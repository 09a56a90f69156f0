//! The ballot as a form.

use axum::Router;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use base::Id;
use house::{House, Signed};
use kernel::{Contribute, access};
use serde::Deserialize;
use web::{Failure, Form, Path, Wants};

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
    wants: Wants,
    Form(ballot): Form<Ballot>,
) -> Result<Response, Failure> {
    let options: Vec<Id> = ballot.option.iter().filter_map(|option| option.parse().ok()).collect();
    house.write(move |tx| crate::vote(tx, &access::item::<Contribute>(tx, &actor, id)?, &options)).await?;
    // Scripts follow to the card as it now is, browsers without them to its page.
    let to = match wants {
        Wants::Page => format!("/items/{id}"),
        Wants::Fragments { whole, placed } => shell::card::source(id, whole, placed),
    };
    Ok(Redirect::to(&to).into_response())
}
