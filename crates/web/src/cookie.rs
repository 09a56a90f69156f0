//! Cookies: read one, write one. Invariant: HttpOnly, SameSite=Lax, Path=/, and behind HTTPS also Secure under the `__Host-` prefix,
//! which keeps other hosts of the same domain from planting one.

use base::{Fault, Result};
use http::{HeaderMap, HeaderValue, header::COOKIE};

/// The name of the session cookie.
pub fn session(secure: bool) -> &'static str {
    if secure { "__Host-palabre" } else { "palabre_session" }
}

/// The value of the first cookie called `name`.
pub fn read<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let pairs = headers.get_all(COOKIE).iter().filter_map(|v| v.to_str().ok()).flat_map(|v| v.split(';'));
    pairs.filter_map(|pair| pair.trim().split_once('=')).find(|(n, _)| *n == name).map(|(_, value)| value)
}

/// A `Set-Cookie` header; zero seconds forget the cookie.
pub fn write(name: &str, value: &str, max_age_seconds: u32, secure: bool) -> Result<HeaderValue> {
    let secure = if secure { "; Secure" } else { "" };
    if value.contains([';', ',', ' ', '"', '\\']) || !value.is_ascii() {
        return Err(Fault::broken("a cookie's value has characters that cookies can't carry"));
    }
    let line = format!("{name}={value}; Path=/; Max-Age={max_age_seconds}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::try_from(line).map_err(Fault::broken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_and_read() {
        let line = write(session(true), "abc-_", 60, true).expect("a cookie");
        assert_eq!(line, "__Host-palabre=abc-_; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure");
        let mut headers = HeaderMap::new();
        headers.insert(COOKIE, HeaderValue::from_static("a=1; palabre_session=xyz==; __Host-palabre=no"));
        assert_eq!(read(&headers, session(false)), Some("xyz=="));
        assert_eq!(read(&headers, "palabre"), None);
        assert!(write("a", "b\r\nSet-Cookie: c=d", 1, false).is_err());
    }
}
