//! The JSON of spaces and members (interface.md). A list takes three queries, however long it is.

use std::collections::HashMap;

use base::{Id, Moment, Refusal, Result};
use kernel::people::{self, PersonRole};
use kernel::spaces::Space;
use kernel::spaces::members::Member;
use kernel::spaces::queries::{self, Audience, Mine};
use kernel::{Actor, Kind, access};
use serde::Serialize;
use store::Db;
use utoipa::ToSchema;

/// A space, as one person stands in it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SpaceShape {
    /// Its id.
    #[schema(value_type = String)]
    pub id: Id,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub purpose: String,
    /// Its kind, such as `project`, `community`, `cafe`.
    pub kind: &'static str,
    /// `open`, `request` or `private`.
    pub opening: &'static str,
    /// Who answers for it.
    #[schema(value_type = String)]
    pub owner: Id,
    /// Its last day, if it has one.
    #[schema(format = Date)]
    pub ends_on: Option<String>,
    /// What may be posted in it.
    pub kinds: Vec<&'static str>,
    /// Least role that posts: `contributor` or `host`.
    pub who_posts: &'static str,
    /// Least role that comments.
    pub who_comments: &'static str,
    /// Least role that invites.
    pub who_invites: &'static str,
    /// Since when it is read-only.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub archived_at: Option<Moment>,
    /// How often it was arranged, for `If-Match`.
    pub revision: i64,
    /// One's role in it; `null` for who hasn't joined.
    pub my_role: Option<&'static str>,
    /// How much of it one wants to hear of: `all`, `important`, `none`; `null` for who hasn't joined.
    pub level: Option<&'static str>,
    /// Posts and comments of others that one has not seen.
    pub unread: i64,
    /// Who can read it.
    pub audience: AudienceShape,
}

/// How many people can read a space.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct AudienceShape {
    /// All of them.
    pub people: i64,
    /// Of whom guests.
    pub guests: i64,
    /// Members, whatever their role.
    pub members: i64,
}

/// Somebody in a space.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MemberShape {
    /// The person.
    #[schema(value_type = String)]
    pub id: Id,
    /// Their name.
    pub name: String,
    /// `host`, `contributor` or `reader`.
    pub role: &'static str,
    /// Whether they are an outsider.
    pub guest: bool,
    /// Since when they are here.
    #[schema(value_type = String, format = DateTime)]
    pub since: Moment,
}

impl From<Member> for MemberShape {
    fn from(m: Member) -> MemberShape {
        MemberShape { id: m.id, name: m.name, role: m.role.name(), guest: m.person_role == PersonRole::Guest, since: m.since }
    }
}

/// The spaces with what is the reader's own in them.
pub fn spaces(db: &Db, actor: &Actor, found: Vec<Space>) -> Result<Vec<SpaceShape>> {
    let ids: Vec<Id> = found.iter().map(|space| space.id).collect();
    let audiences = queries::audiences(db, &ids)?;
    let mine: HashMap<Id, Mine> = queries::mine(db, actor)?.into_iter().map(|mine| (mine.space.id, mine)).collect();
    let shape = |space: Space| {
        let audience = audiences.get(&space.id).copied().unwrap_or_default();
        let mine = mine.get(&space.id);
        shape(space, audience, mine)
    };
    Ok(found.into_iter().map(shape).collect())
}

fn shape(space: Space, audience: Audience, mine: Option<&Mine>) -> SpaceShape {
    let Audience { people, guests, members } = audience;
    SpaceShape {
        id: space.id,
        kinds: Kind::OFFERED.iter().filter(|kind| space.allows(**kind)).map(|kind| kind.name()).collect(),
        name: space.name,
        purpose: space.purpose,
        kind: space.kind.name(),
        opening: space.opening.name(),
        owner: space.owner_id,
        ends_on: space.ends_on,
        who_posts: space.who_posts.name(),
        who_comments: space.who_comments.name(),
        who_invites: space.who_invites.name(),
        archived_at: space.archived_at,
        revision: space.revision,
        my_role: space.my_role.map(|role| role.name()),
        level: mine.map(|mine| mine.level.name()),
        unread: mine.map_or(0, |mine| mine.unread),
        audience: AudienceShape { people, guests, members },
    }
}

/// Where a space stands in the order of names, so that a list goes on after it.
///
/// # Errors
/// 422 for a space that one may not know: it ended no page of ours.
pub fn place_of_space(db: &Db, actor: &Actor, id: Id) -> Result<String> {
    match access::glimpse(db, actor, id) {
        Ok(space) => Ok(text::fold(&space.name)),
        Err(fault) if fault.refusal().is_some() => Err(Refusal::field("after", "not_a_cursor").into()),
        Err(fault) => Err(fault),
    }
}

/// The same for a person.
///
/// # Errors
/// As [`place_of_space`].
pub fn place_of_person(db: &Db, actor: &Actor, id: Id) -> Result<String> {
    let person = people::find(db, actor, id)?.ok_or_else(|| Refusal::field("after", "not_a_cursor"))?;
    Ok(text::fold(&person.name))
}
