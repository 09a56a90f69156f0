//! The layers around every route, in their order. From outside in: log, headers, compression, words, panic, size, origin.

use std::any::Any;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use base::{Fault, Language};
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};

use crate::{Failure, Problem, guard, headers, speak, watch};

/// Largest body of a form or of JSON, in bytes. Uploads set their own limit on their routes.
pub const BODY_LIMIT: usize = 1 << 20;

/// What the layers need to know.
pub struct Kit {
    /// Draws a problem as a page.
    pub draw: fn(Language, &Problem) -> String,
    /// Whether the public URL is HTTPS.
    pub secure: bool,
}

/// Puts the layers around `router`, its fallback included.
pub fn dress<S: Clone + Send + Sync + 'static>(router: Router<S>, kit: &Kit) -> Router<S> {
    let draw: speak::Draw = kit.draw;
    router
        .layer(from_fn(guard::own_origin))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(CatchPanicLayer::custom(caught))
        .layer(from_fn_with_state(draw, speak::speak))
        .layer(compression())
        .layer(from_fn_with_state(headers::lines(kit.secure), headers::complete))
        .layer(from_fn(watch::watch))
}

/// The fastest level: the next one halves throughput for a few percent of size. What is compressed already is left alone.
fn compression() -> CompressionLayer<impl Predicate> {
    let packed =
        ["application/zip", "application/octet-stream", "application/pdf", "audio/", "video/", "font/"].map(NotForContentType::const_new);
    let [zip, octets, pdf, audio, video, font] = packed;
    let worth = DefaultPredicate::new().and(zip).and(octets).and(pdf).and(audio).and(video).and(font);
    CompressionLayer::new().no_br().quality(CompressionLevel::Fastest).compress_when(worth)
}

#[expect(clippy::needless_pass_by_value, reason = "the layer's signature")]
fn caught(panic: Box<dyn Any + Send>) -> Response {
    let message = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    Failure(Fault::broken(format!("panic: {}", message.unwrap_or("without message")))).into_response()
}
