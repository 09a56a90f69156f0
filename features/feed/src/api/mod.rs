//! The API of items (interface.md): thin functions over the same verbs and queries as the pages.

mod drafts;
mod items;
mod later;
mod lists;
mod marks;
mod threads;

use axum::http::{HeaderMap, StatusCode, header::LOCATION};
use axum::response::{IntoResponse, Response};
use base::{Id, Result};
use house::House;
use kernel::items::{Made, queries};
use kernel::{Actor, View, access, once};
use store::Tx;
use utoipa_axum::router::OpenApiRouter;
use web::Failure;

use crate::ItemShape;

/// Every route that items of any kind have.
pub fn api() -> OpenApiRouter<House> {
    OpenApiRouter::new()
        .merge(items::routes())
        .merge(threads::routes())
        .merge(marks::routes())
        .merge(lists::routes())
        .merge(drafts::routes())
        .merge(later::routes())
}

/// The item as its reader sees it now.
async fn shown(house: &House, actor: &Actor, id: Id) -> Result<ItemShape, Failure> {
    let (kinds, actor) = (house.kinds.clone(), actor.clone());
    house.read(move |db| Ok(queries::one(db, &kinds, &access::item::<View>(db, &actor, id)?)?.into())).await
}

/// Makes an item, once under the client's key, and answers 201 with it and where it stands.
async fn made_once(
    house: &House,
    actor: Actor,
    headers: &HeaderMap,
    print: Vec<u8>,
    make: impl FnOnce(&Tx, &Actor) -> Result<Made> + Send + 'static,
) -> Result<Response, Failure> {
    let (key, by) = (web::idempotency_key(headers)?, actor.clone());
    let once = move |tx: &Tx| {
        let mut view = None;
        let make = || {
            let made = make(tx, &by)?;
            view = made.view;
            Ok(made.id.to_string())
        };
        let (answer, _) = once::once(tx, by.id, key.as_deref(), &print, make)?;
        Ok((answer, view))
    };
    let item = match house.write(once).await? {
        (_, Some(view)) => view.into(),
        (answer, None) => shown(house, &actor, answer.parse().map_err(base::Fault::broken)?).await?,
    };
    Ok((StatusCode::CREATED, [(LOCATION, format!("/api/v1/items/{}", item.id))], axum::Json(item)).into_response())
}

/// What a key stands for: the address and the parsed body, so that the same words in another place are another request.
fn fingerprint(path: &str, body: &impl serde::Serialize) -> Vec<u8> {
    let mut bytes = path.as_bytes().to_vec();
    bytes.extend(serde_json::to_vec(body).unwrap_or_default());
    bytes
}
