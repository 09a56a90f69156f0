//! One call of HTTP as it is asked for, and what comes back.
//! Invariant: a call has an end, in time and in bytes, and its errors repeat nothing of the address, which may hold a secret.

use std::fmt;
use std::pin::Pin;
use std::time::Duration;

use bytes::Bytes;
use futures_util::{Stream, TryStreamExt};
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use url::Url;

use crate::guard::Forbidden;

/// Most bytes of an answer's body, unless the call says otherwise: 2 MiB.
const MOST: u64 = 2 << 20;
/// Longest a call may take in all, unless it says otherwise.
const PATIENCE: Duration = Duration::from_secs(10);
/// Redirects followed, unless the call says otherwise.
const HOPS: u8 = 3;

/// What a call sends.
pub enum Body {
    /// All of it at once.
    Whole(Bytes),
    /// As it comes, with its length when the other side wants to know it before.
    Flowing(Pin<Box<dyn Stream<Item = std::io::Result<Bytes>> + Send>>, Option<u64>),
}

/// A call to make.
pub struct Call {
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Body,
    pub(crate) most: u64,
    pub(crate) patience: Duration,
    pub(crate) hops: u8,
}

impl Call {
    /// With any method.
    pub fn new(method: Method, url: Url) -> Call {
        Call { method, url, headers: HeaderMap::new(), body: Body::Whole(Bytes::new()), most: MOST, patience: PATIENCE, hops: HOPS }
    }

    /// Reads.
    pub fn get(url: Url) -> Call {
        Call::new(Method::GET, url)
    }

    /// Sends a form, as `application/x-www-form-urlencoded`.
    pub fn form(url: Url, fields: &[(&str, &str)]) -> Call {
        let form = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let typed = HeaderValue::from_static("application/x-www-form-urlencoded");
        Call::new(Method::POST, url).header(CONTENT_TYPE, typed).body(Body::Whole(form.into()))
    }

    /// With one more header. It goes to the address given alone, never to another one it redirects to.
    pub fn header(mut self, name: HeaderName, value: HeaderValue) -> Call {
        self.headers.insert(name, value);
        self
    }

    /// With something to send.
    pub fn body(mut self, body: Body) -> Call {
        if let Body::Flowing(_, Some(length)) = &body {
            self.headers.insert(CONTENT_LENGTH, (*length).into());
        }
        self.body = body;
        self
    }

    /// Takes at most so many bytes of answer; `u64::MAX` for a store that is the operator's own.
    pub fn at_most(mut self, bytes: u64) -> Call {
        self.most = bytes;
        self
    }

    /// Ends after this time. [`crate::Client::open`] counts up to the answer's head, sending included, then the same for each piece of its body.
    pub fn within(mut self, patience: Duration) -> Call {
        self.patience = patience;
        self
    }

    /// Follows at most so many redirects, and none unless the method is GET or HEAD.
    pub fn hops(mut self, hops: u8) -> Call {
        self.hops = hops;
        self
    }
}

/// Why there is no answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Unreached {
    /// No connection was made: the address is not one we call. Trying again is useless.
    Forbidden(Forbidden),
    /// The answer was larger than the call takes.
    TooMuch,
    /// It took longer than the call waits.
    TooLong,
    /// The network or the other side failed.
    Broken(String),
}

impl fmt::Display for Unreached {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unreached::Forbidden(why) => why.fmt(f),
            Unreached::TooMuch => f.write_str("the answer is too large"),
            Unreached::TooLong => f.write_str("the answer takes too long"),
            Unreached::Broken(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for Unreached {}

impl From<Forbidden> for Unreached {
    fn from(why: Forbidden) -> Unreached {
        Unreached::Forbidden(why)
    }
}

/// A whole answer.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Its status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body.
    pub body: Bytes,
    /// Where it came from, after redirects.
    pub url: Url,
}

/// An answer whose body is still coming.
pub struct Flow {
    /// Its status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Where it came from, after redirects.
    pub url: Url,
    /// Its body, in pieces; ends with an error when it is larger or slower than the call allows.
    pub body: Pin<Box<dyn Stream<Item = Result<Bytes, Unreached>> + Send>>,
}

impl Flow {
    /// Waits for the rest.
    ///
    /// # Errors
    /// As the stream's own.
    pub async fn whole(self) -> Result<Answer, Unreached> {
        let Flow { status, headers, url, body } = self;
        let pieces = body.try_fold(Vec::new(), |mut all, piece| {
            all.extend_from_slice(&piece);
            std::future::ready(Ok(all))
        });
        Ok(Answer { status, headers, url, body: pieces.await?.into() })
    }
}
