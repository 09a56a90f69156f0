//! JSON bodies, read strictly: every wrong field is named at once, and nothing unknown is silently dropped.
//! Invariant: unreadable text is a 400 with its place, whatever the type wanted; deep nesting stops at 128 levels.

use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{FromRequest, OptionalFromRequest, Request};
use base::Refusal;
use http::{HeaderMap, StatusCode, header::CONTENT_TYPE};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::{BODY_LIMIT, Failure, fields};

/// A body slower than this is given up.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);

/// The JSON object of a request. `T` says `#[serde(deny_unknown_fields)]`.
pub struct Body<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Failure;
    async fn from_request(request: Request, state: &S) -> Result<Body<T>, Failure> {
        if !is_json(request.headers()) {
            return Err(Refusal::WrongType.into());
        }
        let bytes = in_time(Bytes::from_request(request, state)).await?.map_err(|e| unread(e.status()))?;
        Ok(Body(parse(&bytes)?))
    }
}

/// A body that may be left out: then there is no `Content-Type` either.
impl<S: Send + Sync, T: DeserializeOwned> OptionalFromRequest<S> for Body<T> {
    type Rejection = Failure;
    async fn from_request(request: Request, state: &S) -> Result<Option<Body<T>>, Failure> {
        if !request.headers().contains_key(CONTENT_TYPE) {
            return Ok(None);
        }
        <Body<T> as FromRequest<S>>::from_request(request, state).await.map(Some)
    }
}

/// Waits for a body no longer than [`PATIENCE`].
pub(crate) async fn in_time<F: Future>(body: F) -> Result<F::Output, Refusal> {
    tokio::time::timeout(PATIENCE, body).await.map_err(|_| Refusal::Unreadable(format!("body not complete after {} s", PATIENCE.as_secs())))
}

/// The refusal for a body that axum could not read.
pub(crate) fn unread(status: StatusCode) -> Refusal {
    match status {
        StatusCode::PAYLOAD_TOO_LARGE => Refusal::TooLarge(BODY_LIMIT as u64),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => Refusal::WrongType,
        _ => Refusal::Unreadable(String::new()),
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    kind.split(';').next().is_some_and(|k| k.trim().eq_ignore_ascii_case("application/json"))
}

/// Reads one JSON object strictly; also for JSON that does not come as a body.
pub(crate) fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Refusal> {
    let value: Value = serde_json::from_slice(bytes).map_err(|e| Refusal::Unreadable(format!("{}:{}", e.line(), e.column())))?;
    // A struct would also take a list, field by field: an accident, not an interface.
    let Value::Object(map) = &value else { return Err(Refusal::field("", "wrong_type")) };
    let entries: Vec<(&str, &Value)> = map.iter().map(|(name, value)| (name.as_str(), value)).collect();
    fields::read(&entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(serde::Deserialize, Debug)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only read through Debug")]
    struct Post {
        title: String,
        body: Option<String>,
        parent: Option<base::Id>,
        data: Option<Data>,
    }
    #[derive(serde::Deserialize, Debug)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only read through Debug")]
    struct Data {
        ends: base::Moment,
    }

    fn wrong(json: &str) -> Vec<(String, &'static str)> {
        match parse::<Post>(json.as_bytes()) {
            Err(Refusal::Invalid(errors)) => errors.into_iter().map(|e| (e.field, e.code)).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn every_wrong_field_is_named_at_once() {
        assert!(parse::<Post>(br#"{"title":"a","parent":"12","data":{"ends":"2026-03-12T17:00:00Z"}}"#).is_ok());
        let told = wrong(r#"{"body":3,"colour":"red","parent":{"a":1}}"#);
        let expected = [("body", "wrong_type"), ("colour", "unknown_field"), ("parent", "wrong_type"), ("title", "required")];
        assert_eq!(told, expected.map(|(field, code)| (field.to_owned(), code)));
        assert_eq!(wrong(r#"{"title":null}"#), [("title".to_owned(), "required")]);
        assert_eq!(wrong(r#"{"title":"a","data":{}}"#), [("data.ends".to_owned(), "required")]);
        assert_eq!(wrong(r#"{"title":"a","data":{"ends":"hier"}}"#), [("data".to_owned(), "not_a_date")]);
        assert_eq!(wrong(r#"{"title":"a","data":{"end":1}}"#), [("data.end".to_owned(), "unknown_field")]);
        assert_eq!(wrong("[]"), [(String::new(), "wrong_type")]);
    }

    #[test]
    fn unreadable_text_is_told_with_its_place() {
        for (json, place) in [("{\n \"title\": }", "2:11"), ("", "1:0"), ("{\"title\":1e400}", "1:14"), ("{\"x\":1}}", "1:8")] {
            assert_eq!(parse::<Post>(json.as_bytes()).err(), Some(Refusal::Unreadable(place.into())), "{json}");
        }
        let started = std::time::Instant::now();
        assert!(matches!(parse::<Post>("[".repeat(100_000).as_bytes()), Err(Refusal::Unreadable(_))));
        assert!(matches!(parse::<Post>(format!("{{\"x\":{}1", "[".repeat(100_000)).as_bytes()), Err(Refusal::Unreadable(_))));
        assert!(started.elapsed() < Duration::from_millis(50));
    }
}
