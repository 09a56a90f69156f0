//! Accepting an answer through the API; the question itself is made with `POST /spaces/{id}/items`.

use axum::extract::State;
use axum::http::StatusCode;
use base::Id;
use house::{House, Signed};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{Body, Failure, Path};

/// The API of questions.
pub fn api() -> OpenApiRouter<House> {
    OpenApiRouter::new().routes(routes!(accept, unaccept))
}

/// The comment that answered.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Chosen {
    /// Its id.
    #[schema(value_type = String)]
    comment: Id,
}

/// Says which comment answered the question.
#[utoipa::path(put, path = "/items/{id}/answer", tag = "items", params(("id" = String, Path)), request_body = Chosen,
    responses((status = 204), (status = 403), (status = 404), (status = 409), (status = 422)))]
async fn accept(
    State(house): State<House>,
    Signed(actor): Signed,
    Path(id): Path<Id>,
    Body(chosen): Body<Chosen>,
) -> Result<StatusCode, Failure> {
    house.write(move |tx| crate::accept(tx, &actor, id, chosen.comment)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes the acceptance back.
#[utoipa::path(delete, path = "/items/{id}/answer", tag = "items", params(("id" = String, Path)),
    responses((status = 204), (status = 403), (status = 404), (status = 409)))]
async fn unaccept(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Result<StatusCode, Failure> {
    house.write(move |tx| crate::unaccept(tx, &actor, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
