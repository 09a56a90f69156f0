//! À traiter: one line per notice, saying who, what, where and why it came here.

use base::{Id, Moment};
use maud::{Markup, html};

use crate::face::{self, Size};
use crate::view::{Face, Reader, SpaceRef};
use crate::{card, icon, times, words};

/// One notice.
#[derive(Clone, Debug)]
pub struct Notice {
    /// Which.
    pub id: Id,
    /// Who caused it.
    pub who: Face,
    /// What happened and to what, as a sentence after the name: “vous a mentionné”.
    pub what: String,
    /// The title or the first words of the item.
    pub excerpt: String,
    /// Why it came to the reader: “Mention”, “Réponse à votre question”.
    pub reason: String,
    /// Where it happened.
    pub space: Option<SpaceRef>,
    /// When.
    pub at: Moment,
    /// Where it leads.
    pub href: String,
    /// Whether the reader has dealt with it.
    pub read: bool,
}

/// The list; refreshed live.
pub fn notices(r: &Reader, notices: &[Notice]) -> Markup {
    html! { ul.card.list.notices #notices data-refresh { @for one in notices { (notice(r, one)) } } }
}

/// One line.
pub fn notice(r: &Reader, n: &Notice) -> Markup {
    let l = r.lang;
    html! {
        li.entry.unread[!n.read] #(format!("notice-{}", n.id)) {
            (face::face(&n.who, Size::Medium))
            div.grow {
                p { a.cover href=(n.href) { b { bdi { (n.who.name) } } " " (n.what) @if !n.read { span.sr { (words::inbox_unread(l)) } } } }
                @if !n.excerpt.is_empty() { p.excerpt { (n.excerpt) } }
                p.quiet.line { span { (n.reason) } @if let Some(space) = &n.space { " · " (card::place(space)) } " · " (times::time(r, n.at)) }
            }
            @if !n.read {
                form method="post" action=(format!("/inbox/{}/read", n.id)) data-send="act" { button.tool type="submit" title=(words::inbox_done(l)) aria-label=(words::inbox_done_who(l, &n.who.name, &n.what)) { (icon("check")) } }
            }
        }
    }
}
