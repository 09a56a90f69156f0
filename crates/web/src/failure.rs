//! What handlers fail with. The answer made here carries only its status and the fault; `speak` adds the words.

use std::sync::Arc;

use axum::response::{IntoResponse, Response};
use base::{Fault, Refusal};
use http::StatusCode;

/// Anything that becomes a [`Fault`], ready to be returned by a handler with `?`.
#[derive(Debug)]
pub struct Failure(pub Fault);

impl<E: Into<Fault>> From<E> for Failure {
    fn from(error: E) -> Failure {
        Failure(error.into())
    }
}

/// The fault inside an answer, on its way to `speak`.
#[derive(Clone)]
pub(crate) struct Carried(pub Arc<Fault>);

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = status(&self.0).into_response();
        response.extensions_mut().insert(Carried(Arc::new(self.0)));
        response
    }
}

/// The status of each fault: the one place where it is decided.
pub(crate) fn status(fault: &Fault) -> StatusCode {
    let Some(refusal) = fault.refusal() else { return StatusCode::INTERNAL_SERVER_ERROR };
    match refusal {
        Refusal::NotFound => StatusCode::NOT_FOUND,
        Refusal::SignedOut => StatusCode::UNAUTHORIZED,
        Refusal::Forbidden(_) | Refusal::CharterNotAccepted => StatusCode::FORBIDDEN,
        Refusal::Conflict(_) | Refusal::Stale { .. } => StatusCode::CONFLICT,
        Refusal::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Refusal::Unreadable(_) => StatusCode::BAD_REQUEST,
        Refusal::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
        Refusal::Full(_) => StatusCode::INSUFFICIENT_STORAGE,
        Refusal::WrongType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        Refusal::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
        Refusal::Busy => StatusCode::SERVICE_UNAVAILABLE,
    }
}
