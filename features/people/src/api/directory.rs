//! People as I may know them, and what administrators do to their accounts.

use axum::Json;
use axum::extract::State;
use base::{Id, Refusal};
use house::{House, Proved, Signed};
use http::StatusCode;
use kernel::people;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{Body, Failure, Paging, Path, Query};

use super::PersonShape;
use crate::queries;

#[derive(Default, Deserialize)]
#[serde(default)]
struct Search {
    q: String,
}

/// A page of people by name.
#[derive(Serialize, ToSchema)]
struct People {
    items: Vec<PersonShape>,
    /// What to give as `after` for the next page; `null` at the end.
    next: Option<String>,
}

/// A role in the network.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Role {
    /// `member`, `guest`, `admin` or `owner`.
    role: String,
}

/// What to put right in somebody's account; what is absent stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Correction {
    /// Their name, 1 to 80 characters.
    name: Option<String>,
    /// Their address.
    email: Option<String>,
}

pub fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(person, rectify))
        .routes(routes!(set_role))
        .routes(routes!(deactivate, reactivate))
}

/// The directory as I may see it.
#[utoipa::path(get, path = "/people", tag = "people",
    params(("q" = Option<String>, Query, description = "found in names, headlines, sites and skills"), ("limit" = Option<u32>, Query), ("after" = Option<String>, Query)),
    responses((status = 200, body = People), (status = 401), (status = 422)))]
async fn list(
    State(house): State<House>,
    Signed(actor): Signed,
    Query(Search { q }): Query<Search>,
    paging: Paging,
) -> Result<Json<People>, Failure> {
    let after = paging.key::<1>()?.map(|[id]| Id(id));
    let rows = paging.rows();
    let found = house.read(move |db| Ok(queries::directory(db, &actor, &q, after, rows)?)).await?;
    let page = paging.page(found, |person| [person.id.0]);
    Ok(Json(People { items: page.items.into_iter().map(PersonShape::from).collect(), next: page.next.map(|next| next.to_string()) }))
}

/// Somebody I may know.
#[utoipa::path(get, path = "/people/{id}", tag = "people", params(("id" = String, Path)),
    responses((status = 200, body = PersonShape), (status = 401), (status = 404)))]
async fn person(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Result<Json<PersonShape>, Failure> {
    let person = house.read(move |db| Ok(people::find(db, &actor, id)?.ok_or(Refusal::NotFound)?)).await?;
    Ok(Json(person.into()))
}

/// Puts somebody's name or address right; for administrators. Password links that wait end with the former address.
#[utoipa::path(patch, path = "/people/{id}", tag = "people", params(("id" = String, Path)), request_body = Correction,
    responses((status = 200, body = PersonShape), (status = 403), (status = 404), (status = 409, description = "a bot, or somebody erased"), (status = 422)))]
async fn rectify(
    State(house): State<House>,
    Proved(actor): Proved,
    Path(id): Path<Id>,
    Body(Correction { name, email }): Body<Correction>,
) -> Result<Json<PersonShape>, Failure> {
    let person = house
        .write(move |tx| {
            people::rectify(tx, &actor, id, &people::Correction::parse(name.as_deref(), email.as_deref())?)?;
            Ok(people::find(tx, &actor, id)?.ok_or(Refusal::NotFound)?)
        })
        .await?;
    Ok(Json(person.into()))
}

/// Gives somebody another role; for administrators.
#[utoipa::path(put, path = "/people/{id}/role", tag = "people", params(("id" = String, Path)), request_body = Role,
    responses((status = 200, body = PersonShape), (status = 403), (status = 404),
        (status = 409, description = "the last owner; or a guest-to-be who still answers for spaces"), (status = 422)))]
async fn set_role(
    State(house): State<House>,
    Proved(actor): Proved,
    Path(id): Path<Id>,
    Body(Role { role }): Body<Role>,
) -> Result<Json<PersonShape>, Failure> {
    let person = house
        .write(move |tx| {
            people::give_role(tx, &actor, id, &role)?;
            Ok(people::find(tx, &actor, id)?.ok_or(Refusal::NotFound)?)
        })
        .await?;
    Ok(Json(person.into()))
}

/// Ends somebody's access: sessions, tokens, waiting invitations and open sockets; for administrators.
#[utoipa::path(put, path = "/people/{id}/deactivation", tag = "people", params(("id" = String, Path)),
    responses((status = 204), (status = 403), (status = 404), (status = 409, description = "the last owner")))]
async fn deactivate(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Result<StatusCode, Failure> {
    house.write(move |tx| people::deactivate(tx, &actor, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Lets somebody in again; for administrators.
#[utoipa::path(delete, path = "/people/{id}/deactivation", tag = "people", params(("id" = String, Path)),
    responses((status = 204), (status = 403), (status = 404)))]
async fn reactivate(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Result<StatusCode, Failure> {
    house.write(move |tx| people::reactivate(tx, &actor, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
