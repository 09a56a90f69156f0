//! Who is in a space: the list, joining and asking, letting in, roles, leaving.

use axum::extract::State;
use axum::http::StatusCode;
use base::{Id, Moment, Refusal, Result};
use house::{House, Signed};
use kernel::spaces::{SpaceRole, members};
use kernel::{Manage, View, access};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{Body, Failure, Page, Paging, Path};

use crate::shape::{self, MemberShape};

pub(super) fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(admit, remove)).routes(routes!(waiting)).routes(routes!(ask, withdraw))
}

/// Some members.
#[derive(Serialize, ToSchema)]
struct Members {
    items: Vec<MemberShape>,
    next: Option<String>,
}

/// The members of a space, by name.
#[utoipa::path(get, path = "/spaces/{id}/members", tag = "spaces",
    params(("id" = String, Path), ("limit" = Option<u32>, Query), ("after" = Option<String>, Query)),
    responses((status = 200, body = Members), (status = 403), (status = 404)))]
async fn list(
    State(house): State<House>,
    Signed(actor): Signed,
    Path(id): Path<Id>,
    paging: Paging,
) -> Result<axum::Json<Page<MemberShape>>, Failure> {
    let after = paging.key::<1>()?.map(|[id]| Id(id));
    let rows = paging.rows();
    let found = house
        .read(move |db| {
            let allowed = access::space::<View>(db, &actor, id)?;
            let name = after.map(|id| shape::place_of_person(db, &actor, id)).transpose()?;
            Ok(members::page(db, &allowed, name.as_deref().zip(after), rows)?)
        })
        .await?;
    Ok(axum::Json(paging.page(found.into_iter().map(MemberShape::from).collect(), |member| [member.id.0])))
}

/// A role to give.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Given {
    /// `host`, `contributor` or `reader`.
    role: String,
}

/// Lets somebody in or changes their role. On oneself, in an open space that one hasn't joined: joins it as a contributor.
#[utoipa::path(put, path = "/spaces/{id}/members/{person}", tag = "spaces", params(("id" = String, Path), ("person" = String, Path)), request_body = Given,
    responses((status = 204), (status = 403), (status = 404), (status = 409), (status = 422)))]
async fn admit(
    State(house): State<House>,
    Signed(actor): Signed,
    Path((id, person)): Path<(Id, Id)>,
    Body(given): Body<Given>,
) -> Result<StatusCode, Failure> {
    let role = SpaceRole::parse(&given.role).ok_or_else(|| Refusal::field("role", "unknown"))?;
    house
        .write(move |tx| {
            if person == actor.id && access::glimpse(tx, &actor, id)?.my_role.is_none() {
                if role != SpaceRole::Contributor {
                    return Err(Refusal::Forbidden("not_a_host").into());
                }
                return members::join(tx, &actor, id);
            }
            members::admit(tx, &actor, id, person, role)
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes somebody out (hosts), or leaves.
#[utoipa::path(delete, path = "/spaces/{id}/members/{person}", tag = "spaces", params(("id" = String, Path), ("person" = String, Path)),
    responses((status = 204), (status = 403), (status = 404), (status = 409, description = "the owner, or the last host")))]
async fn remove(State(house): State<House>, Signed(actor): Signed, Path((id, person)): Path<(Id, Id)>) -> Result<StatusCode, Failure> {
    house.write(move |tx| members::leave(tx, &actor, id, person)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Somebody at the door.
#[derive(Serialize, ToSchema)]
struct Asking {
    #[schema(value_type = String)]
    id: Id,
    name: String,
    #[schema(value_type = String, format = DateTime)]
    at: Moment,
}

/// A page of those at the door.
#[derive(Serialize, ToSchema)]
struct AllAsking {
    items: Vec<Asking>,
    next: Option<String>,
}

/// Who asks to join, oldest first; for hosts. To accept is to let in: `PUT /spaces/{id}/members/{person}`.
#[utoipa::path(get, path = "/spaces/{id}/requests", tag = "spaces",
    params(("id" = String, Path), ("limit" = Option<u32>, Query), ("after" = Option<String>, Query)),
    responses((status = 200, body = AllAsking), (status = 403), (status = 404), (status = 422)))]
async fn waiting(
    State(house): State<House>,
    Signed(actor): Signed,
    Path(id): Path<Id>,
    paging: Paging,
) -> Result<axum::Json<Page<Asking>>, Failure> {
    let after = paging.key::<2>()?.map(|[at, id]| (Moment(at), Id(id)));
    let rows = paging.rows();
    let waiting = house.read(move |db| Ok(members::asking(db, &access::space::<Manage>(db, &actor, id)?, after, rows)?)).await?;
    let waiting = waiting.into_iter().map(|(id, name, at)| Asking { id, name, at }).collect();
    Ok(axum::Json(paging.page(waiting, |one: &Asking| [one.at.0, one.id.0])))
}

/// Asks to join.
#[utoipa::path(put, path = "/spaces/{id}/request", tag = "spaces", params(("id" = String, Path)),
    responses((status = 204), (status = 404), (status = 409)))]
async fn ask(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Result<StatusCode, Failure> {
    house.write(move |tx| members::ask(tx, &actor, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Asks no longer.
#[utoipa::path(delete, path = "/spaces/{id}/request", tag = "spaces", params(("id" = String, Path)), responses((status = 204), (status = 404)))]
async fn withdraw(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Result<StatusCode, Failure> {
    house.write(move |tx| members::withdraw(tx, &actor, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
