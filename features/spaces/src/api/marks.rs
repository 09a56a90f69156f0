//! Archiving for everybody; unread marks and levels for oneself. PUT gives, DELETE takes back, both as often as one likes.

use axum::extract::State;
use axum::http::StatusCode;
use base::{Id, Refusal, Result};
use house::{House, Signed};
use kernel::spaces::{self, Level};
use kernel::{Manage, View, access};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{Body, Failure, Path};

pub(super) fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new().routes(routes!(archive, reopen)).routes(routes!(read)).routes(routes!(level))
}

/// Makes a space read-only; for hosts.
#[utoipa::path(put, path = "/spaces/{id}/archive", tag = "spaces", params(("id" = String, Path)), responses((status = 204), (status = 403), (status = 404)))]
async fn archive(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Result<StatusCode, Failure> {
    house.write(move |tx| spaces::archive(tx, &access::space::<Manage>(tx, &actor, id)?)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Lets people write in it again; for hosts.
#[utoipa::path(delete, path = "/spaces/{id}/archive", tag = "spaces", params(("id" = String, Path)), responses((status = 204), (status = 403), (status = 404)))]
async fn reopen(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Result<StatusCode, Failure> {
    house.write(move |tx| spaces::reopen(tx, &access::space::<Manage>(tx, &actor, id)?)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// How far one has read.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Read {
    /// An item's id or a change's number; everything when absent.
    #[schema(value_type = Option<String>)]
    up_to: Option<Id>,
}

/// Moves one's unread mark forward, never back.
#[utoipa::path(put, path = "/spaces/{id}/read", tag = "spaces", params(("id" = String, Path)), request_body = Read,
    responses((status = 204), (status = 403), (status = 404), (status = 422)))]
async fn read(
    State(house): State<House>,
    Signed(actor): Signed,
    Path(id): Path<Id>,
    Body(read): Body<Read>,
) -> Result<StatusCode, Failure> {
    house.write(move |tx| spaces::set_read(tx, &access::space::<View>(tx, &actor, id)?, read.up_to.map(|id| id.0))).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// How much one wants to hear.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Wished {
    /// `all`, `important` or `none`.
    level: String,
}

/// Says how much of a space one wants to hear of; nobody else is told.
#[utoipa::path(put, path = "/spaces/{id}/level", tag = "spaces", params(("id" = String, Path)), request_body = Wished,
    responses((status = 204), (status = 403), (status = 404), (status = 422)))]
async fn level(
    State(house): State<House>,
    Signed(actor): Signed,
    Path(id): Path<Id>,
    Body(wished): Body<Wished>,
) -> Result<StatusCode, Failure> {
    let level = Level::parse(&wished.level).ok_or_else(|| Refusal::field("level", "unknown"))?;
    house.write(move |tx| spaces::set_level(tx, &access::space::<View>(tx, &actor, id)?, level)).await?;
    Ok(StatusCode::NO_CONTENT)
}
