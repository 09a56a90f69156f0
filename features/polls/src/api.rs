//! Voting through the API; the poll itself is made with `POST /spaces/{id}/items`.

use axum::extract::State;
use axum::http::StatusCode;
use base::Id;
use house::{House, Signed};
use kernel::{Contribute, access};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{Body, Failure, Path};

/// The API of polls.
pub fn api() -> OpenApiRouter<House> {
    OpenApiRouter::new().routes(routes!(cast))
}

/// A ballot.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Ballot {
    /// Ids of the chosen options; none takes the ballot back.
    #[schema(value_type = Vec<String>)]
    options: Vec<Id>,
}

/// Casts a ballot, in place of the former one.
#[utoipa::path(put, path = "/items/{id}/vote", tag = "items", params(("id" = String, Path)), request_body = Ballot,
    responses((status = 204), (status = 403), (status = 404), (status = 409, description = "closed, or the space is archived"), (status = 422)))]
async fn cast(
    State(house): State<House>,
    Signed(actor): Signed,
    Path(id): Path<Id>,
    Body(ballot): Body<Ballot>,
) -> Result<StatusCode, Failure> {
    house.write(move |tx| crate::vote(tx, &access::item::<Contribute>(tx, &actor, id)?, &ballot.options)).await?;
    Ok(StatusCode::NO_CONTENT)
}
