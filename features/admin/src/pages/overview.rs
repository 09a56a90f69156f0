//! `/administration`: the list of sections.

use axum::Router;
use axum::extract::State;
use axum::response::IntoResponse;
use axum::routing::get;
use house::{House, Signed};

use super::Answer;

pub fn routes() -> Router<House> {
    Router::new().route("/administration", get(show))
}

async fn show(State(house): State<House>, Signed(actor): Signed) -> Answer {
    Ok(house.read(move |db| house::desk::contents(db, &actor)).await?.into_response())
}
