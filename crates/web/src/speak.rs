//! Gives every refusal its words: problem+json for programs, a page for people. Handlers and layers below only say what is refused.
//! Invariant: nothing of the request is reflected, and a broken thing says no more than its request id.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use base::{Fault, Language};
use http::header::{ACCEPT, ALLOW, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use http::{HeaderMap, HeaderValue, Method, StatusCode};

use crate::failure::Carried;
use crate::language::Tongue;
use crate::{Html, Problem, RequestId, next};

/// Draws a problem as a whole page.
pub type Draw = fn(Language, &Problem) -> String;

pub async fn speak(State(draw): State<Draw>, mut request: Request, then: Next) -> Response {
    let tongue = Tongue::accepted(request.headers());
    request.extensions_mut().insert(tongue.clone());
    let program = is_program(request.uri().path(), request.headers());
    let wanted = matches!(*request.method(), Method::GET | Method::HEAD)
        .then(|| request.uri().path_and_query().map(|p| p.as_str().to_owned()))
        .flatten();
    let id = request.extensions().get::<RequestId>().map(|id| id.to_string()).unwrap_or_default();

    let mut response = then.run(request).await;
    let mut problem = match response.extensions_mut().remove::<Carried>() {
        Some(Carried(fault)) => {
            if let Fault::Broken(error) = &*fault {
                tracing::error!(%id, error = %chain(error.as_ref()), "broken");
            }
            Problem::of(tongue.language(), &fault)
        }
        None if is_wordless(&response) => Problem::of_status(tongue.language(), response.status()),
        None => return response,
    };
    problem.request = id;
    let mut answer = match (program, response.status(), wanted) {
        (true, ..) => {
            let json = serde_json::to_vec(&problem).unwrap_or_default();
            ([(CONTENT_TYPE, "application/problem+json")], json).into_response()
        }
        (false, StatusCode::UNAUTHORIZED, Some(wanted)) => return Redirect::to(&next::sign_in(&wanted)).into_response(),
        _ => Html(draw(tongue.language(), &problem)).into_response(),
    };
    *answer.status_mut() = response.status();
    let headers = answer.headers_mut();
    if let Some(allow) = response.headers().get(ALLOW) {
        headers.insert(ALLOW, allow.clone());
    }
    if let Some(seconds) = problem.retry_after {
        headers.insert(RETRY_AFTER, seconds.into());
    }
    if response.status() == StatusCode::UNAUTHORIZED && program {
        headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    answer
}

/// Whether the client is a program: it asks the API, is a script of ours, or wants JSON and not a page.
fn is_program(path: &str, headers: &HeaderMap) -> bool {
    let accept = headers.get(ACCEPT).and_then(|v| v.to_str().ok()).unwrap_or_default();
    path.starts_with("/api/") || crate::html::is_partial(headers) || (accept.contains("json") && !accept.contains("text/html"))
}

/// Refusals by axum itself (unknown path, method, unreadable parameter): no body, or a technical line in English.
fn is_wordless(response: &Response) -> bool {
    let kind = response.headers().get(CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    matches!(response.status().as_u16(), 400 | 404 | 405 | 411 | 413 | 415 | 422) && (kind.is_empty() || kind.starts_with("text/plain"))
}

fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut inner = error.source();
    while let Some(cause) = inner {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        inner = cause.source();
    }
    text
}
