//! Requests forged by other sites: whatever changes something, and every WebSocket handshake, must come from our own pages.
//! Invariant: no token in forms is needed; effects only ever happen on unsafe methods. A request with `Authorization` can't be forged
//! by a page elsewhere, and must then not be served by its cookie.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use base::Refusal;
use http::header::{AUTHORIZATION, COOKIE, HOST, ORIGIN, UPGRADE};
use http::{HeaderMap, Method, Uri};

use crate::Failure;

pub async fn own_origin(request: Request, then: Next) -> Response {
    let headers = request.headers();
    let harmless = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) && !headers.contains_key(UPGRADE);
    if harmless || headers.contains_key(AUTHORIZATION) || is_own(headers) {
        return then.run(request).await;
    }
    Failure::from(Refusal::Forbidden("other_origin")).into_response()
}

fn is_own(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).map(|v: &http::HeaderValue| v.to_str().unwrap_or_default());
    if let Some(site) = text(http::HeaderName::from_static("sec-fetch-site")) {
        return matches!(site, "same-origin" | "none");
    }
    match (text(ORIGIN), text(HOST)) {
        (Some(origin), Some(host)) => {
            origin.parse::<Uri>().is_ok_and(|o| o.authority().is_some_and(|a| a.as_str().eq_ignore_ascii_case(host)))
        }
        (Some(_), None) => false,
        // Neither header: not a browser of this decade. Without a cookie there is nothing to misuse.
        (None, _) => !headers.contains_key(COOKIE),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(pairs: &[(&'static str, &'static str)]) -> bool {
        is_own(&pairs.iter().map(|(n, v)| (http::HeaderName::from_static(n), http::HeaderValue::from_static(v))).collect())
    }

    #[test]
    fn only_our_own_pages_may_change_something() {
        let (cookie, host) = (("cookie", "a=b"), ("host", "palabre.example:3000"));
        assert!(own(&[cookie, ("sec-fetch-site", "same-origin")]));
        assert!(own(&[cookie, ("sec-fetch-site", "none")]));
        assert!(own(&[cookie, host, ("origin", "https://palabre.example:3000")]));
        assert!(own(&[host]));
        for forged in [
            &[("sec-fetch-site", "cross-site"), host][..],
            &[cookie, ("sec-fetch-site", "same-site")],
            &[cookie, host],
            &[host, ("origin", "null")],
            &[host, ("origin", "https://palabre.example.evil")],
            &[host, ("origin", "https://palabre.example")],
            &[host, ("origin", "https://palabre.example:3000@evil.example")],
            &[("origin", "https://palabre.example:3000")],
        ] {
            assert!(!own(forged), "{forged:?}");
        }
    }
}
