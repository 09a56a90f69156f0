//! `/me/identities`: one's own account at the provider, linked and unlinked. Both ask first who is there.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use axum::routing::{get, post};
use axum::{Extension, Router};
use base::{Fault, Id, Refusal};
use house::{House, Proved, ProvedForm};
use http::StatusCode;
use kernel::Actor;
use serde::Deserialize;
use shell::Place;
use web::{Failure, Html, Path};

use super::{Answer, Ways};
use crate::{identities, views, words};

#[derive(Deserialize)]
struct Nothing {}

pub fn routes() -> Router<House> {
    Router::new().route("/me/identities", get(show)).route("/me/identities/{id}/remove", post(remove))
}

async fn show(State(house): State<House>, Extension(ways): Extension<Ways>, Proved(actor): Proved) -> Answer {
    Ok(page(&house, &ways, actor, None).await?.into_response())
}

async fn remove(
    State(house): State<House>,
    Extension(ways): Extension<Ways>,
    Path(id): Path<Id>,
    ProvedForm(actor, Nothing {}): ProvedForm<Nothing>,
) -> Answer {
    let by = actor.clone();
    match house.write(move |tx| identities::unlink(tx, &by, id)).await {
        Ok(()) => Ok(Redirect::to("/me/identities").into_response()),
        Err(Failure(Fault::Refused(Refusal::Conflict(_)))) => {
            let why = words::last_way_in(actor.language);
            Ok((StatusCode::CONFLICT, page(&house, &ways, actor, Some(why)).await?).into_response())
        }
        Err(other) => Err(other),
    }
}

async fn page(house: &House, ways: &Ways, actor: Actor, error: Option<&'static str>) -> Result<Html, Failure> {
    let provider = ways.provider.clone();
    let drawn = house.read(move |db| {
        let linked = identities::of(db, &actor, provider.issuer())?;
        let frame = house::frame(db, &actor, Place::Me, "/me/identities")?;
        let main = views::mine(&frame.reader, provider.name(), &linked, error);
        Ok(shell::page(&frame, &words::mine_title(actor.language, provider.name()), &main).into())
    });
    drawn.await
}
