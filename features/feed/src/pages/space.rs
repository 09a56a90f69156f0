//! The Fil of one space: its head, the composer, what is pinned, then newest first. Opening it marks it read up to what it shows.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use base::{Id, Result};
use house::{House, Signed, SpaceTab};
use kernel::items::queries::{self, Narrowed};
use kernel::people::PersonRole;
use kernel::spaces::{self, Space};
use kernel::{Action, Actor, Kind, View, access, drafts, notices};
use maud::{Markup, html};
use shell::view::{Composer, Reader};
use shell::{Place, face, page};
use store::Db;
use web::{Failure, Html, Path, Query};

use super::home::{PAGE, charter_notice};
use super::posted;
use super::start::{Asked, Start};
use crate::cards::{Shown, cards};
use crate::words;

pub async fn show(
    State(house): State<House>,
    Signed(actor): Signed,
    Path(id): Path<Id>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let start = asked.start(actor.language, &actor.zone);
    let (before, status) = (start.before, start.status());
    let (rooms, reader) = (house.clone(), actor.clone());
    let drawn = house.read(move |db| draw(db, &rooms, &reader, id, start)).await?;
    let Some((markup, unread)) = drawn else { return Ok(Redirect::to(&format!("/spaces/{id}/members")).into_response()) };
    if unread && before.is_none() {
        // After the page is drawn: a mark that fails must not cost the page.
        let marked = house
            .write(move |tx| {
                notices::settle_invitation(tx, &actor, id)?;
                spaces::set_read(tx, &access::space::<View>(tx, &actor, id)?, None)
            })
            .await;
        if let Err(Failure(fault)) = marked {
            tracing::warn!(%fault, "an unread mark could not be moved");
        }
    }
    Ok((status, Html::from(markup)).into_response())
}

/// The page, and whether something on it was unread or waits; `None` for whoever may know the space but not read it.
fn draw(db: &Db, house: &House, actor: &Actor, id: Id, mut start: Start) -> Result<Option<(Markup, bool)>> {
    let before = start.before;
    let allowed = match access::space::<View>(db, actor, id) {
        Ok(allowed) => allowed,
        Err(fault) if matches!(fault.refusal(), Some(base::Refusal::Forbidden(_))) => return glimpse(db, actor, id).map(Some),
        Err(fault) => return Err(fault),
    };
    let path = format!("/spaces/{id}");
    let mut frame = house::frame(db, actor, Place::Space(id), &path)?;
    // Somebody who reads an open space without having joined it follows it while the page is open.
    let topic = format!("space:{id}");
    if !frame.live_topics.contains(&topic) {
        frame.live_topics.push(topic);
    }
    let unread = frame.spaces.iter_mut().find(|space| space.id == id).map(|space| std::mem::take(&mut space.unread)).unwrap_or(0);
    if unread > 0 && before.is_none() {
        start.unread = spaces::queries::first_unread(db, actor, id)?;
    }
    let (l, reader) = (actor.language, frame.reader.clone());
    let mut items = queries::of_space(db, &house.kinds, &allowed, &Narrowed::default(), before, PAGE + 1)?;
    let more = items.len() > usize::try_from(PAGE).unwrap_or(0);
    items.truncate(usize::try_from(PAGE).unwrap_or(0));
    let older = items.last().filter(|_| more).map(|last| start.older(&path, last.id));
    let pinned = match before {
        None => queries::of_space(db, &house.kinds, &allowed, &Narrowed { pinned: true, ..Narrowed::default() }, None, 3)?,
        Some(_) => Vec::new(),
    };
    let shown = Shown { placed: false, whole: false };
    let cards = cards(db, house, actor, &reader, items, shown)?;
    let space = allowed.it();
    let head = house::space_head(db, actor, &reader, space, SpaceTab::Feed)?;
    let main = html! {
        (charter_notice(actor, &path))
        @if before.is_none() { (composer(db, &reader, actor, space, head.people)?) (super::later::waiting(db, actor, &reader, id)?) }
        (start.jump(&reader, &path))
        section.feed data-feed=[before.is_none().then_some(id)] aria-label=(space.name) {
            (start.cards(&reader, &cards))
            @if cards.is_empty() && before.is_some() { (shell::empty::empty("calendar", words::day_empty_title(l), words::day_empty(l), None)) }
            @else if cards.is_empty() { (empty(l, access::may(actor, space, Action::Contribute))) }
        }
        (shell::pager::pager(l, before.map(|_| path.as_str()), older.as_deref()))
    };
    let members = spaces::members::page(db, &allowed, None, 8)?;
    let side = html! {
        @if !pinned.is_empty() {
            section.side { h2 { (words::pinned_title(l)) } ul { @for item in &pinned { li { (shell::icon("pin")) a href=(format!("/items/{}", item.id)) { (name_of(item)) } } } } }
        }
        section.side {
            h2 { a href=(format!("{path}/members")) { (words::members_title(l)) } }
            ul {
                @for member in &members {
                    @let face = house::face(member.id, &member.name, member.photo_at, member.person_role == PersonRole::Guest, member.person_role == PersonRole::Bot);
                    li { (face::face(&face, face::Size::Small)) span { (face::name(l, &face)) } }
                }
            }
        }
    };
    let main = shell::columns(&shell::space::head(&reader, &head), &main, Some(&side));
    Ok(Some((page(&frame, &space.name, &main), unread > 0 || frame.inbox_count > 0)))
}

fn name_of(item: &kernel::items::View) -> String {
    if item.title.is_empty() { text::excerpt(&item.source, 70) } else { item.title.clone() }
}

/// Name, purpose and the way in: all that the page tells before one is let in.
fn glimpse(db: &Db, actor: &Actor, id: Id) -> Result<(Markup, bool)> {
    let space = access::glimpse(db, actor, id)?;
    let frame = house::frame(db, actor, Place::Space(id), &format!("/spaces/{id}"))?;
    let head = house::space_head(db, actor, &frame.reader, &space, SpaceTab::Feed)?;
    let main = html! { (shell::empty::empty("door-closed", words::door_title(actor.language), words::door_purpose(actor.language), None)) };
    let main = shell::columns(&shell::space::head(&frame.reader, &head), &main, None);
    Ok((page(&frame, &space.name, &main), false))
}

fn empty(l: base::Language, may_post: bool) -> Markup {
    let purpose = if may_post { words::space_empty(l) } else { words::space_empty_reader(l) };
    shell::empty::empty("message-circle", words::space_empty_title(l), purpose, None)
}

/// The composer, for whoever may post here, with the kinds that the space allows (S3-12).
fn composer(db: &Db, reader: &Reader, actor: &Actor, space: &Space, people: u32) -> Result<Markup> {
    if !access::may(actor, space, Action::Contribute) || space.my_role < Some(space.who_posts) {
        return Ok(Markup::default());
    }
    let kinds = Kind::OFFERED.iter().filter(|kind| space.allows(**kind)).map(|kind| kind.name()).collect::<Vec<_>>();
    if kinds.is_empty() {
        return Ok(Markup::default());
    }
    let draft = drafts::find(db, actor, drafts::Place::Space(space.id))?;
    let typed = draft.as_ref().map(|draft| posted::of_draft(draft, &actor.zone)).unwrap_or_default();
    let draft = draft.as_ref().map(posted::held);
    Ok(shell::composer::composer(reader, &Composer { space: space.id, audience: people, kinds, typed, draft, ..Composer::default() }))
}
