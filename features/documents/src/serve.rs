//! Files on their way out, judged anew at every request: no address of a file outlives the right to read it (safety tests 9 to 12).
//! Invariant: nothing runs in our origin. What isn't plainly a picture, a sound or a film is a download; all of it is in a sandbox (test 75).

use axum::body::Body;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use base::{Fault, Id, Refusal};
use files::{Error, Sha256, Type};
use house::{House, Signed, refused};
use http::header::{ACCEPT_RANGES, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG};
use http::{HeaderMap, HeaderValue, StatusCode};
use kernel::{Actor, access, documents::File};
use web::{Failure, Path, etag};

use crate::{name, range};

const SANDBOX: &str = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

pub async fn content(
    State(house): State<House>,
    Signed(actor): Signed,
    Path(id): Path<Id>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let file = reached(&house, actor, id).await?;
    let kind = Type::named(&file.media);
    let how = if kind.inline() && kind != Type::Pdf { "inline" } else { "attachment" };
    let bytes = Bytes { sha256: &file.sha256, size: file.size, media: kind.served(), disposition: name::disposition(how, &file.name) };
    send(&house, &bytes, &headers).await
}

/// The picture of a file, which we drew ourselves.
pub async fn preview(
    State(house): State<House>,
    Signed(actor): Signed,
    Path(id): Path<Id>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let picture = reached(&house, actor, id).await?.preview.ok_or(Refusal::NotFound)?;
    let sha256: Sha256 = picture.sha256.parse().map_err(Fault::broken)?;
    let size = house.files.has(&sha256).await.map_err(refused)?.ok_or(Refusal::NotFound)?;
    let disposition = HeaderValue::from_static("inline");
    send(&house, &Bytes { sha256: &picture.sha256, size, media: &picture.media, disposition }, &headers).await
}

pub async fn reached(house: &House, actor: Actor, id: Id) -> Result<File, Failure> {
    house.read(move |db| Ok(access::file(db, &actor, id)?.into_it())).await
}

/// What is sent, under which headers.
struct Bytes<'a> {
    sha256: &'a str,
    size: u64,
    media: &'a str,
    disposition: HeaderValue,
}

async fn send(house: &House, bytes: &Bytes<'_>, asked: &HeaderMap) -> Result<Response, Failure> {
    let tag = format!("\"{}\"", &bytes.sha256[..32.min(bytes.sha256.len())]);
    let mut headers = HeaderMap::new();
    headers.insert(ETAG, HeaderValue::try_from(&tag).map_err(Fault::broken)?);
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(SANDBOX));
    if etag::is_known(asked, &tag) {
        return Ok((StatusCode::NOT_MODIFIED, headers).into_response());
    }
    headers.insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    let Ok(part) = range::asked(asked, bytes.size, &tag) else {
        headers.insert(CONTENT_RANGE, HeaderValue::try_from(format!("bytes */{}", bytes.size)).map_err(Fault::broken)?);
        return Ok((StatusCode::RANGE_NOT_SATISFIABLE, headers).into_response());
    };
    let sha256: Sha256 = bytes.sha256.parse().map_err(Fault::broken)?;
    let blob = house.files.read(&sha256, part.clone()).await.map_err(|error| match error {
        // A row without its bytes is our fault, not an unknown address.
        Error::Missing => Fault::broken("the bytes of a file are missing"),
        other => refused(other),
    })?;
    let sent = blob.range();
    headers.insert(CONTENT_TYPE, HeaderValue::try_from(bytes.media).map_err(Fault::broken)?);
    headers.insert(CONTENT_DISPOSITION, bytes.disposition.clone());
    headers.insert(CONTENT_LENGTH, HeaderValue::from(sent.end - sent.start));
    let status = if part.is_some() { StatusCode::PARTIAL_CONTENT } else { StatusCode::OK };
    if part.is_some() {
        let place = format!("bytes {}-{}/{}", sent.start, sent.end.saturating_sub(1), blob.size());
        headers.insert(CONTENT_RANGE, HeaderValue::try_from(place).map_err(Fault::broken)?);
    }
    Ok((status, headers, Body::from_stream(blob)).into_response())
}
