//! Reactions, follows, bookmarks and pins: PUT gives, DELETE takes back, both as often as one likes.

use axum::extract::State;
use axum::http::StatusCode;
use base::{Id, Refusal, Result};
use house::{House, Signed};
use kernel::items;
use kernel::spaces::Level;
use kernel::{Contribute, Moderate, View, access};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{Body, Failure, Path};

use super::shown;
use crate::shape::ReactionShape;

pub(super) fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new()
        .routes(routes!(react, unreact))
        .routes(routes!(follow, unfollow))
        .routes(routes!(bookmark, unbookmark))
        .routes(routes!(pin, unpin))
}

/// What was given to an item.
#[derive(Serialize, ToSchema)]
struct Given {
    reactions: Vec<ReactionShape>,
}

async fn set_reaction(house: House, actor: kernel::Actor, id: Id, emoji: String, on: bool) -> Result<axum::Json<Given>, Failure> {
    let by = actor.clone();
    house
        .write(move |tx| {
            let item = access::item::<Contribute>(tx, &by, id)?;
            if on { items::react(tx, &item, &emoji) } else { items::unreact(tx, &item, &emoji) }
        })
        .await?;
    Ok(axum::Json(Given { reactions: shown(&house, &actor, id).await?.reactions }))
}

/// Gives a reaction; J'aime is 👍.
#[utoipa::path(put, path = "/items/{id}/reactions/{emoji}", tag = "items", params(("id" = String, Path), ("emoji" = String, Path)),
    responses((status = 200, body = Given), (status = 403), (status = 404), (status = 409), (status = 422)))]
async fn react(
    State(house): State<House>,
    Signed(actor): Signed,
    Path((id, emoji)): Path<(Id, String)>,
) -> Result<axum::Json<Given>, Failure> {
    set_reaction(house, actor, id, emoji, true).await
}

/// Takes it back.
#[utoipa::path(delete, path = "/items/{id}/reactions/{emoji}", tag = "items", params(("id" = String, Path), ("emoji" = String, Path)),
    responses((status = 200, body = Given), (status = 403), (status = 404), (status = 409)))]
async fn unreact(
    State(house): State<House>,
    Signed(actor): Signed,
    Path((id, emoji)): Path<(Id, String)>,
) -> Result<axum::Json<Given>, Failure> {
    set_reaction(house, actor, id, emoji, false).await
}

/// How much one wants to hear of a thread.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Followed {
    /// `all` (default), `important` or `none`.
    level: Option<String>,
}

/// Follows a thread. The body is optional.
#[utoipa::path(put, path = "/items/{id}/follow", tag = "items", params(("id" = String, Path)), request_body = Option<Followed>,
    responses((status = 204), (status = 404), (status = 422)))]
async fn follow(
    State(house): State<House>,
    Signed(actor): Signed,
    Path(id): Path<Id>,
    body: Option<Body<Followed>>,
) -> Result<StatusCode, Failure> {
    let level = body.and_then(|Body(followed)| followed.level);
    let level = level.as_deref().map_or(Some(Level::All), Level::parse).ok_or_else(|| Refusal::field("level", "unknown"))?;
    house.write(move |tx| items::follow(tx, &access::item::<View>(tx, &actor, id)?, level)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Follows it no longer.
#[utoipa::path(delete, path = "/items/{id}/follow", tag = "items", params(("id" = String, Path)), responses((status = 204), (status = 404)))]
async fn unfollow(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Result<StatusCode, Failure> {
    house.write(move |tx| items::unfollow(tx, &access::item::<View>(tx, &actor, id)?)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Keeps an item for oneself, in a space that isn't archived.
#[utoipa::path(put, path = "/items/{id}/bookmark", tag = "items", params(("id" = String, Path)), responses((status = 204), (status = 404), (status = 409)))]
async fn bookmark(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Result<StatusCode, Failure> {
    house.write(move |tx| items::bookmark(tx, &access::item::<View>(tx, &actor, id)?)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Keeps it no longer.
#[utoipa::path(delete, path = "/items/{id}/bookmark", tag = "items", params(("id" = String, Path)), responses((status = 204), (status = 404)))]
async fn unbookmark(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Result<StatusCode, Failure> {
    house.write(move |tx| items::unbookmark(tx, &access::item::<View>(tx, &actor, id)?)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Keeps an item at the top of its space; for hosts.
#[utoipa::path(put, path = "/items/{id}/pin", tag = "items", params(("id" = String, Path)), responses((status = 204), (status = 403), (status = 404), (status = 409)))]
async fn pin(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Result<StatusCode, Failure> {
    house.write(move |tx| items::pin(tx, &access::item::<Moderate>(tx, &actor, id)?)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Lets it go down again.
#[utoipa::path(delete, path = "/items/{id}/pin", tag = "items", params(("id" = String, Path)), responses((status = 204), (status = 403), (status = 404), (status = 409)))]
async fn unpin(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Result<StatusCode, Failure> {
    house.write(move |tx| items::unpin(tx, &access::item::<Moderate>(tx, &actor, id)?)).await?;
    Ok(StatusCode::NO_CONTENT)
}
