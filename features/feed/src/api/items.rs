//! Items themselves: post, read, change, trash, restore, history.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use base::{Id, Moment, Refusal, Result};
use house::{House, Signed};
use kernel::find::{self, Mark, Wanted};
use kernel::items::queries::{self, Version};
use kernel::items::{self, ItemEdit, NewItem};
use kernel::{Actor, Edit, Kind, View, access};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use store::Tx;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::etag::IfMatch;
use web::{Body, Failure, Page, Paging, Path, Query};

use super::{fingerprint, made_once, shown};
use crate::ItemShape;

pub(super) fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new()
        .routes(routes!(of_space, post))
        .routes(routes!(one, change, discard))
        .routes(routes!(trash, restore))
        .routes(routes!(history))
}

/// A new item.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Posted {
    /// `post`, `quick_note`, `question`, `poll`, or `comment` with a `parent`.
    kind: String,
    /// At most 200 characters.
    title: Option<String>,
    /// CommonMark with tables, strikethrough, task lists and `@mention`; at most 50,000 characters.
    body: Option<String>,
    /// What a comment answers.
    #[schema(value_type = Option<String>)]
    parent: Option<Id>,
    /// Ids of files that one uploaded and attached to nothing yet, at most 20.
    #[schema(value_type = Option<Vec<String>>)]
    files: Option<Vec<Id>>,
    /// The kind's own fields, e.g. `{"options":["a","b"],"multiple":false,"closes_at":null}` for a poll.
    #[schema(value_type = Option<Object>)]
    data: Option<Json>,
}

/// Posts in a space.
#[utoipa::path(post, path = "/spaces/{id}/items", tag = "items", params(("id" = String, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = Posted, responses((status = 201, body = ItemShape), (status = 403), (status = 404), (status = 409), (status = 422)))]
async fn post(
    State(house): State<House>,
    Signed(actor): Signed,
    Path(space): Path<Id>,
    headers: HeaderMap,
    Body(posted): Body<Posted>,
) -> Result<Response, Failure> {
    let print = fingerprint(&format!("/spaces/{space}/items"), &posted);
    let kinds = house.kinds.clone();
    let (body, title) = (posted.body.as_deref().unwrap_or_default(), posted.title.as_deref().unwrap_or_default());
    let (is_comment, files) = (posted.kind == Kind::Comment.name(), posted.files.unwrap_or_default());
    // Worked out here, not on the thread that writes; but where one may not look comes before what is wrong with the words.
    let new = match is_comment {
        true => NewItem::comment_with(&kinds, body, files),
        false => NewItem::parse_with(&kinds, &posted.kind, title, body, posted.data.unwrap_or_default(), files),
    };
    let act = move |tx: &Tx, by: &Actor| {
        if is_comment {
            let parent = posted.parent.ok_or_else(|| Refusal::field("parent", "required"))?;
            let target = access::item_to_comment(tx, by, parent)?;
            if target.it().space.id != space {
                return Err(Refusal::NotFound.into());
            }
            return items::comment_shown(tx, &kinds, &target, &new?);
        }
        if posted.parent.is_some() {
            return Err(Refusal::field("parent", "not_allowed").into());
        }
        let there = access::space::<View>(tx, by, space)?;
        let new = new?;
        items::post_shown(tx, &kinds, &access::to_post(there, new.kind)?, &new)
    };
    made_once(&house, actor, &headers, print, act).await
}

#[derive(Deserialize)]
struct Narrow {
    kind: Option<String>,
    state: Option<String>,
    author: Option<String>,
    tag: Option<String>,
    q: Option<String>,
}

/// A page of items.
#[derive(Serialize, ToSchema)]
struct ItemPage {
    items: Vec<ItemShape>,
    next: Option<String>,
}

/// What was posted in a space, newest first.
#[utoipa::path(get, path = "/spaces/{id}/items", tag = "items",
    params(("id" = String, Path), ("kind" = Option<String>, Query), ("state" = Option<String>, Query), ("author" = Option<String>, Query),
        ("tag" = Option<String>, Query), ("q" = Option<String>, Query), ("limit" = Option<u32>, Query), ("after" = Option<String>, Query)),
    responses((status = 200, body = ItemPage), (status = 403), (status = 404), (status = 422)))]
async fn of_space(
    State(house): State<House>,
    Signed(actor): Signed,
    Path(space): Path<Id>,
    Query(narrow): Query<Narrow>,
    paging: Paging,
) -> Result<axum::Json<Page<ItemShape>>, Failure> {
    let kind = narrow.kind.as_deref().map(|kind| Kind::parse(kind).ok_or_else(|| Refusal::field("kind", "unknown"))).transpose()?;
    let author = narrow.author.as_deref().map(|id| id.parse().map_err(|_| Refusal::field("author", "unknown"))).transpose()?;
    let before = paging.key::<1>()?.map(|[id]| Id(id));
    let rows = paging.rows();
    let kinds = house.kinds.clone();
    let found = house
        .read(move |db| {
            let allowed = access::space::<View>(db, &actor, space)?;
            if let Some(words) = narrow.q.filter(|q| !q.trim().is_empty()) {
                let tag = narrow.tag.map(|tag| text::fold(&tag));
                let marks = [Some(Mark::Space(space)), kind.map(Mark::Kind), author.map(Mark::Author)].into_iter().flatten();
                let only = marks.chain(narrow.state.map(Mark::State)).chain(tag.map(Mark::Tag)).map(|mark| vec![mark]).collect();
                let wanted = Wanted { words, only, before: before.map(|id| (0, id)), ..Wanted::default() };
                let hits = find::items(db, &actor, &wanted, rows)?;
                let ids: Vec<Id> = hits.iter().map(|hit| hit.id).collect();
                return queries::several(db, &kinds, &actor, &ids);
            }
            let narrowed = queries::Narrowed { kind, author, state: narrow.state, tag: narrow.tag, pinned: false };
            queries::of_space(db, &kinds, &allowed, &narrowed, before, rows)
        })
        .await?;
    Ok(axum::Json(paging.page(found.into_iter().map(ItemShape::from).collect(), |item| [item.id.0])))
}

/// One item; its `revision` is what `If-Match` takes.
#[utoipa::path(get, path = "/items/{id}", tag = "items", params(("id" = String, Path)),
    responses((status = 200, body = ItemShape), (status = 404)))]
async fn one(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Result<axum::Json<ItemShape>, Failure> {
    Ok(axum::Json(shown(&house, &actor, id).await?))
}

/// What to change.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Changed {
    title: Option<String>,
    body: Option<String>,
    /// The files it shall carry: some of those it has, and new ones of one's own.
    #[schema(value_type = Option<Vec<String>>)]
    files: Option<Vec<Id>>,
    /// The revision that was read; refused with 409 when somebody wrote since. `If-Match: "<revision>"` says the same.
    revision: Option<i64>,
}

/// Changes one's own words.
#[utoipa::path(patch, path = "/items/{id}", tag = "items", params(("id" = String, Path), ("If-Match" = Option<String>, Header)),
    request_body = Changed, responses((status = 200, body = ItemShape), (status = 403), (status = 404), (status = 409), (status = 422)))]
async fn change(
    State(house): State<House>,
    Signed(actor): Signed,
    Path(id): Path<Id>,
    IfMatch(matched): IfMatch,
    Body(changed): Body<Changed>,
) -> Result<axum::Json<ItemShape>, Failure> {
    let edit = ItemEdit { title: changed.title, body: changed.body, files: changed.files, revision: matched.or(changed.revision) };
    let (kinds, by) = (house.kinds.clone(), actor.clone());
    house.write(move |tx| items::edit(tx, &kinds, &access::item::<Edit>(tx, &by, id)?, &edit)).await?;
    Ok(axum::Json(shown(&house, &actor, id).await?))
}

async fn to_trash(house: &House, actor: Actor, id: Id) -> Result<StatusCode, Failure> {
    house.write(move |tx| items::trash(tx, &access::item_to_trash(tx, &actor, id)?)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Puts an item in the trash, where it can be restored for 30 days.
#[utoipa::path(delete, path = "/items/{id}", tag = "items", params(("id" = String, Path)),
    responses((status = 204), (status = 403), (status = 404), (status = 409)))]
async fn discard(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Result<StatusCode, Failure> {
    to_trash(&house, actor, id).await
}

/// The same.
#[utoipa::path(put, path = "/items/{id}/trash", tag = "items", params(("id" = String, Path)),
    responses((status = 204), (status = 403), (status = 404), (status = 409)))]
async fn trash(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Result<StatusCode, Failure> {
    to_trash(&house, actor, id).await
}

/// Takes it out of the trash.
#[utoipa::path(delete, path = "/items/{id}/trash", tag = "items", params(("id" = String, Path)),
    responses((status = 200, body = ItemShape), (status = 403), (status = 404), (status = 409)))]
async fn restore(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Result<Response, Failure> {
    let (kinds, by) = (house.kinds.clone(), actor.clone());
    house.write(move |tx| items::restore(tx, &kinds, &access::item_to_trash(tx, &by, id)?)).await?;
    Ok(axum::Json(shown(&house, &actor, id).await?).into_response())
}

/// One version of an item's words.
#[derive(Serialize, ToSchema)]
struct VersionShape {
    revision: i64,
    title: String,
    body: String,
    html: String,
    #[schema(value_type = String)]
    author: Id,
    #[schema(value_type = String, format = DateTime)]
    at: Moment,
}

impl From<Version> for VersionShape {
    fn from(v: Version) -> VersionShape {
        VersionShape { revision: v.revision, title: v.title, body: v.source, html: v.html, author: v.author, at: v.at }
    }
}

/// A page of versions.
#[derive(Serialize, ToSchema)]
struct Versions {
    items: Vec<VersionShape>,
    next: Option<String>,
}

/// Every version of an item, newest first.
#[utoipa::path(get, path = "/items/{id}/history", tag = "items",
    params(("id" = String, Path), ("limit" = Option<u32>, Query), ("after" = Option<String>, Query)),
    responses((status = 200, body = Versions), (status = 404), (status = 422)))]
async fn history(
    State(house): State<House>,
    Signed(actor): Signed,
    Path(id): Path<Id>,
    paging: Paging,
) -> Result<axum::Json<Page<VersionShape>>, Failure> {
    let before = paging.key::<1>()?.map(|[revision]| revision);
    let rows = paging.rows();
    let found = house.read(move |db| queries::history(db, &access::item::<View>(db, &actor, id)?, before, rows)).await?;
    Ok(axum::Json(paging.page(found.into_iter().map(VersionShape::from).collect(), |version| [version.revision])))
}
