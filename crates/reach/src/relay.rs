//! The address of the mail server, as in `smtp://user:password@host:587?from=palabre@exemple.fr`.
//! Invariant: a password travels encrypted or not at all, and no error repeats what the address holds.

use std::fmt;
use std::net::IpAddr;
use std::time::Duration;

use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{Address, SmtpTransport};

/// Longest wait for any one answer of the server.
const PATIENCE: Duration = Duration::from_secs(10);

/// Why an address of a mail server can't be used.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum BadRelay {
    /// Neither `smtp://` nor `smtps://`, or no host.
    NotSmtp,
    /// Something after the host, or after `?`, that means nothing here.
    Unknown(String),
    /// `from` isn't an e-mail address.
    BadSender,
}

impl fmt::Display for BadRelay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BadRelay::NotSmtp => f.write_str("the mail server is given as smtp://user:password@host:port or smtps://…"),
            BadRelay::Unknown(what) => write!(f, "the mail server's address has something unknown after the host: {what:?}"),
            BadRelay::BadSender => f.write_str("the sender, ?from=…, is not an e-mail address"),
        }
    }
}

impl std::error::Error for BadRelay {}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Secrecy {
    /// TLS from the first byte.
    Whole,
    /// STARTTLS before anything is said; without it nothing is sent.
    Upgraded,
    /// None: the server is on this machine.
    Local,
}

/// A mail server and the address in whose name it sends.
pub struct Relay {
    pub transport: SmtpTransport,
    pub from: Address,
}

impl Relay {
    /// Nothing is opened yet.
    pub fn parse(url: &str) -> Result<Relay, BadRelay> {
        let Parts { scheme, user, host, base, from } = parts(url)?;
        let secrecy = match scheme {
            "smtps" => Secrecy::Whole,
            _ if is_local(host) => Secrecy::Local,
            _ => Secrecy::Upgraded,
        };
        let from = match from {
            Some(from) => from.to_owned(),
            None if user.contains("%40") || user.contains('@') => user.replace("%40", "@"),
            None => format!("palabre@{host}"),
        };
        let from = from.parse().map_err(|_| BadRelay::BadSender)?;
        // Lettre reads host, port and credentials, percent signs included.
        let with_tls = if secrecy == Secrecy::Upgraded { format!("{base}?tls=required") } else { base.to_owned() };
        let builder = SmtpTransport::from_url(&with_tls).map_err(|_| BadRelay::NotSmtp)?;
        let tls = || TlsParameters::new(host.to_owned()).map_err(|_| BadRelay::NotSmtp);
        let tls = match secrecy {
            Secrecy::Whole => Tls::Wrapper(tls()?),
            Secrecy::Upgraded => Tls::Required(tls()?),
            Secrecy::Local => Tls::None,
        };
        Ok(Relay { transport: builder.tls(tls).timeout(Some(PATIENCE)).build(), from })
    }
}

struct Parts<'a> {
    scheme: &'a str,
    user: &'a str,
    host: &'a str,
    /// Everything before `?`.
    base: &'a str,
    from: Option<&'a str>,
}

fn parts(url: &str) -> Result<Parts<'_>, BadRelay> {
    let (base, query) = url.split_once('?').unwrap_or((url, ""));
    let base = base.trim_end_matches('/');
    let (scheme, authority) = base.split_once("://").ok_or(BadRelay::NotSmtp)?;
    let (account, place) = authority.rsplit_once('@').unwrap_or(("", authority));
    if let Some((_, path)) = place.split_once('/') {
        return Err(BadRelay::Unknown(path.to_owned()));
    }
    let host = match place.strip_prefix('[') {
        Some(v6) => v6.split(']').next().unwrap_or(""),
        None => place.split(':').next().unwrap_or(""),
    };
    if !matches!(scheme, "smtp" | "smtps") || host.is_empty() {
        return Err(BadRelay::NotSmtp);
    }
    let mut from = None;
    for option in query.split('&').filter(|option| !option.is_empty()) {
        match option.split_once('=') {
            Some(("from", address)) => from = Some(address),
            _ => return Err(BadRelay::Unknown(option.split('=').next().unwrap_or("").to_owned())),
        }
    }
    Ok(Parts { scheme, user: account.split(':').next().unwrap_or(""), host, base, from })
}

fn is_local(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost") || host.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(url: &str) -> Result<String, BadRelay> {
        Relay::parse(url).map(|relay| relay.from.to_string())
    }

    #[test]
    fn addresses_and_their_senders() {
        assert_eq!(from("smtp://localhost"), Ok("palabre@localhost".into()));
        assert_eq!(from("smtps://notif%40exemple.fr:p%40ss@smtp.exemple.fr"), Ok("notif@exemple.fr".into()));
        assert_eq!(from("smtp://moi:secret@smtp.exemple.fr:587/?from=palabre@exemple.fr"), Ok("palabre@exemple.fr".into()));
        assert_eq!(from("smtp://[::1]:2525?from=a@b.fr"), Ok("a@b.fr".into()));
    }

    #[test]
    fn what_is_refused() {
        for bad in ["", "smtp://", "http://exemple.fr", "exemple.fr:25", "smtp://:25", "smtp://a:b@"] {
            assert_eq!(from(bad), Err(BadRelay::NotSmtp), "{bad}");
        }
        assert_eq!(from("smtp://exemple.fr?tls=none"), Err(BadRelay::Unknown("tls".into())));
        assert_eq!(from("smtp://moi:secret@exemple.fr/nom"), Err(BadRelay::Unknown("nom".into())));
        assert_eq!(from("smtp://exemple.fr?from=moi"), Err(BadRelay::BadSender));
        let error = Relay::parse("smtp://moi:secret@exemple.fr/x").err().expect("refused").to_string();
        assert!(!error.contains("secret"));
    }

    #[test]
    fn only_this_machine_goes_unencrypted() {
        for local in ["localhost", "LocalHost", "127.0.0.1", "127.8.0.1", "::1"] {
            assert!(is_local(local), "{local}");
        }
        for remote in ["localhost.exemple.fr", "127.0.0.1.exemple.fr", "0.0.0.0", "10.0.0.1", "::ffff:10.0.0.1"] {
            assert!(!is_local(remote), "{remote}");
        }
    }
}
