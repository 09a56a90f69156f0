//! From items as the kernel gives them to cards as the shell draws them, with what is the reader's own.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use base::{Id, Result};
use house::{House, Seat};
use kernel::drafts::{self, Draft};
use kernel::items::{LIKE, Relation, View, queries};
use kernel::spaces::Space;
use kernel::{Action, Actor, Kind, access, spaces};
use shell::view::{Card, Comment, Face, Link, Mine, Reaction, Reactions, Reader, SpaceRef};
use store::Db;

use crate::pages::held;

/// How cards are shown on one page.
#[derive(Clone, Copy)]
pub struct Shown {
    /// Name the space on each: where several are mixed.
    pub placed: bool,
    /// All comments, as on the item's own page.
    pub whole: bool,
}

/// The cards of a page; a fixed number of queries.
pub fn cards(db: &Db, house: &House, actor: &Actor, r: &Reader, items: Vec<View>, shown: Shown) -> Result<Vec<Card>> {
    let mut space_ids: Vec<Id> = items.iter().map(|item| item.space_id).collect();
    space_ids.sort();
    space_ids.dedup();
    let spaces = spaces::queries::several(db, actor, &space_ids)?;
    let roots: Vec<Id> = items.iter().map(|item| item.id).collect();
    let most = if shown.whole { 500 } else { 2 };
    let mut threads = queries::newest_comments(db, &house.kinds, actor, &roots, most)?;
    let answerable: Vec<Id> = threads.values().flatten().map(|comment| comment.id).chain(roots).collect();
    let begun = drafts::under(db, actor, &answerable)?;
    let mut audiences = HashMap::new();
    for item in items.iter().filter(|item| item.kind == Kind::Poll) {
        if let Entry::Vacant(place) = audiences.entry(item.space_id) {
            place.insert(spaces::queries::audience(db, item.space_id)?.people);
        }
    }
    let mut cards = Vec::new();
    for item in items {
        let Some(space) = spaces.get(&item.space_id) else { continue };
        let audience = u32::try_from(audiences.get(&item.space_id).copied().unwrap_or(0)).unwrap_or(u32::MAX);
        let comments = threads.remove(&item.id).unwrap_or_default();
        cards.push(card(house, actor, r, space, &item, comments, &begun, shown, audience));
    }
    Ok(cards)
}

#[allow(clippy::too_many_arguments, reason = "what a card is made of, in one place")]
fn card(
    house: &House,
    actor: &Actor,
    r: &Reader,
    space: &Space,
    item: &View,
    comments: Vec<View>,
    begun: &HashMap<Id, Draft>,
    shown: Shown,
    audience: u32,
) -> Card {
    let mine = mine(actor, space, item);
    let seat = Seat { may_contribute: access::may(actor, space, Action::Contribute), audience };
    let look = house.look(item.kind);
    let accepted = item.data["answer"]["id"].as_str().and_then(|id| id.parse().ok());
    Card {
        id: item.id,
        space: SpaceRef { id: space.id, name: space.name.clone(), hue: shell::face::hue(space.id) },
        placed: shown.placed,
        whole: shown.whole,
        chip: look.and_then(|look| (look.chip)(r.lang, item)),
        author: author(item),
        at: item.created_at,
        edited: item.edited_at,
        pinned: item.pinned_at.is_some(),
        title: Some(item.title.clone()).filter(|title| !title.is_empty()),
        html: item.html.clone(),
        files: item.files.iter().map(house::attached).collect(),
        face: look.and_then(|look| (look.face)(r, item, &seat)),
        tags: Vec::new(),
        links: links(r, item),
        reactions: reactions(item),
        comment_count: u32::try_from(item.comments).unwrap_or(u32::MAX),
        comments: nested(actor, space, comments, begun, accepted),
        draft: begun.get(&item.id).map(held),
        mine,
    }
}

fn author(item: &View) -> Face {
    let author = &item.author;
    house::face(author.id, &author.name, author.photo_at, author.guest, author.bot)
}

fn reactions(item: &View) -> Reactions {
    let count = |n: i64| u32::try_from(n).unwrap_or(u32::MAX);
    let mut given: Vec<Reaction> =
        item.reactions.iter().map(|r| Reaction { emoji: r.emoji.clone(), count: count(r.count), mine: r.mine }).collect();
    given.sort_by_key(|r| r.emoji != LIKE);
    let who = item.reactors.iter().map(|(id, name)| house::face(*id, name, None, false, false)).collect();
    Reactions { given, who }
}

fn mine(actor: &Actor, space: &Space, item: &View) -> Mine {
    let may = |action| access::may(actor, space, action);
    let own = item.author.id == actor.id;
    Mine {
        followed: item.follow == Some(spaces::Level::All),
        bookmarked: item.bookmarked_at.is_some(),
        may_bookmark: space.archived_at.is_none(),
        may_contribute: access::may_comment(actor, space),
        may_edit: own && may(Action::Edit),
        may_trash: own && may(Action::Edit) || may(Action::Moderate),
        may_pin: may(Action::Moderate),
        may_accept: item.kind == Kind::Question && (own && may(Action::Contribute) || may(Action::Moderate)),
    }
}

fn links(r: &Reader, item: &View) -> Vec<Link> {
    let shown = item.links.iter().filter(|link| link.relation != Relation::Shares);
    shown
        .map(|link| {
            let title = if link.title.is_empty() { text::excerpt(&link.excerpt, 60) } else { link.title.clone() };
            let label = match (link.relation, link.back) {
                (Relation::Became, false) => crate::words::link_became(r.lang, title),
                (Relation::Became, true) => crate::words::link_came_from(r.lang, title),
                (Relation::Duplicates, _) => crate::words::link_duplicates(r.lang, title),
                (Relation::Replaces, false) => crate::words::link_replaces(r.lang, title),
                (Relation::Replaces, true) => crate::words::link_replaced_by(r.lang, title),
                _ => crate::words::link_relates(r.lang, title),
            };
            Link { label, href: format!("/items/{}", link.id), icon: if link.relation == Relation::Became { "repeat-2" } else { "link" } }
        })
        .collect()
}

/// Comments with the answers to each one level below, however deep they really are.
fn nested(actor: &Actor, space: &Space, comments: Vec<View>, begun: &HashMap<Id, Draft>, accepted: Option<Id>) -> Vec<Comment> {
    let parents: HashMap<Id, Option<Id>> = comments.iter().map(|c| (c.id, c.parent_id)).collect();
    let top_of = |id: Id| {
        let mut top = id;
        while let Some(parent) = parents.get(&top).copied().flatten().filter(|parent| parents.contains_key(parent)) {
            top = parent;
        }
        top
    };
    let mut tops: Vec<Comment> = Vec::new();
    for view in comments {
        let top = top_of(view.id);
        let comment = Comment {
            id: view.id,
            author: author(&view),
            at: view.created_at,
            edited: view.edited_at,
            reactions: reactions(&view),
            accepted: accepted == Some(view.id),
            mine: mine(actor, space, &view),
            files: if view.trashed_at.is_some() { Vec::new() } else { view.files.iter().map(house::attached).collect() },
            gone: view.trashed_at.is_some(),
            draft: begun.get(&view.id).map(held),
            html: if view.trashed_at.is_some() { String::new() } else { view.html },
            answers: Vec::new(),
        };
        match tops.iter_mut().find(|t| t.id == top && t.id != comment.id) {
            Some(parent) => parent.answers.push(comment),
            None => tops.push(comment),
        }
    }
    tops
}
