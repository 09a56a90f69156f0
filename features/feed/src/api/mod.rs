//! The API of items (interface.md): thin functions over the same verbs and queries as the pages.

mod items;
mod lists;
mod marks;
mod threads;

use axum::http::{HeaderMap, StatusCode, header::LOCATION};
use axum::response::{IntoResponse, Response};
use base::{Id, Refusal, Result};
use house::House;
use kernel::items::queries;
use kernel::{Actor, View, access};
use utoipa_axum::router::OpenApiRouter;
use web::Failure;

use crate::ItemShape;

/// Every route that items of any kind have.
pub fn api() -> OpenApiRouter<House> {
    OpenApiRouter::new().merge(items::routes()).merge(threads::routes()).merge(marks::routes()).merge(lists::routes())
}

/// The item as its reader sees it now.
async fn shown(house: &House, actor: &Actor, id: Id) -> Result<ItemShape, Failure> {
    let (kinds, actor) = (house.kinds.clone(), actor.clone());
    house.read(move |db| Ok(queries::one(db, &kinds, &access::item::<View>(db, &actor, id)?)?.into())).await
}

/// 201 with the new item and where it stands.
async fn created(house: &House, actor: &Actor, id: Id) -> Result<Response, Failure> {
    let item = shown(house, actor, id).await?;
    Ok((StatusCode::CREATED, [(LOCATION, format!("/api/v1/items/{id}"))], axum::Json(item)).into_response())
}

/// The client's key for what must not be done twice.
fn key(headers: &HeaderMap) -> Result<Option<String>, Refusal> {
    let Some(value) = headers.get("idempotency-key") else { return Ok(None) };
    match value.to_str() {
        Ok(key) if !key.is_empty() => Ok(Some(key.to_owned())),
        _ => Err(Refusal::field("idempotency_key", "required")),
    }
}

/// What a key stands for: the address and the parsed body, so that the same words in another place are another request.
fn fingerprint(path: &str, body: &impl serde::Serialize) -> Vec<u8> {
    let mut bytes = path.as_bytes().to_vec();
    bytes.extend(serde_json::to_vec(body).unwrap_or_default());
    bytes
}

/// Reads back the id that a first answer kept.
fn kept(answer: &str) -> Result<Id> {
    answer.parse().map_err(base::Fault::broken)
}
