//! Posting later: planned now, posted by the ordinary verb at its moment. One's own alone.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header::LOCATION};
use axum::response::{IntoResponse, Response};
use base::{Fault, Id, Language, Moment, Result};
use house::{House, Signed};
use kernel::later::{self, Sending, Wanted};
use kernel::{Actor, once};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{Body, Failure, Path};

use super::{fingerprint, shown};
use crate::ItemShape;

pub(super) fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new().routes(routes!(plan)).routes(routes!(mine)).routes(routes!(one, change, cancel)).routes(routes!(send))
}

/// Something that will be posted.
#[derive(Serialize, ToSchema)]
struct SendingShape {
    #[schema(value_type = String)]
    id: Id,
    #[schema(value_type = String)]
    space: Id,
    kind: String,
    title: String,
    body: String,
    #[schema(value_type = Object)]
    data: Json,
    #[schema(value_type = Vec<String>)]
    files: Vec<Id>,
    #[schema(value_type = String, format = DateTime)]
    send_at: Moment,
    /// Why it could not go, and since when it waits for its author; `null` while it is on its way.
    refused: Option<RefusedShape>,
}

/// Why something could not be posted.
#[derive(Serialize, ToSchema)]
struct RefusedShape {
    #[schema(value_type = String, format = DateTime)]
    at: Moment,
    /// A sentence.
    detail: &'static str,
}

fn shape(l: Language, sending: Sending) -> SendingShape {
    let Sending { id, space, wanted: Wanted { kind, title, body, data, files, due }, refused, .. } = sending;
    let refused = refused.map(|(at, why)| RefusedShape { at, detail: web::reason(l, &why) });
    SendingShape { id, space, kind, title, body, data, files, send_at: due, refused }
}

async fn told(house: &House, actor: Actor, id: Id) -> Result<SendingShape, Failure> {
    house.read(move |db| Ok(shape(actor.language, later::one(db, &actor, id)?))).await
}

/// What to post, and when.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Planned {
    /// `post`, `quick_note`, `question` or `poll`.
    kind: String,
    title: Option<String>,
    body: Option<String>,
    #[schema(value_type = Option<Object>)]
    data: Option<Json>,
    /// Files to attach, uploaded before; they can't be changed afterwards.
    #[schema(value_type = Option<Vec<String>>)]
    files: Option<Vec<Id>>,
    /// In the future, a year ahead at most.
    #[schema(value_type = String, format = DateTime)]
    send_at: Moment,
}

impl Planned {
    fn wanted(self) -> Wanted {
        let Planned { kind, title, body, data, files, send_at: due } = self;
        let (title, body) = (title.unwrap_or_default(), body.unwrap_or_default());
        Wanted { kind, title, body, data: data.unwrap_or_default(), files: files.unwrap_or_default(), due }
    }
}

/// Has something posted in a space later. The rights are asked now, and again at that moment.
#[utoipa::path(post, path = "/spaces/{id}/scheduled", tag = "scheduled", params(("id" = String, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = Planned, responses((status = 201, body = SendingShape), (status = 403), (status = 404), (status = 409), (status = 422)))]
async fn plan(
    State(house): State<House>,
    Signed(actor): Signed,
    Path(space): Path<Id>,
    headers: HeaderMap,
    Body(planned): Body<Planned>,
) -> Result<Response, Failure> {
    let print = fingerprint(&format!("/spaces/{space}/scheduled"), &planned);
    let (kinds, by, key) = (house.kinds.clone(), actor.clone(), web::idempotency_key(&headers)?);
    let wanted = planned.wanted();
    let act = move |tx: &store::Tx| Ok(later::plan(tx, &kinds, &by, space, &wanted)?.to_string());
    let person = actor.id;
    let (id, _) = house.write(move |tx| once::once(tx, person, key.as_deref(), &print, || act(tx))).await?;
    let sending = told(&house, actor, id.parse().map_err(Fault::broken)?).await?;
    Ok((StatusCode::CREATED, [(LOCATION, format!("/api/v1/scheduled/{}", sending.id))], axum::Json(sending)).into_response())
}

/// Everything planned.
#[derive(Serialize, ToSchema)]
struct Sendings {
    items: Vec<SendingShape>,
    next: Option<String>,
}

/// What one has planned: first what could not go, then the soonest. There are 100 at most.
#[utoipa::path(get, path = "/scheduled", tag = "scheduled", responses((status = 200, body = Sendings)))]
async fn mine(State(house): State<House>, Signed(actor): Signed) -> Result<axum::Json<Sendings>, Failure> {
    let l = actor.language;
    let found = house.read(move |db| Ok(later::mine(db, &actor)?)).await?;
    Ok(axum::Json(Sendings { items: found.into_iter().map(|one| shape(l, one)).collect(), next: None }))
}

/// One of them; gone once it is posted.
#[utoipa::path(get, path = "/scheduled/{id}", tag = "scheduled", params(("id" = String, Path)), responses((status = 200, body = SendingShape), (status = 404)))]
async fn one(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Result<axum::Json<SendingShape>, Failure> {
    Ok(axum::Json(told(&house, actor, id).await?))
}

/// What to change; what is absent stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Changed {
    title: Option<String>,
    body: Option<String>,
    #[schema(value_type = Option<Object>)]
    data: Option<Json>,
    #[schema(value_type = Option<String>, format = DateTime)]
    send_at: Option<Moment>,
}

/// Changes the words or the moment. What could not go gets its next chance.
#[utoipa::path(patch, path = "/scheduled/{id}", tag = "scheduled", params(("id" = String, Path)), request_body = Changed,
    responses((status = 200, body = SendingShape), (status = 403), (status = 404), (status = 409), (status = 422)))]
async fn change(
    State(house): State<House>,
    Signed(actor): Signed,
    Path(id): Path<Id>,
    Body(changed): Body<Changed>,
) -> Result<axum::Json<SendingShape>, Failure> {
    let (kinds, by) = (house.kinds.clone(), actor.clone());
    house
        .write(move |tx| {
            let mut wanted = later::one(tx, &by, id)?.wanted;
            wanted.title = changed.title.unwrap_or(wanted.title);
            wanted.body = changed.body.unwrap_or(wanted.body);
            wanted.data = changed.data.unwrap_or(wanted.data);
            wanted.due = changed.send_at.unwrap_or(wanted.due);
            later::replan(tx, &kinds, &by, id, &wanted)
        })
        .await?;
    Ok(axum::Json(told(&house, actor, id).await?))
}

/// Cancels it; its words are gone.
#[utoipa::path(delete, path = "/scheduled/{id}", tag = "scheduled", params(("id" = String, Path)), responses((status = 204), (status = 404)))]
async fn cancel(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Result<StatusCode, Failure> {
    house.write(move |tx| later::cancel(tx, &actor, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Posts it now; asked again, it answers the same item.
#[utoipa::path(post, path = "/scheduled/{id}/send", tag = "scheduled", params(("id" = String, Path)),
    responses((status = 201, body = ItemShape), (status = 403), (status = 404), (status = 409), (status = 422)))]
async fn send(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Result<Response, Failure> {
    let (kinds, by) = (house.kinds.clone(), actor.clone());
    let item = house.write(move |tx| later::send(tx, &kinds, &by, id)).await?;
    let item = shown(&house, &actor, item).await?;
    Ok((StatusCode::CREATED, [(LOCATION, format!("/api/v1/items/{}", item.id))], axum::Json(item)).into_response())
}
