//! The thread under an item: comments, and the answers to each, shown one level deep.
//! Invariant: every comment is an item and its element id says so; answering one posts to that comment's own address.

use base::{Id, Language, Moment};
use maud::{Markup, PreEscaped, html};

use crate::card::{self, Card};
use crate::dom::{self, Part};
use crate::face::{self, Size};
use crate::view::{Attached, Draft, Face, Mine, Reactions, Reader};
use crate::{composer, files, form, icon, menu, react, words};

/// One comment, with its answers in the order they were given.
#[derive(Clone, Debug)]
pub struct Comment {
    /// Which.
    pub id: Id,
    /// Who wrote it.
    pub author: Face,
    /// When.
    pub at: Moment,
    /// When its text was last changed, if ever.
    pub edited: Option<Moment>,
    /// Its text, already made safe.
    pub html: String,
    /// What is attached to it.
    pub files: Vec<Attached>,
    /// What was given to it.
    pub reactions: Reactions,
    /// Whether it is the answer that the asker accepted.
    pub accepted: bool,
    /// Whether it was put in the trash while answers to it stand: then only its place is shown.
    pub gone: bool,
    /// What the reader was answering to it.
    pub draft: Option<Draft>,
    /// What is the reader's own.
    pub mine: Mine,
    /// What was answered to it.
    pub answers: Vec<Comment>,
}

/// The comments of a card and the field for one more. On a feed the field shows once “Commenter” is pressed, unless there are comments already.
pub(crate) fn thread(r: &Reader, c: &Card) -> Markup {
    let l = r.lang;
    let shown = c.comments.iter().flat_map(|one| std::iter::once(one).chain(&one.answers)).filter(|one| !one.gone).count();
    let hidden = (c.comment_count as usize).saturating_sub(shown);
    html! {
        @if c.mine.may_contribute || !c.comments.is_empty() {
            div.thread.bare[c.comments.is_empty() && !c.whole] {
                @if hidden > 0 { a.earlier href=(format!("/items/{}", c.id)) { (icon("message-circle")) (words::comments_all(l, i64::from(c.comment_count))) } }
                @for one in &c.comments { (comment(r, c.id, one, c.mine)) }
                @if c.mine.may_contribute { (reply(r, c.id, words::comments_write(l), c.whole, c.draft.as_ref())) }
            }
        }
    }
}

/// One comment and its answers.
pub fn comment(r: &Reader, root: Id, c: &Comment, root_mine: Mine) -> Markup {
    html! {
        div.comment.accepted[c.accepted] #(dom::id(c.id, Part::Whole)) data-item=(c.id) tabindex="-1" {
            @if !c.gone { (face::face(&c.author, Size::Small)) }
            div.said {
                @if c.gone { (gone(r.lang)) } @else { (said(r, root, c, root_mine)) }
                @if !c.answers.is_empty() {
                    div.answers {
                        @for answer in &c.answers {
                            div.comment.accepted[answer.accepted] #(dom::id(answer.id, Part::Whole)) data-item=(answer.id) tabindex="-1" {
                                @if !answer.gone { (face::face(&answer.author, Size::Tiny)) }
                                div.said { @if answer.gone { (gone(r.lang)) } @else { (said(r, root, answer, root_mine)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn gone(l: Language) -> Markup {
    html! { p.quiet { (icon("trash-2")) (words::comments_gone(l)) } }
}

fn said(r: &Reader, root: Id, c: &Comment, root_mine: Mine) -> Markup {
    let l = r.lang;
    html! {
        p.line { (face::name(l, &c.author)) span.quiet { " " (card::when(r, root, c.id, c.at)) " " (card::edited(r, c.id, c.edited)) } }
        @if c.accepted { p.mark { (icon("circle-check-big")) (words::comments_accepted(l)) } }
        @if !c.html.is_empty() { div.prose { (PreEscaped(&c.html)) } }
        (files::attached(l, &c.files))
        div.acts {
            (react::like(l, c.id, &c.reactions, c.mine.may_contribute))
            @if c.mine.may_contribute { (reply(r, c.id, words::comments_answer(l), false, c.draft.as_ref())) }
            (menu::menu(&dom::id(c.id, Part::Menu), words::card_more(l), "ellipsis", &other_acts(l, root, c, root_mine)))
        }
    }
}

/// The field in which a comment is written, folded behind its own invitation. Where scripts unfold it, a folded one is no more than text.
fn reply(r: &Reader, to: Id, invitation: &str, open: bool, draft: Option<&Draft>) -> Markup {
    let open = open || draft.is_some();
    let field = field(r, to, invitation, draft);
    html! {
        details.reply #(dom::id(to, Part::Reply)) open[open] {
            summary { (invitation) }
            @if open { (field) } @else { noscript { (field) } }
        }
    }
}

fn field(r: &Reader, to: Id, invitation: &str, draft: Option<&Draft>) -> Markup {
    let l = r.lang;
    html! {
        form method="post" enctype="multipart/form-data" action=(format!("/items/{to}/comments")) data-send="comment" data-draft=(format!("item:{to}")) {
            (form::key(r, to))
            (composer::seen(draft))
            textarea name="body" rows="2" maxlength=(base::checked::BODY) aria-label=(invitation) placeholder=(words::comments_placeholder(l)) data-mentions { @if let Some(draft) = draft { (draft.body) } }
            (files::tray(l, &[], None))
            div.row {
                (files::controls(l, &dom::id(to, Part::Attach)))
                p.error hidden {}
                span.quiet data-kept { @if draft.is_some() { (words::draft_kept(l)) } }
                button.btn.main type="submit" { (words::comments_send(l)) }
                (composer::keep(r, &format!("item:{to}")))
            }
        }
    }
}

fn other_acts(l: Language, root: Id, c: &Comment, root_mine: Mine) -> Markup {
    let at = |act: &str| format!("/items/{}{act}", c.id);
    html! {
        @if root_mine.may_accept {
            @if c.accepted { (menu::act("circle-x", words::act_unaccept(l), &format!("/items/{root}/accept"), "answer", "")) }
            @else { (menu::act("circle-check-big", words::act_accept(l), &format!("/items/{root}/accept"), "answer", &c.id.to_string())) }
        }
        @if c.mine.may_edit { (menu::link("pencil", words::act_edit(l), &at("/edit"))) }
        a href=(dom::permalink(root, c.id)) data-copy { (icon("link")) (words::act_link(l)) }
        (menu::sheet("history", words::act_history(l), &at("/history")))
        @if c.mine.may_contribute { (menu::sheet("repeat-2", words::act_become(l), &at("/become"))) }
        @if c.mine.may_trash { hr; (menu::act("trash-2", words::act_trash(l), &at("/trash"), "on", "1")) }
    }
}
