//! The one client of HTTP in the house.
//! Invariant: a call leaves for a public address that was checked when connecting, or for an origin that the operator named; every hop is checked anew.
//! Deliberately absent: cookies, proxies, decompression (nothing is asked compressed, so nothing can unfold), HTTP/2, redirects of what is not a reading.

use std::error::Error;
use std::future::Future;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;

use bytes::Bytes;
use futures_util::stream;
use http::header::{ACCEPT, ACCEPT_ENCODING, CONTENT_ENCODING, LOCATION};
use http::{HeaderMap, HeaderValue, Method};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::{Origin, Url};

use crate::call::{Answer, Body, Call, Flow, Unreached};
use crate::guard::{self, Forbidden};

type LookedUp = Pin<Box<dyn Future<Output = io::Result<Vec<IpAddr>>> + Send>>;
/// Turns a name into its addresses; another one stands in for it in tests.
type LookUp = Arc<dyn Fn(String) -> LookedUp + Send + Sync>;

/// Calls addresses of the web. Cheap to clone; connections are kept and used again.
#[derive(Clone)]
pub struct Client {
    guarded: reqwest::Client,
    /// For `origins` alone: the operator may well have put them inside.
    trusted: reqwest::Client,
    origins: Arc<[Origin]>,
}

impl Client {
    /// One that reaches public addresses only.
    ///
    /// # Errors
    /// When TLS can't be set up.
    pub fn new() -> Result<Client, Unreached> {
        Client::allowing([])
    }

    /// One that also reaches exactly these origins (scheme, host and port), wherever they are: those that the operator wrote in the settings.
    ///
    /// # Errors
    /// When TLS can't be set up.
    pub fn allowing<'a>(origins: impl IntoIterator<Item = &'a Url>) -> Result<Client, Unreached> {
        let look_up: LookUp = Arc::new(|name| {
            Box::pin(async move { Ok(tokio::net::lookup_host((name, 0)).await?.map(|found| found.ip()).collect::<Vec<_>>()) })
        });
        Client::looking_up(origins.into_iter().map(Url::origin).collect(), &look_up)
    }

    fn looking_up(origins: Arc<[Origin]>, look_up: &LookUp) -> Result<Client, Unreached> {
        // Already installed by an earlier client: the same one.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = |guarded| {
            let builder = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().referer(false).http1_only();
            let resolver = Resolver { look_up: look_up.clone(), guarded };
            builder
                .user_agent(concat!("Palabre/", env!("CARGO_PKG_VERSION")))
                .dns_resolver(Arc::new(resolver))
                .build()
                .map_err(|e| broken(&e))
        };
        Ok(Client { guarded: client(true)?, trusted: client(false)?, origins })
    }

    /// Makes a call and waits for the whole answer, at most for the call's time in all.
    ///
    /// # Errors
    /// When there is no whole answer; a status that says no is an answer.
    pub async fn send(&self, call: Call) -> Result<Answer, Unreached> {
        let patience = call.patience;
        let whole = async { self.open(call).await?.whole().await };
        tokio::time::timeout(patience, whole).await.unwrap_or(Err(Unreached::TooLong))
    }

    /// Makes a call and gives back the answer as soon as its head is there.
    ///
    /// # Errors
    /// When no answer begins.
    pub async fn open(&self, call: Call) -> Result<Flow, Unreached> {
        let (most, patience) = (call.most, call.patience);
        let (url, response) = tokio::time::timeout(patience, self.follow(call)).await.unwrap_or(Err(Unreached::TooLong))?;
        if response.content_length().is_some_and(|length| length > most) {
            return Err(Unreached::TooMuch);
        }
        if response.headers().get(CONTENT_ENCODING).is_some_and(|encoding| encoding != "identity") {
            return Err(Unreached::Broken("the answer is compressed although nobody asked".into()));
        }
        let (status, headers) = (response.status(), response.headers().clone());
        let body = stream::try_unfold((response, 0_u64), move |(mut response, so_far)| async move {
            let next = tokio::time::timeout(patience, response.chunk()).await.map_err(|_| Unreached::TooLong)?;
            let Some(piece) = next.map_err(|e| broken(&e))? else { return Ok(None) };
            let so_far = so_far + piece.len() as u64;
            if so_far > most { Err(Unreached::TooMuch) } else { Ok(Some((piece, (response, so_far)))) }
        });
        Ok(Flow { status, headers, url, body: Box::pin(body) })
    }

    async fn follow(&self, call: Call) -> Result<(Url, reqwest::Response), Unreached> {
        let Call { method, mut url, mut headers, mut body, hops, .. } = call;
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("identity"));
        let reads = matches!(method, Method::GET | Method::HEAD);
        let mut left = hops;
        loop {
            let response = self.hop(method.clone(), &url, headers.clone(), body).await?;
            let Some(next) = redirected(&url, &response).filter(|_| reads) else { return Ok((url, response)) };
            let next = next?;
            left = left.checked_sub(1).ok_or(Forbidden::Redirects)?;
            if url.scheme() == "https" && next.scheme() != "https" {
                return Err(Forbidden::Downgrade.into());
            }
            if next.origin() != url.origin() {
                headers = for_strangers(&headers);
            }
            (url, body) = (next, Body::Whole(Bytes::new()));
        }
    }

    async fn hop(&self, method: Method, url: &Url, headers: HeaderMap, body: Body) -> Result<reqwest::Response, Unreached> {
        guard::form(url)?;
        let client = if self.origins.contains(&url.origin()) {
            &self.trusted
        } else {
            guard::number(url)?;
            &self.guarded
        };
        let request = client.request(method, url.clone()).headers(headers);
        let request = match body {
            Body::Whole(bytes) if bytes.is_empty() => request,
            Body::Whole(bytes) => request.body(bytes),
            Body::Flowing(pieces, _) => request.body(reqwest::Body::wrap_stream(pieces)),
        };
        request.send().await.map_err(|e| broken(&e))
    }
}

/// Where an answer sends on to, if it does.
fn redirected(from: &Url, response: &reqwest::Response) -> Option<Result<Url, Unreached>> {
    let to = response.headers().get(LOCATION).filter(|_| matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308))?;
    let to = to.to_str().ok().and_then(|to| from.join(to).ok());
    Some(to.ok_or_else(|| Unreached::Broken("the answer sends on to something that is no address".into())))
}

/// Another origin hears no more than what is read and how: neither tokens nor anything else meant for the first.
fn for_strangers(headers: &HeaderMap) -> HeaderMap {
    let kept = headers.iter().filter(|(name, _)| [ACCEPT, ACCEPT_ENCODING].contains(name));
    kept.map(|(name, value)| (name.clone(), value.clone())).collect()
}

/// What went wrong, without the address, which may hold a secret.
fn broken(error: &reqwest::Error) -> Unreached {
    if error.is_timeout() {
        return Unreached::TooLong;
    }
    let (mut cause, mut deepest) = (error.source(), None);
    while let Some(inner) = cause {
        if let Some(why) = inner.downcast_ref::<Forbidden>() {
            return Unreached::Forbidden(*why);
        }
        (cause, deepest) = (inner.source(), Some(inner));
    }
    Unreached::Broken(deepest.map_or_else(|| "the call failed".into(), ToString::to_string))
}

/// Looks names up for a connection. What it gives is what is connected to, so that nothing can change between the check and the use.
struct Resolver {
    look_up: LookUp,
    guarded: bool,
}

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let (found, guarded) = ((self.look_up)(name.as_str().to_owned()), self.guarded);
        Box::pin(async move {
            let found = found.await?;
            let found = if guarded { guard::every(found)? } else { found };
            Ok(Box::new(found.into_iter().map(|ip| SocketAddr::new(ip, 0))) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests;
