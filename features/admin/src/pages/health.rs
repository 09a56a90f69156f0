//! `/administration/health`: how the program fares, line by line, with what to do; and the jobs that were given up.

use std::sync::Arc;

use axum::extract::State;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use axum::{Extension, Router};
use base::{Id, Moment, Refusal};
use house::{House, Signed};
use kernel::audit::{self, Act};
use web::Path;

use super::{Answer, to};
use crate::machine::Machine;
use crate::verbs::health;
use crate::views;
use house::desk::{Section, framed};

const HERE: &str = "/administration/health";
/// Most dead jobs shown at once.
const SHOWN: i64 = 50;

pub fn routes() -> Router<House> {
    Router::new()
        .route(HERE, get(show))
        .route("/administration/health/jobs/{id}/retry", post(retry))
        .route("/administration/health/jobs/{id}/discard", post(discard))
}

async fn show(State(house): State<House>, Signed(actor): Signed, Extension(machine): Extension<Arc<Machine>>) -> Answer {
    actor.administers()?;
    let (found, now) = (health::look(&house, &machine).await?, Moment::now());
    let page = house
        .read(move |db| framed(db, &actor, Section::Health, HERE, |r| Ok(views::health::page(r, &found, &jobs::dead(db, SHOWN)?, now))));
    Ok(page.await?.into_response())
}

async fn retry(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Answer {
    settle(&house, actor, id, true).await
}

async fn discard(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Answer {
    settle(&house, actor, id, false).await
}

async fn settle(house: &House, actor: kernel::Actor, id: Id, again: bool) -> Answer {
    actor.administers()?;
    let settled = house.write(move |tx| {
        let there = if again { jobs::revive(tx, id, tx.now())? } else { jobs::discard(tx, id)? };
        if !there {
            return Err(Refusal::NotFound.into());
        }
        Ok(audit::note(tx, Some(actor.id), Act::SettingChanged, Some(id), if again { "job-retried" } else { "job-discarded" })?)
    });
    settled.await?;
    to(HERE)
}
