//! The way through the door: from where somebody comes, and the answer that gives their browser its session.
//! Invariant: the session's cookie is written here alone.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::response::{IntoResponse, Redirect, Response};
use base::{Language, Result, Secret};
use http::header::{SET_COOKIE, USER_AGENT};
use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue};
use kernel::people::sessions::{self, Arrival, Opened, Step};
use maud::Markup;
use web::{Failure, Html, cookie, next};

use crate::House;

/// From where a request comes, to open a session with.
pub struct Arriving(pub Arrival);

impl FromRequestParts<House> for Arriving {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, house: &House) -> Result<Arriving, Infallible> {
        let agent = parts.headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
        Ok(Arriving(Arrival { device: device(agent), former: digest(house, &parts.headers) }))
    }
}

/// The digest of the session's cookie that a request carries.
pub(crate) fn digest(house: &House, headers: &HeaderMap) -> Option<String> {
    cookie::read(headers, cookie::session(house.secure())).map(Secret::digest_of)
}

/// Goes to `wanted` with a session that was just opened, by way of what it still lacks: the second factor, then the charter.
///
/// # Errors
/// Never, in practice: a secret fits into a cookie.
pub fn enter(house: &House, opened: &Opened, wanted: &str) -> Result<Response, Failure> {
    let wanted = next::local(wanted);
    let by_way_of = |page: &str| next::sign_in(wanted).replacen("/sign-in", page, 1);
    let to = match opened.step {
        Step::Second => by_way_of("/sign-in/second"),
        Step::Enrol => by_way_of("/sign-in/enrol"),
        Step::In if !opened.charter => by_way_of("/charter"),
        Step::In => wanted.to_owned(),
    };
    let mut answer = Redirect::to(&to).into_response();
    let secret = session_cookie(house, &opened.secret)?;
    answer.headers_mut().append(SET_COOKIE, secret);
    Ok(answer)
}

/// The `Set-Cookie` of a session's secret.
///
/// # Errors
/// As [`enter`].
pub fn session_cookie(house: &House, secret: &Secret) -> Result<HeaderValue> {
    cookie::write(cookie::session(house.secure()), secret.reveal(), sessions::DAYS * 86_400, house.secure())
}

/// Forgets the cookie, and everything that the browser kept of us.
///
/// # Errors
/// As [`enter`].
pub fn signed_out(house: &House) -> Result<Response, Failure> {
    let cookie = cookie::write(cookie::session(house.secure()), "", 0, house.secure())?;
    let clear = (HeaderName::from_static("clear-site-data"), HeaderValue::from_static("\"cache\", \"storage\""));
    Ok(([(SET_COOKIE, cookie), clear], Redirect::to("/sign-in")).into_response())
}

/// A page for somebody who isn't signed in.
///
/// # Errors
/// A broken database.
pub async fn bare(house: &House, l: Language, title: &str, main: Markup) -> Result<Html, Failure> {
    let brand = house.read(crate::brand).await?;
    Ok(shell::bare_page(l, brand, title, &main).into())
}

/// Browser and system, from the few words that name them. The order matters: most browsers also claim to be others.
fn device(agent: &str) -> String {
    let first = |known: &[(&str, &'static str)]| known.iter().find(|(part, _)| agent.contains(part)).map_or("", |(_, name)| *name);
    let browser = first(&[
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = first(&[
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("CrOS", "ChromeOS"),
        ("Macintosh", "Mac"),
        ("Linux", "Linux"),
    ]);
    format!("{browser}/{system}")
}

#[cfg(test)]
mod tests {
    use super::device;

    #[test]
    fn devices_by_their_common_names() {
        for (agent, name) in [
            ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox/Linux"),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0",
                "Edge/Windows",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1",
                "Safari/iPhone",
            ),
            (
                "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
                "Chrome/Android",
            ),
            ("<script>alert(1)</script>", "/"),
            ("", "/"),
        ] {
            assert_eq!(device(agent), name);
        }
    }
}
