//! Envoyer plus tard: what somebody wrote now is posted at the moment they chose, by the ordinary verb, under the rights they have then.
//! Invariant: a sending ends posted once, cancelled, or waiting with the reason why it could not go; its row leaves in the transaction of the post.
//! Deliberately absent: sending in another's name, and repeated sendings.

use base::{Fault, Id, Moment, Refusal, Result};
use jobs::Work;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use store::{Error, Query, Row, Store, Tx, params};

use crate::access::{self, View};
use crate::documents;
use crate::drafts::{self, Place};
use crate::items::{self, NewItem};
use crate::notices::{self, Reason};
use crate::{Actor, Kinds, once};

/// How many sendings one person has waiting.
pub const MOST: i64 = 100;
/// How far ahead one may plan, in days.
pub const AHEAD_DAYS: i64 = 366;
/// How long the files of a sending that could not go wait for it, in days.
const KEPT_DAYS: i64 = 30;
/// The job that posts what is due.
pub const SEND: &str = "kernel.send_later";

/// What to post, and when.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The kind's code.
    pub kind: String,
    /// The title; may be empty.
    pub title: String,
    /// The text.
    pub body: String,
    /// The kind's own fields.
    pub data: Json,
    /// Files to attach, the author's own.
    pub files: Vec<Id>,
    /// When.
    pub due: Moment,
}

/// A sending as its author sees it.
#[derive(Clone, Debug)]
pub struct Sending {
    /// Its id.
    pub id: Id,
    /// Where it goes.
    pub space: Id,
    /// That space's name, while the author may read it.
    pub space_name: Option<String>,
    /// What will be posted, and when.
    pub wanted: Wanted,
    /// Since when it waits because it could not go, and why: a key of `web`'s words.
    pub refused: Option<(Moment, String)>,
}

#[derive(Serialize, Deserialize)]
struct Due {
    sending: Id,
}

impl Wanted {
    /// The item that this is at the moment `at`.
    fn item(&self, kinds: &Kinds, at: Moment) -> Result<NewItem> {
        NewItem::parse_at(kinds, &self.kind, &self.title, &self.body, self.data.clone(), self.files.clone(), at)
    }

    // A poll that closes before it opens is refused here too: its room looks at the moment of posting.
    fn check(&self, tx: &Tx, kinds: &Kinds, actor: &Actor, space: Id) -> Result<()> {
        access::space::<View>(tx, actor, space)?;
        let (item, now) = (self.item(kinds, self.due)?, tx.now());
        access::space_to_post(tx, actor, space, item.kind)?;
        match self.due {
            due if due <= now => Err(Refusal::field("send_at", "in_the_past").into()),
            due if due > now.plus_days(AHEAD_DAYS) => Err(Refusal::field("send_at", "too_far").into()),
            _ => Ok(()),
        }
    }
}

/// Has something posted later. The rights are asked now, so that one hears of it at once, and again when it goes.
///
/// # Errors
/// As for posting; 422 `send_at` `in_the_past` or `too_far`, and `too_many` beyond [`MOST`].
pub fn plan(tx: &Tx, kinds: &Kinds, actor: &Actor, space: Id, wanted: &Wanted) -> Result<Id> {
    wanted.check(tx, kinds, actor, space)?;
    if tx.count("SELECT count(*) FROM scheduled WHERE person_id = $1", params![actor.id])? >= MOST {
        return Err(Refusal::limit("send_at", "too_many", MOST).into());
    }
    let id = Id::new();
    let sql = "INSERT INTO scheduled(id, person_id, space_id, kind, title, body, data, due_at, files) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let (title, body) = (wanted.title.as_str(), wanted.body.as_str());
    let files = serde_json::to_string(&wanted.files).map_err(Fault::broken)?;
    tx.run(sql, params![id, actor.id, space, wanted.kind.as_str(), title, body, wanted.data.to_string(), wanted.due, files])?;
    documents::wait_until(tx, actor.id, &wanted.files, wanted.due.plus_days(KEPT_DAYS))?;
    jobs::enqueue_later(tx, SEND, &Due { sending: id }, wanted.due)?;
    Ok(id)
}

/// Changes what waits, but for its files. What could not go gets its next chance at the new moment.
///
/// # Errors
/// `NotFound` when it is not mine or has gone; as [`plan`].
pub fn replan(tx: &Tx, kinds: &Kinds, actor: &Actor, id: Id, wanted: &Wanted) -> Result<()> {
    let sending = one(tx, actor, id)?;
    let wanted = &Wanted { files: sending.wanted.files.clone(), ..wanted.clone() };
    wanted.check(tx, kinds, actor, sending.space)?;
    let sql = "UPDATE scheduled SET kind = $3, title = $4, body = $5, data = $6, due_at = $7, refused_at = NULL, refusal = NULL
       WHERE id = $1 AND person_id = $2";
    let (title, body) = (wanted.title.as_str(), wanted.body.as_str());
    tx.run(sql, params![id, actor.id, wanted.kind.as_str(), title, body, wanted.data.to_string(), wanted.due])?;
    documents::wait_until(tx, actor.id, &sending.wanted.files, wanted.due.plus_days(KEPT_DAYS))?;
    // The earlier job finds that it is too early, or nothing left to do.
    jobs::enqueue_later(tx, SEND, &Due { sending: id }, wanted.due)?;
    Ok(())
}

/// Gives up a sending; its words are gone, its files wait a day as if just uploaded.
///
/// # Errors
/// `NotFound` when it is not mine or has gone.
pub fn cancel(tx: &Tx, actor: &Actor, id: Id) -> Result<()> {
    let files = one(tx, actor, id)?.wanted.files;
    tx.run("DELETE FROM scheduled WHERE id = $1 AND person_id = $2", params![id, actor.id])?;
    documents::wait_until(tx, actor.id, &files, tx.now())
}

/// Gives up a sending and puts its words back into the composer of its space. `false`, and nothing is done, when they can't go there:
/// another draft is there, files go with it, or the space is out of reach.
///
/// # Errors
/// `NotFound` when it is not mine or has gone.
pub fn take_back(tx: &Tx, actor: &Actor, id: Id) -> Result<bool> {
    let Sending { space, wanted: Wanted { kind, title, body, data, files, .. }, .. } = one(tx, actor, id)?;
    // A draft holds no files.
    if !files.is_empty() {
        return Ok(false);
    }
    let typed = drafts::Typed { kind, title, body, data };
    match drafts::keep(tx, actor, Place::Space(space), &typed, Some(Id(0))) {
        Ok(_) => cancel(tx, actor, id).map(|()| true),
        Err(Fault::Refused(refusal)) if refusal != Refusal::Busy => Ok(false),
        Err(fault) => Err(fault),
    }
}

/// Posts it now. Doing it twice answers the same item: the sending's id is the key.
///
/// # Errors
/// `NotFound` when it is not mine or was cancelled; as for posting.
pub fn send(tx: &Tx, kinds: &Kinds, actor: &Actor, id: Id) -> Result<Id> {
    let (item, _) = once::once(tx, actor.id, Some(&format!("scheduled:{id}")), b"", || {
        let sending = one(tx, actor, id)?;
        access::space::<View>(tx, actor, sending.space)?;
        let new = sending.wanted.item(kinds, tx.now())?;
        let allowed = access::space_to_post(tx, actor, sending.space, new.kind)?;
        let item = items::post(tx, kinds, &allowed, &new)?;
        cancel(tx, actor, id)?;
        Ok(item.to_string())
    })?;
    item.parse().map_err(Fault::broken)
}

const SELECT: &str =
    "SELECT d.id, d.space_id, CASE WHEN EXISTS (SELECT 1 FROM reachable r WHERE r.person_id = $1 AND r.space_id = d.space_id)
    THEN s.name END, d.kind, d.title, d.body, d.data, d.due_at, d.refused_at, coalesce(d.refusal, ''), d.files
  FROM scheduled d JOIN spaces s ON s.id = d.space_id WHERE d.person_id = $1";

fn from_row(row: &Row<'_>) -> Result<Sending, Error> {
    let refusal = row.text(9)?;
    Ok(Sending {
        id: row.id(0)?,
        space: row.id(1)?,
        space_name: row.opt_text(2)?,
        wanted: Wanted {
            kind: row.text(3)?,
            title: row.text(4)?,
            body: row.text(5)?,
            data: serde_json::from_str(&row.text(6)?).unwrap_or_default(),
            files: serde_json::from_str(&row.text(10)?).unwrap_or_default(),
            due: row.moment(7)?,
        },
        refused: row.opt_moment(8)?.map(|at| (at, refusal)),
    })
}

/// One of mine.
///
/// # Errors
/// `NotFound` when it is not mine or has gone.
pub fn one(q: &impl Query, actor: &Actor, id: Id) -> Result<Sending> {
    let found = q.one(&format!("{SELECT} AND d.id = $2"), params![actor.id, id], from_row)?;
    Ok(found.ok_or(Refusal::NotFound)?)
}

/// All of mine, first those that could not go, then the soonest.
pub fn mine(q: &impl Query, actor: &Actor) -> Result<Vec<Sending>, Error> {
    let sql = format!("{SELECT} ORDER BY CASE WHEN d.refused_at IS NULL THEN 1 ELSE 0 END, d.due_at, d.id LIMIT $2");
    q.all(&sql, params![actor.id, MOST], from_row)
}

/// When the next of mine goes to that space, how many wait there, and how many could not go.
pub fn of_space(q: &impl Query, actor: &Actor, space: Id) -> Result<(Option<Moment>, i64, i64), Error> {
    let sql = "SELECT min(due_at), count(*), count(refused_at) FROM scheduled WHERE person_id = $1 AND space_id = $2";
    let found = q.one(sql, params![actor.id, space], |row| Ok((row.opt_moment(0)?, row.int(1)?, row.int(2)?)))?;
    Ok(found.unwrap_or_default())
}

/// What does [`SEND`], for the program's list of jobs.
pub fn work(store: &Store, kinds: &Kinds) -> Work {
    let (store, kinds) = (store.clone(), kinds.clone());
    Box::new(move |job| {
        let Due { sending } = job.payload()?;
        let kinds = kinds.clone();
        match store.write_now(move |tx| send_due(tx, &kinds, sending)) {
            Err(Fault::Refused(refusal)) if refusal != Refusal::Busy => {
                let why = reason(&refusal);
                store.write_now(move |tx| refuse(tx, sending, &why))?;
            }
            done => done?,
        }
        Ok(())
    })
}

fn send_due(tx: &Tx, kinds: &Kinds, id: Id) -> Result<()> {
    let waiting = "SELECT person_id FROM scheduled WHERE id = $1 AND due_at <= $2 AND refused_at IS NULL";
    // Gone, cancelled, or put off: then another job waits for the new moment.
    let Some(person) = tx.one(waiting, params![id, tx.now()], |row| row.id(0))? else { return Ok(()) };
    let actor = Actor::of_person(tx, person)?.ok_or(Refusal::Forbidden("deactivated"))?;
    send(tx, kinds, &actor, id).map(drop)
}

fn refuse(tx: &Tx, id: Id, why: &str) -> Result<()> {
    let sql = "UPDATE scheduled SET refused_at = $2, refusal = $3 WHERE id = $1 AND due_at <= $2 AND refused_at IS NULL";
    if tx.run(sql, params![id, tx.now(), why])? == 1 {
        let person = tx.one("SELECT person_id FROM scheduled WHERE id = $1", params![id], |row| row.id(0))?;
        person.map_or(Ok(()), |person| notices::remind(tx, person, Reason::NotSent))?;
    }
    Ok(())
}

/// The key of the words that say why: never the name of a place that may be hidden by now.
fn reason(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Forbidden(code) | Refusal::Conflict(code) => format!("refusal_{code}"),
        Refusal::CharterNotAccepted => "refusal_charter_not_accepted".into(),
        Refusal::Invalid(errors) => errors.first().map_or_else(|| "field_other".into(), |error| format!("field_{}", error.code)),
        _ => "refusal_out_of_reach".into(),
    }
}
