//! J’aime and the other emoji: each a form of one button, pressed or not.

use base::{Id, Language};
use maud::{Markup, html};

use crate::icon;
use crate::view::{Reaction, Reactions};
use crate::words;

const LIKE: &str = "👍";

/// J’aime, with how many did.
pub fn like(l: Language, item: Id, reactions: &Reactions, may: bool) -> Markup {
    let given = reactions.given.iter().find(|g| g.emoji == LIKE);
    let (count, mine) = given.map_or((0, false), |g| (g.count, g.mine));
    html! {
        form.react method="post" action=(format!("/items/{item}/react")) data-send="act" {
            input type="hidden" name="emoji" value=(LIKE);
            button.act.like type="submit" name="on" value=(if mine { "0" } else { "1" }) aria-pressed=(mine) disabled[!may] {
                (icon("thumbs-up")) span { (words::card_like(l)) } @if count > 0 { span.n { (count) } }
            }
        }
    }
}

/// The other emoji that were given, and the menu of those one may give.
pub fn others(l: Language, item: Id, reactions: &Reactions, may: bool) -> Markup {
    let action = format!("/items/{item}/react");
    html! {
        div.given {
            @for given in reactions.given.iter().filter(|g| g.emoji != LIKE) { (pill(l, &action, given, may)) }
            @if may {
                details.menu.react data-menu {
                    summary aria-label=(words::react_more(l)) title=(words::react_more(l)) { (icon("smile-plus")) }
                    form.panel.emoji method="post" action=(action) data-send="act" {
                        input type="hidden" name="on" value="1";
                        @for (emoji, name) in offered(l) { button type="submit" name="emoji" value=(emoji) aria-label=(name) title=(name) { (emoji) } }
                    }
                }
            }
        }
    }
}

fn pill(l: Language, action: &str, given: &Reaction, may: bool) -> Markup {
    let name = words::react_given(l, &given.emoji, i64::from(given.count));
    html! {
        form.react method="post" action=(action) data-send="act" {
            input type="hidden" name="emoji" value=(given.emoji);
            button.pill type="submit" name="on" value=(if given.mine { "0" } else { "1" }) aria-pressed=(given.mine) disabled[!may] aria-label=(name) {
                (given.emoji) span.n { (given.count) }
            }
        }
    }
}

fn offered(l: Language) -> [(&'static str, &'static str); 8] {
    [
        ("❤️", words::react_heart(l)),
        ("🎉", words::react_party(l)),
        ("👏", words::react_clap(l)),
        ("🙏", words::react_thanks(l)),
        ("😂", words::react_laugh(l)),
        ("😮", words::react_wow(l)),
        ("😢", words::react_sad(l)),
        ("✅", words::react_done(l)),
    ]
}
