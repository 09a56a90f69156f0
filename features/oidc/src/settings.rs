//! What the operator says about the identity provider. Invariant: nothing here is guessed; an issuer that is wrong by a letter is another one.

use base::Secret;
use std::fmt;

use url::{Host, Url};

/// Whether somebody nobody invited comes in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum NewPeople {
    /// Only by invitation. The default: many providers know far more people than one network wants.
    #[default]
    Refuse,
    /// As a member, when the provider vouches for an address that nobody here has.
    Member,
}

/// The identity provider, as the operator gives it.
#[derive(Clone)]
pub struct Settings {
    /// The issuer, to the letter.
    pub(crate) issuer: String,
    pub(crate) origin: Url,
    pub(crate) client_id: String,
    pub(crate) client_secret: Option<String>,
    pub(crate) name: String,
    pub(crate) new_people: NewPeople,
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} as {}", self.issuer, self.client_id)
    }
}

impl Settings {
    /// Reads the settings; `name` is what the button calls the provider, else its host does.
    ///
    /// # Errors
    /// A sentence that names the setting.
    pub fn parse(
        issuer: &str,
        client_id: &str,
        client_secret: Option<String>,
        name: Option<&str>,
        new_people: &str,
    ) -> Result<Settings, String> {
        let origin = Url::parse(issuer).ok().filter(|url| url.query().is_none() && url.fragment().is_none() && url.username().is_empty());
        let origin = origin.ok_or("oidc-issuer: give an address such as https://accounts.example.org, without `?` or `#`")?;
        let here = match origin.host() {
            Some(Host::Domain(name)) => name == "localhost",
            Some(Host::Ipv4(ip)) => ip.is_loopback(),
            Some(Host::Ipv6(ip)) => ip.is_loopback(),
            None => false,
        };
        if origin.scheme() != "https" && !(origin.scheme() == "http" && here) {
            return Err("oidc-issuer: only https is spoken, except to this machine".into());
        }
        if client_id.trim().is_empty() {
            return Err("oidc-client-id: give the name under which the provider knows this network".into());
        }
        let new_people = match new_people {
            "refuse" => NewPeople::Refuse,
            "member" => NewPeople::Member,
            _ => return Err("oidc-new-people: give `refuse` or `member`".into()),
        };
        let name = name.map(str::trim).filter(|name| !name.is_empty());
        let name = name.or(origin.host_str()).unwrap_or_default().to_owned();
        Ok(Settings { issuer: issuer.to_owned(), origin, client_id: client_id.to_owned(), client_secret, name, new_people })
    }

    /// Who vouches, to the letter.
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// What the button calls the provider.
    pub fn name(&self) -> &str {
        &self.name
    }
}

/// A random text of 64 URL-safe characters: long enough for a PKCE verifier (RFC 7636 §4.1).
pub(crate) fn random() -> String {
    format!("{}{}", Secret::new().reveal(), Secret::new().reveal())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_operator_may_say() {
        let parse = |issuer: &str, client: &str, new: &str| Settings::parse(issuer, client, Some("s3cret".into()), None, new);
        let good = parse("https://auth.example.org/realms/a", "palabre", "refuse").expect("good");
        assert_eq!((good.name(), good.new_people), ("auth.example.org", NewPeople::Refuse));
        assert!(!format!("{good:?}").contains("s3cret"));
        assert!(parse("http://127.0.0.1:4000", "palabre", "member").is_ok());
        for issuer in [
            "",
            "auth.example.org",
            "http://auth.example.org",
            "http://10.0.0.1",
            "ftp://a.example",
            "https://a:b@c.example",
            "https://c.example?x",
        ] {
            assert!(parse(issuer, "palabre", "refuse").is_err_and(|why| why.starts_with("oidc-issuer: ")), "{issuer}");
        }
        assert!(parse("https://a.example", " ", "refuse").is_err_and(|why| why.starts_with("oidc-client-id: ")));
        assert!(parse("https://a.example", "x", "everybody").is_err_and(|why| why.starts_with("oidc-new-people: ")));
    }
}
