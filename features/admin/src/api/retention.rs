//! How long things are kept.

use axum::Json;
use axum::extract::State;
use base::{Moment, Refusal, Result};
use house::{House, Signed};
use kernel::retention::{self, Keep};
use serde::{Deserialize, Serialize};
use store::Query;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{Body, Failure, Path};

/// One duration.
#[derive(Serialize, ToSchema)]
struct Duration {
    /// What is kept, e.g. `notices`.
    keep: &'static str,
    /// How long, in days.
    days: i64,
    /// Why it is not the usual one; empty when it is.
    why: String,
    /// How much has outlived it now: what a purge would end.
    due: i64,
}

/// Every duration.
#[derive(Serialize, ToSchema)]
struct Durations {
    items: Vec<Duration>,
}

/// Another duration.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewDuration {
    /// In days, within the bounds of what is kept.
    days: i64,
    /// 1 to 300 characters.
    why: String,
}

pub fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(set))
}

fn shape(q: &impl Query) -> Result<Durations> {
    let mut items = Vec::new();
    for (keep, due) in retention::due(q, Moment::now())? {
        let kept = retention::kept(q, keep)?;
        items.push(Duration { keep: keep.name(), days: kept.days, why: kept.why, due });
    }
    Ok(Durations { items })
}

/// Every duration, and what has outlived it; for administrators.
#[utoipa::path(get, path = "/administration/retention", tag = "administration", responses((status = 200, body = Durations), (status = 401), (status = 403)))]
async fn list(State(house): State<House>, Signed(actor): Signed) -> Result<Json<Durations>, Failure> {
    actor.administers()?;
    Ok(Json(house.read(shape).await?))
}

/// Sets another duration, for a reason; for owners.
#[utoipa::path(put, path = "/administration/retention/{keep}", tag = "administration", params(("keep" = String, Path)), request_body = NewDuration,
    responses((status = 200, body = Durations), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
async fn set(
    State(house): State<House>,
    Signed(actor): Signed,
    Path(keep): Path<String>,
    Body(new): Body<NewDuration>,
) -> Result<Json<Durations>, Failure> {
    actor.administers()?;
    let keep = Keep::parse(&keep).ok_or(Refusal::NotFound)?;
    let set = house.write(move |tx| {
        retention::set(tx, &actor, keep, new.days, &new.why)?;
        shape(tx)
    });
    Ok(Json(set.await?))
}
