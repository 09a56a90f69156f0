//! The face of a poll: its choices with their votes, which are live, and the ballot inside the same lines.

use base::{Id, Moment};
use maud::{Markup, html};

use crate::dom::{self, Part};
use crate::view::Reader;
use crate::{icon, times, words};

/// A poll as the reader sees it.
#[derive(Clone, Debug)]
pub struct Poll {
    /// The item.
    pub item: Id,
    /// The choices, in the order of the author.
    pub choices: Vec<Choice>,
    /// Whether several may be chosen.
    pub multiple: bool,
    /// How many people voted.
    pub voters: u32,
    /// How many could.
    pub audience: u32,
    /// When it closes, or closed.
    pub closes_at: Option<Moment>,
    /// Whether the reader may vote now.
    pub may_vote: bool,
}

/// One choice.
#[derive(Clone, Debug)]
pub struct Choice {
    /// What the ballot sends for it.
    pub value: String,
    /// Its words.
    pub label: String,
    /// How many chose it.
    pub votes: u32,
    /// Whether the reader did.
    pub mine: bool,
}

/// The poll.
pub fn poll(r: &Reader, p: &Poll) -> Markup {
    let l = r.lang;
    let voted = p.choices.iter().any(|c| c.mine);
    html! {
        @if p.may_vote {
            form.poll #(dom::id(p.item, Part::Poll)) method="post" action=(format!("/items/{}/vote", p.item)) data-send="act" {
                fieldset {
                    legend.sr { (if p.multiple { words::poll_choose_several(l) } else { words::poll_choose_one(l) }) }
                    @for choice in &p.choices {
                        label.choice.mine[choice.mine] {
                            (bar(choice, p.voters))
                            input type=(if p.multiple { "checkbox" } else { "radio" }) name="option" value=(choice.value) checked[choice.mine];
                            span { (choice.label) } (votes(r, choice))
                        }
                    }
                }
                div.row { (summary(r, p)) button.btn type="submit" { (if voted { words::poll_change(l) } else { words::poll_vote(l) }) } }
            }
        } @else {
            div.poll #(dom::id(p.item, Part::Poll)) {
                ul {
                    @for choice in &p.choices {
                        li.choice.mine[choice.mine] {
                            (bar(choice, p.voters))
                            @if choice.mine { (icon("check")) span.sr { (words::poll_mine(l)) } }
                            span { (choice.label) } (votes(r, choice))
                        }
                    }
                }
                div.row { (summary(r, p)) }
            }
        }
    }
}

/// The share of voters, drawn: an attribute of a drawing, since style attributes are refused.
fn bar(choice: &Choice, voters: u32) -> Markup {
    let percent = if voters == 0 { 0 } else { u64::from(choice.votes) * 100 / u64::from(voters) };
    html! { svg.share aria-hidden="true" { rect width=(format!("{percent}%")) height="100%" {} } }
}

fn votes(r: &Reader, choice: &Choice) -> Markup {
    html! { b { (choice.votes) span.sr { " " (words::poll_votes(r.lang, i64::from(choice.votes))) } } }
}

fn summary(r: &Reader, p: &Poll) -> Markup {
    let l = r.lang;
    html! {
        p.quiet {
            (words::poll_turnout(l, i64::from(p.voters), i64::from(p.audience)))
            @match p.closes_at {
                Some(at) if at <= r.now => { " · " (words::poll_closed(l)) " " (times::time(r, at)) }
                Some(at) => { " · " (words::poll_closes(l)) " " (times::time(r, at)) }
                None if p.multiple => { " · " (words::poll_several(l)) }
                None => {}
            }
        }
    }
}
