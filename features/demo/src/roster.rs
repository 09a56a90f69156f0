//! Who lives in the demo network and in which spaces, read from `content/people.toml` and `content/spaces.toml`.
//! Invariant: every key named by a space is a person's, and nobody is a member twice.

use std::collections::BTreeMap;

use base::{Language, Moment, Zone};
use kernel::people::PersonRole;
use kernel::spaces::SpaceRole;
use serde::Deserialize;

use crate::typography::french;
use crate::when::Clock;

/// A person to create.
#[derive(Clone, Debug)]
pub struct Person {
    /// The short name that the rest of the script uses, such as `mehdi`.
    pub key: String,
    /// Full name, which is also what mentions say.
    pub name: String,
    /// Address, in the reserved `.example` domain.
    pub email: String,
    /// Role in the network.
    pub role: PersonRole,
    /// Where they work.
    pub site: String,
    /// Time zone.
    pub zone: Zone,
    /// Language of the interface.
    pub language: Language,
    /// A line about themselves.
    pub headline: String,
    /// Skills.
    pub skills: Vec<String>,
    /// Languages spoken.
    pub languages: Vec<String>,
    /// "Demandez-moi…"; may be empty.
    pub ask_me: String,
    /// When the account was opened.
    pub since: Moment,
    /// Everything up to then is read.
    pub read_until: Moment,
    /// Who answers for a guest.
    pub inviter: Option<String>,
    /// When a guest's access ends.
    pub ends_at: Option<Moment>,
}

/// A space to create.
#[derive(Clone, Debug)]
pub struct Space {
    /// The short name that the rest of the script uses, such as `cafe`.
    pub key: String,
    /// Name.
    pub name: String,
    /// A kind of the glossary, such as `help_desk`.
    pub kind: String,
    /// `open`, `request` or `private`.
    pub opening: String,
    /// Purpose.
    pub purpose: String,
    /// The person who answers for it.
    pub owner: String,
    /// When it was created.
    pub since: Moment,
    /// Its last day, `YYYY-MM-DD`.
    pub ends_on: Option<String>,
    /// Everybody in it by key, the owner included.
    pub members: BTreeMap<String, SpaceRole>,
    /// Invitations still waiting for an answer.
    pub invited: Vec<Invitation>,
}

/// Somebody asked to join a space, who has not answered yet.
#[derive(Clone, Debug)]
pub struct Invitation {
    /// The invited person.
    pub who: String,
    /// The inviting member.
    pub by: String,
    /// When.
    pub at: Moment,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PeopleFile {
    people: Vec<PersonEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PersonEntry {
    key: String,
    name: String,
    email: String,
    role: String,
    site: String,
    #[serde(default)]
    zone: Zone,
    #[serde(default)]
    language: Language,
    headline: String,
    skills: Vec<String>,
    languages: Vec<String>,
    ask_me: String,
    since: String,
    read: Option<String>,
    inviter: Option<String>,
    ends: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SpacesFile {
    spaces: Vec<SpaceEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SpaceEntry {
    key: String,
    name: String,
    kind: String,
    opening: String,
    purpose: String,
    owner: String,
    since: String,
    ends: Option<String>,
    #[serde(default)]
    everyone: bool,
    #[serde(default)]
    members: Vec<String>,
    #[serde(default)]
    hosts: Vec<String>,
    #[serde(default)]
    readers: Vec<String>,
    #[serde(default)]
    invited: Vec<InvitationEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct InvitationEntry {
    who: String,
    by: String,
    at: String,
}

pub(crate) fn people(source: &str, clock: &Clock) -> Result<Vec<Person>, String> {
    let file: PeopleFile = toml::from_str(source).map_err(|e| format!("people.toml: {e}"))?;
    file.people.into_iter().map(|entry| person(entry, clock)).collect()
}

fn person(entry: PersonEntry, clock: &Clock) -> Result<Person, String> {
    Ok(Person {
        since: clock.past(&entry.since)?,
        read_until: entry.read.as_deref().map_or(Ok(clock.brink()), |read| clock.past(read))?,
        ends_at: entry.ends.as_deref().map(|ends| clock.to_come(ends)).transpose()?,
        role: PersonRole::parse(&entry.role).ok_or_else(|| format!("“{}” is not a role", entry.role))?,
        name: french(&entry.name),
        headline: french(&entry.headline),
        skills: entry.skills.iter().map(|skill| french(skill)).collect(),
        ask_me: french(&entry.ask_me),
        key: entry.key,
        email: entry.email,
        site: entry.site,
        zone: entry.zone,
        language: entry.language,
        languages: entry.languages,
        inviter: entry.inviter,
    })
}

pub(crate) fn spaces(source: &str, people: &[Person], clock: &Clock) -> Result<Vec<Space>, String> {
    let file: SpacesFile = toml::from_str(source).map_err(|e| format!("spaces.toml: {e}"))?;
    file.spaces.into_iter().map(|entry| space(entry, people, clock)).collect()
}

fn space(entry: SpaceEntry, people: &[Person], clock: &Clock) -> Result<Space, String> {
    let invited = entry.invited.iter().map(|i| Ok(Invitation { who: i.who.clone(), by: i.by.clone(), at: clock.past(&i.at)? }));
    let space = Space {
        members: members(&entry, people),
        since: clock.past(&entry.since)?,
        ends_on: entry.ends.as_deref().map(|ends| clock.day(ends)).transpose()?,
        invited: invited.collect::<Result<_, String>>()?,
        name: french(&entry.name),
        purpose: french(&entry.purpose),
        key: entry.key,
        kind: entry.kind,
        opening: entry.opening,
        owner: entry.owner,
    };
    let named = space.members.keys().chain(space.invited.iter().flat_map(|i| [&i.who, &i.by]));
    let stranger = named.into_iter().find(|key| !people.iter().any(|person| person.key == **key)).cloned();
    stranger.map_or(Ok(()), |key| Err(format!("{}: nobody is called “{key}”", space.key)))?;
    Ok(space)
}

fn members(entry: &SpaceEntry, people: &[Person]) -> BTreeMap<String, SpaceRole> {
    let firm = people.iter().filter(|p| entry.everyone && !matches!(p.role, PersonRole::Guest | PersonRole::Bot)).map(|p| p.key.clone());
    let mut members: BTreeMap<String, SpaceRole> =
        firm.chain(entry.members.iter().cloned()).map(|key| (key, SpaceRole::Contributor)).collect();
    members.extend(entry.readers.iter().map(|key| (key.clone(), SpaceRole::Reader)));
    members.extend(entry.hosts.iter().chain([&entry.owner]).map(|key| (key.clone(), SpaceRole::Host)));
    members
}
