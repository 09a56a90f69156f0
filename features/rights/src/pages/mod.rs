//! The pages of this room: one's own data, and the desk where administrators answer.

pub mod desk;
pub mod mine;
mod views;

use axum::response::{IntoResponse, Redirect, Response};
use base::{Fault, Language, Refusal};
use shell::form::Errors;
use web::{Failure, Problem};

/// The whole answer of a page.
type Answer = Result<Response, Failure>;

/// The errors to show beside their fields; any other failure goes on.
fn told(l: Language, failure: Failure) -> Result<Errors, Failure> {
    match &failure.0 {
        fault @ Fault::Refused(Refusal::Invalid(_)) => Ok(Errors::of_problem(&Problem::of(l, fault))),
        _ => Err(failure),
    }
}

fn to(path: &str) -> Answer {
    Ok(Redirect::to(path).into_response())
}
