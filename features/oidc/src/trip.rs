//! One round trip to the provider, kept in the browser that began it. Invariants: only that browser can end it, in ten minutes, once;
//! the cookie is ours alone behind HTTPS (`__Host-`), and what it says opens nothing by itself.
//! Deliberately absent: a row per trip, which anybody could make without end.

use base::{Id, Result, Secret};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use house::House;
use http::{HeaderMap, HeaderValue};
use serde::{Deserialize, Serialize};
use web::{cookie, next};

use crate::settings::random;

/// How long a trip may take, in seconds.
const SECONDS: u32 = 600;

/// Longest way back that fits into a cookie.
const WAY_BACK: usize = 1000;

/// What somebody goes to the provider for.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// To sign in.
    SignIn,
    /// To accept the invitation of this link.
    Join(String),
    /// To link their account there; who began.
    Link(Id),
    /// To prove again who they are; who began.
    Prove(Id),
}

/// A trip that has begun.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Trip {
    /// Comes back in the address.
    pub state: String,
    /// Comes back in the ID token.
    pub nonce: String,
    /// Proves to the provider that whoever brings the code asked for it (RFC 7636).
    pub verifier: String,
    /// Where to go afterwards.
    pub next: String,
    /// What for.
    pub purpose: Purpose,
}

impl Trip {
    /// Begins one.
    pub fn new(purpose: Purpose, wanted: &str) -> Trip {
        let wanted = if wanted.len() > WAY_BACK { "/" } else { next::local(wanted) };
        Trip { state: random(), nonce: random(), verifier: random(), next: wanted.to_owned(), purpose }
    }

    /// The PKCE challenge, S256: the digest of a secret as we write digests (RFC 7636 §4.2).
    pub fn challenge(&self) -> String {
        Secret::digest_of(&self.verifier)
    }

    /// The trip that this browser began, if `state` is its own.
    pub fn of(house: &House, headers: &HeaderMap, state: &str) -> Option<Trip> {
        let kept = cookie::read(headers, name(house))?;
        let trip: Trip = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(kept).ok()?).ok()?;
        (Secret::digest_of(&trip.state) == Secret::digest_of(state)).then_some(trip)
    }

    /// The cookie that keeps it.
    ///
    /// # Errors
    /// Never, in practice.
    pub fn cookie(&self, house: &House) -> Result<HeaderValue> {
        let kept = serde_json::to_vec(self).map_err(base::Fault::broken)?;
        cookie::write(name(house), &URL_SAFE_NO_PAD.encode(kept), SECONDS, house.secure())
    }

    /// Forgets whatever trip the browser keeps.
    ///
    /// # Errors
    /// Never, in practice.
    pub fn over(house: &House) -> Result<HeaderValue> {
        cookie::write(name(house), "", 0, house.secure())
    }
}

fn name(house: &House) -> &'static str {
    if house.secure() { "__Host-palabre-oidc" } else { "palabre_oidc" }
}
