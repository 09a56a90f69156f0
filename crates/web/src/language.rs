//! Which language an answer is in: the browser's wish first, then whatever the shell learns about the person.
//! Invariant: one cell per request, shared by handlers and by `speak`, so that refusals speak the same language as pages.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::extract::FromRequestParts;
use base::Language;
use http::request::Parts;
use http::{Extensions, HeaderMap, header::ACCEPT_LANGUAGE};

/// The language of this request, as an extractor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spoken(pub Language);

/// Holds whether English is spoken.
#[derive(Clone)]
pub(crate) struct Tongue(Arc<AtomicBool>);

impl Tongue {
    pub fn accepted(headers: &HeaderMap) -> Tongue {
        let header = headers.get(ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).unwrap_or_default();
        Tongue(Arc::new(AtomicBool::new(Language::accepted(header) == Language::En)))
    }

    pub fn language(&self) -> Language {
        if self.0.load(Ordering::Relaxed) { Language::En } else { Language::Fr }
    }
}

/// Speaks `language` from here on: for the shell, once it knows the person's or the cookie's choice.
pub fn speak_in(request: &Extensions, language: Language) {
    if let Some(tongue) = request.get::<Tongue>() {
        tongue.0.store(language == Language::En, Ordering::Relaxed);
    }
}

impl<S: Sync> FromRequestParts<S> for Spoken {
    type Rejection = Infallible;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Spoken, Infallible> {
        let tongue = parts.extensions.get::<Tongue>().cloned().unwrap_or_else(|| Tongue::accepted(&parts.headers));
        Ok(Spoken(tongue.language()))
    }
}
