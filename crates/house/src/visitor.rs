//! Who stands at the door, perhaps not signed in: their language and, for counting attempts, from where they come.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use base::Language;
use http::request::Parts;
use kernel::Actor;
use web::{Failure, Spoken, cookie};

use crate::{House, Maybe};

/// The cookie that keeps the language of somebody who isn't signed in.
pub const LANGUAGE_COOKIE: &str = "palabre_lang";

/// Somebody, signed in or not.
pub struct Visitor {
    /// Their own language, else the one they chose here, else their browser's.
    pub l: Language,
    /// Who, when signed in.
    pub actor: Option<Actor>,
}

impl FromRequestParts<House> for Visitor {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, house: &House) -> Result<Visitor, Failure> {
        let Maybe(actor) = Maybe::from_request_parts(parts, house).await?;
        let chosen = cookie::read(&parts.headers, LANGUAGE_COOKIE).and_then(Language::parse);
        if let (None, Some(chosen)) = (&actor, chosen) {
            web::speak_in(&parts.extensions, chosen);
        }
        let Ok(Spoken(spoken)) = Spoken::from_request_parts(parts, house).await;
        let l = actor.as_ref().map(|actor| actor.language).or(chosen).unwrap_or(spoken);
        Ok(Visitor { l, actor })
    }
}

/// Where a request comes from, for counting attempts: the other end of the connection or, behind proxies that are trusted, what the first of
/// them saw. IPv6 counts by /64, which is what one subscriber gets.
pub struct Peer(pub String);

impl FromRequestParts<House> for Peer {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, house: &House) -> Result<Peer, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip());
        Ok(Peer(peer.map(|peer| subscriber(house.proxies.origin(peer, &parts.headers))).unwrap_or_default()))
    }
}

fn subscriber(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).to_string(),
    }
}
