//! The head over every page of a space, whichever feature draws the page: the same facts, the same tabs in the same order.
//! Invariant: a tab is shown only to whom its page opens. Deliberately absent: tabs of tools that don't exist yet.

use base::Result;
use kernel::people::PersonRole;
use kernel::spaces::queries::audience;
use kernel::spaces::{Opening, Space, members};
use kernel::{Action, Actor, access, people};
use shell::space::{self as drawn, Door};
use shell::view::{Reader, SpaceHead, SpaceRef, Tab};
use store::Db;

use crate::{face, words};

/// Which tab of a space a page is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SpaceTab {
    /// Fil.
    Feed,
    /// Documents.
    Documents,
    /// Membres.
    Members,
    /// Réglages.
    Settings,
    /// A page of the space without a tab of its own.
    Other,
}

/// A space as it is named beside other things.
pub fn space_ref(space: &Space) -> SpaceRef {
    SpaceRef { id: space.id, name: space.name.clone(), hue: shell::face::hue(space.id) }
}

/// How a space lets people in, as components show it.
pub fn opening(opening: Opening) -> drawn::Opening {
    match opening {
        Opening::Open => drawn::Opening::Open,
        Opening::Request => drawn::Opening::Request,
        Opening::Private => drawn::Opening::Private,
    }
}

/// The head of a space's pages, for somebody who may at least glimpse the space.
///
/// # Errors
/// A broken database.
pub fn space_head(db: &Db, actor: &Actor, reader: &Reader, space: &Space, current: SpaceTab) -> Result<SpaceHead> {
    let audience = audience(db, space.id)?;
    let count = |n: i64| u32::try_from(n).unwrap_or(u32::MAX);
    let owner = people::find(db, actor, space.owner_id)?;
    // The last day counts whole, wherever its reader lives.
    let end_of = |day: &String| reader.zone.moment_of(&format!("{day}T23:59:59"));
    Ok(SpaceHead {
        space: space_ref(space),
        purpose: space.purpose.clone(),
        owner: owner.map(|p| face(p.id, &p.name, p.photo_at, p.role == PersonRole::Guest, p.role == PersonRole::Bot)),
        ends_on: space.ends_on.as_ref().and_then(end_of),
        opening: opening(space.opening),
        people: count(audience.people),
        guests: count(audience.guests),
        archived_at: space.archived_at,
        tabs: tabs(actor, reader, space, current),
        may_post: access::may(actor, space, Action::Contribute) && space.my_role >= Some(space.who_posts),
        door: door(db, actor, space)?,
    })
}

fn tabs(actor: &Actor, reader: &Reader, space: &Space, current: SpaceTab) -> Vec<Tab> {
    let (l, id) = (reader.lang, space.id);
    let all = [
        (SpaceTab::Feed, Action::View, words::tab_feed(l), format!("/spaces/{id}")),
        (SpaceTab::Documents, Action::View, words::tab_documents(l), format!("/spaces/{id}/documents")),
        (SpaceTab::Members, Action::View, words::tab_members(l), format!("/spaces/{id}/members")),
        (SpaceTab::Settings, Action::Manage, words::tab_settings(l), format!("/spaces/{id}/settings")),
    ];
    all.into_iter()
        .filter(|(_, action, ..)| access::may(actor, space, *action))
        .map(|(tab, _, label, href)| Tab { label: label.to_owned(), href, current: tab == current, count: 0 })
        .collect()
}

/// Nobody is led to a door that an archived space keeps shut.
fn door(db: &Db, actor: &Actor, space: &Space) -> Result<Door> {
    if space.my_role.is_some() || space.archived_at.is_some() {
        return Ok(Door::Inside);
    }
    Ok(match space.opening {
        Opening::Open => Door::Join,
        _ if members::has_asked(db, space.id, actor.id)? => Door::Asked,
        Opening::Request => Door::Ask,
        Opening::Private => Door::Inside,
    })
}
