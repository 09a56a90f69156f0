//! `/administration/charter`: which charter stands, how far it is accepted, the form that rewrites it, and its former versions.

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use axum::routing::get;
use house::{House, Signed, form};
use kernel::Actor;
use kernel::charter::{self, NewCharter};
use kernel::people::PersonRole;
use serde::Deserialize;
use shell::form::Errors;
use web::{Failure, Form};

use super::{Answer, to};
use crate::{queries, views};
use house::desk::{Section, framed};

const HERE: &str = "/administration/charter";

/// The form, as somebody typed it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Draft {
    pub title: String,
    pub body: String,
    pub version: String,
}

pub fn routes() -> Router<House> {
    // The former address of the form stays good.
    Router::new().route(HERE, get(show).post(rewrite)).route("/charter/edit", get(|| async { Redirect::to(HERE).into_response() }))
}

async fn show(State(house): State<House>, Signed(actor): Signed) -> Answer {
    again(&house, actor, None, Errors::default()).await
}

async fn rewrite(State(house): State<House>, Signed(actor): Signed, Form(draft): Form<Draft>) -> Answer {
    let l = actor.language;
    let (by, seen) = (actor.clone(), draft.version.parse().ok());
    let written = match NewCharter::parse(&draft.title, &draft.body) {
        Ok(new) => house.write(move |tx| charter::rewrite(tx, &by, &new, seen)).await,
        Err(fault) => Err(Failure(fault)),
    };
    match written {
        Ok(_) => to(HERE),
        Err(failure) => again(&house, actor, Some(draft), form::told(l, failure)?).await,
    }
}

async fn again(house: &House, actor: Actor, draft: Option<Draft>, errors: Errors) -> Answer {
    let refused = errors.clone();
    let page = house
        .read(move |db| {
            framed(db, &actor, Section::Charter, HERE, |r| {
                let stands = charter::version(db, None)?;
                let draft = draft.or_else(|| {
                    let stands = stands.as_ref()?;
                    Some(Draft { title: stands.title.clone(), body: stands.source.clone(), version: stands.version.to_string() })
                });
                let (accepted, people) = queries::acceptance(db)?;
                let versions = charter::versions(db)?;
                let may_rewrite = actor.role == PersonRole::Owner;
                let draft = draft.unwrap_or_default();
                Ok(views::charter::page(
                    r,
                    &views::charter::Shown { accepted, people, versions: &versions, may_rewrite, draft: &draft },
                    &errors,
                ))
            })
        })
        .await?;
    Ok(form::answer(page, &refused))
}
