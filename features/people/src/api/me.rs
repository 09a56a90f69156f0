//! Myself.

use axum::Json;
use axum::extract::State;
use base::{Moment, Refusal, Result};
use house::{House, Signed};
use kernel::{Actor, people};
use serde::Serialize;
use store::Query;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{Body, Failure};

use super::PersonShape;
use crate::queries;
use crate::verbs::profile::{self, Given, ProfileEdit};

/// Myself, with what only I may know.
#[derive(Serialize, ToSchema)]
#[schema(as = Me)]
struct MeShape {
    #[serde(flatten)]
    person: PersonShape,
    /// The address I sign in with.
    email: Option<String>,
    /// Whether I accepted the charter that stands.
    charter_accepted: bool,
    /// For a guest: when my access ends.
    #[schema(value_type = Option<String>, format = DateTime)]
    ends_at: Option<Moment>,
}

pub fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new().routes(routes!(me, present))
}

/// Who I am.
#[utoipa::path(get, path = "/me", tag = "people", responses((status = 200, body = MeShape), (status = 401)))]
async fn me(State(house): State<House>, Signed(actor): Signed) -> Result<Json<MeShape>, Failure> {
    Ok(Json(house.read(move |db| shape(db, &actor)).await?))
}

/// Changes my profile; what is absent stays.
#[utoipa::path(patch, path = "/me", tag = "people", request_body = Given,
    responses((status = 200, body = MeShape), (status = 401), (status = 422, description = "a wrong or unknown field, such as a role")))]
async fn present(State(house): State<House>, Signed(actor): Signed, Body(given): Body<Given>) -> Result<Json<MeShape>, Failure> {
    let edit = ProfileEdit::parse(&given)?;
    let me = house
        .write(move |tx| {
            profile::present(tx, &actor, &edit)?;
            shape(tx, &actor)
        })
        .await?;
    Ok(Json(me))
}

fn shape(q: &impl Query, actor: &Actor) -> Result<MeShape> {
    let person = people::find(q, actor, actor.id)?.ok_or(Refusal::NotFound)?;
    let (email, ends_at) = (queries::email(q, actor)?, person.ends_at);
    Ok(MeShape { person: person.into(), email, charter_accepted: actor.charter, ends_at })
}
