//! Sending in pieces that can be taken up again: tus 1.0.0 (tus.io/protocols/resumable-upload) with creation, creation-with-upload, expiration,
//! checksum and termination. The id of an upload becomes the file's, so whoever sent the last byte knows what to attach.

use axum::body::Body;
use axum::extract::{DefaultBodyLimit, State};
use axum::response::{IntoResponse, Response};
use base::{Fault, Id, Refusal};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use bytes::Bytes;
use files::UploadId;
use futures_util::{Stream, TryStreamExt as _};
use house::{House, Signed, refused};
use http::header::{CACHE_CONTROL, CONTENT_TYPE, LOCATION};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use kernel::documents::uploads::{self, Upload};
use kernel::{Actor, access, documents};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{Failure, Path};

const VERSION: &str = "1.0.0";
const RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");
const OFFSET: HeaderName = HeaderName::from_static("upload-offset");
const LENGTH: HeaderName = HeaderName::from_static("upload-length");
const METADATA: HeaderName = HeaderName::from_static("upload-metadata");
const EXPIRES: HeaderName = HeaderName::from_static("upload-expires");
const PIECE: &str = "application/offset+octet-stream";

pub fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new().routes(routes!(offered, begin)).routes(routes!(stands, go_on, end)).layer(DefaultBodyLimit::disable())
}

/// What this server knows of tus.
#[utoipa::path(options, path = "/uploads", tag = "files", responses((status = 204)))]
async fn offered(State(house): State<House>, Signed(_): Signed) -> Result<Response, Failure> {
    let largest = house.read(|db| Ok(documents::limits(db)?.largest)).await?;
    let headers = [
        (RESUMABLE, VERSION.to_owned()),
        (HeaderName::from_static("tus-version"), VERSION.to_owned()),
        (HeaderName::from_static("tus-extension"), "creation,creation-with-upload,expiration,termination".to_owned()),
        (HeaderName::from_static("tus-max-size"), largest.to_string()),
    ];
    Ok((StatusCode::NO_CONTENT, headers).into_response())
}

/// Begins an upload of `Upload-Length` bytes; `Upload-Metadata` may name it (`filename`). `Location` is where its pieces go.
#[utoipa::path(post, path = "/uploads", tag = "files", params(("Upload-Length" = u64, Header), ("Upload-Metadata" = Option<String>, Header), ("Tus-Resumable" = String, Header)),
    responses((status = 201), (status = 400), (status = 412), (status = 413), (status = 422), (status = 429), (status = 507)))]
async fn begin(State(house): State<House>, Signed(actor): Signed, headers: HeaderMap, body: Body) -> Result<Response, Failure> {
    if let Some(other) = other_version(&headers) {
        return Ok(other);
    }
    let length = number(&headers, &LENGTH)?;
    let metadata = headers.get(METADATA).and_then(|text| text.to_str().ok()).unwrap_or_default();
    let (name, media) = (of_metadata(metadata, "filename").unwrap_or_default(), of_metadata(metadata, "filetype").unwrap_or_default());
    let staging = house.files.begin().await.map_err(refused)?;
    let (by, noted) = (actor.clone(), staging.to_string());
    let begun = house.write(move |tx| uploads::begin(tx, &by, &noted, &name, &media, length)).await;
    let upload = match begun {
        Ok(upload) => upload,
        Err(failure) => {
            house.abandon(&staging).await;
            return Err(failure);
        }
    };
    let with_bytes = headers.get(CONTENT_TYPE).is_some_and(|kind| kind == PIECE);
    let offset = if with_bytes || length == 0 { add(&house, &actor, &upload, 0, body).await? } else { 0 };
    let mut response = (StatusCode::CREATED, [(LOCATION, format!("/api/v1/uploads/{}", upload.id))]).into_response();
    told(&mut response, offset, None, Some(&upload));
    Ok(response)
}

/// How far an upload has come, in `Upload-Offset`: where to go on.
#[utoipa::path(head, path = "/uploads/{id}", tag = "files", params(("id" = String, Path), ("Tus-Resumable" = String, Header)), responses((status = 200), (status = 404), (status = 412)))]
async fn stands(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>, headers: HeaderMap) -> Result<Response, Failure> {
    if let Some(other) = other_version(&headers) {
        return Ok(other);
    }
    let mut response = StatusCode::OK.into_response();
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    match mine(&house, &actor, id).await? {
        Found::Whole(size) => told(&mut response, size, Some(size), None),
        Found::UnderWay(upload, staging) => {
            let received = house.files.received(&staging).await.map_err(refused)?;
            // Whole, but the answer to its last piece was lost before the file was made.
            if received == upload.length {
                finish(&house, &actor, &upload, &staging).await?;
            }
            told(&mut response, received, Some(upload.length), Some(&upload));
        }
    }
    Ok(response)
}

/// Adds the body at `Upload-Offset`. When the last byte has come, the file of the same id is there to be attached.
#[utoipa::path(patch, path = "/uploads/{id}", tag = "files",
    params(("id" = String, Path), ("Upload-Offset" = u64, Header), ("Tus-Resumable" = String, Header)),
    request_body(content = Vec<u8>, content_type = "application/offset+octet-stream"),
    responses((status = 204), (status = 404), (status = 409), (status = 412), (status = 413), (status = 415), (status = 422), (status = 507)))]
async fn go_on(
    State(house): State<House>,
    Signed(actor): Signed,
    Path(id): Path<Id>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Failure> {
    if let Some(other) = other_version(&headers) {
        return Ok(other);
    }
    if headers.get(CONTENT_TYPE).is_none_or(|kind| kind != PIECE) {
        return Err(Refusal::WrongType.into());
    }
    let offset = number(&headers, &OFFSET)?;
    let upload = match mine(&house, &actor, id).await? {
        Found::UnderWay(upload, _) => upload,
        Found::Whole(_) => return Err(Refusal::Conflict("upload_offset").into()),
    };
    let now = add(&house, &actor, &upload, offset, body).await?;
    let mut response = StatusCode::NO_CONTENT.into_response();
    told(&mut response, now, None, Some(&upload));
    Ok(response)
}

/// Gives an upload up, or takes back the file it became while nothing carries it.
#[utoipa::path(delete, path = "/uploads/{id}", tag = "files", params(("id" = String, Path), ("Tus-Resumable" = String, Header)),
    responses((status = 204), (status = 404), (status = 409), (status = 412)))]
async fn end(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>, headers: HeaderMap) -> Result<Response, Failure> {
    if let Some(other) = other_version(&headers) {
        return Ok(other);
    }
    match mine(&house, &actor, id).await? {
        Found::UnderWay(_, staging) => {
            house.files.abandon(&staging).await.map_err(refused)?;
            house.write(move |tx| Ok(uploads::forget(tx, id)?)).await?;
        }
        Found::Whole(_) => house.write(move |tx| documents::discard(tx, &actor, id)).await?,
    }
    Ok((StatusCode::NO_CONTENT, [(RESUMABLE, VERSION)]).into_response())
}

enum Found {
    UnderWay(Upload, UploadId),
    /// A file of one's own that nothing carries yet.
    Whole(u64),
}

async fn mine(house: &House, actor: &Actor, id: Id) -> Result<Found, Failure> {
    let actor = actor.clone();
    let found = house.read(move |db| match uploads::mine(db, &actor, id) {
        Ok(upload) => Ok(Ok(upload)),
        Err(fault) if fault.refusal() == Some(&Refusal::NotFound) => {
            let file = access::file(db, &actor, id)?.into_it();
            if file.item_id.is_some() || file.owner_id != actor.id { Err(Refusal::NotFound.into()) } else { Ok(Err(file.size)) }
        }
        Err(fault) => Err(fault),
    });
    Ok(match found.await? {
        Ok(upload) => {
            let staging = upload.staging.parse().map_err(refused)?;
            Found::UnderWay(upload, staging)
        }
        Err(size) => Found::Whole(size),
    })
}

/// Adds bytes; after the last one, makes the file.
async fn add(house: &House, actor: &Actor, upload: &Upload, offset: u64, body: Body) -> Result<u64, Failure> {
    let staging: UploadId = upload.staging.parse().map_err(refused)?;
    let now = house.files.append(&staging, offset, pieces(body), upload.length).await.map_err(refused)?;
    if now == upload.length {
        finish(house, actor, upload, &staging).await?;
    }
    Ok(now)
}

fn pieces(body: Body) -> impl Stream<Item = Result<Bytes, axum::Error>> {
    body.into_data_stream().into_stream()
}

async fn finish(house: &House, actor: &Actor, upload: &Upload, staging: &UploadId) -> Result<(), Failure> {
    let made = house.complete(actor, upload.id, staging, &upload.name).await;
    // Only what is settled, one way or the other, lets the bytes go; after a fault of ours they wait for another try.
    if made.as_ref().map_or_else(|failure| failure.0.refusal().is_some_and(|r| !matches!(r, Refusal::Busy)), |_| true) {
        house.abandon(staging).await;
    }
    made.map(drop)
}

/// The protocol asks for 412 with what is known, when another version is spoken.
fn other_version(headers: &HeaderMap) -> Option<Response> {
    if headers.get(RESUMABLE).is_some_and(|version| version == VERSION) {
        return None;
    }
    let known = [(RESUMABLE, VERSION), (HeaderName::from_static("tus-version"), VERSION)];
    Some((StatusCode::PRECONDITION_FAILED, known).into_response())
}

fn number(headers: &HeaderMap, name: &HeaderName) -> Result<u64, Refusal> {
    let text = headers.get(name).and_then(|value| value.to_str().ok());
    text.and_then(|text| text.parse().ok()).ok_or_else(|| Refusal::Unreadable(name.to_string()))
}

/// One value of `Upload-Metadata`: `key base64,key base64`.
fn of_metadata(metadata: &str, wanted: &str) -> Option<String> {
    metadata.split(',').find_map(|pair| {
        let (key, value) = pair.trim().split_once(' ')?;
        let bytes = (key == wanted).then(|| STANDARD.decode(value.trim()).ok()).flatten()?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    })
}

fn told(response: &mut Response, offset: u64, length: Option<u64>, upload: Option<&Upload>) {
    let headers = response.headers_mut();
    headers.insert(RESUMABLE, HeaderValue::from_static(VERSION));
    headers.insert(OFFSET, HeaderValue::from(offset));
    length.map(|length| headers.insert(LENGTH, HeaderValue::from(length)));
    // RFC 9110 §5.6.7, as the expiration extension asks.
    let at = upload.and_then(|upload| {
        let at = upload.expires_at.timestamp().strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
        HeaderValue::try_from(at).map_err(Fault::broken).ok()
    });
    at.map(|at| headers.insert(EXPIRES, at));
}
