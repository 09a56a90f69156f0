//! `/administration/outside`: every door through which this program speaks to another machine, open or shut.

use std::sync::Arc;

use axum::extract::State;
use axum::response::IntoResponse;
use axum::routing::get;
use axum::{Extension, Router};
use house::{House, Signed};

use super::Answer;
use crate::machine::Machine;
use crate::views;
use house::desk::{Section, framed};

pub fn routes() -> Router<House> {
    Router::new().route("/administration/outside", get(show))
}

async fn show(State(house): State<House>, Signed(actor): Signed, Extension(machine): Extension<Arc<Machine>>) -> Answer {
    let page = house
        .read(move |db| framed(db, &actor, Section::Outside, "/administration/outside", |r| Ok(views::outside::page(r.lang, &machine))));
    Ok(page.await?.into_response())
}
