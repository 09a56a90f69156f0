//! One notice in words: who, what, where, and where it leads.

use base::Language;
use kernel::notices::{Notice, Reason};
use shell::dom;
use shell::view::{self, SpaceRef};

use crate::words;

/// Most characters of a title inside a sentence, and of an excerpt.
const TITLE: usize = 80;
const EXCERPT: usize = 160;

/// The notice as its line shows it.
pub fn line(l: Language, notice: &Notice) -> view::Notice {
    let who = &notice.actor;
    view::Notice {
        id: notice.id,
        who: match notice.reason {
            // The house itself tells; the person named is the reader.
            Reason::NotSent | Reason::DataReady => house::face(who.id, words::the_house(l), None, false, true),
            _ => house::face(who.id, &who.name, who.photo_at, who.guest, who.bot),
        },
        what: what(l, notice),
        excerpt: text::excerpt(&notice.excerpt, EXCERPT),
        reason: reason(l, notice.reason).into(),
        space: notice.space.map(|id| SpaceRef { id, name: notice.space_name.clone(), hue: shell::face::hue(id) }),
        at: notice.at,
        href: href(notice),
        read: notice.read_at.is_some(),
    }
}

fn what(l: Language, notice: &Notice) -> String {
    let space = &notice.space_name;
    match (notice.reason, title(notice)) {
        (Reason::Mentioned, None) => words::mentioned(l).into(),
        (Reason::Mentioned, Some(title)) => words::mentioned_in(l, title),
        (Reason::Answered, None) if notice.own_comment => words::answered_comment(l).into(),
        (Reason::Answered, Some(title)) if notice.own_comment => words::answered_comment_in(l, title),
        (Reason::Answered, None) if notice.own_thread => words::answered_post(l).into(),
        (Reason::Answered, Some(title)) if notice.own_thread => words::answered_post_titled(l, title),
        (Reason::Answered, None) => words::answered_followed(l).into(),
        (Reason::Answered, Some(title)) => words::answered_followed_titled(l, title),
        (Reason::Invited, _) => words::invited(l, space),
        (Reason::Asked, _) => words::asked(l, space),
        (Reason::Accepted, None) => words::accepted(l).into(),
        (Reason::Accepted, Some(title)) => words::accepted_in(l, title),
        (Reason::NotSent, _) => words::not_sent(l).into(),
        (Reason::DataReady, _) => words::data_ready(l).into(),
        (Reason::DataAnswered, _) => words::data_answered(l).into(),
        (Reason::DataAsked, _) => words::data_asked(l).into(),
    }
}

/// The thread's title; `None` when it is but the beginning of the text that the line shows anyway.
fn title(notice: &Notice) -> Option<String> {
    let same = notice.item == notice.root && notice.excerpt.starts_with(&notice.title);
    (!same).then(|| text::excerpt(&notice.title, TITLE)).filter(|title| !title.is_empty())
}

fn reason(l: Language, reason: Reason) -> &'static str {
    match reason {
        Reason::Mentioned => words::reason_mentioned(l),
        Reason::Answered => words::reason_answered(l),
        Reason::Invited => words::reason_invited(l),
        Reason::Asked => words::reason_asked(l),
        Reason::Accepted => words::reason_accepted(l),
        Reason::NotSent => words::reason_not_sent(l),
        Reason::DataReady | Reason::DataAnswered | Reason::DataAsked => words::reason_data(l),
    }
}

fn href(notice: &Notice) -> String {
    match (notice.root, notice.item, notice.space) {
        (Some(root), Some(item), _) => dom::permalink(root, item),
        _ if notice.reason == Reason::NotSent => "/drafts".into(),
        (_, _, Some(space)) if notice.reason == Reason::Asked => format!("/spaces/{space}/members"),
        (_, _, Some(space)) => format!("/spaces/{space}"),
        _ if notice.reason == Reason::DataAsked => "/administration/requests".into(),
        _ if matches!(notice.reason, Reason::DataReady | Reason::DataAnswered) => "/me/data".into(),
        _ => "/inbox".into(),
    }
}
