//! From an export to what will be made here: people, spaces, and each space's messages.
//! Invariant: every Slack id in the plan, author, member or reaction, is one of `people`. Nothing in an export raises a right in the network: at most a member.
//! Deliberately absent: writing. `apply` does that through the ordinary verbs.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::io::{Read, Seek};

use base::{Language, Moment, Zone};
use serde::{Deserialize, Serialize};

use crate::archive::Archive;
use crate::lenient::{Flaw, One, each};
use crate::message::{Author, PlannedMessage, unescaped};
use crate::messages::Messages;
use crate::model::{Channel, Profile, User};
use crate::report::{Reason, Report};
use crate::words;

/// Somebody to be found by e-mail or made.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct PlannedPerson {
    /// `U…`, `W…`, `B…`, or `bot:` and a name.
    pub slack_id: String,
    /// Never empty.
    pub name: String,
    /// Often absent: then the person is invited later.
    pub email: Option<String>,
    /// An application.
    pub bot: bool,
    /// Cannot sign in: deactivated there, or no longer listed.
    pub deleted: bool,
    /// Restricted to some channels there, a guest here.
    pub guest: bool,
    /// Where Slack says they live.
    pub zone: Option<Zone>,
    /// Their job, as they wrote it.
    pub title: Option<String>,
}

/// A channel, which becomes a space.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct PlannedSpace {
    /// `C…` or `G…`.
    pub slack_id: String,
    /// Its name there.
    pub name: String,
    /// Its purpose or else its topic, in Slack's mark-up; may be empty.
    pub purpose: String,
    /// From `groups.json`.
    pub private: bool,
    /// Read-only there.
    pub archived: bool,
    /// When it was made, if told.
    pub created: Option<Moment>,
    /// Who made it, if still among the people.
    pub creator: Option<String>,
    /// Its members, each once.
    pub members: Vec<String>,
    /// How many posts and comments will come.
    pub messages: u64,
    #[serde(skip)]
    folder: Option<String>,
}

/// Everything an import will do, known before anything is written.
pub struct Plan {
    /// Listed people first, then those met in messages.
    pub people: Vec<PlannedPerson>,
    /// Public, then private.
    pub spaces: Vec<PlannedSpace>,
    /// The account of it.
    pub report: Report,
    bots: HashMap<String, String>,
    now: Moment,
}

impl Plan {
    /// Reads the whole export once. `language` is the network's: it names people whom nothing else names.
    pub fn read<R: Read + Seek>(archive: &mut Archive<R>, language: Language, now: Moment) -> Plan {
        let mut plan = Plan { people: Vec::new(), spaces: Vec::new(), report: Report::default(), bots: HashMap::new(), now };
        for name in &archive.ignored {
            plan.report.note(Reason::UnsafeName, name, None);
        }
        plan.read_people(archive);
        let mut folders = archive.folders();
        plan.read_spaces(archive, &mut folders);
        plan.count_private(archive, &mut folders);
        for folder in folders {
            plan.report.note(Reason::UnlistedFolder, &folder, None);
            plan.count_left_out(archive, &folder, Reason::UnlistedFolder);
        }
        plan.meet_authors(archive, language);
        plan.keep_known_members();
        plan
    }

    /// The posts and comments of one of `spaces`, in order: the same at every reading.
    pub fn messages<'a, R: Read + Seek>(&'a self, archive: &'a mut Archive<R>, space: &PlannedSpace) -> Messages<'a, R> {
        Messages::new(archive, space.folder.as_deref(), &self.bots, self.now)
    }

    fn read_people<R: Read + Seek>(&mut self, archive: &mut Archive<R>) {
        let mut seen = HashSet::new();
        let lists: Vec<&str> = ["users.json", "org_users.json"].into_iter().filter(|list| archive.has(list)).collect();
        if lists.is_empty() {
            self.report.note(Reason::Missing, "users.json", None);
        }
        for list in lists {
            for user in elements::<R, User>(archive, list, &mut self.report, |report| &mut report.read.people) {
                let bot = user.profile.0.as_ref().map_or("", |p| p.bot_id.0.as_str()).to_owned();
                let person = listed(user);
                if !seen.insert(person.slack_id.clone()) {
                    self.report.skip(Reason::ListedTwice);
                    continue;
                }
                if !bot.is_empty() {
                    self.bots.insert(bot, person.slack_id.clone());
                }
                self.report.mapped.people += 1;
                self.people.push(person);
            }
        }
    }

    fn read_spaces<R: Read + Seek>(&mut self, archive: &mut Archive<R>, folders: &mut BTreeSet<String>) {
        let mut seen = HashSet::new();
        for (list, private) in [("channels.json", false), ("groups.json", true)] {
            if !archive.has(list) {
                continue;
            }
            for channel in elements::<R, Channel>(archive, list, &mut self.report, |report| &mut report.read.spaces) {
                if !seen.insert(channel.id.0.clone()) {
                    self.report.skip(Reason::ListedTwice);
                    continue;
                }
                self.report.mapped.spaces += 1;
                let folder = folders.take(&channel.name.0).or_else(|| folders.take(&channel.id.0));
                self.spaces.push(space(channel, private, folder));
            }
        }
    }

    fn count_private<R: Read + Seek>(&mut self, archive: &mut Archive<R>, folders: &mut BTreeSet<String>) {
        for list in ["dms.json", "mpims.json"] {
            if !archive.has(list) {
                continue;
            }
            for conversation in elements::<R, Channel>(archive, list, &mut self.report, |report| &mut report.read.spaces) {
                self.report.skip(Reason::PrivateConversation);
                if let Some(folder) = folders.take(&conversation.id.0).or_else(|| folders.take(&conversation.name.0)) {
                    self.count_left_out(archive, &folder, Reason::PrivateMessage);
                }
            }
        }
    }

    fn count_left_out<R: Read + Seek>(&mut self, archive: &mut Archive<R>, folder: &str, reason: Reason) {
        #[derive(Deserialize)]
        struct Unread {}
        for day in archive.days(folder) {
            let count = |_, _: Option<Unread>| {
                self.report.read.messages += 1;
                self.report.skip(reason);
                true
            };
            if let Err(flaw) = read(archive, &day, count) {
                self.report.flaw(&day, flaw);
            }
        }
    }

    /// Counts what each space holds, and plans everyone met there who is in no list.
    fn meet_authors<R: Read + Seek>(&mut self, archive: &mut Archive<R>, language: Language) {
        let mut known: HashSet<String> = self.people.iter().map(|p| p.slack_id.clone()).collect();
        let mut met = BTreeMap::new();
        let mut spaces = std::mem::take(&mut self.spaces);
        for space in &mut spaces {
            let mut report = std::mem::take(&mut self.report);
            let mut messages = self.messages(archive, space);
            for message in messages.by_ref() {
                space.messages += 1;
                report.mapped.count(&message);
                let reactors = message.reactions.into_iter().flat_map(|r| r.people);
                let reactors = reactors.map(|slack_id| Author { slack_id, name: None, application: false });
                for author in [message.author].into_iter().chain(reactors) {
                    match met.get_mut(&author.slack_id) {
                        Some(Author { name: name @ None, .. }) => *name = author.name,
                        None if known.insert(author.slack_id.clone()) => drop(met.insert(author.slack_id.clone(), author)),
                        _ => {}
                    }
                }
            }
            report.join(messages.report);
            self.report = report;
        }
        self.spaces = spaces;
        for author in met.into_values() {
            *(if author.application { &mut self.report.mapped.applications } else { &mut self.report.mapped.former }) += 1;
            self.people.push(unlisted(author, language));
        }
    }

    fn keep_known_members(&mut self) {
        let known: HashSet<&str> = self.people.iter().map(|p| p.slack_id.as_str()).collect();
        for space in &mut self.spaces {
            space.creator = space.creator.take().filter(|creator| known.contains(creator.as_str()));
            let before = space.members.len();
            space.members.retain(|member| known.contains(member.as_str()));
            (space.members.len()..before).for_each(|_| self.report.skip(Reason::UnlistedMember));
        }
    }
}

impl crate::report::Mapped {
    fn count(&mut self, message: &PlannedMessage) {
        *(if message.under.is_none() { &mut self.posts } else { &mut self.comments }) += 1;
        self.reactions += message.reactions.iter().map(|r| r.people.len() as u64).sum::<u64>();
        self.file_names += message.files.len() as u64;
    }
}

/// A list of people or channels, those without an id being told.
fn elements<R: Read + Seek, T: Identified>(
    archive: &mut Archive<R>,
    list: &str,
    report: &mut Report,
    count: fn(&mut Report) -> &mut u64,
) -> Vec<T> {
    let mut all = Vec::new();
    let found = |index, element: Option<T>| {
        *count(report) += 1;
        match element.filter(|element| !element.id().is_empty()) {
            Some(element) => all.push(element),
            None => report.skip_at(Reason::NoId, list, index),
        }
        true
    };
    if let Err(flaw) = read(archive, list, found) {
        report.flaw(list, flaw);
    }
    all
}

fn read<R: Read + Seek, T: serde::de::DeserializeOwned>(
    archive: &mut Archive<R>,
    name: &str,
    found: impl FnMut(usize, Option<T>) -> bool,
) -> Result<(), Flaw> {
    let file = archive.file(name).map_err(|e| Flaw { index: 0, line: 0, why: e.to_string() })?;
    each(file, found)
}

trait Identified: serde::de::DeserializeOwned {
    fn id(&self) -> &str;
}

impl Identified for User {
    fn id(&self) -> &str {
        &self.id.0
    }
}

impl Identified for Channel {
    fn id(&self) -> &str {
        &self.id.0
    }
}

fn listed(user: User) -> PlannedPerson {
    let One(profile) = user.profile;
    let Profile { real_name, display_name, email, title, .. } = profile.unwrap_or_default();
    let names = [real_name, user.real_name, display_name, user.name];
    PlannedPerson {
        name: unescaped(&names.into_iter().find_map(|name| name.some()).unwrap_or_else(|| user.id.0.clone())),
        email: email.some(),
        // Slack's own helper carries no mark.
        bot: user.is_bot.0 || user.id.0 == "USLACKBOT",
        deleted: user.deleted.0,
        guest: user.is_restricted.0 || user.is_ultra_restricted.0,
        zone: Zone::parse(&user.tz.0),
        title: title.some().map(|title| unescaped(&title)),
        slack_id: user.id.0,
    }
}

fn unlisted(author: Author, l: Language) -> PlannedPerson {
    let Author { slack_id, name, application } = author;
    let unnamed = |id| if application { words::person_application(l, id) } else { words::person_former(l, id) };
    PlannedPerson {
        name: name.unwrap_or_else(|| unnamed(&slack_id)),
        email: None,
        bot: application,
        deleted: !application,
        guest: false,
        zone: None,
        title: None,
        slack_id,
    }
}

fn space(channel: Channel, private: bool, folder: Option<String>) -> PlannedSpace {
    let value = |purpose: One<crate::model::Purpose>| purpose.0.and_then(|p| p.value.some());
    let mut members: Vec<String> = channel.members.0.into_iter().filter_map(|m| m.some()).collect();
    members.sort();
    members.dedup();
    PlannedSpace {
        name: unescaped(&channel.name.some().unwrap_or_else(|| channel.id.0.clone())),
        purpose: value(channel.purpose).or_else(|| value(channel.topic)).unwrap_or_default(),
        private,
        archived: channel.is_archived.0,
        created: channel.created.0.parse().ok().filter(|s| *s > 0).map(|seconds| Moment(0).plus_seconds(seconds)),
        creator: channel.creator.some(),
        members,
        messages: 0,
        folder,
        slack_id: channel.id.0,
    }
}
