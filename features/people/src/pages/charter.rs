//! `/charter`: reading, accepting, and the versions that stood before. Rewriting it is administration.

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use axum::routing::{get, post};
use base::{Fault, Refusal};
use house::{House, Signed};
use kernel::people::PersonRole;
use kernel::{Actor, charter};
use serde::Deserialize;
use shell::Place;
use web::{Failure, Form, Path, Query, next};

use super::{Answer, framed};
use crate::views::charter::{self as views, Shown};
use crate::words;

#[derive(Default, Deserialize)]
#[serde(default)]
struct Wanted {
    next: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Acceptance {
    version: String,
    next: String,
}

pub fn routes() -> Router<House> {
    Router::new().route("/charter", get(show)).route("/charter/acceptance", post(accept)).route("/charter/versions/{version}", get(version))
}

async fn show(State(house): State<House>, Signed(actor): Signed, Query(Wanted { next }): Query<Wanted>) -> Answer {
    read(&house, actor, None, next::local(&next).to_owned()).await
}

async fn version(State(house): State<House>, Signed(actor): Signed, Path(version): Path<u32>) -> Answer {
    read(&house, actor, Some(i64::from(version)), "/".into()).await
}

async fn read(house: &House, actor: Actor, version: Option<i64>, next: String) -> Answer {
    let page = house
        .read(move |db| {
            let charter = charter::version(db, version)?.ok_or(Refusal::NotFound)?;
            let versions = charter::versions(db)?;
            let current = versions.first().is_some_and(|(newest, ..)| *newest == charter.version);
            framed(db, &actor, Place::Other, "/charter", words::charter_title(actor.language), |frame| {
                let may_rewrite = current && actor.role == PersonRole::Owner;
                let asked = current && !actor.charter;
                Ok(views::page(&frame.reader, &Shown { charter: &charter, versions: &versions, asked, may_rewrite, next: &next }))
            })
        })
        .await?;
    Ok(page.into_response())
}

async fn accept(State(house): State<House>, Signed(actor): Signed, Form(Acceptance { version, next }): Form<Acceptance>) -> Answer {
    let version = version.parse().unwrap_or_default();
    match house.write(move |tx| charter::accept(tx, &actor, version)).await {
        Ok(()) => Ok(Redirect::to(next::local(&next)).into_response()),
        // It changed while it was read: here is the one that stands.
        Err(Failure(Fault::Refused(Refusal::Conflict(_)))) => Ok(Redirect::to("/charter").into_response()),
        Err(failure) => Err(failure),
    }
}
