//! One mail, written and handed to the mail server.
//! Invariant: nothing in a mail's texts can make a header; every mail says that no person wrote it (RFC 3834), so that answering machines keep still.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use lettre::{Address, Message, Transport};

use crate::relay::{BadRelay, Relay};

/// A mail to one person.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Mail {
    /// Makes the `Message-ID`: the same at every try, so that a mail sent twice is shown once. Letters, digits, `.` and `-`.
    pub key: String,
    /// The name beside the sender's address, e.g. the network's.
    pub from_name: String,
    /// The address.
    pub to: String,
    /// The name beside it; may be empty.
    pub to_name: String,
    /// One line.
    pub subject: String,
    /// The whole as plain text.
    pub text: String,
    /// The same as HTML, if there is more to show.
    pub html: Option<String>,
}

/// Why a mail did not leave.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Undelivered {
    /// Trying again is useless: the address is wrong or the server refused for good.
    Never(String),
    /// The server was out of reach or asked to come back.
    NotNow(String),
}

impl fmt::Display for Undelivered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Undelivered::Never(why) => write!(f, "refused for good: {why}"),
            Undelivered::NotNow(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for Undelivered {}

/// Sends mails through one server, one connection a mail. Cheap to clone.
#[derive(Clone)]
pub struct Mailer(Arc<Way>);

enum Way {
    Relay(Relay),
    Kept(Mutex<Vec<Mail>>),
}

impl Mailer {
    /// Through `smtp://` (STARTTLS required, unless the server is on this machine) or `smtps://`, with `?from=` to name the sender.
    ///
    /// # Errors
    /// When the address can't be used; nothing is opened yet.
    pub fn new(smtp_url: &str) -> Result<Mailer, BadRelay> {
        Ok(Mailer(Arc::new(Way::Relay(Relay::parse(smtp_url)?))))
    }

    /// For tests: checks and keeps what would be sent.
    pub fn keeping() -> Mailer {
        Mailer(Arc::new(Way::Kept(Mutex::default())))
    }

    /// What a [`Mailer::keeping`] was given so far.
    pub fn kept(&self) -> Vec<Mail> {
        match &*self.0 {
            Way::Kept(mails) => mails.lock().unwrap_or_else(PoisonError::into_inner).clone(),
            Way::Relay(_) => Vec::new(),
        }
    }

    /// Sends, waiting at most 10 s for each of the server's answers; call it where waiting is allowed.
    ///
    /// # Errors
    /// When the server has not taken the mail.
    pub fn send(&self, mail: &Mail) -> Result<(), Undelivered> {
        match &*self.0 {
            Way::Relay(Relay { transport, from }) => {
                let undelivered = |e: lettre::transport::smtp::Error| match e.is_permanent() {
                    true => Undelivered::Never(e.to_string()),
                    false => Undelivered::NotNow(e.to_string()),
                };
                transport.send(&mail.written(from)?).map(drop).map_err(undelivered)
            }
            Way::Kept(mails) => {
                mail.written(&Address::new("palabre", "localhost").map_err(never)?)?;
                mails.lock().unwrap_or_else(PoisonError::into_inner).push(mail.clone());
                Ok(())
            }
        }
    }
}

fn never(why: impl fmt::Display) -> Undelivered {
    Undelivered::Never(why.to_string())
}

impl Mail {
    fn written(&self, from: &Address) -> Result<Message, Undelivered> {
        let named = |name: &str, address| {
            let name = one_line(name);
            Mailbox::new((!name.is_empty()).then_some(name), address)
        };
        let key: String = self.key.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-')).collect();
        let mail = Message::builder()
            .from(named(&self.from_name, from.clone()))
            .to(named(&self.to_name, self.to.parse().map_err(never)?))
            .subject(one_line(&self.subject))
            .message_id((!key.is_empty()).then(|| format!("<{key}@{}>", from.domain())))
            .raw_header(HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".into()));
        let text = SinglePart::plain(self.text.clone());
        match &self.html {
            Some(html) => mail.multipart(MultiPart::alternative().singlepart(text).singlepart(SinglePart::html(html.clone()))),
            None => mail.singlepart(text),
        }
        .map_err(never)
    }
}

/// Headers end at line ends: none is left in what becomes one.
fn one_line(text: &str) -> String {
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    text.split(|c: char| breaks(c) || c.is_whitespace()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mail() -> Mail {
        Mail {
            key: "invitation-42".into(),
            from_name: "Réseau de l’Atelier".into(),
            to: "awa@exemple.fr".into(),
            to_name: "Awa Diallo".into(),
            subject: "Bienvenue, Awa\u{202f}!".into(),
            text: "Bonjour".into(),
            html: None,
        }
    }

    fn written(mail: &Mail) -> String {
        let from = "palabre@exemple.fr".parse().expect("an address");
        String::from_utf8(mail.written(&from).expect("written").formatted()).expect("ASCII")
    }

    /// The header's lines, unfolded.
    fn headers(mail: &Mail) -> Vec<String> {
        let written = written(mail).replace("\r\n ", " ");
        let (head, _) = written.split_once("\r\n\r\n").expect("a head and a body");
        head.split("\r\n").map(str::to_owned).collect()
    }

    #[test]
    fn it_says_who_and_that_nobody_wrote_it() {
        let headers = headers(&mail());
        assert!(headers.contains(&"Auto-Submitted: auto-generated".to_owned()), "{headers:?}");
        assert!(headers.contains(&"Message-ID: <invitation-42@exemple.fr>".to_owned()), "{headers:?}");
        assert!(
            headers.iter().any(|h| h.starts_with("To: ") && h.contains("Awa Diallo") && h.ends_with("<awa@exemple.fr>")),
            "{headers:?}"
        );
        assert!(written(&mail()).is_ascii());
    }

    #[test]
    fn no_text_makes_a_header() {
        let trap = "x\r\nBcc: moi@exemple.fr\n\rBcc: a\u{85}Bcc: b\u{2028}Bcc: c\0\u{b}\r\n\r\n<script>";
        let plain = headers(&mail()).len();
        let trapped = Mail { subject: trap.into(), from_name: trap.into(), to_name: trap.into(), key: format!("{trap}>"), ..mail() };
        let headers = headers(&trapped);
        assert_eq!(headers.len(), plain, "{headers:?}");
        assert!(!headers.iter().any(|h| h.to_lowercase().starts_with("bcc")), "{headers:?}");
        for to in ["", "awa", "awa@exemple.fr, luc@exemple.fr", "awa@exemple.fr\r\nBcc: b@c.fr", "<awa@exemple.fr>"] {
            let sent = Mailer::keeping().send(&Mail { to: to.into(), ..mail() });
            assert!(matches!(sent, Err(Undelivered::Never(_))), "{to}");
        }
    }

    #[test]
    fn both_forms_travel_together() {
        let written = written(&Mail { html: Some("<p>Bonjour</p>".into()), ..mail() });
        let (text, html) = (written.find("text/plain").expect("text"), written.find("text/html").expect("html"));
        assert!(written.contains("multipart/alternative") && text < html);
    }

    #[test]
    fn what_is_kept() {
        let mailer = Mailer::keeping();
        mailer.send(&mail()).expect("kept");
        assert_eq!(mailer.kept(), [mail()]);
    }
}
