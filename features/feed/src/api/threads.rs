//! What grows from an item: comments, shares, links, other faces.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use base::{Id, Refusal, Result};
use house::{House, Signed};
use kernel::items::{self, NewItem, Relation, queries};
use kernel::{Actor, Contribute, Kind, View, access, once};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use store::Tx;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{Body, Failure, Page, Paging, Path};

use super::{fingerprint, made_once};
use crate::ItemShape;

pub(super) fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new().routes(routes!(comments, comment)).routes(routes!(share)).routes(routes!(link)).routes(routes!(become_kind))
}

/// What hangs under an item, oldest first: a whole thread, or the answers to one comment.
#[utoipa::path(get, path = "/items/{id}/comments", tag = "items", params(("id" = String, Path), ("limit" = Option<u32>, Query), ("after" = Option<String>, Query)),
    responses((status = 200, body = Vec<ItemShape>, description = "in `items`, with `next`"), (status = 404)))]
async fn comments(
    State(house): State<House>,
    Signed(actor): Signed,
    Path(id): Path<Id>,
    paging: Paging,
) -> Result<axum::Json<Page<ItemShape>>, Failure> {
    let after = paging.key::<1>()?.map(|[id]| Id(id));
    let rows = paging.rows();
    let kinds = house.kinds.clone();
    let found = house.read(move |db| queries::comments(db, &kinds, &access::item::<View>(db, &actor, id)?, after, rows)).await?;
    Ok(axum::Json(paging.page(found.into_iter().map(ItemShape::from).collect(), |item| [item.id.0])))
}

/// A comment.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Said {
    /// CommonMark, at most 50,000 characters; may be left out when there are files.
    #[serde(default)]
    body: String,
    /// Ids of files that one uploaded and attached to nothing yet, at most 20.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    files: Vec<Id>,
}

/// Comments an item, or answers a comment.
#[utoipa::path(post, path = "/items/{id}/comments", tag = "items", params(("id" = String, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = Said, responses((status = 201, body = ItemShape), (status = 403), (status = 404), (status = 409), (status = 422)))]
async fn comment(
    State(house): State<House>,
    Signed(actor): Signed,
    Path(id): Path<Id>,
    headers: HeaderMap,
    Body(said): Body<Said>,
) -> Result<Response, Failure> {
    let print = fingerprint(&format!("/items/{id}/comments"), &said);
    let kinds = house.kinds.clone();
    let new = NewItem::comment_with(&kinds, &said.body, said.files);
    let act = move |tx: &Tx, by: &Actor| {
        let target = access::item_to_comment(tx, by, id)?;
        items::comment_shown(tx, &kinds, &target, &new?)
    };
    made_once(&house, actor, &headers, print, act).await
}

/// Where to share an item.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Shared {
    /// The space that will show it.
    #[schema(value_type = String)]
    space: Id,
    /// A word with it.
    body: Option<String>,
}

/// Shows an item in another space. Access is checked on both sides, and again for each reader.
#[utoipa::path(post, path = "/items/{id}/shares", tag = "items", params(("id" = String, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = Shared, responses((status = 201, body = ItemShape), (status = 403), (status = 404), (status = 409), (status = 422)))]
async fn share(
    State(house): State<House>,
    Signed(actor): Signed,
    Path(id): Path<Id>,
    headers: HeaderMap,
    Body(shared): Body<Shared>,
) -> Result<Response, Failure> {
    let print = fingerprint(&format!("/items/{id}/shares"), &shared);
    let kinds = house.kinds.clone();
    let act = move |tx: &Tx, by: &Actor| {
        let shown = access::item::<View>(tx, by, id)?;
        let there = access::space_to_post(tx, by, shared.space, Kind::Share)?;
        Ok(items::share(tx, &kinds, &shown, &there, shared.body.as_deref().unwrap_or_default())?.into())
    };
    made_once(&house, actor, &headers, print, act).await
}

/// A link to make.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Linked {
    /// The other item.
    #[schema(value_type = String)]
    to: Id,
    /// `relates`, `duplicates` or `replaces`.
    relation: String,
}

/// Links two items that one can see.
#[utoipa::path(post, path = "/items/{id}/links", tag = "items", params(("id" = String, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = Linked, responses((status = 204), (status = 403), (status = 404), (status = 409), (status = 422)))]
async fn link(
    State(house): State<House>,
    Signed(actor): Signed,
    Path(id): Path<Id>,
    headers: HeaderMap,
    Body(linked): Body<Linked>,
) -> Result<StatusCode, Failure> {
    let (key, person) = (web::idempotency_key(&headers)?, actor.id);
    let print = fingerprint(&format!("/items/{id}/links"), &linked);
    let act = move |tx: &Tx| {
        let relation = Relation::parse(&linked.relation).ok_or_else(|| Refusal::field("relation", "unknown"))?;
        let from = access::item::<Contribute>(tx, &actor, id)?;
        items::link(tx, &from, &access::item::<View>(tx, &actor, linked.to)?, relation)?;
        Ok(String::new())
    };
    house.write(move |tx| once::once(tx, person, key.as_deref(), &print, || act(tx))).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Another face for an item.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Become {
    /// The kind to make: any that can be posted.
    kind: String,
    /// Its title; the item's own when absent.
    title: Option<String>,
    /// Its text; the item's own when absent.
    body: Option<String>,
    /// The kind's own fields.
    #[schema(value_type = Option<Object>)]
    data: Option<Json>,
}

/// One object, many faces: makes an item of another kind out of this one, and links both.
#[utoipa::path(post, path = "/items/{id}/become", tag = "items", params(("id" = String, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = Become, responses((status = 201, body = ItemShape), (status = 403), (status = 404), (status = 409), (status = 422)))]
async fn become_kind(
    State(house): State<House>,
    Signed(actor): Signed,
    Path(id): Path<Id>,
    headers: HeaderMap,
    Body(wanted): Body<Become>,
) -> Result<Response, Failure> {
    let print = fingerprint(&format!("/items/{id}/become"), &wanted);
    let kinds = house.kinds.clone();
    let act = move |tx: &Tx, by: &Actor| {
        let from = access::item::<View>(tx, by, id)?;
        let typed = text::plain_mentions(&from.it().source);
        let title = wanted.title.as_deref().unwrap_or(&from.it().title);
        let new =
            NewItem::parse(&kinds, &wanted.kind, title, wanted.body.as_deref().unwrap_or(&typed), wanted.data.clone().unwrap_or_default())?;
        let there = access::space_to_post(tx, by, from.it().space.id, new.kind)?;
        Ok(items::become_kind(tx, &kinds, &from, &there, &new)?.into())
    };
    made_once(&house, actor, &headers, print, act).await
}
