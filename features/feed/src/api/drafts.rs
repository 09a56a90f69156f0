//! Drafts: one for each place, one's own alone, the same on every device.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::{Id, Moment, Refusal, Result};
use house::{House, Signed};
use kernel::drafts::{self, Draft, Place, Typed};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{Body, Failure, Path};

pub(super) fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new().routes(routes!(all)).routes(routes!(one, keep, forget))
}

/// A draft.
#[derive(Serialize, ToSchema)]
struct DraftShape {
    /// `space:<id>` for what will be posted there, `item:<id>` for a comment under it.
    place: String,
    #[schema(value_type = String)]
    space: Id,
    kind: String,
    title: String,
    body: String,
    #[schema(value_type = Object)]
    data: Json,
    /// Changes at every keeping; give it back to show that you have seen this one.
    #[schema(value_type = String)]
    version: Id,
    #[schema(value_type = String, format = DateTime)]
    at: Moment,
}

impl From<Draft> for DraftShape {
    fn from(draft: Draft) -> DraftShape {
        let Draft { place, space, typed: Typed { kind, title, body, data }, version, at, .. } = draft;
        DraftShape { place: place.to_string(), space, kind, title, body, data, version, at }
    }
}

/// Every draft.
#[derive(Serialize, ToSchema)]
struct Drafts {
    items: Vec<DraftShape>,
    next: Option<String>,
}

fn place(text: &str) -> Result<Place, Refusal> {
    Place::parse(text).ok_or(Refusal::NotFound)
}

/// One's drafts, newest first; there are 100 at most.
#[utoipa::path(get, path = "/drafts", tag = "drafts", responses((status = 200, body = Drafts)))]
async fn all(State(house): State<House>, Signed(actor): Signed) -> Result<axum::Json<Drafts>, Failure> {
    let found = house.read(move |db| Ok(drafts::all(db, &actor)?)).await?;
    Ok(axum::Json(Drafts { items: found.into_iter().map(DraftShape::from).collect(), next: None }))
}

/// One's draft for a place.
#[utoipa::path(get, path = "/drafts/{place}", tag = "drafts", params(("place" = String, Path)), responses((status = 200, body = DraftShape), (status = 404)))]
async fn one(State(house): State<House>, Signed(actor): Signed, Path(at): Path<String>) -> Result<axum::Json<DraftShape>, Failure> {
    let at = place(&at)?;
    let found = house.read(move |db| Ok(drafts::find(db, &actor, at)?)).await?;
    Ok(axum::Json(found.ok_or(Refusal::NotFound)?.into()))
}

/// What is being written; it may be unfinished.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Kept {
    /// As for posting; `comment` under an item.
    kind: Option<String>,
    /// At most 200 characters.
    title: Option<String>,
    /// At most 50,000 characters.
    body: Option<String>,
    /// The kind's own fields, as far as they go.
    #[schema(value_type = Option<Object>)]
    data: Option<Json>,
    /// The version that was seen, `0` for none: refused with 409 when another stands. Absent: replaces what stands.
    #[schema(value_type = Option<String>)]
    version: Option<Id>,
}

/// Keeps a draft; with nothing in it, forgets it (204).
#[utoipa::path(put, path = "/drafts/{place}", tag = "drafts", params(("place" = String, Path)), request_body = Kept,
    responses((status = 200, body = DraftShape), (status = 204), (status = 403), (status = 404), (status = 409), (status = 422)))]
async fn keep(
    State(house): State<House>,
    Signed(actor): Signed,
    Path(at): Path<String>,
    Body(kept): Body<Kept>,
) -> Result<Response, Failure> {
    let at = place(&at)?;
    let typed = Typed {
        kind: kept.kind.unwrap_or_default(),
        title: kept.title.unwrap_or_default(),
        body: kept.body.unwrap_or_default(),
        data: kept.data.unwrap_or_default(),
    };
    let draft = house.write(move |tx| drafts::keep(tx, &actor, at, &typed, kept.version)).await?;
    Ok(draft.map_or_else(|| StatusCode::NO_CONTENT.into_response(), |draft| axum::Json(DraftShape::from(draft)).into_response()))
}

/// Forgets a draft, as often as one likes.
#[utoipa::path(delete, path = "/drafts/{place}", tag = "drafts", params(("place" = String, Path)), responses((status = 204), (status = 404)))]
async fn forget(State(house): State<House>, Signed(actor): Signed, Path(at): Path<String>) -> Result<StatusCode, Failure> {
    let at = place(&at)?;
    house.write(move |tx| drafts::forget(tx, &actor, at)).await?;
    Ok(StatusCode::NO_CONTENT)
}
