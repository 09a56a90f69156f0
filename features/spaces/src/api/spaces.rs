//! Opening, finding, reading and arranging spaces.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header::LOCATION};
use axum::response::{IntoResponse, Response};
use base::{Fault, Id, Refusal, Result};
use house::{House, Signed};
use kernel::spaces::{self, NewSpace, Opening, queries};
use kernel::{Manage, access, once};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::etag::IfMatch;
use web::{Body, Failure, Page, Paging, Path, Query};

use super::shown;
use crate::arranged::Arranged;
use crate::shape::{self, SpaceShape};

pub(super) fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new().routes(routes!(list, open)).routes(routes!(near)).routes(routes!(one, arrange))
}

/// Some spaces.
#[derive(Serialize, ToSchema)]
struct Spaces {
    items: Vec<SpaceShape>,
    next: Option<String>,
}

#[derive(Deserialize)]
struct Narrow {
    q: Option<String>,
    #[serde(default)]
    archived: bool,
}

/// The spaces that one may know of, by name: one's own, and for people of the house those they could join.
#[utoipa::path(get, path = "/spaces", tag = "spaces",
    params(("q" = Option<String>, Query), ("archived" = Option<u8>, Query, description = "1: archived ones too"), ("limit" = Option<u32>, Query), ("after" = Option<String>, Query)),
    responses((status = 200, body = Spaces), (status = 422)))]
async fn list(
    State(house): State<House>,
    Signed(actor): Signed,
    Query(narrow): Query<Narrow>,
    paging: Paging,
) -> Result<axum::Json<Page<SpaceShape>>, Failure> {
    let after = paging.key::<1>()?.map(|[id]| Id(id));
    let rows = paging.rows();
    let found = house
        .read(move |db| {
            let name = after.map(|id| shape::place_of_space(db, &actor, id)).transpose()?;
            let after = name.as_deref().zip(after);
            let found = queries::known(db, &actor, narrow.q.as_deref().unwrap_or_default(), narrow.archived, after, rows)?;
            shape::spaces(db, &actor, found)
        })
        .await?;
    Ok(axum::Json(paging.page(found, |space| [space.id.0])))
}

/// A space to open.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Wanted {
    /// At most 80 characters.
    name: String,
    /// What it is for, at most 500 characters.
    purpose: String,
    /// `project`, `community`, `help_desk`, `client_room`, `idea_lab`, `library`, `training`, `mentoring`, `mediation`, `cafe`, `newsroom` or `steering`.
    kind: String,
    /// `open`, `request` or `private` (default).
    opening: Option<String>,
    /// Its last day.
    #[schema(format = Date)]
    ends_on: Option<String>,
    /// Who answers for it; oneself when absent. They host it too.
    #[schema(value_type = Option<String>)]
    owner: Option<Id>,
    /// No template exists yet: `null`.
    template: Option<String>,
    /// `false` refuses with 422 `name` `near` when a space with a near name exists, so that one may look at it first (`/spaces/near`).
    near_ok: Option<bool>,
}

/// A space that was opened.
#[derive(Serialize, ToSchema)]
struct Opened {
    #[serde(flatten)]
    space: SpaceShape,
    /// Spaces with a near name, among those one may know of: perhaps one of them was meant. At most five; absent without any.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    near: Vec<Near>,
}

/// A space with a near name.
#[derive(Serialize, ToSchema)]
struct Near {
    #[schema(value_type = String)]
    id: Id,
    name: String,
    purpose: String,
}

/// Opens a space; whoever opens it hosts it, and owns it unless another owner is named. Near names are told with it, or before it with `near_ok`.
#[utoipa::path(post, path = "/spaces", tag = "spaces", params(("Idempotency-Key" = Option<String>, Header)), request_body = Wanted,
    responses((status = 201, body = Opened), (status = 403), (status = 422)))]
async fn open(
    State(house): State<House>,
    Signed(actor): Signed,
    headers: HeaderMap,
    Body(wanted): Body<Wanted>,
) -> Result<Response, Failure> {
    let key = web::idempotency_key(&headers)?;
    let print = serde_json::to_vec(&("/spaces", &wanted)).map_err(Fault::broken)?;
    let by = actor.clone();
    let act = move |tx: &store::Tx| {
        if wanted.template.is_some() {
            return Err(Refusal::field("template", "unknown").into());
        }
        let opening = wanted.opening.as_deref().unwrap_or(Opening::Private.name());
        let new = NewSpace::parse(&wanted.name, &wanted.purpose, &wanted.kind, opening, wanted.ends_on.as_deref())?;
        if wanted.near_ok == Some(false) && !queries::near(tx, &by, &wanted.name)?.is_empty() {
            return Err(Refusal::field("name", "near").into());
        }
        Ok(spaces::open_for(tx, &by, wanted.owner.unwrap_or(by.id), &new)?.to_string())
    };
    let person = actor.id;
    let (answer, _) = house.write(move |tx| once::once(tx, person, key.as_deref(), &print, || act(tx))).await?;
    let space = shown(&house, &actor, answer.parse().map_err(Fault::broken)?).await?;
    let (id, name) = (space.id, space.name.clone());
    let near = house.read(move |db| Ok(queries::near(db, &actor, &name)?)).await?.into_iter().filter(|other| other.id != id);
    let near = near.map(|other| Near { id: other.id, name: other.name, purpose: other.purpose }).collect();
    Ok((StatusCode::CREATED, [(LOCATION, format!("/api/v1/spaces/{id}"))], axum::Json(Opened { space, near })).into_response())
}

#[derive(Deserialize)]
struct Named {
    name: String,
}

/// Spaces with a near name, among those one may know of; to look at before opening another. At most five.
#[utoipa::path(get, path = "/spaces/near", tag = "spaces", params(("name" = String, Query)), responses((status = 200, body = Spaces), (status = 422)))]
async fn near(State(house): State<House>, Signed(actor): Signed, Query(named): Query<Named>) -> Result<axum::Json<Spaces>, Failure> {
    let found = house
        .read(move |db| {
            let near = queries::near(db, &actor, &named.name)?;
            shape::spaces(db, &actor, near)
        })
        .await?;
    Ok(axum::Json(Spaces { items: found, next: None }))
}

/// One space; people who could ask to join it may know it too.
#[utoipa::path(get, path = "/spaces/{id}", tag = "spaces", params(("id" = String, Path)), responses((status = 200, body = SpaceShape), (status = 404)))]
async fn one(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Result<axum::Json<SpaceShape>, Failure> {
    Ok(axum::Json(shown(&house, &actor, id).await?))
}

/// Changes name, purpose or settings; for hosts.
#[utoipa::path(patch, path = "/spaces/{id}", tag = "spaces", params(("id" = String, Path), ("If-Match" = Option<String>, Header)), request_body = Arranged,
    responses((status = 200, body = SpaceShape), (status = 403), (status = 404), (status = 409), (status = 422)))]
async fn arrange(
    State(house): State<House>,
    Signed(actor): Signed,
    Path(id): Path<Id>,
    IfMatch(matched): IfMatch,
    Body(mut arranged): Body<Arranged>,
) -> Result<axum::Json<SpaceShape>, Failure> {
    arranged.revision = matched.or(arranged.revision);
    let by = actor.clone();
    house
        .write(move |tx| {
            let allowed = access::space::<Manage>(tx, &by, id)?;
            spaces::edit(tx, &allowed, &arranged.read()?)
        })
        .await?;
    Ok(axum::Json(shown(&house, &actor, id).await?))
}
