//! A refusal in the reader's words: RFC 9457 for programs, the same content for pages.
//! Invariant: a code without a sentence of its own gets a general one; no reader ever sees a raw code as text.

use base::{Fault, FieldError, Language, Refusal};
use http::StatusCode;
use serde::Serialize;

use crate::failure::status;
use crate::{size::size, words};

/// What every problem's `type` begins with; it ends in the slug.
const TYPE: &str = "urn:palabre:problem:";

/// What went wrong, in one language.
#[derive(Clone, Debug, Serialize)]
pub struct Problem {
    /// A stable URI ending in the slug of the problem, e.g. `…:charter-not-accepted`.
    #[serde(rename = "type")]
    pub kind: String,
    /// A few words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// One or two sentences that say what to do.
    pub detail: String,
    /// Each wrong field.
    pub errors: Vec<ProblemField>,
    /// Both versions, when somebody else was faster.
    #[serde(flatten)]
    pub versions: Option<Versions>,
    /// Seconds to wait before trying again.
    #[serde(skip)]
    pub retry_after: Option<u32>,
    /// The id under which the log knows the request.
    #[serde(skip)]
    pub request: String,
}

/// One wrong field.
#[derive(Clone, Debug, Serialize)]
pub struct ProblemField {
    /// Its name in the form and in the API.
    pub field: String,
    /// A stable code.
    pub code: &'static str,
    /// The code in words.
    pub message: String,
}

/// The two sides of a stale edit: neither is lost.
#[derive(Clone, Debug, Serialize)]
pub struct Versions {
    /// The revision that stands.
    pub revision: i64,
    /// Its source text.
    pub current: String,
    /// The source text that was refused.
    pub yours: String,
}

impl Problem {
    /// Puts a fault into words.
    pub fn of(l: Language, fault: &Fault) -> Problem {
        let status = status(fault);
        let Some(refusal) = fault.refusal() else { return Problem::of_status(l, status) };
        let mut problem = Problem::of_status(l, status);
        match refusal {
            Refusal::Forbidden(code) | Refusal::Conflict(code) | Refusal::Full(code) => problem.tell(l, code),
            Refusal::CharterNotAccepted => problem.tell(l, "charter_not_accepted"),
            Refusal::Stale { revision, current, yours } => {
                problem.tell(l, "stale");
                problem.versions = Some(Versions { revision: *revision, current: current.clone(), yours: yours.clone() });
            }
            Refusal::Invalid(errors) => {
                problem.errors =
                    errors.iter().map(|e| ProblemField { field: e.field.clone(), code: e.code, message: sentence(l, e) }).collect();
            }
            Refusal::Unreadable(place) if !place.is_empty() => problem.detail = words::unreadable_at(l, place),
            Refusal::TooLarge(limit) => problem.detail = words::too_large_limit(l, size(l, *limit)),
            Refusal::TooMany(seconds) => {
                problem.retry_after = Some(*seconds);
                problem.detail = words::too_many_requests_wait(l, i64::from(*seconds));
            }
            Refusal::Busy => problem.retry_after = Some(1),
            Refusal::NotFound | Refusal::SignedOut | Refusal::Unreadable(_) | Refusal::WrongType => {}
        }
        problem
    }

    /// The problem that a bare status tells, as the router gives for a path or method it doesn't know.
    pub fn of_status(l: Language, status: StatusCode) -> Problem {
        let (slug, title, detail) = match status {
            StatusCode::UNAUTHORIZED => ("signed-out", words::signed_out(l), words::signed_out_detail(l)),
            StatusCode::FORBIDDEN => ("forbidden", words::forbidden(l), words::forbidden_detail(l)),
            StatusCode::NOT_FOUND => ("not-found", words::not_found(l), words::not_found_detail(l)),
            StatusCode::METHOD_NOT_ALLOWED => ("method-not-allowed", words::method_not_allowed(l), words::method_not_allowed_detail(l)),
            StatusCode::CONFLICT => ("conflict", words::conflict(l), words::conflict_detail(l)),
            StatusCode::PAYLOAD_TOO_LARGE => ("too-large", words::too_large(l), words::too_large_detail(l)),
            StatusCode::UNSUPPORTED_MEDIA_TYPE => ("wrong-type", words::wrong_type(l), words::wrong_type_detail(l)),
            StatusCode::UNPROCESSABLE_ENTITY => ("invalid", words::invalid(l), words::invalid_detail(l)),
            StatusCode::TOO_MANY_REQUESTS => ("too-many-requests", words::too_many_requests(l), words::busy_detail(l)),
            StatusCode::INSUFFICIENT_STORAGE => ("full", words::full(l), words::refusal_disk_room(l)),
            StatusCode::SERVICE_UNAVAILABLE => ("busy", words::busy(l), words::busy_detail(l)),
            other if other.is_client_error() => ("unreadable", words::unreadable(l), words::unreadable_detail(l)),
            _ => ("broken", words::broken(l), words::broken_detail(l)),
        };
        Problem {
            kind: format!("{TYPE}{slug}"),
            title: title.into(),
            status: status.as_u16(),
            detail: detail.into(),
            errors: Vec::new(),
            versions: None,
            retry_after: None,
            request: String::new(),
        }
    }

    /// Names the rule that refused, and says it in words if there are any.
    fn tell(&mut self, l: Language, code: &str) {
        self.kind = format!("{TYPE}{}", code.replace('_', "-"));
        if let Some(detail) = words::by_key(l, &format!("refusal_{code}")) {
            self.detail = detail.into();
        }
    }
}

/// What was refused earlier, said now: the sentence of `refusal_<code>` or `field_<code>`.
pub fn reason(l: Language, key: &str) -> &'static str {
    words::by_key(l, key).unwrap_or_else(|| words::forbidden_detail(l))
}

/// The sentence to show beside a field.
pub fn sentence(l: Language, error: &FieldError) -> String {
    match (error.code, error.limit) {
        ("too_long", Some(limit)) => words::limit_too_long(l, limit),
        ("too_short", Some(limit)) => words::limit_too_short(l, limit),
        ("too_many", Some(limit)) => words::limit_too_many(l, limit),
        ("too_few", Some(limit)) => words::limit_too_few(l, limit),
        ("too_large", Some(limit)) => words::limit_too_large(l, limit),
        ("too_small", Some(limit)) => words::limit_too_small(l, limit),
        (code, _) => words::by_key(l, &format!("field_{code}")).unwrap_or_else(|| words::field_other(l)).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_without_words_gets_the_general_sentence() {
        let problem = Problem::of(Language::En, &Refusal::Forbidden("some_new_rule").into());
        assert_eq!((problem.kind.as_str(), problem.status), ("urn:palabre:problem:some-new-rule", 403));
        assert_eq!(problem.detail, words::forbidden_detail(Language::En));
        let error = FieldError { field: "name".into(), code: "some_new_code", limit: None };
        assert_eq!(sentence(Language::Fr, &error), words::field_other(Language::Fr));
    }

    #[test]
    fn limits_are_said_in_both_languages() {
        let error = FieldError { field: "body".into(), code: "too_long", limit: Some(50_000) };
        assert!(sentence(Language::Fr, &error).contains("50\u{202f}000"), "{}", sentence(Language::Fr, &error));
        assert!(sentence(Language::En, &error).contains("50,000"));
    }

    #[test]
    fn a_stale_edit_shows_both_versions() {
        let fault = Refusal::Stale { revision: 4, current: "a".into(), yours: "b".into() }.into();
        let json = serde_json::to_value(Problem::of(Language::Fr, &fault)).expect("JSON");
        assert_eq!((&json["revision"], &json["current"], &json["yours"]), (&4.into(), &"a".into(), &"b".into()));
        assert_eq!((&json["status"], &json["errors"]), (&409.into(), &serde_json::json!([])));
    }
}
