//! Photos: shown to whoever may know the person, set and taken away by the person alone.

use axum::Router;
use axum::extract::{DefaultBodyLimit, Multipart, State};
use axum::response::{IntoResponse, Redirect};
use axum::routing::{get, post};
use base::{Id, Refusal};
use house::{House, Signed, form, picture, upload};
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use kernel::people;
use web::{Failure, Path};

use super::{Answer, me};
use crate::queries;
use crate::verbs::photo;

pub fn routes() -> Router<House> {
    Router::new()
        .route("/people/{id}/photo", get(show))
        .route("/me/photo", post(set).layer(DefaultBodyLimit::max(picture::LARGEST + upload::WRAPPING)))
        .route("/me/photo/remove", post(remove))
}

async fn show(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Answer {
    let (kind, bytes) = house
        .read(move |db| {
            people::find(db, &actor, id)?.ok_or(Refusal::NotFound)?;
            Ok(queries::photo(db, id)?.ok_or(Refusal::NotFound)?)
        })
        .await?;
    // The address changes with the photo, so that a browser may keep it; not a proxy, which doesn't ask who looks.
    Ok(([(CONTENT_TYPE, kind), (CACHE_CONTROL, "private, max-age=31536000, immutable".into())], bytes).into_response())
}

async fn set(State(house): State<House>, Signed(actor): Signed, multipart: Multipart) -> Answer {
    let l = actor.language;
    let drawn = match upload::file(multipart, "photo", picture::LARGEST).await {
        Ok(bytes) => photo::redraw(bytes).await.map_err(Failure),
        Err(failure) => Err(failure),
    };
    match drawn {
        Ok(jpeg) => {
            house.write(move |tx| photo::set(tx, &actor, &jpeg)).await?;
            Ok(Redirect::to("/me").into_response())
        }
        Err(failure) => me::again(&house, actor, None, form::told(l, failure)?, None).await,
    }
}

async fn remove(State(house): State<House>, Signed(actor): Signed) -> Answer {
    house.write(move |tx| photo::remove(tx, &actor)).await?;
    Ok(Redirect::to("/me").into_response())
}
