//! What the pages of this room show: mostly why somebody stays outside, and what they can do.

use base::Language;
use maud::{Markup, html};
use shell::button::{self, Weight};
use shell::page::plain;
use shell::times;
use shell::view::Reader;

use crate::identities::Identity;
use crate::words;

/// Something went wrong; the way to begin again.
pub fn again(l: Language, advice: &str) -> Markup {
    html! {
        p { (advice) }
        div.row { (button::link(Weight::Main, None, words::again_button(l), "/sign-in")) }
    }
}

/// Somebody the provider knows and this network does not.
pub fn unknown(l: Language, name: &str) -> Markup {
    html! {
        p { (words::unknown_advice(l, name)) }
        p.quiet { (words::unknown_already(l, name)) }
        div.row { (button::link(Weight::Main, None, words::again_button(l), "/sign-in")) }
    }
}

/// The identity is somebody else's here.
pub fn taken(l: Language, name: &str) -> Markup {
    html! {
        p { (words::taken_advice(l, name)) }
        div.row { (button::link(Weight::Main, None, words::taken_button(l), "/me")) }
    }
}

/// One's own account at the provider.
pub fn mine(r: &Reader, name: &str, linked: &[Identity], error: Option<&str>) -> Markup {
    let l = r.lang;
    let main = html! {
        section.card.form {
            @if let Some(error) = error { div.notice role="alert" { p { (error) } } }
            @if linked.is_empty() {
                p { (words::mine_none(l, name)) }
                div.row { (button::link(Weight::Main, Some("link"), &words::mine_link(l, name), "/oidc/link")) }
            } @else {
                p { (words::mine_linked(l, name)) }
                ul.list {
                    @for identity in linked {
                        li.entry {
                            div.grow {
                                p.line { b { bdi { (identity.label) } } }
                                p.quiet { (words::mine_since(l, times::date(l, &r.zone, r.now, identity.linked_at))) }
                            }
                            form method="post" action=(format!("/me/identities/{}/remove", identity.id)) {
                                button.btn type="submit" aria-label=(words::mine_remove_which(l, &identity.label)) { (words::mine_remove(l)) }
                            }
                        }
                    }
                }
                p.hint { (words::mine_remove_hint(l, name)) }
            }
        }
    };
    plain(&words::mine_title(l, name), Some(&words::mine_purpose(l, name)), &main)
}
