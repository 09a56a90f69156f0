//! Fil, what one keeps, one's trash, and what happened since.

use axum::extract::State;
use base::{Id, Refusal, Result};
use house::{House, Signed};
use kernel::changes;
use kernel::items::{View, queries};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{Failure, Page, Paging, Query};

use crate::{ChangeShape, ItemShape, shelves};

pub(super) fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new().routes(routes!(feed)).routes(routes!(bookmarks)).routes(routes!(trash)).routes(routes!(happened))
}

/// What was posted in one's spaces, newest first, blind to rank.
#[utoipa::path(get, path = "/feed", tag = "feed", params(("limit" = Option<u32>, Query), ("after" = Option<String>, Query)),
    responses((status = 200, body = Vec<ItemShape>, description = "in `items`, with `next`")))]
async fn feed(State(house): State<House>, Signed(actor): Signed, paging: Paging) -> Result<axum::Json<Page<ItemShape>>, Failure> {
    let before = paging.key::<1>()?.map(|[id]| Id(id));
    let rows = paging.rows();
    let kinds = house.kinds.clone();
    let found = house.read(move |db| queries::feed(db, &kinds, &actor, before, rows)).await?;
    Ok(axum::Json(paging.page(found.into_iter().map(ItemShape::from).collect(), |item| [item.id.0])))
}

/// A page of items.
#[derive(Serialize, ToSchema)]
struct Items {
    items: Vec<ItemShape>,
    next: Option<String>,
}

impl From<Page<View>> for Items {
    fn from(page: Page<View>) -> Items {
        Items { items: page.items.into_iter().map(ItemShape::from).collect(), next: page.next.map(|next| next.to_string()) }
    }
}

/// What one keeps, newest kept first.
#[utoipa::path(get, path = "/bookmarks", tag = "feed", params(("limit" = Option<u32>, Query), ("after" = Option<String>, Query)),
    responses((status = 200, body = Items), (status = 422)))]
async fn bookmarks(State(house): State<House>, Signed(actor): Signed, paging: Paging) -> Result<axum::Json<Items>, Failure> {
    let kinds = house.kinds.clone();
    let page = house.read(move |db| shelves::kept(db, &kinds, &actor, &paging)).await?;
    Ok(axum::Json(page.into()))
}

/// What one may take out of the trash, newest trashed first.
#[utoipa::path(get, path = "/trash", tag = "feed", params(("limit" = Option<u32>, Query), ("after" = Option<String>, Query)),
    responses((status = 200, body = Items), (status = 422)))]
async fn trash(State(house): State<House>, Signed(actor): Signed, paging: Paging) -> Result<axum::Json<Items>, Failure> {
    let kinds = house.kinds.clone();
    let page = house.read(move |db| shelves::trashed(db, &kinds, &actor, &paging)).await?;
    Ok(axum::Json(page.into()))
}

#[derive(Deserialize)]
struct Since {
    since: Option<String>,
    limit: Option<i64>,
}

/// What happened, in order.
#[derive(Serialize, ToSchema)]
struct Changes {
    items: Vec<ChangeShape>,
    /// Where to go on; the same number when nothing has happened.
    next: Option<String>,
}

/// What happened that one may see, in order, without a gap. `next` is the number to give as `since`.
#[utoipa::path(get, path = "/changes", tag = "feed", params(("since" = Option<String>, Query), ("limit" = Option<u32>, Query)),
    responses((status = 200, body = Changes), (status = 422)))]
async fn happened(State(house): State<House>, Signed(actor): Signed, Query(asked): Query<Since>) -> Result<axum::Json<Changes>, Failure> {
    let since: i64 = match asked.since.as_deref() {
        Some(text) => text.parse().map_err(|_| Refusal::field("since", "not_a_number"))?,
        None => 0,
    };
    let limit = asked.limit.unwrap_or(50).clamp(1, 200);
    let found = house.read(move |db| Ok(changes::seen_after(db, &actor, since, limit)?)).await?;
    let next = found.last().map_or(since, |change| change.seq).to_string();
    Ok(axum::Json(Changes { items: found.iter().map(|change| ChangeShape::new(change, None)).collect(), next: Some(next) }))
}
