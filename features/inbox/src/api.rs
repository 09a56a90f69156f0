//! À traiter for programs (interface.md).

use axum::extract::State;
use axum::http::StatusCode;
use base::{Id, Moment, Result};
use house::{House, Signed};
use kernel::notices::{self, Notice};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{Failure, Paging, Path, Query};

/// The API of À traiter.
pub fn api() -> OpenApiRouter<House> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(count)).routes(routes!(settle)).routes(routes!(settle_all))
}

/// One thing that waits, or waited.
#[derive(Serialize, ToSchema)]
struct NoticeShape {
    /// The notice.
    #[schema(value_type = String)]
    id: Id,
    /// `mentioned`, `answered`, `invited`, `asked` or `accepted`.
    reason: &'static str,
    /// About which item.
    #[schema(value_type = Option<String>)]
    item: Option<Id>,
    /// The top of that item's thread.
    #[schema(value_type = Option<String>)]
    root: Option<Id>,
    /// In which space.
    #[schema(value_type = Option<String>)]
    space: Option<Id>,
    /// Its name.
    space_name: String,
    /// Who caused it.
    #[schema(value_type = String)]
    actor: Id,
    /// Their name.
    actor_name: String,
    /// The thread's title, or the beginning of its text.
    title: String,
    /// The beginning of the item's own text.
    excerpt: String,
    /// Since when it waits.
    #[schema(value_type = String, format = DateTime)]
    at: Moment,
    /// When it was settled.
    #[schema(value_type = Option<String>, format = DateTime)]
    read_at: Option<Moment>,
}

impl From<Notice> for NoticeShape {
    fn from(notice: Notice) -> NoticeShape {
        NoticeShape {
            id: notice.id,
            reason: notice.reason.name(),
            item: notice.item,
            root: notice.root,
            space: notice.space,
            space_name: notice.space_name,
            actor: notice.actor.id,
            actor_name: notice.actor.name,
            title: text::excerpt(&notice.title, 120),
            excerpt: text::excerpt(&notice.excerpt, 280),
            at: notice.at,
            read_at: notice.read_at,
        }
    }
}

/// A page of notices, and how many wait in all.
#[derive(Serialize, ToSchema)]
struct Notices {
    items: Vec<NoticeShape>,
    next: Option<String>,
    waiting: i64,
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    all: bool,
}

/// What waits for one, newest first; with `all=1` what is settled too.
#[utoipa::path(get, path = "/inbox", tag = "inbox",
    params(("all" = Option<bool>, Query), ("limit" = Option<u32>, Query), ("after" = Option<String>, Query)),
    responses((status = 200, body = Notices), (status = 422)))]
async fn list(
    State(house): State<House>,
    Signed(actor): Signed,
    Query(asked): Query<Asked>,
    paging: Paging,
) -> Result<axum::Json<Notices>, Failure> {
    let before = paging.key::<1>()?.map(|[id]| Id(id));
    let rows = paging.rows();
    let (found, waiting) =
        house.read(move |db| Ok((notices::page(db, actor.id, asked.all, before, rows)?, notices::waiting(db, actor.id)?))).await?;
    let page = paging.page(found, |notice| [notice.id.0]);
    let next = page.next.map(|next| next.to_string());
    Ok(axum::Json(Notices { items: page.items.into_iter().map(NoticeShape::from).collect(), next, waiting }))
}

/// How many wait.
#[derive(Serialize, ToSchema)]
struct Waiting {
    waiting: i64,
}

/// How many notices wait: the same on every device.
#[utoipa::path(get, path = "/inbox/count", tag = "inbox", responses((status = 200, body = Waiting)))]
async fn count(State(house): State<House>, Signed(actor): Signed) -> Result<axum::Json<Waiting>, Failure> {
    let waiting = house.read(move |db| Ok(notices::waiting(db, actor.id)?)).await?;
    Ok(axum::Json(Waiting { waiting }))
}

/// Settles one notice; settling it again changes nothing.
#[utoipa::path(put, path = "/inbox/{id}/read", tag = "inbox", params(("id" = String, Path)), responses((status = 204), (status = 404)))]
async fn settle(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Result<StatusCode, Failure> {
    house.write(move |tx| notices::settle(tx, &actor, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize)]
struct Seen {
    up_to: Option<Id>,
}

/// Settles all that waits, or all up to the newest notice that was seen.
#[utoipa::path(put, path = "/inbox/read", tag = "inbox", params(("up_to" = Option<String>, Query)), responses((status = 204), (status = 422)))]
async fn settle_all(State(house): State<House>, Signed(actor): Signed, Query(seen): Query<Seen>) -> Result<StatusCode, Failure> {
    house.write(move |tx| notices::settle_all(tx, &actor, seen.up_to)).await?;
    Ok(StatusCode::NO_CONTENT)
}
