//! The headers of every answer, unless its handler set them: no foreign script, no sniffing, no frame, no copy kept by caches.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS};
use http::{HeaderName, HeaderValue};

/// What is set, made once at start.
pub type Lines = &'static [(HeaderName, HeaderValue)];

/// `secure`: the public URL is HTTPS, so that browsers are told to stay on it.
pub fn lines(secure: bool) -> Lines {
    // 'self' in connect-src covers our WebSocket too (CSP 3 §6.7.2.8).
    let policy = "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; object-src 'none'; frame-ancestors 'none'; \
                  base-uri 'none'; form-action 'self'";
    let mut lines = vec![
        (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (REFERRER_POLICY, HeaderValue::from_static("same-origin")),
        (
            HeaderName::from_static("permissions-policy"),
            HeaderValue::from_static("camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
        ),
        (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
        (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
        (CACHE_CONTROL, HeaderValue::from_static("no-store, private")),
        (CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy)),
    ];
    if secure {
        lines.push((STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000")));
    }
    lines.leak()
}

pub async fn complete(State(lines): State<Lines>, request: Request, then: Next) -> Response {
    let mut response = then.run(request).await;
    for (name, value) in lines {
        response.headers_mut().entry(name).or_insert_with(|| value.clone());
    }
    response
}
