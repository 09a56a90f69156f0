//! Conditional requests: a GET whose answer has not changed costs no body, a PATCH says which revision it changes.
//! Invariant: the tag comes from the very bytes answered.

use axum::body::{Body, to_bytes};
use axum::extract::{FromRequestParts, Request};
use axum::middleware::Next;
use axum::response::Response;
use base::{Fault, Refusal};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, ETAG, IF_MATCH, IF_NONE_MATCH};
use http::request::Parts;
use http::{HeaderMap, HeaderValue, Method, StatusCode};
use sha2::{Digest, Sha256};

use crate::Failure;

/// Largest answer that is tagged, in bytes.
const TAGGED: usize = 8 << 20;

/// The tag of these bytes.
pub fn of(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(&Sha256::digest(bytes)[..12])
}

/// Whether the client already has what `tag` (with its quotes) names; compared weakly, as RFC 9110 §13.1.2 asks.
pub fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let bare = |t: &str| t.trim().trim_start_matches("W/").to_owned();
    let known = headers.get_all(IF_NONE_MATCH).iter().filter_map(|v| v.to_str().ok()).flat_map(|v| v.split(','));
    known.map(bare).any(|t| t == "*" || t == bare(tag))
}

/// Tags JSON answers to GET and answers 304 when nothing changed; a layer for the API.
pub async fn conditional(request: Request, then: Next) -> Response {
    let get = matches!(*request.method(), Method::GET | Method::HEAD);
    let asked = request.headers().clone();
    let response = then.run(request).await;
    let json = response.headers().get(CONTENT_TYPE).is_some_and(|t| t.as_bytes().starts_with(b"application/json"));
    if !get || !json || response.status() != StatusCode::OK {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let bytes = match to_bytes(body, TAGGED).await {
        Ok(bytes) => bytes,
        Err(error) => return axum::response::IntoResponse::into_response(Failure(Fault::broken(error))),
    };
    // Weak, because compression changes the bytes on the way but not what they say.
    if let Ok(tag) = HeaderValue::try_from(format!("W/\"{}\"", of(&bytes))) {
        parts.headers.insert(ETAG, tag);
    }
    let tag = parts.headers.get(ETAG).and_then(|t| t.to_str().ok()).unwrap_or_default();
    if is_known(&asked, tag) {
        parts.status = StatusCode::NOT_MODIFIED;
        parts.headers.remove(CONTENT_TYPE);
        parts.headers.remove(CONTENT_LENGTH);
        return Response::from_parts(parts, Body::empty());
    }
    Response::from_parts(parts, Body::from(bytes))
}

/// The revision named by `If-Match: "<revision>"`; `None` without the header or with `*`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IfMatch(pub Option<i64>);

impl<S: Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Failure;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<IfMatch, Failure> {
        let Some(header) = parts.headers.get(IF_MATCH) else { return Ok(IfMatch(None)) };
        let text = header.to_str().unwrap_or_default().trim();
        if text == "*" {
            return Ok(IfMatch(None));
        }
        let revision = text.trim_start_matches("W/").strip_prefix('"').and_then(|t| t.strip_suffix('"')).and_then(|t| t.parse().ok());
        revision.map(|r| IfMatch(Some(r))).ok_or_else(|| Refusal::Unreadable("If-Match".into()).into())
    }
}
