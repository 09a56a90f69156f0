//! The audit trail. There is no way to write in it but to act.

use axum::Json;
use axum::extract::State;
use base::{Id, Moment};
use house::{House, Signed};
use kernel::audit;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{Failure, Paging, Query};

use crate::pages::trail::Asked;

/// One line.
#[derive(Serialize, ToSchema)]
struct TrailLine {
    #[schema(value_type = String)]
    id: Id,
    #[schema(value_type = String, format = DateTime)]
    at: Moment,
    /// Who; `null` for the program itself.
    #[schema(value_type = Option<String>)]
    actor: Option<Id>,
    /// What, e.g. `role-changed`.
    act: &'static str,
    /// To whom or to what.
    #[schema(value_type = Option<String>)]
    subject: Option<Id>,
    details: String,
}

/// A page of the trail, the newest line first.
#[derive(Serialize, ToSchema)]
struct Trail {
    items: Vec<TrailLine>,
    /// What to give as `after` for the next page; `null` at the end.
    next: Option<String>,
}

pub fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new().routes(routes!(list))
}

/// What administrators did, the newest first; for administrators.
#[utoipa::path(get, path = "/administration/trail", tag = "administration",
    params(("act" = Option<String>, Query), ("person" = Option<String>, Query), ("limit" = Option<u32>, Query), ("after" = Option<String>, Query)),
    responses((status = 200, body = Trail), (status = 401), (status = 403), (status = 422)))]
async fn list(
    State(house): State<House>,
    Signed(actor): Signed,
    Query(asked): Query<Asked>,
    paging: Paging,
) -> Result<Json<Trail>, Failure> {
    actor.administers()?;
    let before = paging.key::<1>()?.map(|[id]| Id(id));
    let rows = paging.rows();
    let found = house.read(move |db| Ok(audit::find(db, &asked.of(before), rows)?)).await?;
    let page = paging.page(found, |line| [line.id.0]);
    let shape = |line: audit::Line| TrailLine {
        id: line.id,
        at: line.at,
        actor: line.actor.map(|(id, _)| id),
        act: line.act.name(),
        subject: line.subject,
        details: line.details,
    };
    Ok(Json(Trail { items: page.items.into_iter().map(shape).collect(), next: page.next.map(|next| next.to_string()) }))
}
