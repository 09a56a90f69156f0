//! HTML answers: whole pages, and for scripts fragments that are morphed in where an element of the same id stands.
//! Invariant: a fragment is escaped by maud before it comes here; ids come from the shell's `dom::id`.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_TYPE, VARY};
use http::request::Parts;
use http::{HeaderMap, StatusCode};
use maud::Markup;

/// A script of ours asks: it wants fragments, and refusals as problem+json.
pub(crate) const PARTIAL: &str = "x-palabre-partial";
/// The fragment belongs to an item's own page, where its whole thread shows.
const WHOLE: &str = "x-palabre-whole";
/// Where the script should go after its form was accepted.
const GOTO: &str = "x-palabre-goto";

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
    /// Fragments.
    Fragments {
        /// On an item's own page.
        whole: bool,
    },
}

impl Wants {
    /// Whether fragments belong to an item's own page.
    pub fn whole(self) -> bool {
        self == Wants::Fragments { whole: true }
    }

    /// Where a form leads: the page for browsers without scripts, a header that scripts follow for the others.
    pub fn go(self, path: &str) -> Response {
        match self {
            Wants::Page => axum::response::Redirect::to(path).into_response(),
            Wants::Fragments { .. } => (StatusCode::NO_CONTENT, [(GOTO, path.to_owned())]).into_response(),
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Wants {
    type Rejection = Infallible;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Wants, Infallible> {
        Ok(if is_partial(&parts.headers) { Wants::Fragments { whole: parts.headers.contains_key(WHOLE) } } else { Wants::Page })
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
