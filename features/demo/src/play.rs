//! Plays the script into an empty network through the ordinary verbs, each dated to its moment, all in one transaction: whole or not at all.
//! Deliberately absent: what other features do (votes, accepted answers, profiles, the charter's text); the program lends those verbs.

use std::collections::HashMap;
use std::thread::sleep;
use std::time::{Duration, Instant};

use base::{Fault, Id, Language, Moment, Refusal, Result};
use kernel::access::{self, Contribute, Edit, Moderate, View};
use kernel::items::{self, Item, ItemEdit, NewItem};
use kernel::people::{self, NewPerson, PersonRole};
use kernel::spaces::{self, NewSpace, SpaceRole, members};
use kernel::{Actor, Allowed, Kind, Kinds, notices, settings};
use serde_json::json;
use store::{Query, Store, Tx, params};

use crate::roster::{Person, Space};
use crate::script::{Act, Line, Publish, Script, script};

const NETWORK: &str = "Menuiserie Kerjean";

/// A verb that casts a ballot.
pub type Vote = fn(&Tx, &Allowed<'_, Contribute, Item>, &[Id]) -> Result<()>;

/// What other features do, lent by the program.
#[derive(Clone, Copy)]
pub struct Verbs {
    /// Gives the network its first charter.
    pub found_charter: fn(&Tx, Id, Language) -> Result<()>,
    /// Fills in one's own profile.
    pub present: fn(&Tx, &Actor, &Person) -> Result<()>,
    /// Casts a ballot, by the ids of the chosen options.
    pub vote: Vote,
    /// Accepts an answer to a question.
    pub accept: fn(&Tx, &Actor, Id, Id) -> Result<()>,
}

/// Whom to be in the demo: addresses, and what each is there to show.
pub fn accounts() -> &'static [(&'static str, &'static str)] {
    &[
        ("mehdi.benali@kerjean.example", "(member, leads the move to the new workshop)"),
        ("gwenaelle.kerjean@kerjean.example", "(owner of the network)"),
        ("oliver.hartley@kerjean.example", "(member, reads English)"),
        ("nadia.roux@courrier.example", "(guest, sees one space)"),
    ]
}

/// Fills an empty network with the demo as it looks at `now`; everybody signs in with the password of this hash.
///
/// # Errors
/// `Conflict("not_empty")` when the network has people already; nothing is written then.
pub fn play(store: &Store, kinds: &Kinds, verbs: &Verbs, now: Moment, password: &str) -> Result<()> {
    let script = script(now).map_err(Fault::broken)?;
    let stage = Stage {
        kinds: kinds.clone(),
        verbs: *verbs,
        password: password.to_owned(),
        cast: HashMap::new(),
        places: HashMap::new(),
        items: HashMap::new(),
    };
    let readers = store.write_now(move |tx| {
        if people::count(tx)? > 0 {
            return Err(Refusal::Conflict("not_empty").into());
        }
        settings::set(tx, settings::NETWORK_NAME, NETWORK)?;
        let stage = stage.play(tx, &script)?;
        let reader = |person: &Person| (stage.cast[&person.key].clone(), person.read_until);
        Ok::<_, Fault>(script.people.iter().map(reader).collect::<Vec<_>>())
    })?;
    await_numbers(store)?;
    store.write_now(move |tx| readers.iter().try_for_each(|(actor, until)| read(tx, actor, *until)))
}

/// One thing that happens.
enum Scene<'a> {
    Arrival(&'a Person),
    Opening(&'a Space),
    /// Somebody is let into a space by another.
    Admission(&'a Space, &'a str, &'a str, SpaceRole),
    Line(&'a Line),
    /// Somebody has dealt with all that waited for them.
    Settled(&'a str),
}

/// Everything in the order of time; of what happens at once, people come first.
fn scenes(script: &Script) -> Vec<(Moment, Scene<'_>)> {
    let since = |key: &str| script.people.iter().find(|person| person.key == key).map_or(Moment(0), |person| person.since);
    let mut scenes: Vec<(Moment, Scene<'_>)> = script.people.iter().map(|person| (person.since, Scene::Arrival(person))).collect();
    scenes.extend(script.spaces.iter().map(|space| (space.since, Scene::Opening(space))));
    for space in &script.spaces {
        let owner = space.owner.as_str();
        let members = space.members.iter().filter(|(key, _)| **key != space.owner);
        scenes.extend(members.map(|(key, role)| (space.since.max(since(key)), Scene::Admission(space, owner, key, *role))));
        scenes.extend(space.invited.iter().map(|i| (i.at, Scene::Admission(space, &i.by, &i.who, SpaceRole::Contributor))));
    }
    scenes.extend(script.lines.iter().map(|line| (line.at, Scene::Line(line))));
    scenes.extend(script.people.iter().map(|person| (person.read_until, Scene::Settled(&person.key))));
    scenes.sort_by_key(|(at, _)| *at);
    scenes
}

/// What has come into being so far, by the names that the script gives it.
struct Stage {
    kinds: Kinds,
    verbs: Verbs,
    password: String,
    cast: HashMap<String, Actor>,
    places: HashMap<String, Id>,
    items: HashMap<usize, Id>,
}

impl Stage {
    fn play(mut self, tx: &Tx, script: &Script) -> Result<Stage> {
        for (at, scene) in scenes(script) {
            tx.dated(at, || match scene {
                Scene::Arrival(person) => self.arrive(tx, person),
                Scene::Opening(space) => self.open(tx, space),
                Scene::Admission(space, by, who, role) => {
                    members::admit(tx, &self.cast[by], self.places[&space.key], self.cast[who].id, role)
                }
                Scene::Line(line) => self.act(tx, line),
                Scene::Settled(key) => notices::settle_all(tx, &self.cast[key], None),
            })?;
        }
        Ok(self)
    }

    fn arrive(&mut self, tx: &Tx, person: &Person) -> Result<()> {
        let mut new = NewPerson::parse(&person.name, Some(&person.email), person.role)?;
        new.password = (person.role != PersonRole::Bot).then(|| self.password.clone());
        new.language = person.language;
        new.zone = person.zone.clone();
        new.inviter = person.inviter.as_ref().map(|key| self.cast[key].id);
        new.ends_at = person.ends_at;
        new.at = person.since;
        let id = people::add(tx, &new, new.inviter)?;
        if self.cast.is_empty() {
            (self.verbs.found_charter)(tx, id, person.language)?;
        }
        people::admit(tx, id)?;
        let actor = Actor::of_person_at(tx, id, tx.now())?.ok_or(Refusal::NotFound)?;
        (self.verbs.present)(tx, &actor, person)?;
        self.cast.insert(person.key.clone(), actor);
        Ok(())
    }

    fn open(&mut self, tx: &Tx, space: &Space) -> Result<()> {
        let mut new = NewSpace::parse(&space.name, &space.purpose, &space.kind, &space.opening, space.ends_on.as_deref())?;
        new.at = space.since;
        let id = spaces::open(tx, &self.cast[&space.owner], &new)?;
        self.places.insert(space.key.clone(), id);
        Ok(())
    }

    fn act(&mut self, tx: &Tx, line: &Line) -> Result<()> {
        let actor = &self.cast[&line.by];
        match &line.act {
            Act::Publish(publish) => {
                let id = self.publish(tx, actor, publish, line.at)?;
                self.items.insert(publish.item, id);
                Ok(())
            }
            Act::Edit { item, body } => {
                let edit = ItemEdit { body: Some(body.clone()), ..ItemEdit::default() };
                items::edit(tx, &self.kinds, &access::item::<Edit>(tx, actor, self.items[item])?, &edit)
            }
            Act::React { item, emoji } => items::react(tx, &access::item::<Contribute>(tx, actor, self.items[item])?, emoji),
            Act::Vote { item, options } => {
                let chosen = self.options(tx, actor, self.items[item], options)?;
                (self.verbs.vote)(tx, &access::item::<Contribute>(tx, actor, self.items[item])?, &chosen)
            }
            Act::Accept { item, answer } => (self.verbs.accept)(tx, actor, self.items[item], self.items[answer]),
            Act::Pin { item } => items::pin(tx, &access::item::<Moderate>(tx, actor, self.items[item])?),
        }
    }

    fn publish(&self, tx: &Tx, actor: &Actor, publish: &Publish, at: Moment) -> Result<Id> {
        let poll = publish.poll.as_ref();
        let data = poll.map(|poll| json!({ "options": poll.options, "multiple": poll.multiple, "closes_at": poll.closes_at }));
        let title = publish.title.as_deref().unwrap_or_default();
        let new = NewItem::of_kind(&self.kinds, publish.kind, title, &publish.body, data.unwrap_or_default(), at)?;
        let new = new.dated(at, u16::try_from(publish.item).unwrap_or(u16::MAX), None);
        if let Some(parent) = publish.parent {
            return items::comment(tx, &self.kinds, &access::item_to_comment(tx, actor, self.items[&parent])?, &new);
        }
        let there = access::space_to_post(tx, actor, self.places[&publish.space], publish.kind)?;
        match publish.shares {
            Some(origin) => items::share_as(tx, &self.kinds, &access::item::<View>(tx, actor, self.items[&origin])?, &there, &new),
            None => items::post(tx, &self.kinds, &there, &new),
        }
    }

    /// Ids of a poll's options, as its room tells them to everybody.
    fn options(&self, tx: &Tx, actor: &Actor, poll: Id, chosen: &[usize]) -> Result<Vec<Id>> {
        let room = self.kinds.room(Kind::Poll).ok_or(Refusal::NotFound)?;
        let data = room.data(tx.db(), &[poll], actor)?.remove(&poll).unwrap_or_default();
        let id = |option: &usize| data["options"][option]["id"].as_str().and_then(|id| id.parse().ok());
        chosen.iter().map(|option| id(option).ok_or_else(|| Fault::broken("a poll without this option"))).collect()
    }
}

/// Waits until what happened has its numbers, which one backend gives after the commit: unread marks are such numbers.
fn await_numbers(store: &Store) -> Result<()> {
    let started = Instant::now();
    while store.read_now(|db| db.count("SELECT count(*) FROM changes WHERE seq IS NULL", params![]))? > 0 {
        if started.elapsed() > Duration::from_secs(30) {
            return Err(Fault::broken("the changes were not numbered"));
        }
        sleep(Duration::from_millis(5));
    }
    Ok(())
}

/// Moves somebody's marks in all their spaces to `until`; what was there before they came is read.
fn read(tx: &Tx, actor: &Actor, until: Moment) -> Result<()> {
    let sql = "SELECT m.space_id, (SELECT coalesce(max(c.seq), 0) FROM changes c
         WHERE c.space_id = m.space_id AND c.at <= CASE WHEN m.since > $2 THEN m.since ELSE $2 END)
       FROM memberships m WHERE m.person_id = $1";
    let marks = tx.all(sql, params![actor.id, until], |row| Ok((row.id(0)?, row.int(1)?)))?;
    tx.dated(until, || {
        marks.into_iter().try_for_each(|(space, seq)| spaces::set_read(tx, &access::space::<View>(tx, actor, space)?, Some(seq)))
    })
}
