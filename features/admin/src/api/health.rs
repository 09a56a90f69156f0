//! How the program fares, for who watches it from afar.

use std::sync::Arc;

use axum::extract::State;
use axum::{Extension, Json};
use base::Moment;
use house::{House, Signed};
use serde::Serialize;
use shell::desk::State as Fares;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::Failure;

use crate::machine::Machine;
use crate::verbs::health;

/// How the program fares: each of `good`, `look`, `bad` or `off`.
#[derive(Serialize, ToSchema)]
struct HealthShape {
    version: &'static str,
    disk: &'static str,
    mail: &'static str,
    clock: &'static str,
    backup: &'static str,
    jobs: &'static str,
    live: &'static str,
    /// Jobs that are due.
    jobs_waiting: i64,
    /// Jobs that were given up.
    jobs_dead: i64,
    /// When the last backup was made.
    #[schema(value_type = Option<String>, format = DateTime)]
    backup_at: Option<Moment>,
    /// When a backup was last proven.
    #[schema(value_type = Option<String>, format = DateTime)]
    backup_proven_at: Option<Moment>,
}

pub fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new().routes(routes!(read))
}

fn name(state: Fares) -> &'static str {
    match state {
        Fares::Good => "good",
        Fares::Look => "look",
        Fares::Bad => "bad",
        Fares::Off => "off",
    }
}

/// How the program fares; for administrators.
#[utoipa::path(get, path = "/administration/health", tag = "administration", responses((status = 200, body = HealthShape), (status = 401), (status = 403)))]
async fn read(
    State(house): State<House>,
    Signed(actor): Signed,
    Extension(machine): Extension<Arc<Machine>>,
) -> Result<Json<HealthShape>, Failure> {
    actor.administers()?;
    let found = health::look(&house, &machine).await?;
    Ok(Json(HealthShape {
        version: found.version,
        disk: name(found.room()),
        mail: name(if found.mail.is_some() { Fares::Good } else { Fares::Off }),
        clock: name(found.clocks()),
        backup: name(found.backups(Moment::now())),
        jobs: name(found.work()),
        live: name(found.live()),
        jobs_waiting: found.jobs.0,
        jobs_dead: found.jobs.1,
        backup_at: found.backup.0,
        backup_proven_at: found.backup.1,
    }))
}
