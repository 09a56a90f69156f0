//! The pages of this room: one's own data, and the desk where administrators answer.

pub mod desk;
pub mod mine;
mod views;

use axum::response::{IntoResponse, Redirect, Response};
use web::Failure;

/// The whole answer of a page.
type Answer = Result<Response, Failure>;

fn to(path: &str) -> Answer {
    Ok(Redirect::to(path).into_response())
}
