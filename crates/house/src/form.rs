//! What becomes of a form that was refused: its errors beside their fields, under a status that says so.

use axum::response::{IntoResponse, Response};
use base::{Fault, FieldError, Language, Refusal};
use http::StatusCode;
use shell::form::Errors;
use web::{Failure, Html, sentence};

/// The errors to show beside their fields.
///
/// # Errors
/// Any other failure goes on.
pub fn told(l: Language, failure: Failure) -> Result<Errors, Failure> {
    match failure.0 {
        Fault::Refused(Refusal::Invalid(errors)) => Ok(beside(l, &errors)),
        other => Err(Failure(other)),
    }
}

/// The sentences of those errors.
pub fn beside(l: Language, errors: &[FieldError]) -> Errors {
    Errors(errors.iter().map(|error| (error.field.clone(), sentence(l, error))).collect())
}

/// A page with a form that was refused, 422, or one that was opened, 200.
pub fn answer(page: Html, errors: &Errors) -> Response {
    let status = if errors.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    (status, page).into_response()
}
