//! Every permission of the house. One pure function decides; everything else loads what it needs to know.
//! Invariant: `Allowed` is constructed here alone, so a verb that takes one can't be called unchecked.
//! Deliberately absent: per-item access lists. A smaller audience is another space.

use std::marker::PhantomData;

use base::{Id, Refusal, Result};
use store::Query;

use crate::documents::{self, File};
use crate::items::{Item, rows as item_rows};
use crate::people::PersonRole;
use crate::spaces::{Opening, Space, SpaceRole, rows as space_rows};
use crate::{Actor, Kind};

crate::named! {
    /// What somebody wants to do in a space. Each includes seeing it.
    Action {
        /// Read, search, follow, bookmark.
        View = "view",
        /// Post, comment, react, vote, share.
        Contribute = "contribute",
        /// Change or trash what one wrote oneself.
        Edit = "edit",
        /// Pin, or trash what others wrote.
        Moderate = "moderate",
        /// Settings, members, archive.
        Manage = "manage",
    }
}

/// All that a decision depends on.
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    /// Role in the network.
    pub person: PersonRole,
    /// Whether the current charter is accepted.
    pub charter: bool,
    /// Role in the space; `None` for somebody who hasn't joined.
    pub member: Option<SpaceRole>,
    /// How the space lets people in.
    pub opening: Opening,
    /// Whether the space is read-only.
    pub archived: bool,
}

/// The whole policy. The table that it makes stands in `docs/policy.txt`, kept true by a test.
///
/// # Errors
/// `NotFound` when the space must not be known to exist, `Forbidden` when it may be known but not used,
/// `Conflict("archived")` for writes to an archived space, `CharterNotAccepted` before the first contribution.
pub fn decide(standing: &Standing, action: Action) -> std::result::Result<(), Refusal> {
    let insider = matches!(standing.person, PersonRole::Owner | PersonRole::Admin | PersonRole::Member);
    let Some(role) = standing.member else {
        return match (insider, standing.opening, action) {
            (true, Opening::Open, Action::View) => Ok(()),
            (true, Opening::Open | Opening::Request, _) => Err(Refusal::Forbidden("not_a_member")),
            _ => Err(Refusal::NotFound),
        };
    };
    if action == Action::View {
        return Ok(());
    }
    let needed = match action {
        Action::View => SpaceRole::Reader,
        Action::Contribute | Action::Edit => SpaceRole::Contributor,
        Action::Moderate | Action::Manage => SpaceRole::Host,
    };
    if role < needed {
        return Err(Refusal::Forbidden(if needed == SpaceRole::Host { "not_a_host" } else { "read_only" }));
    }
    if action == Action::Manage && !insider {
        return Err(Refusal::Forbidden("guest"));
    }
    // Manage stays possible in an archived space, or nobody could reopen it: its verbs call `Space::stands`.
    if standing.archived && action != Action::Manage {
        return Err(Refusal::Conflict("archived"));
    }
    if !standing.charter && action != Action::Manage {
        return Err(Refusal::CharterNotAccepted);
    }
    Ok(())
}

/// The right to bring in what others wrote elsewhere, in their names and with their dates.
#[derive(Debug)]
pub struct Import;

/// Only an owner of the network imports.
///
/// # Errors
/// `Forbidden("not_an_owner")`.
pub fn import(actor: &Actor) -> Result<Allowed<'_, Import, ()>> {
    if actor.role != PersonRole::Owner {
        return Err(Refusal::Forbidden("not_an_owner").into());
    }
    Ok(Allowed { actor, it: (), action: PhantomData })
}

/// Reaches a space that an import fills, whoever is in it.
///
/// # Errors
/// `NotFound`; `Conflict("archived")`.
pub fn space_to_fill<'a>(q: &impl Query, import: &Allowed<'a, Import, ()>, id: Id) -> Result<Allowed<'a, Import, Space>> {
    let space = space_rows::load(q, import.actor.id, id)?.ok_or(Refusal::NotFound)?;
    space.stands()?;
    Ok(Allowed { actor: import.actor, it: space, action: PhantomData })
}

/// One of the five actions, as a type.
pub trait Asks {
    /// The action asked for.
    const ACTION: Action;
}
macro_rules! asks {
    ($($name:ident)+) => { $(
        #[doc = concat!("Proof that `", stringify!($name), "` was decided.")]
        #[derive(Debug)]
        pub struct $name;
        impl Asks for $name { const ACTION: Action = Action::$name; }
    )+ };
}
asks!(View Contribute Edit Moderate Manage);

/// The proof that `actor` may do `A` to `it`. Only this module makes one.
#[derive(Debug)]
pub struct Allowed<'a, A, T> {
    actor: &'a Actor,
    it: T,
    action: PhantomData<A>,
}

impl<'a, A, T> Allowed<'a, A, T> {
    /// Who was allowed.
    pub fn actor(&self) -> &'a Actor {
        self.actor
    }

    /// What it is about.
    pub fn it(&self) -> &T {
        &self.it
    }

    /// Takes it out, the proof being used up.
    pub fn into_it(self) -> T {
        self.it
    }
}

fn standing(actor: &Actor, space: &Space) -> Standing {
    Standing {
        person: actor.role,
        charter: actor.charter,
        member: space.my_role,
        opening: space.opening,
        archived: space.archived_at.is_some(),
    }
}

/// Whether a page should offer an action.
pub fn may(actor: &Actor, space: &Space, action: Action) -> bool {
    decide(&standing(actor, space), action).is_ok()
}

/// Whether the page should offer to comment: the space's settings may widen or narrow what `Contribute` says.
pub fn may_comment(actor: &Actor, space: &Space) -> bool {
    let wide = space.who_comments == SpaceRole::Reader && space.my_role.is_some() && space.archived_at.is_none() && actor.charter;
    wide || may(actor, space, Action::Contribute) && space.my_role >= Some(space.who_comments)
}

/// Reaches a space for an action. Ask inside the transaction of the verb, so that a right that has just ended counts.
///
/// # Errors
/// The refusals of [`decide`]; `NotFound` for an unknown id.
pub fn space<'a, A: Asks>(q: &impl Query, actor: &'a Actor, id: Id) -> Result<Allowed<'a, A, Space>> {
    let space = space_rows::load(q, actor.id, id)?.ok_or(Refusal::NotFound)?;
    decide(&standing(actor, &space), A::ACTION)?;
    Ok(Allowed { actor, it: space, action: PhantomData })
}

/// A space as its card shows it: name and purpose, which people who could ask to join may also see.
///
/// # Errors
/// `NotFound` when the space must not be known to exist.
pub fn glimpse(q: &impl Query, actor: &Actor, id: Id) -> Result<Space> {
    let space = space_rows::load(q, actor.id, id)?.ok_or(Refusal::NotFound)?;
    match decide(&standing(actor, &space), Action::View) {
        Err(Refusal::NotFound) => Err(Refusal::NotFound.into()),
        _ => Ok(space),
    }
}

/// Reaches an item, and its space with it. A trashed item exists only for its author and for hosts.
///
/// # Errors
/// The refusals of [`decide`], except that whoever may not view the space learns nothing of the item: `NotFound`.
/// `Edit` is for the author alone: `Forbidden("not_the_author")`.
pub fn item<'a, A: Asks>(q: &impl Query, actor: &'a Actor, id: Id) -> Result<Allowed<'a, A, Item>> {
    let item = item_rows::load(q, actor.id, id)?.ok_or(Refusal::NotFound)?;
    let standing = standing(actor, &item.space);
    if decide(&standing, Action::View).is_err() {
        return Err(Refusal::NotFound.into());
    }
    if item.trashed_at.is_some() && item.author_id != actor.id && decide(&standing, Action::Moderate).is_err() {
        return Err(Refusal::NotFound.into());
    }
    decide(&standing, A::ACTION)?;
    if item.trashed_at.is_some() && matches!(A::ACTION, Action::Contribute) {
        return Err(Refusal::Conflict("trashed").into());
    }
    if A::ACTION == Action::Edit && item.author_id != actor.id {
        return Err(Refusal::Forbidden("not_the_author").into());
    }
    Ok(Allowed { actor, it: item, action: PhantomData })
}

/// Reaches a space to post in it, as its settings say who posts and which kinds (S3-12).
///
/// # Errors
/// As [`space`]; `Forbidden("posting_limited")` or `Forbidden("kind_not_allowed")`.
pub fn space_to_post<'a>(q: &impl Query, actor: &'a Actor, id: Id, kind: Kind) -> Result<Allowed<'a, Contribute, Space>> {
    to_post(space::<View>(q, actor, id)?, kind)
}

/// The same for a space that was just reached: its rights are not asked for again.
///
/// # Errors
/// As [`space_to_post`].
pub fn to_post<'a>(seen: Allowed<'a, View, Space>, kind: Kind) -> Result<Allowed<'a, Contribute, Space>> {
    decide(&standing(seen.actor, &seen.it), Action::Contribute)?;
    let allowed: Allowed<'a, Contribute, Space> = Allowed { actor: seen.actor, it: seen.it, action: PhantomData };
    if allowed.it.my_role < Some(allowed.it.who_posts) {
        return Err(Refusal::Forbidden("posting_limited").into());
    }
    if !allowed.it.allows(kind) {
        return Err(Refusal::Forbidden("kind_not_allowed").into());
    }
    Ok(allowed)
}

/// Reaches an item to comment it, as the space's settings say who comments; they may let readers do so.
///
/// # Errors
/// As [`item`]; `Forbidden("commenting_limited")`.
pub fn item_to_comment<'a>(q: &impl Query, actor: &'a Actor, id: Id) -> Result<Allowed<'a, Contribute, Item>> {
    let mut found = item::<View>(q, actor, id)?.it;
    if found.space.my_role.is_some() && found.space.my_role < Some(found.space.who_comments) {
        return Err(Refusal::Forbidden("commenting_limited").into());
    }
    let mut standing = standing(actor, &found.space);
    if found.space.who_comments == SpaceRole::Reader {
        standing.member = standing.member.max(Some(SpaceRole::Contributor).filter(|_| standing.member.is_some()));
    }
    decide(&standing, Action::Contribute)?;
    if found.trashed_at.is_some() {
        return Err(Refusal::Conflict("trashed").into());
    }
    found.space.my_role = standing.member;
    Ok(Allowed { actor, it: found, action: PhantomData })
}

/// Reaches a file: through the item that carries it, or as its uploader while it is attached to nothing (safety tests 9 to 12).
///
/// # Errors
/// `NotFound` for everybody else, and for an unknown id.
pub fn file<'a>(q: &impl Query, actor: &'a Actor, id: Id) -> Result<Allowed<'a, View, File>> {
    let file = documents::queries::load(q, id)?.ok_or(Refusal::NotFound)?;
    match file.item_id {
        Some(carrier) => drop(item::<View>(q, actor, carrier)?),
        None if file.owner_id == actor.id => {}
        None => return Err(Refusal::NotFound.into()),
    }
    Ok(Allowed { actor, it: file, action: PhantomData })
}

/// Trashing is for the author and for hosts.
///
/// # Errors
/// As [`item`].
pub fn item_to_trash<'a>(q: &impl Query, actor: &'a Actor, id: Id) -> Result<Allowed<'a, Edit, Item>> {
    match item::<Edit>(q, actor, id) {
        Err(fault) if fault.refusal() == Some(&Refusal::Forbidden("not_the_author")) => {
            let moderated = item::<Moderate>(q, actor, id)?;
            Ok(Allowed { actor, it: moderated.it, action: PhantomData })
        }
        other => other,
    }
}
