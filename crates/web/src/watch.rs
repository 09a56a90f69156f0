//! A random id for every request, in which everything logged meanwhile stands, and one line of log when it is answered: method, route, status, time.
//! Deliberately absent from the log: address, query, ids in the path, and everything that somebody wrote.

use std::fmt;
use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;
use base::Secret;
use http::HeaderValue;
use tracing::Instrument as _;

use crate::meter;

/// The id of a request: ours, never the client's.
#[derive(Clone, Debug)]
pub struct RequestId(HeaderValue);

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.to_str().unwrap_or_default())
    }
}

pub async fn watch(mut request: Request, then: Next) -> Response {
    let started = Instant::now();
    let id = RequestId(HeaderValue::from_str(&Secret::new().reveal()[..16]).unwrap_or(HeaderValue::from_static("-")));
    request.extensions_mut().insert(id.clone());
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();

    // Whatever is logged, the request is told with it.
    let mut response = then.run(request).instrument(tracing::error_span!("request", %id)).await;
    let took = started.elapsed();
    meter::count(&method, route.as_ref().map_or("", MatchedPath::as_str), response.status(), took);
    let route = route.as_ref().map_or("-", MatchedPath::as_str);
    let ms = took.as_secs_f64() * 1000.0;
    tracing::info!(target: "access", %id, %method, route, status = response.status().as_u16(), ms);
    response.headers_mut().insert("x-request-id", id.0);
    response
}
