//! The API of this room: my sessions and my factors. A token reads them and closes sessions; adding and removing factors is for pages alone.

use axum::Json;
use axum::extract::State;
use base::{Id, Moment, Result};
use house::{House, Signed};
use http::StatusCode;
use kernel::people::sessions;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{Failure, Path};

use crate::{codes, passkeys, recovery};

/// One of my sessions.
#[derive(Serialize, ToSchema)]
#[schema(as = Session)]
struct SessionShape {
    #[schema(value_type = String)]
    id: Id,
    /// Browser and system, such as `Firefox/Linux`; either may be unknown.
    device: String,
    #[schema(value_type = String, format = DateTime)]
    created_at: Moment,
    /// The last day on which it was used; shown to me alone.
    #[schema(value_type = String, format = DateTime)]
    used_at: Moment,
    /// Whether this very request came with it.
    current: bool,
}

/// All of them.
#[derive(Serialize, ToSchema)]
struct Sessions {
    items: Vec<SessionShape>,
    /// Always `null`: there are fifty at most.
    next: Option<String>,
}

/// One of my factors.
#[derive(Serialize, ToSchema)]
#[schema(as = Factor)]
struct FactorShape {
    /// `passkey` or `codes`.
    kind: &'static str,
    /// A passkey's name; empty for codes.
    name: String,
    #[schema(value_type = String, format = DateTime)]
    created_at: Moment,
    /// When it was last used; shown to me alone.
    #[schema(value_type = Option<String>, format = DateTime)]
    used_at: Option<Moment>,
}

/// All of them, and how many recovery codes are left.
#[derive(Serialize, ToSchema)]
struct Factors {
    items: Vec<FactorShape>,
    /// Always `null`.
    next: Option<String>,
    recovery_codes_left: i64,
}

pub fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(close)).routes(routes!(factors))
}

/// My sessions.
#[utoipa::path(get, path = "/me/sessions", tag = "me", responses((status = 200, body = Sessions), (status = 401)))]
async fn list(State(house): State<House>, Signed(actor): Signed) -> Result<Json<Sessions>, Failure> {
    let by = actor.by;
    let found = house.read(move |db| Ok(sessions::of(db, &actor)?)).await?;
    let shape = |session: sessions::Session| SessionShape {
        current: session.id == by,
        id: session.id,
        device: session.device,
        created_at: session.created_at,
        used_at: session.used_at,
    };
    Ok(Json(Sessions { items: found.into_iter().map(shape).collect(), next: None }))
}

/// Closes one of my sessions; its live sockets end at once.
#[utoipa::path(delete, path = "/me/sessions/{id}", tag = "me", params(("id" = String, Path)), responses((status = 204), (status = 401), (status = 404)))]
async fn close(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Result<StatusCode, Failure> {
    house.write(move |tx| sessions::end_one(tx, &actor, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// My passkeys and my application of codes.
#[utoipa::path(get, path = "/me/factors", tag = "me", responses((status = 200, body = Factors), (status = 401)))]
async fn factors(State(house): State<House>, Signed(actor): Signed) -> Result<Json<Factors>, Failure> {
    let factors = house
        .read(move |db| {
            let passkeys = passkeys::of(db, actor.id)?.into_iter();
            let passkeys =
                passkeys.map(|key| FactorShape { kind: "passkey", name: key.name, created_at: key.created_at, used_at: key.used_at });
            let codes = codes::of(db, actor.id)?.into_iter();
            let codes = codes.map(|(created_at, used_at)| FactorShape { kind: "codes", name: String::new(), created_at, used_at });
            Ok(Factors { items: passkeys.chain(codes).collect(), next: None, recovery_codes_left: recovery::left(db, actor.id)? })
        })
        .await?;
    Ok(Json(factors))
}
