//! `/administration/storage`: what takes room, in the database and beside it.

use std::sync::Arc;

use axum::extract::State;
use axum::response::IntoResponse;
use axum::routing::get;
use axum::{Extension, Router};
use house::{House, Signed};

use super::Answer;
use crate::machine::Machine;
use crate::section::{Section, framed};
use crate::views::storage::{self as views, Room};
use crate::{queries, verbs};

pub fn routes() -> Router<House> {
    Router::new().route("/administration/storage", get(show))
}

async fn show(State(house): State<House>, Signed(actor): Signed, Extension(machine): Extension<Arc<Machine>>) -> Answer {
    actor.administers()?;
    let disk = verbs::disk::free(machine.data.clone()).await;
    let page = house.read(move |db| {
        framed(db, &actor, Section::Storage, "/administration/storage", |r| {
            let (database, index) = store::dialect::sizes(db)?;
            Ok(views::page(r.lang, &Room { database, index, files: queries::files(db)?, rows: queries::rows(db)?, disk }))
        })
    });
    Ok(page.await?.into_response())
}
