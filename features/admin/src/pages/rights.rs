//! `/administration/rights`: who may do what, as the program itself decides it, in words.

use axum::Router;
use axum::extract::State;
use axum::response::IntoResponse;
use axum::routing::get;
use house::{House, Signed};

use super::Answer;
use crate::{queries, views};
use house::desk::{Section, framed};

pub fn routes() -> Router<House> {
    Router::new().route("/administration/rights", get(show))
}

async fn show(State(house): State<House>, Signed(actor): Signed) -> Answer {
    let page = house.read(move |db| {
        framed(db, &actor, Section::Rights, "/administration/rights", |r| Ok(views::rights::page(r.lang, &queries::stewards(db)?)))
    });
    Ok(page.await?.into_response())
}
