//! The one list of expected refusals. Everything else that goes wrong is `Fault::Broken` and answered as a 500.
//! Deliberately absent: words. A refusal carries codes; `web` turns them into sentences in the reader's language.

use std::fmt;

/// One field that can't be accepted, by its name in the form and in the API.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FieldError {
    /// The field's name; empty when the whole form is meant.
    pub field: String,
    /// A stable code, which is also the locale key of its sentence, e.g. `too_long`.
    pub code: &'static str,
    /// The limit that was passed, where there is one (characters, entries, days).
    pub limit: Option<i64>,
}

/// Why something asked for is not done, although nothing is broken.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// 404: not there, or not yours to know; the two are told apart by nobody.
    NotFound,
    /// 401: no valid session or token.
    SignedOut,
    /// 403: seen but not allowed. The code says which rule, e.g. `not_a_host`.
    Forbidden(&'static str),
    /// 403 with `type` ending in `charter-not-accepted` (S1-14).
    CharterNotAccepted,
    /// 409: the space is archived, the kind of thing is closed… The code says which.
    Conflict(&'static str),
    /// 409: somebody else changed it first. Both versions are shown, neither is lost.
    Stale {
        /// The revision that stands.
        revision: i64,
        /// The source text that stands.
        current: String,
        /// The source text that was refused.
        yours: String,
    },
    /// 422: every field that is wrong, at once.
    Invalid(Vec<FieldError>),
    /// 400: unreadable input; the text says where, in technical terms.
    Unreadable(String),
    /// 413: more than the limit, in bytes.
    TooLarge(u64),
    /// 507: no room left for files. The code says whose: `own_room`, `network_room`, `disk_room`.
    Full(&'static str),
    /// 415: a type that is not accepted here.
    WrongType,
    /// 429: try again after so many seconds.
    TooMany(u32),
    /// 503: the queue is full; nothing was done, try again.
    Busy,
}

impl Refusal {
    /// A refusal for one field.
    pub fn field(field: &str, code: &'static str) -> Refusal {
        Refusal::Invalid(vec![FieldError { field: field.into(), code, limit: None }])
    }

    /// A refusal for one field whose limit is worth telling.
    pub fn limit(field: &str, code: &'static str, limit: i64) -> Refusal {
        Refusal::Invalid(vec![FieldError { field: field.into(), code, limit: Some(limit) }])
    }
}

/// What a function of the house fails with.
#[derive(Debug)]
pub enum Fault {
    /// Expected: the person is told why.
    Refused(Refusal),
    /// Unexpected: logged with the request id, answered as a 500 without details.
    Broken(Box<dyn std::error::Error + Send + Sync>),
}

/// The result of verbs and queries.
pub type Result<T, E = Fault> = std::result::Result<T, E>;

impl Fault {
    /// Something that can't happen did.
    pub fn broken(why: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Fault {
        Fault::Broken(why.into())
    }

    /// The refusal inside, if it is one.
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Fault::Refused(refusal) => Some(refusal),
            Fault::Broken(_) => None,
        }
    }
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Fault {
        Fault::Refused(refusal)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Refused(refusal) => write!(f, "refused: {refusal:?}"),
            Fault::Broken(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for Fault {}
