//! The card of an item: who, when, what, and what one can do with it. The same on a feed, on its own page, and when it comes back live.
//! Invariant: its element id is `item-<id>`, and fetching its `data-src` gives the same card again.

use base::{Id, Language, Moment};
use maud::{Markup, PreEscaped, html};

use crate::dom::{self, Part};
use crate::face::{self, Size};
use crate::view::{Attached, Comment, Draft, Face, Mine, Reactions, Reader, SpaceRef};
use crate::{comments, files, icon, menu, nav, react, times, words};

/// Everything a card shows. What only its kind has stands in `face`: a poll, an accepted answer, a shared item.
#[derive(Clone, Debug)]
pub struct Card {
    /// Which item.
    pub id: Id,
    /// Where it stands.
    pub space: SpaceRef,
    /// Whether to name the space: yes where several are mixed.
    pub placed: bool,
    /// Whether this is the item's own page: the title is the page's, and all comments are there.
    pub whole: bool,
    /// The word for its kind; none for a plain post.
    pub chip: Option<Chip>,
    /// Who wrote it.
    pub author: Face,
    /// When.
    pub at: Moment,
    /// When its text was last changed, if ever.
    pub edited: Option<Moment>,
    /// Kept at the top of its space.
    pub pinned: bool,
    /// Its title, where it has one.
    pub title: Option<String>,
    /// Its text, already made safe.
    pub html: String,
    /// What is attached to it.
    pub files: Vec<Attached>,
    /// What its kind adds below the text.
    pub face: Option<Markup>,
    /// Its tags.
    pub tags: Vec<String>,
    /// What it became, or came from.
    pub links: Vec<Link>,
    /// What was given to it.
    pub reactions: Reactions,
    /// The comments to show; on a feed the last few.
    pub comments: Vec<Comment>,
    /// How many there are in all.
    pub comment_count: u32,
    /// The comment that the reader was writing under it.
    pub draft: Option<Draft>,
    /// What is the reader's own.
    pub mine: Mine,
}

/// The word for a kind of item, with its icon and tone.
#[derive(Clone, Debug)]
pub struct Chip {
    /// The word.
    pub label: String,
    /// The icon.
    pub icon: &'static str,
    /// The tone.
    pub tone: Tone,
}

/// The tone of a chip. Never the only bearer of a meaning.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tone {
    /// Settled, ours.
    Leaf,
    /// Asks something.
    Sky,
    /// Wants attention.
    Clay,
    /// Beside the point.
    Sand,
}

impl Tone {
    pub(crate) fn class(self) -> &'static str {
        match self {
            Tone::Leaf => "leaf",
            Tone::Sky => "sky",
            Tone::Clay => "clay",
            Tone::Sand => "sand",
        }
    }
}

/// The chips of the kinds that every network has.
impl Chip {
    /// “Info express”.
    pub fn quick_note(l: Language) -> Chip {
        Chip { label: words::kind_quick_note(l).into(), icon: "zap", tone: Tone::Sand }
    }

    /// “Question”, or “Résolue” once an answer was accepted.
    pub fn question(l: Language, answered: bool) -> Chip {
        match answered {
            true => Chip { label: words::kind_question_answered(l).into(), icon: "circle-check-big", tone: Tone::Leaf },
            false => Chip { label: words::kind_question(l).into(), icon: "circle-question-mark", tone: Tone::Sky },
        }
    }

    /// “Sondage”.
    pub fn poll(l: Language) -> Chip {
        Chip { label: words::kind_poll(l).into(), icon: "vote", tone: Tone::Sky }
    }

    /// “Partage”.
    pub fn share(l: Language) -> Chip {
        Chip { label: words::kind_share(l).into(), icon: "share-2", tone: Tone::Sand }
    }

    /// The chip itself.
    pub fn show(&self) -> Markup {
        html! { span class=(format!("kind {}", self.tone.class())) { (icon(self.icon)) (self.label) } }
    }
}

/// A link from one item to another.
#[derive(Clone, Debug)]
pub struct Link {
    /// What to call it.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// Its icon.
    pub icon: &'static str,
}

/// Where the card of an item is fetched, as it stands on its own page, among several spaces, or in its own space.
pub fn source(id: Id, whole: bool, placed: bool) -> String {
    match (whole, placed) {
        (true, _) => format!("/items/{id}/card?whole=1"),
        (false, true) => format!("/items/{id}/card?placed=1"),
        (false, false) => format!("/items/{id}/card"),
    }
}

/// The card.
pub fn card(r: &Reader, c: &Card) -> Markup {
    let l = r.lang;
    let src = source(c.id, c.whole, c.placed);
    html! {
        article.card.item #(dom::id(c.id, Part::Whole)) data-item=(c.id) data-space=(c.space.id) data-src=(src) data-pinned[c.pinned] tabindex="-1" aria-labelledby=(dom::id(c.id, Part::Title)) {
            div.by {
                (face::face(&c.author, Size::Medium))
                div.who {
                    p.line { (face::name(l, &c.author)) @if let Some(chip) = &c.chip { (chip.show()) } @if c.placed { span.quiet { " " (words::card_in(l)) " " } (place(&c.space)) } }
                    p.line.quiet { (when(r, c.id, c.id, c.at)) (edited(r, c.id, c.edited)) @if c.pinned { span.mark { (icon("pin")) (words::card_pinned(l)) } } }
                }
                (menu::menu(&dom::id(c.id, Part::Menu), words::card_more(l), "ellipsis", &other_acts(l, c)))
            }
            div.body {
                (title(l, c))
                @if !c.html.is_empty() { div.prose { (PreEscaped(&c.html)) } }
                (files::attached(l, &c.files))
                @if let Some(face) = &c.face { (face) }
                @if !c.tags.is_empty() || !c.links.is_empty() {
                    p.tags {
                        @for link in &c.links { a.link href=(link.href) { (icon(link.icon)) span { (link.label) } } }
                        @for tag in &c.tags { a.tag href=(format!("/search?q=%23{}", escaped(tag))) { "#" (tag) } }
                    }
                }
            }
            div.acts {
                (react::like(l, c.id, &c.reactions, c.mine.may_contribute))
                a.act href=(format!("/items/{}#{}", c.id, dom::id(c.id, Part::Reply))) data-reply=(c.id) {
                    (icon("message-circle")) span { (words::card_comment(l)) } @if c.comment_count > 0 { span.n { (c.comment_count) } }
                }
                a.act href=(format!("/items/{}/share", c.id)) data-sheet { (icon("share-2")) span { (words::card_share(l)) } }
                (react::others(l, c.id, &c.reactions, c.mine.may_contribute))
                (face::stack(l, &c.reactions.who, c.reactions.given.iter().map(|g| g.count as usize).sum()))
            }
            (comments::thread(r, c))
        }
    }
}

/// A card whose item was put in the trash while somebody looked at it.
pub fn trashed(l: Language, id: Id) -> Markup {
    html! {
        article.card.item.gone #(dom::id(id, Part::Whole)) {
            p.quiet { (icon("trash-2")) (words::card_trashed(l)) }
            form method="post" action=(format!("/items/{id}/restore")) data-send="act" { button.btn type="submit" { (icon("undo-2")) (words::toast_undo(l)) } }
        }
    }
}

/// The dot and name of a space, leading there.
pub fn place(space: &SpaceRef) -> Markup {
    html! { a.place href=(format!("/spaces/{}", space.id)) { (nav::dot(space.hue)) bdi { (space.name) } } }
}

pub(crate) fn when(r: &Reader, root: Id, item: Id, at: Moment) -> Markup {
    html! { a.when href=(dom::permalink(root, item)) { (times::time(r, at)) } }
}

pub(crate) fn edited(r: &Reader, item: Id, edited: Option<Moment>) -> Markup {
    html! {
        @if let Some(at) = edited {
            a.when href=(format!("/items/{item}/history")) data-sheet title=(times::full(r.lang, &r.zone, at)) { (words::card_edited(r.lang)) }
        }
    }
}

/// A card without a title is still named for a screen reader: by its author.
fn title(l: Language, c: &Card) -> Markup {
    let id = dom::id(c.id, Part::Title);
    let text = c.title.clone().unwrap_or_else(|| words::card_untitled(l, &c.author.name));
    let hidden = c.title.is_none();
    html! {
        @if c.whole { h1.title.sr[hidden] #(id) { (text) } } @else { h2.title.sr[hidden] #(id) { (text) } }
    }
}

fn other_acts(l: Language, c: &Card) -> Markup {
    let at = |act: &str| format!("/items/{}{act}", c.id);
    let flip = |on: bool| if on { "0" } else { "1" };
    html! {
        @if c.mine.may_edit { (menu::link("pencil", words::act_edit(l), &at("/edit"))) }
        (menu::act("bell", if c.mine.followed { words::act_unfollow(l) } else { words::act_follow(l) }, &at("/follow"), "on", flip(c.mine.followed)))
        @if c.mine.may_bookmark || c.mine.bookmarked {
            (menu::act("bookmark", if c.mine.bookmarked { words::act_unbookmark(l) } else { words::act_bookmark(l) }, &at("/bookmark"), "on", flip(c.mine.bookmarked)))
        }
        @if c.mine.may_pin {
            (menu::act("pin", if c.pinned { words::act_unpin(l) } else { words::act_pin(l) }, &at("/pin"), "on", flip(c.pinned)))
        }
        hr;
        a href=(at("")) data-copy { (icon("link")) (words::act_link(l)) }
        (menu::sheet("history", words::act_history(l), &at("/history")))
        @if c.mine.may_contribute { (menu::sheet("repeat-2", words::act_become(l), &at("/become"))) }
        (menu::link("printer", words::act_print(l), &at("/print")))
        @if c.mine.may_trash { hr; (menu::act("trash-2", words::act_trash(l), &at("/trash"), "on", "1")) }
    }
}

/// Percent-encodes what could end or change a query.
pub(crate) fn escaped(text: &str) -> String {
    text.bytes()
        .map(|b| if b.is_ascii_alphanumeric() || b"-_.~".contains(&b) { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}
