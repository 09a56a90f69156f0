//! How the network shows itself.

use axum::Json;
use axum::extract::State;
use base::Result;
use house::{House, Signed};
use kernel::settings;
use serde::{Deserialize, Serialize};
use store::Query;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{Body, Failure};

use crate::verbs::identity::{self, NewIdentity};

/// The network.
#[derive(Serialize, ToSchema)]
struct Network {
    name: String,
    /// `#rrggbb`; `null` for the house's own green.
    accent: Option<String>,
    /// Address of the logo, where there is one.
    logo: Option<String>,
}

/// What to change; what is absent stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NetworkEdit {
    /// 1 to 80 characters.
    name: Option<String>,
    /// `#rrggbb`, readable in light and in dark; empty for the house's own green.
    accent: Option<String>,
}

pub fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new().routes(routes!(read, change))
}

fn shape(q: &impl Query) -> Result<Network> {
    let (stands, brand) = (settings::identity(q)?, house::brand(q)?);
    Ok(Network { name: brand.name, accent: stands.accent, logo: brand.logo })
}

/// Name, accent and logo.
#[utoipa::path(get, path = "/network", tag = "administration", responses((status = 200, body = Network), (status = 401)))]
async fn read(State(house): State<House>, Signed(_): Signed) -> Result<Json<Network>, Failure> {
    Ok(Json(house.read(shape).await?))
}

/// Changes name or accent. An accent that some could not read is refused as `contrast`.
#[utoipa::path(patch, path = "/network", tag = "administration", request_body = NetworkEdit,
    responses((status = 200, body = Network), (status = 401), (status = 403), (status = 422)))]
async fn change(State(house): State<House>, Signed(actor): Signed, Body(edit): Body<NetworkEdit>) -> Result<Json<Network>, Failure> {
    actor.administers()?;
    let changed = house.write(move |tx| {
        let stands = shape(tx)?;
        let accent = edit.accent.or(stands.accent).unwrap_or_default();
        let new = NewIdentity::parse(edit.name.as_ref().unwrap_or(&stands.name), &accent)?;
        identity::change(tx, &actor, &new)?;
        shape(tx)
    });
    Ok(Json(changed.await?))
}
