//! Writes what an export holds: people, then one space after another, a few hundred messages a transaction.
//! Invariant: everything bears its Slack id as `origin`, so that a second run, or one after a crash, adds only what is missing.
//! Deliberately absent: notices and unread marks. What was said elsewhere, long ago, asks nothing of anybody.

use std::collections::HashMap;
use std::io::{Read, Seek};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use base::{Id, Language, Moment, Refusal, Result, checked};
use kernel::access::{self, Allowed, Import};
use kernel::audit::{self, Act};
use kernel::import::{self, Table};
use kernel::items::NewItem;
use kernel::people::{self, NewPerson, PersonRole};
use kernel::spaces::{NewSpace, Space};
use kernel::{Actor, Kind, Kinds};
use serde_json::Value as Json;
use store::{Query, Store, Tx, params};

use crate::archive::Archive;
use crate::cast::{self, Cast};
use crate::message::{PlannedMessage, Ts};
use crate::plan::{Plan, PlannedSpace};
use crate::report::{Made, Reason, Report};
use crate::words;

/// Messages of one transaction.
const BATCH: usize = 500;
/// Transactions drawn up ahead of the one being written.
const AHEAD: usize = 2;

/// How to import.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Reads and reports, writes nothing.
    pub dry_run: bool,
    /// What new people read, and what is said of things without a name.
    pub language: Language,
}

/// Imports an export in the name of the network's owner; `progress` hears how many of how many messages are dealt with.
///
/// # Errors
/// When the database fails; what was written until then stays, and another run continues.
pub fn apply<R: Read + Seek + Send>(
    store: &Store,
    kinds: &Kinds,
    archive: &mut Archive<R>,
    options: Options,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Report> {
    let mut plan = Plan::read(archive, options.language, Moment::now());
    let mut report = std::mem::take(&mut plan.report);
    if options.dry_run {
        return Ok(report);
    }
    let owner = owner(store)?;
    let mut made = Made::default();
    let cast = cast::gather(store, &owner, &plan.people, options.language, &mut made)?;
    let channels = plan.spaces.iter().map(|space| (space.slack_id.clone(), space.name.clone())).collect();
    let hand = Hand { kinds, cast, channels, language: options.language };
    let total = plan.spaces.iter().map(|space| space.messages).sum();
    let mut done = 0;
    progress(done, total);
    // One thread reads and draws up, this one has it written: neither waits for the other, as long as the next batches are ready.
    let (sender, batches) = sync_channel(AHEAD);
    let (plan, hand, told) = (&plan, &hand, &mut report);
    thread::scope(|scope| {
        // Gone when writing fails: then there is no use in drawing up more.
        let batches = batches;
        let drafting = scope.spawn(move || draw_up(plan, archive, hand, told, &sender));
        for space in &plan.spaces {
            let mut filling = Filling::new(kinds.clone(), owner.clone(), hand.outline(space, owner.id)?, std::mem::take(&mut made));
            for batch in of_one_space(&batches) {
                done += batch.read;
                filling = store.write_now(move |tx| filling.write(tx, batch.drafts, batch.is_last))?;
                progress(done, total);
            }
            made = filling.made;
        }
        made.unknown_emoji += drafting.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        Ok::<_, base::Fault>(())
    })?;
    note(store, &made)?;
    report.made = Some(made);
    Ok(report)
}

/// One line of the trail for what a run added, in counts; the command line asked for it, so nobody is named.
fn note(store: &Store, made: &Made) -> Result<()> {
    let Made { people, spaces, posts, comments, reactions, .. } = *made;
    let counts = [("people", people), ("spaces", spaces), ("posts", posts), ("comments", comments), ("reactions", reactions)];
    let added: Vec<String> = counts.iter().filter(|(_, n)| *n > 0).map(|(what, n)| format!("{what} {n}")).collect();
    if added.is_empty() {
        return Ok(());
    }
    let details = format!("Slack{}{}", audit::AND, added.join(audit::AND));
    store.write_now(move |tx| Ok(audit::note(tx, None, Act::Imported, None, &details)?))
}

/// Messages of one space, ready to be written.
struct Batch {
    drafts: Vec<Draft>,
    /// How many messages they were drawn up from.
    read: u64,
    is_last: bool,
}

/// Draws up every space, batch after batch, until nobody takes them any more; counts the reactions whose emoji is unknown here.
fn draw_up<R: Read + Seek>(
    plan: &Plan,
    archive: &mut Archive<R>,
    hand: &Hand<'_>,
    report: &mut Report,
    batches: &SyncSender<Batch>,
) -> u64 {
    let mut unknown = 0;
    for space in &plan.spaces {
        let mut messages = plan.messages(archive, space).peekable();
        loop {
            let read: Vec<PlannedMessage> = messages.by_ref().take(BATCH).collect();
            let is_last = messages.peek().is_none();
            let drafts = read.iter().filter_map(|message| hand.draft(space, message, report, &mut unknown)).collect();
            if batches.send(Batch { drafts, read: read.len() as u64, is_last }).is_err() {
                return unknown;
            }
            if is_last {
                break;
            }
        }
    }
    unknown
}

/// The batches up to the last one of a space, which always has one.
fn of_one_space(batches: &Receiver<Batch>) -> impl Iterator<Item = Batch> {
    let mut over = false;
    std::iter::from_fn(move || {
        let batch = if over { None } else { batches.recv().ok() };
        over = batch.as_ref().is_none_or(|batch| batch.is_last);
        batch
    })
}

/// Who imports: the owner; in a network that has none yet, the house itself, so that an export may come before its owner.
fn owner(store: &Store) -> Result<Actor> {
    store.write_now(|tx| {
        let sql = "SELECT id FROM people WHERE role = 'owner' AND deactivated_at IS NULL ORDER BY id LIMIT 1";
        if let Some(id) = tx.one(sql, params![], |row| row.id(0))? {
            return Actor::of_person(tx, id)?.ok_or(Refusal::NotFound.into());
        }
        let origin = origin("importer");
        let id = match tx.one("SELECT id FROM people WHERE origin = $1", params![origin.as_str()], |row| row.id(0))? {
            Some(id) => id,
            None => people::add(tx, &NewPerson { origin: Some(origin), ..NewPerson::parse("Slack", None, PersonRole::Bot)? }, None)?,
        };
        let bot = Actor::of_person(tx, id)?.ok_or(Refusal::NotFound)?;
        Ok(Actor { role: PersonRole::Owner, ..bot })
    })
}

/// The name under which a thing of Slack is found again. Ids that no Slack would make are cut: they must fit an index.
pub(crate) fn origin(slack_id: &str) -> String {
    let plain: String = slack_id.chars().filter(|c| !c.is_control()).take(100).collect();
    format!("slack:{plain}")
}

/// The first of these names that can stand here, cut to `max` characters.
pub(crate) fn fitting(names: [&str; 2], max: usize) -> String {
    let mut cut = names.into_iter().map(|name| {
        let name: String = name.chars().take(max).collect();
        checked::Errors::default().line("name", &name, max)
    });
    cut.find(|name| !name.is_empty()).unwrap_or_else(|| "Slack".into())
}

/// Turns what was planned into what is written here.
struct Hand<'a> {
    kinds: &'a Kinds,
    cast: Cast,
    channels: HashMap<String, String>,
    language: Language,
}

impl Hand<'_> {
    fn convert(&self, text: &str) -> String {
        let user = |id: &str| self.cast.get(id).map(|known| (known.id, known.name.clone()));
        text::from_slack(text, &user, &|id| self.channels.get(id).cloned())
    }

    fn outline(&self, space: &PlannedSpace, importer: Id) -> Result<Outline> {
        let told: String = text::render(&self.convert(&space.purpose)).plain.chars().take(checked::PURPOSE).collect();
        let purpose = if told.trim().is_empty() { words::import_purpose(self.language) } else { told.as_str() };
        let name = fitting([&space.name, &space.slack_id], checked::SPACE_NAME);
        let mut new = NewSpace::parse(&name, purpose, "community", if space.private { "private" } else { "open" }, None)?;
        new.at = space.created.unwrap_or(new.at).min(new.at);
        new.origin = Some(origin(&space.slack_id));
        let creator = space.creator.as_ref().and_then(|id| self.cast.get(id)).filter(|known| known.may_own);
        let members = space.members.iter().filter_map(|id| self.cast.get(id)).map(|known| known.id).collect();
        Ok(Outline { new, owner: creator.map_or(importer, |known| known.id), members, archived: space.archived })
    }

    /// `None` when nothing is left to say.
    fn draft(&self, space: &PlannedSpace, message: &PlannedMessage, report: &mut Report, unknown: &mut u64) -> Option<Draft> {
        let author = self.cast.get(&message.author.slack_id)?.id;
        let (body, shortened) = message.body(&|text| self.convert(text));
        let kind = if message.under.is_some() { Kind::Comment } else { Kind::Post };
        let Ok(mut new) = NewItem::of_kind(self.kinds, kind, "", &body, Json::Null, message.ts.moment()) else {
            report.leave_out(message);
            return None;
        };
        if shortened {
            report.adapt(Reason::Shortened);
        }
        new.origin = Some(format!("{}:{}", origin(&space.slack_id), message.ts));
        let mut reactions = Vec::new();
        for reaction in &message.reactions {
            let people: Vec<Id> = reaction.people.iter().filter_map(|id| self.cast.get(id)).map(|known| known.id).collect();
            match text::emoji(&reaction.name) {
                Some(emoji) => reactions.push((emoji, people)),
                None => *unknown += people.len() as u64,
            }
        }
        Some(Draft { ts: message.ts, under: message.under, author, new, edited_at: message.edited_at, reactions })
    }
}

/// A space to make when it isn't there yet.
struct Outline {
    new: NewSpace,
    owner: Id,
    members: Vec<Id>,
    archived: bool,
}

/// A message to write when it isn't there yet.
struct Draft {
    ts: Ts,
    under: Option<Ts>,
    author: Id,
    new: NewItem,
    edited_at: Option<Moment>,
    reactions: Vec<(&'static str, Vec<Id>)>,
}

/// One space being filled, handed from transaction to transaction.
struct Filling {
    kinds: Kinds,
    owner: Actor,
    outline: Outline,
    made: Made,
    /// The posts of this space, for the comments to come.
    posts: HashMap<Ts, Id>,
    /// Names of the authors so far.
    names: HashMap<Id, String>,
    /// The newest item: the next one sorts after it, even within one millisecond.
    last: Id,
    /// Whether this run wrote something here.
    fresh: bool,
}

impl Filling {
    fn new(kinds: Kinds, owner: Actor, outline: Outline, made: Made) -> Filling {
        Filling { kinds, owner, outline, made, posts: HashMap::new(), names: HashMap::new(), last: Id(0), fresh: false }
    }

    fn write(mut self, tx: &Tx, drafts: Vec<Draft>, is_last: bool) -> Result<Filling> {
        let owner = self.owner.clone();
        let import = access::import(&owner)?;
        let there = self.reach(tx, &import)?;
        let origins: Vec<String> = drafts.iter().filter_map(|draft| draft.new.origin.clone()).collect();
        let known = import::known(tx, Table::Items, &origins)?;
        for draft in drafts {
            let present = draft.new.origin.as_ref().and_then(|origin| known.get(origin));
            let (ts, is_post) = (draft.ts, draft.under.is_none());
            let id = match (present, &there) {
                (Some(id), _) => {
                    self.made.present += 1;
                    *id
                }
                (None, Some(there)) => self.say(tx, there, draft)?,
                (None, None) => {
                    self.made.closed += 1;
                    continue;
                }
            };
            self.last = id;
            if is_post {
                self.posts.insert(ts, id);
            }
        }
        // With the last messages or not at all: what was reopened here since then stays open.
        if let Some(there) = there.filter(|_| is_last && self.fresh && self.outline.archived) {
            import::archive(tx, &there)?;
        }
        Ok(self)
    }

    /// The space, made if need be; `None` when it is archived here.
    fn reach<'a>(&mut self, tx: &Tx, import: &Allowed<'a, Import, ()>) -> Result<Option<Allowed<'a, Import, Space>>> {
        let origin = self.outline.new.origin.clone().unwrap_or_default();
        let id = match import::known(tx, Table::Spaces, std::slice::from_ref(&origin))?.get(&origin) {
            Some(id) => *id,
            None => {
                self.made.spaces += 1;
                self.fresh = true;
                import::space(tx, import, self.outline.owner, &self.outline.new, &self.outline.members)?
            }
        };
        match access::space_to_fill(tx, import, id) {
            Ok(there) => Ok(Some(there)),
            Err(fault) if fault.refusal() == Some(&Refusal::Conflict("archived")) => Ok(None),
            Err(fault) => Err(fault),
        }
    }

    /// What that person is called here.
    fn name(&mut self, tx: &Tx, person: Id) -> Result<String> {
        if let Some(name) = self.names.get(&person) {
            return Ok(name.clone());
        }
        let name = people::name(tx, person)?;
        self.names.insert(person, name.clone());
        Ok(name)
    }

    fn say(&mut self, tx: &Tx, there: &Allowed<'_, Import, Space>, draft: Draft) -> Result<Id> {
        let Draft { ts, under, author, mut new, edited_at, reactions } = draft;
        let post = under.and_then(|ts| self.posts.get(&ts)).copied();
        if post.is_none() {
            new.kind = Kind::Post;
        }
        new.id = Some(ts.id().max(self.last.following()));
        let name = self.name(tx, author)?;
        let id = import::item(tx, &self.kinds, there, (author, &name), post, &new)?;
        if let Some(at) = edited_at {
            import::edited(tx, there, id, at)?;
        }
        self.made.reactions += import::reactions(tx, there, id, &reactions, new.at)?;
        *(if post.is_some() { &mut self.made.comments } else { &mut self.made.posts }) += 1;
        self.fresh = true;
        Ok(id)
    }
}
