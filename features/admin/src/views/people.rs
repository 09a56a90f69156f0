//! Every account: search, which ones, who they are; and the links of those who have not entered.

use base::{Language, Moment};
use kernel::people::PersonRole;
use maud::{Markup, html};
use shell::button::{self, Weight};
use shell::face::{self as faces, Size};
use shell::view::{Face, Reader, Standing};
use shell::{empty, icon, pager, times};
use web::Page;

use super::role;
use crate::queries::{Account, Which};
use crate::words;

/// A page of accounts, and what stands around it.
pub struct List<'a> {
    /// The words looked for.
    pub q: &'a str,
    /// Which accounts.
    pub which: Which,
    /// The page.
    pub page: &'a Page<Account>,
    /// How many there are of each choice.
    pub counts: [i64; 4],
    /// How many wait to whom no link went yet.
    pub fresh: usize,
    /// Whether mail can be sent.
    pub mail: bool,
    /// How many letters were just asked for, and when they leave.
    pub sent: Option<(i64, Moment)>,
}

const HERE: &str = "/administration/people";

pub fn page(r: &Reader, list: &List<'_>) -> Markup {
    let l = r.lang;
    html! {
        @if let Some((count, at)) = list.sent { p.notice role="status" { (words::welcome_sent(l, count, times::words(l, &r.zone, r.now, at))) } }
        div.row {
            (button::link(Weight::Main, Some("upload"), words::import(l), "/administration/people/import"))
            (button::link(Weight::Plain, Some("user-plus"), words::invite(l), "/invitations"))
        }
        @if list.counts[2] > 0 { (waiting(l, list)) }
        form.card.search role="search" action=(HERE) {
            (icon("search"))
            input type="search" name="q" value=(list.q) aria-label=(words::people_search(l)) placeholder=(words::people_search(l));
            @if let Some((_, name)) = Which::ALL.iter().find(|(which, _)| *which == list.which) { input type="hidden" name="which" value=(name); }
            (button::submit(Weight::Plain, None, words::search(l)))
        }
        nav.tabs aria-label=(words::people_which(l)) {
            @for ((which, name), count) in Which::ALL.iter().zip(list.counts) {
                a href=(address(list.q, name)) aria-current=[(*which == list.which).then_some("page")] { (choice(l, *which)) " " span.quiet { (count) } }
            }
        }
        @if list.page.items.is_empty() { (empty::empty("users", words::people_none(l), words::people_none_hint(l), None)) }
        @else { ul.card.list { @for account in &list.page.items { (line(r, account)) } } }
        (pager::pager(l, None, list.page.next.as_ref().map(|next| format!("{}&after={next}", older(list))).as_deref()))
    }
}

fn older(list: &List<'_>) -> String {
    let name = Which::ALL.iter().find(|(which, _)| *which == list.which).map_or("", |(_, name)| name);
    format!("{HERE}?which={name}&q={}", escaped(list.q))
}

fn address(q: &str, which: &str) -> String {
    match (q, which) {
        ("", "") => HERE.to_owned(),
        _ => format!("{HERE}?which={which}&q={}", escaped(q)),
    }
}

/// A value for a query string.
pub fn escaped(text: &str) -> String {
    text.bytes().map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

fn choice(l: Language, which: Which) -> &'static str {
    match which {
        Which::All => words::which_all(l),
        Which::Open => words::which_open(l),
        Which::Waiting => words::which_waiting(l),
        Which::Closed => words::which_closed(l),
    }
}

fn waiting(l: Language, list: &List<'_>) -> Markup {
    let fresh = i64::try_from(list.fresh).unwrap_or(i64::MAX);
    html! {
        section.card.form {
            h2 { (words::waiting(l, list.counts[2])) }
            p.quiet { (if list.mail { words::waiting_mail(l) } else { words::waiting_hand(l) }) }
            div.row {
                @if list.mail && list.fresh > 0 {
                    form method="post" action="/administration/people/welcome" { (button::submit(Weight::Plain, Some("mail"), &words::welcome_send(l, fresh))) }
                }
                form method="post" action="/administration/people/links" { (button::submit(Weight::Plain, Some("download"), words::welcome_links(l))) }
            }
        }
    }
}

/// A person as components show them, closed accounts marked.
pub fn face(account: &Account) -> Face {
    let person =
        house::face(account.id, &account.name, account.photo_at, account.role == PersonRole::Guest, account.role == PersonRole::Bot);
    if account.closed_at.is_some() { Face { standing: Standing::Gone, ..person } } else { person }
}
fn line(r: &Reader, account: &Account) -> Markup {
    let l = r.lang;
    let what: Vec<&str> = [account.headline.as_str(), account.site.as_str()].into_iter().filter(|text| !text.is_empty()).collect();
    html! {
        li.entry {
            (faces::face(&face(account), Size::Medium))
            div.grow {
                p.line {
                    a.name.cover href=(format!("{HERE}/{}", account.id)) { bdi { (account.name) } }
                    @if account.closed_at.is_some() { span.kind { (words::closed(l)) } }
                    @else if account.waiting { span.kind { (if account.invited_at.is_some() { words::invited(l) } else { words::never_entered(l) }) } }
                }
                p.quiet {
                    (role(l, account.role))
                    @if !what.is_empty() { " · " (what.join(" · ")) }
                    @if let Some(at) = account.ends_at { " · " (words::guest_until(l, times::date(l, &r.zone, r.now, at))) }
                }
            }
        }
    }
}
