//! One's own page of factors and sessions.

use base::{Id, Language, Moment};
use kernel::people::sessions::{Means, Session};
use maud::{Markup, html};
use shell::button::{self, Weight};
use shell::page::plain;
use shell::times;
use shell::view::Reader;

use crate::passkeys::Passkey;
use crate::words;

/// What the page shows.
pub struct Security {
    /// One's passkeys.
    pub passkeys: Vec<Passkey>,
    /// Since when there is an application of codes, and when it was last used.
    pub codes: Option<(Moment, Option<Moment>)>,
    /// How many recovery codes are left.
    pub recovery: i64,
    /// Whether the network asks for a second factor.
    pub asked: bool,
    /// One's sessions.
    pub sessions: Vec<Session>,
    /// The one that asks.
    pub here: Id,
}

pub fn page(r: &Reader, security: &Security) -> Markup {
    let l = r.lang;
    let any = !security.passkeys.is_empty() || security.codes.is_some();
    let main = html! {
        @if security.asked && !any { div.notice role="status" { p { (words::security_asked(l)) } } }
        (passkeys(r, &security.passkeys))
        (codes(r, security.codes))
        @if any { (recovery(l, security.recovery)) }
        (sessions(r, security))
        p { a href="/me#password" { (words::security_password(l)) } }
    };
    plain(words::security_title(l), Some(words::security_purpose(l)), &main)
}

/// Since when, and the day of the last use.
fn dates(r: &Reader, created_at: Moment, used_at: Option<Moment>) -> Markup {
    let l = r.lang;
    let day = |at| times::date(l, &r.zone, r.now, at);
    html! {
        (words::added_on(l, day(created_at)))
        @if let Some(at) = used_at { " · " (words::used_on(l, day(at))) } @else { " · " (words::never_used(l)) }
    }
}

fn passkeys(r: &Reader, passkeys: &[Passkey]) -> Markup {
    let l = r.lang;
    html! {
        section.card.form #passkeys {
            h2 { (words::passkeys_title(l)) }
            p { (words::passkeys_purpose(l)) }
            @if !passkeys.is_empty() {
                ul.list {
                    @for passkey in passkeys {
                        li.entry {
                            div.grow { p.line { b { bdi { (passkey.name) } } } p.quiet { (dates(r, passkey.created_at, passkey.used_at)) } }
                            form method="post" action=(format!("/me/passkeys/{}/remove", passkey.id)) {
                                button.btn type="submit" aria-label=(words::passkey_remove_which(l, &passkey.name)) { (words::remove(l)) }
                            }
                        }
                    }
                }
            }
            div.row { (button::link(Weight::Plain, Some("key-round"), words::passkey_add(l), "/me/passkeys/new")) }
        }
    }
}

fn codes(r: &Reader, codes: Option<(Moment, Option<Moment>)>) -> Markup {
    let l = r.lang;
    html! {
        section.card.form #codes {
            h2 { (words::codes_title(l)) }
            p { (words::codes_purpose(l)) }
            @if let Some((created_at, used_at)) = codes {
                ul.list {
                    li.entry {
                        div.grow { p.line { b { (words::codes_app(l)) } } p.quiet { (dates(r, created_at, used_at)) } }
                        form method="post" action="/me/codes/remove" { button.btn type="submit" aria-label=(words::codes_remove(l)) { (words::remove(l)) } }
                    }
                }
            } @else {
                div.row { (button::link(Weight::Plain, Some("shield"), words::codes_add(l), "/me/codes/new")) }
            }
        }
    }
}

fn recovery(l: Language, left: i64) -> Markup {
    html! {
        section.card.form #recovery {
            h2 { (words::recovery_title(l)) }
            p { (words::recovery_left(l, left)) }
            form.row method="post" action="/me/recovery-codes" { (button::submit(Weight::Plain, Some("history"), words::recovery_renew(l))) }
        }
    }
}

fn sessions(r: &Reader, security: &Security) -> Markup {
    let l = r.lang;
    html! {
        section.card.form #sessions {
            h2 { (words::sessions_title(l)) }
            p { (words::sessions_purpose(l)) }
            ul.list {
                @for session in &security.sessions {
                    @let here = session.id == security.here;
                    @let name = device(l, &session.device);
                    li.entry {
                        div.grow {
                            p.line { b { (name) } @if here { " " span.kind.leaf { (words::session_here(l)) } } }
                            p.quiet {
                                (words::session_since(l, times::date(l, &r.zone, r.now, session.created_at), means(l, session.means)))
                                @if !here { " · " (words::used_on(l, times::date(l, &r.zone, r.now, session.used_at))) }
                            }
                        }
                        form method="post" action=(format!("/me/sessions/{}/close", session.id)) {
                            button.btn type="submit" aria-label=(words::session_close_which(l, &name)) { (words::session_close(l)) }
                        }
                    }
                }
            }
            @if security.sessions.len() > 1 {
                form.row method="post" action="/me/sessions/close" { (button::submit(Weight::Plain, Some("log-out"), words::sessions_close_others(l))) }
            }
        }
    }
}

fn device(l: Language, device: &str) -> String {
    match device.split_once('/').unwrap_or_default() {
        ("", "") => words::device_unknown(l).to_owned(),
        (browser, "") => browser.to_owned(),
        ("", system) => words::device_system(l, system),
        (browser, system) => words::device(l, browser, system),
    }
}

fn means(l: Language, means: Means) -> &'static str {
    match means {
        Means::Password => words::means_password(l),
        Means::Link => words::means_link(l),
        Means::Passkey => words::means_passkey(l),
        Means::External | Means::ExternalStrong => words::means_external(l),
    }
}
