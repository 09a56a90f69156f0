//! The charter that stands.

use axum::Json;
use axum::extract::State;
use base::{Refusal, Result};
use house::{House, Signed};
use kernel::Actor;
use kernel::charter::{self, NewCharter};
use serde::{Deserialize, Serialize};
use store::Query;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::etag::IfMatch;
use web::{Body, Failure};

/// The charter that stands.
#[derive(Serialize, ToSchema)]
#[schema(as = Charter)]
struct CharterShape {
    /// Its number; each rewriting makes the next one.
    version: i64,
    title: String,
    /// Its text, made safe.
    html: String,
    /// Whether I accepted it; nobody posts before.
    accepted: bool,
}

/// The version I read.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Acceptance {
    version: i64,
}

/// A new charter.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Draft {
    /// 1 to 200 characters.
    title: String,
    /// CommonMark, 1 to 50,000 characters.
    body: String,
}

pub fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new().routes(routes!(read, rewrite)).routes(routes!(accept))
}

/// The charter, and whether I accepted it.
#[utoipa::path(get, path = "/charter", tag = "charter", responses((status = 200, body = CharterShape), (status = 401), (status = 404)))]
async fn read(State(house): State<House>, Signed(actor): Signed) -> Result<Json<CharterShape>, Failure> {
    Ok(Json(house.read(move |db| shape(db, &actor)).await?))
}

/// Accepts the charter; it must be the version that stands.
#[utoipa::path(put, path = "/charter/acceptance", tag = "charter", request_body = Acceptance,
    responses((status = 200, body = CharterShape), (status = 401), (status = 409, description = "another version stands"), (status = 422)))]
async fn accept(
    State(house): State<House>,
    Signed(actor): Signed,
    Body(Acceptance { version }): Body<Acceptance>,
) -> Result<Json<CharterShape>, Failure> {
    let charter = house
        .write(move |tx| {
            charter::accept(tx, &actor, version)?;
            shape(tx, &Actor { charter: true, ..actor })
        })
        .await?;
    Ok(Json(charter))
}

/// Writes a new version, which everybody is asked to accept; for owners. `If-Match` may name the version that was read.
#[utoipa::path(put, path = "/charter", tag = "charter", request_body = Draft, params(("If-Match" = Option<String>, Header)),
    responses((status = 200, body = CharterShape), (status = 403), (status = 409, description = "another version stands"), (status = 422)))]
async fn rewrite(
    State(house): State<House>,
    Signed(actor): Signed,
    IfMatch(seen): IfMatch,
    Body(draft): Body<Draft>,
) -> Result<Json<CharterShape>, Failure> {
    let new = NewCharter::parse(&draft.title, &draft.body)?;
    let charter = house
        .write(move |tx| {
            charter::rewrite(tx, &actor, &new, seen)?;
            shape(tx, &Actor { charter: true, ..actor })
        })
        .await?;
    Ok(Json(charter))
}

fn shape(q: &impl Query, actor: &Actor) -> Result<CharterShape> {
    let charter = charter::version(q, None)?.ok_or(Refusal::NotFound)?;
    Ok(CharterShape { version: charter.version, title: charter.title, html: charter.html, accepted: actor.charter })
}
