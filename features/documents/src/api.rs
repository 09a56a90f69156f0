//! The API of files (interface.md): send one whole, ask about one, fetch it, list those of a space.

use axum::body::Body;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base::{Id, Refusal};
use house::{FileShape, House, Signed};
use kernel::documents::queries::{self, Narrowed, Sort};
use kernel::{View, access};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{Failure, Page, Paging, Path, Query};

use crate::{name, serve, tus};

/// Every route of files.
pub fn api() -> OpenApiRouter<House> {
    let sending = OpenApiRouter::new().routes(routes!(send)).layer(DefaultBodyLimit::disable());
    OpenApiRouter::new()
        .merge(sending)
        .routes(routes!(about))
        .routes(routes!(content))
        .routes(routes!(preview))
        .routes(routes!(of_space))
        .merge(tus::routes())
}

/// Sends a file whole, as the raw body; larger ones are better sent in pieces at `/uploads`. It is nobody else's until an item carries it, and goes
/// after a day without one; the same file under the same key is then not found.
#[utoipa::path(post, path = "/files", tag = "files",
    params(("Content-Disposition" = Option<String>, Header, description = "`attachment; filename=\"…\"` or `filename*=UTF-8''…`"),
        ("Idempotency-Key" = Option<String>, Header, description = "for the same name and bytes")),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, body = FileShape), (status = 404), (status = 413), (status = 422), (status = 507)))]
async fn send(State(house): State<House>, Signed(actor): Signed, headers: HeaderMap, body: Body) -> Result<Response, Failure> {
    let text = |name| headers.get(name).map(|value: &header::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned());
    if text(header::CONTENT_TYPE).is_some_and(|kind| kind.starts_with("multipart/")) {
        return Err(Refusal::WrongType.into());
    }
    let key = web::idempotency_key(&headers)?;
    let announced = text(header::CONTENT_LENGTH).and_then(|length| length.parse().ok()).unwrap_or(0);
    let name = text(header::CONTENT_DISPOSITION).and_then(|header| name::of_disposition(&header)).unwrap_or_default();
    let id = house.receive_once(&actor, &name, key, announced, body.into_data_stream()).await?;
    let file: FileShape = serve::reached(&house, actor, id).await?.into();
    Ok((StatusCode::CREATED, [(header::LOCATION, format!("/api/v1/files/{id}"))], axum::Json(file)).into_response())
}

/// What is known of a file.
#[utoipa::path(get, path = "/files/{id}", tag = "files", params(("id" = String, Path)), responses((status = 200, body = FileShape), (status = 404)))]
async fn about(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Result<axum::Json<FileShape>, Failure> {
    Ok(axum::Json(serve::reached(&house, actor, id).await?.into()))
}

/// The file itself, or the part that `Range` names.
#[utoipa::path(get, path = "/files/{id}/content", tag = "files", params(("id" = String, Path), ("Range" = Option<String>, Header)),
    responses((status = 200, content_type = "application/octet-stream"), (status = 206), (status = 304), (status = 404), (status = 416)))]
async fn content(house: State<House>, signed: Signed, id: Path<Id>, headers: HeaderMap) -> Result<Response, Failure> {
    serve::content(house, signed, id, headers).await
}

/// A smaller picture of a file, drawn anew: nothing of where and with what it was taken is left in it.
#[utoipa::path(get, path = "/files/{id}/preview", tag = "files", params(("id" = String, Path)),
    responses((status = 200, content_type = "image/jpeg"), (status = 304), (status = 404)))]
async fn preview(house: State<House>, signed: Signed, id: Path<Id>, headers: HeaderMap) -> Result<Response, Failure> {
    serve::preview(house, signed, id, headers).await
}

#[derive(Deserialize)]
struct Narrow {
    q: Option<String>,
    r#type: Option<String>,
    author: Option<String>,
}

/// A file with where it comes from.
#[derive(Serialize, ToSchema)]
struct DocumentShape {
    #[serde(flatten)]
    file: FileShape,
    /// Who attached it.
    #[schema(value_type = String)]
    author: Id,
    /// Their name.
    author_name: String,
    /// The top of the thread that carries it.
    #[schema(value_type = String)]
    root: Id,
    /// That thread's title, or the beginning of its text.
    origin: String,
}

/// Some files.
#[derive(Serialize, ToSchema)]
struct Documents {
    items: Vec<DocumentShape>,
    next: Option<String>,
}

/// Every file of the posts and comments of a space, newest first. `q` is part of a name, `type` one of `image`, `pdf`, `office`, `media`, `other`.
#[utoipa::path(get, path = "/spaces/{id}/files", tag = "files",
    params(("id" = String, Path), ("q" = Option<String>, Query), ("type" = Option<String>, Query), ("author" = Option<String>, Query),
        ("limit" = Option<u32>, Query), ("after" = Option<String>, Query)),
    responses((status = 200, body = Documents), (status = 403), (status = 404), (status = 422)))]
async fn of_space(
    State(house): State<House>,
    Signed(actor): Signed,
    Path(space): Path<Id>,
    Query(narrow): Query<Narrow>,
    paging: Paging,
) -> Result<axum::Json<Page<DocumentShape>>, Failure> {
    let sort = narrow.r#type.as_deref().map(|sort| Sort::parse(sort).ok_or_else(|| Refusal::field("type", "unknown"))).transpose()?;
    let author = narrow.author.as_deref().map(|id| id.parse().map_err(|_| Refusal::field("author", "unknown"))).transpose()?;
    let narrowed = Narrowed { name: narrow.q.unwrap_or_default(), sort, author };
    let before = paging.key::<1>()?.map(|[id]| Id(id));
    let rows = paging.rows();
    let found = house.read(move |db| queries::of_space(db, &access::space::<View>(db, &actor, space)?, &narrowed, before, rows)).await?;
    let shapes = found.into_iter().map(|listed| DocumentShape {
        file: listed.file.into(),
        author: listed.author.id,
        author_name: listed.author.name,
        root: listed.root_id,
        origin: listed.origin,
    });
    Ok(axum::Json(paging.page(shapes.collect(), |document| [document.file.id.0])))
}
