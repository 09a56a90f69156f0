//! Requests forged by other sites: whatever changes something, and every WebSocket handshake, must come from our own pages.
//! Invariant: no token in forms is needed; effects only ever happen on unsafe methods. A request with a token can't be forged by a page
//! elsewhere, and must then not be served by its cookie. Other credentials, which browsers add for a proxy by themselves, prove nothing.

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
    if harmless || bearer(headers).is_some() || is_own(headers) {
        return then.run(request).await;
    }
    Failure::from(Refusal::Forbidden("other_origin")).into_response()
}

/// What stands behind `Authorization: Bearer` (RFC 6750 §2.1).
pub fn bearer(headers: &HeaderMap) -> Option<&str> {
    let given = headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = given.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token)
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

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(n, v)| (http::HeaderName::from_static(n), http::HeaderValue::from_static(v))).collect()
    }

    fn own(pairs: &[(&'static str, &'static str)]) -> bool {
        is_own(&headers(pairs))
    }

    #[test]
    fn only_a_token_is_a_proof() {
        let given = |value| bearer(&headers(&[("authorization", value)])).map(str::to_owned);
        assert_eq!(given("Bearer pal_x").as_deref(), Some("pal_x"));
        assert_eq!(given("bearer pal_x").as_deref(), Some("pal_x"));
        // What a browser sends again to a proxy that asked for a password, wherever the page comes from.
        assert_eq!((given("Basic eDp5"), given("Bearer"), given("")), (None, None, None));
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
