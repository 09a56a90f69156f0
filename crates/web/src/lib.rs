//! The axum kit: refusals become answers, forms and JSON become values, answers get their headers. Handlers return `Result<T, web::Failure>`.
//! Invariant: knows no product word beyond the cookie's name; deliberately absent: who somebody is (the shell) and what they may do (the kernel).

pub mod assets;
pub mod cookie;
pub mod etag;
mod failure;
mod fields;
mod form;
mod guard;
mod headers;
mod html;
mod idempotency;
mod json;
mod kit;
mod language;
pub mod meter;
pub mod next;
mod open_metrics;
mod paging;
mod problem;
mod size;
mod speak;
mod throttle;
mod watch;

/// The sentences of refusals, in both languages.
pub mod words {
    include!(concat!(env!("OUT_DIR"), "/words.rs"));
}

pub use assets::{Asset, Assets};
pub use failure::Failure;
pub use form::{Form, Path, Query, read_fields};
pub use guard::bearer;
pub use html::{Html, Wants, fragments};
pub use idempotency::idempotency_key;
pub use json::Body;
pub use kit::{BODY_LIMIT, Kit, dress};
pub use language::{Spoken, speak_in};
pub use open_metrics::{Family, Kind, OpenMetrics};
pub use paging::{Cursor, Page, Paging};
pub use problem::{Problem, ProblemField, Versions, reason, sentence};
pub use size::size;
pub use throttle::Throttle;
pub use watch::RequestId;
