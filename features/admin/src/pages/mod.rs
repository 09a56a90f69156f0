//! The pages of administration: each reads a form, calls a verb, and answers with a redirect or with the form and its errors.
//! Invariant: nobody but an administrator gets further than `framed` or `administers`; a refused form comes back as it was typed.

pub mod charter;
pub mod cost;
pub mod health;
pub mod identity;
pub mod outside;
pub mod overview;
pub mod people;
pub mod person;
pub mod retention;
pub mod rights;
pub mod roster;
pub mod storage;
pub mod trail;

use axum::response::{IntoResponse, Redirect, Response};
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use web::Failure;

/// The whole answer of a page.
type Answer = Result<Response, Failure>;

fn to(path: &str) -> Answer {
    Ok(Redirect::to(path).into_response())
}

/// A file to keep, for a spreadsheet.
fn download(name: &str, file: Vec<u8>) -> Response {
    let headers = [(CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\""))];
    (headers, file).into_response()
}
