//! `/charter`: reading, accepting, rewriting, and the versions that stood before.

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use axum::routing::{get, post};
use base::{Fault, Refusal};
use house::{House, Signed};
use kernel::Actor;
use kernel::people::PersonRole;
use serde::Deserialize;
use shell::Place;
use shell::form::Errors;
use web::{Failure, Form, Path, Query, next};

use super::{Answer, form, framed, told};
use crate::verbs::charter::{self, NewCharter};
use crate::views::charter::{self as views, Shown};
use crate::{queries, words};

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

/// The form, as somebody typed it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Draft {
    pub title: String,
    pub body: String,
    pub version: String,
}

pub fn routes() -> Router<House> {
    Router::new()
        .route("/charter", get(show))
        .route("/charter/acceptance", post(accept))
        .route("/charter/edit", get(edit).post(rewrite))
        .route("/charter/versions/{version}", get(version))
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
            let charter = queries::charter(db, version)?.ok_or(Refusal::NotFound)?;
            let versions = queries::charters(db)?;
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

async fn edit(State(house): State<House>, Signed(actor): Signed) -> Answer {
    if actor.role != PersonRole::Owner {
        return Err(Refusal::Forbidden("not_an_owner").into());
    }
    let charter = house.read(|db| Ok(queries::charter(db, None)?.ok_or(Refusal::NotFound)?)).await?;
    let draft = Draft { title: charter.title, body: charter.source, version: charter.version.to_string() };
    again(&house, actor, draft, Errors::default()).await
}

async fn rewrite(State(house): State<House>, Signed(actor): Signed, Form(draft): Form<Draft>) -> Answer {
    let l = actor.language;
    let (by, seen) = (actor.clone(), draft.version.parse().ok());
    let written = match NewCharter::parse(&draft.title, &draft.body) {
        Ok(new) => house.write(move |tx| charter::rewrite(tx, &by, &new, seen)).await,
        Err(fault) => Err(Failure(fault)),
    };
    match written {
        Ok(_) => Ok(Redirect::to("/charter").into_response()),
        Err(failure) => again(&house, actor, draft, told(l, failure)?).await,
    }
}

async fn again(house: &House, actor: Actor, draft: Draft, errors: Errors) -> Answer {
    let refused = errors.clone();
    let page = house
        .read(move |db| {
            framed(db, &actor, Place::Other, "/charter", words::charter_edit_title(actor.language), |frame| {
                Ok(views::edit(frame.reader.lang, &draft, &errors))
            })
        })
        .await?;
    Ok(form(page, &refused))
}
