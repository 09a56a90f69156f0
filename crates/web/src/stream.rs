//! HTML answers: whole pages, and streams of four actions (append, replace, remove, refresh) that change a page in place.
//! Invariant: a fragment is escaped by maud before it comes here; ids come from the shell's `dom::id`.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::response::{IntoResponse, Response};
use http::header::{ACCEPT, CONTENT_TYPE, VARY};
use http::request::Parts;
use maud::{Markup, PreEscaped};

const STREAM: &str = "text/vnd.turbo-stream.html";

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

/// Changes to a page that is already open.
#[derive(Default)]
pub struct Stream(String);

impl Stream {
    /// No change yet.
    pub fn new() -> Stream {
        Stream::default()
    }

    /// Adds `html` at the end of the element `target`.
    pub fn append(self, target: &str, html: &Markup) -> Stream {
        self.act("append", target, Some(html))
    }

    /// Puts `html` in the place of the element `target`.
    pub fn replace(self, target: &str, html: &Markup) -> Stream {
        self.act("replace", target, Some(html))
    }

    /// Takes the element `target` away.
    pub fn remove(self, target: &str) -> Stream {
        self.act("remove", target, None)
    }

    /// Makes the page fetch itself again, under its reader's own rights.
    pub fn refresh(mut self) -> Stream {
        self.0.push_str(r#"<turbo-stream action="refresh"></turbo-stream>"#);
        self
    }

    /// The text, for a live stream.
    pub fn into_string(self) -> String {
        self.0
    }

    fn act(mut self, action: &str, target: &str, html: Option<&Markup>) -> Stream {
        let drawn = maud::html! {
            turbo-stream action=(action) target=(target) {
                @if let Some(html) = html { template { (PreEscaped(&html.0)) } }
            }
        };
        self.0.push_str(&drawn.0);
        self
    }
}

impl IntoResponse for Stream {
    fn into_response(self) -> Response {
        ([(CONTENT_TYPE, "text/vnd.turbo-stream.html; charset=utf-8"), (VARY, "Accept")], self.0).into_response()
    }
}

/// What the client can use: without JavaScript there are only pages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wants {
    /// A stream of changes.
    Stream,
    /// A page, or a redirect to one.
    Page,
}

impl<S: Sync> FromRequestParts<S> for Wants {
    type Rejection = Infallible;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Wants, Infallible> {
        let stream = parts.headers.get(ACCEPT).is_some_and(|v| v.to_str().is_ok_and(|v| v.contains(STREAM)));
        Ok(if stream { Wants::Stream } else { Wants::Page })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_escaped_and_fragments_kept() {
        let text = Stream::new().append("a\"b", &maud::html! { p { "<é>" } }).remove("x").into_string();
        let expected = "<turbo-stream action=\"append\" target=\"a&quot;b\"><template><p>&lt;é&gt;</p></template></turbo-stream>\
                        <turbo-stream action=\"remove\" target=\"x\"></turbo-stream>";
        assert_eq!(text, expected);
    }
}
