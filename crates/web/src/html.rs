//! HTML answers: whole pages, and for scripts fragments that are morphed in where an element of the same id stands.
//! Invariant: a fragment is escaped by maud before it comes here; ids come from the shell's `dom::id`.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_TYPE, REFERER, VARY};
use http::request::Parts;
use http::{HeaderMap, StatusCode};
use maud::Markup;

/// A script of ours asks: it wants fragments, and refusals as problem+json.
pub(crate) const PARTIAL: &str = "x-palabre-partial";
/// A page, already rendered.
pub struct Html(pub String);

impl From<Markup> for Html {
    fn from(markup: Markup) -> Html {
        Html(markup.into_string())
    }
}

impl IntoResponse for Html {
    fn into_response(self) -> Response {
        ([(CONTENT_TYPE, "text/html; charset=utf-8")], self.0).into_response()
    }
}

/// What the client can use: without JavaScript there are only pages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wants {
    /// A page, or a redirect to one.
    Page,
    /// Fragments, for the page they will stand on.
    Fragments {
        /// An item's own page, where its whole thread shows.
        whole: bool,
        /// A page that mixes spaces, where each card names its own.
        placed: bool,
    },
}

impl<S: Sync> FromRequestParts<S> for Wants {
    type Rejection = Infallible;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Wants, Infallible> {
        if !is_partial(&parts.headers) {
            return Ok(Wants::Page);
        }
        // Our referrer policy sends the whole path to ourselves; without it the plain form of a card is still right.
        let from = parts.headers.get(REFERER).and_then(|from| from.to_str().ok()).and_then(|from| from.parse::<http::Uri>().ok());
        let path = from.as_ref().map_or("", http::Uri::path);
        let whole = path.starts_with("/items/");
        Ok(Wants::Fragments { whole, placed: whole || path == "/" || path == "/bookmarks" })
    }
}

pub(crate) fn is_partial(headers: &HeaderMap) -> bool {
    headers.contains_key(PARTIAL)
}

/// Fragments, one after the other; never stored by caches on the way.
pub fn fragments(status: StatusCode, parts: &[Markup]) -> Response {
    let html: String = parts.iter().map(|part| part.0.as_str()).collect();
    (status, [(CONTENT_TYPE, "text/html; charset=utf-8"), (VARY, PARTIAL)], html).into_response()
}
