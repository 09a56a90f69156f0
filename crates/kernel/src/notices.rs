//! À traiter: a change brought to one person for a stated reason. Counts are equal on every device, because they are read from here.
//! Invariant: a notice about a place that its person can no longer reach is neither listed nor counted.

use base::{Id, Moment, Refusal, Result};
use store::{Error, Query, Row, Tx, params};

use crate::changes::{self, Change, Verb};
use crate::items::Author;
use crate::{Actor, find};

crate::named! {
    /// Why something waits for somebody.
    Reason {
        /// They were mentioned.
        Mentioned = "mentioned",
        /// Somebody answered their item or comment.
        Answered = "answered",
        /// They were let into a space, or invited.
        Invited = "invited",
        /// Somebody asks to join a space they host.
        Asked = "asked",
        /// Their comment was accepted as the answer.
        Accepted = "accepted",
        /// What they had planned to send could not go.
        NotSent = "not_sent",
        /// The copy of their data is ready.
        DataReady = "data_ready",
        /// What they asked about their data was answered.
        DataAnswered = "data_answered",
        /// Somebody asks about their data; for administrators.
        DataAsked = "data_asked",
    }
}

/// One line of À traiter.
#[derive(Clone, Debug)]
pub struct Notice {
    /// The notice.
    pub id: Id,
    /// Why it is there.
    pub reason: Reason,
    /// About which item.
    pub item: Option<Id>,
    /// The thread of that item.
    pub root: Option<Id>,
    /// In which space.
    pub space: Option<Id>,
    /// That space's name.
    pub space_name: String,
    /// Who caused it.
    pub actor: Author,
    /// Whether the thread is the person's own.
    pub own_thread: bool,
    /// Whether a comment of the person's own is what was answered.
    pub own_comment: bool,
    /// Title of the thread, or the beginning of its text.
    pub title: String,
    /// The beginning of the item's own text.
    pub excerpt: String,
    /// Since when it waits.
    pub at: Moment,
    /// When it was settled.
    pub read_at: Option<Moment>,
}

/// Brings something to somebody, unless they did it themselves or it already waits.
pub fn notify(tx: &Tx, person: Id, reason: Reason, item: Option<Id>, space: Option<Id>, actor: Id) -> Result<(), Error> {
    if person == actor { Ok(()) } else { bring(tx, person, reason, item, space, actor) }
}

/// Brings something of one's own back to somebody, wherever it was about: nobody else did it.
pub fn remind(tx: &Tx, person: Id, reason: Reason) -> Result<(), Error> {
    bring(tx, person, reason, None, None, person)
}

fn bring(tx: &Tx, person: Id, reason: Reason, item: Option<Id>, space: Option<Id>, actor: Id) -> Result<(), Error> {
    let now = tx.now();
    let new = tx.run(
        "INSERT INTO notices(id, person_id, reason, item_id, space_id, actor_id, due_at) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
        params![Id::new(), person, reason, item, space, actor, now],
    )?;
    if new == 1 {
        changes::record(
            tx,
            Change { actor: None, space: None, item: None, person: Some(person), verb: Verb::Noticed, details: reason.name() },
        )?;
    }
    Ok(())
}

// $1 is the person. A request to join waits for hosts alone, and no longer than it stands.
const STANDS: &str = "n.person_id = $1 AND i.trashed_at IS NULL AND root.trashed_at IS NULL
  AND (n.space_id IS NULL OR n.space_id IN (SELECT r.space_id FROM reachable r WHERE r.person_id = $1))
  AND (n.reason <> 'asked'
       OR EXISTS (SELECT 1 FROM memberships h WHERE h.space_id = n.space_id AND h.person_id = $1 AND h.role = 'host')
          AND (n.read_at IS NOT NULL OR EXISTS (SELECT 1 FROM join_requests j WHERE j.space_id = n.space_id AND j.person_id = n.actor_id)))";

/// How many notices wait for the person.
pub fn waiting(q: &impl Query, person: Id) -> Result<i64, Error> {
    let from = "FROM notices n LEFT JOIN items i ON i.id = n.item_id LEFT JOIN items root ON root.id = i.root_id";
    q.count(&format!("SELECT count(*) {from} WHERE n.read_at IS NULL AND {STANDS}"), params![person])
}

/// A page of notices, newest first; settled ones too when `all`.
pub fn page(q: &impl Query, person: Id, all: bool, before: Option<Id>, limit: i64) -> Result<Vec<Notice>, Error> {
    let sql = format!(
        "SELECT n.id, n.reason, n.item_id, i.root_id, n.space_id, coalesce(s.name, ''), p.id, p.name, p.role, p.photo_at,
                CASE WHEN root.author_id = $1 THEN 1 ELSE 0 END, CASE WHEN up.author_id = $1 AND up.parent_id IS NOT NULL THEN 1 ELSE 0 END,
                coalesce(nullif(root.title, ''), substr(rb.plain, 1, 280), ''), coalesce(substr(b.plain, 1, 280), ''), n.due_at, n.read_at
           FROM notices n JOIN people p ON p.id = n.actor_id LEFT JOIN spaces s ON s.id = n.space_id
           LEFT JOIN items i ON i.id = n.item_id LEFT JOIN bodies b ON b.id = i.body_id
           LEFT JOIN items root ON root.id = i.root_id LEFT JOIN bodies rb ON rb.id = root.body_id LEFT JOIN items up ON up.id = i.parent_id
          WHERE {STANDS} AND n.id < $2 AND ($3 = 1 OR n.read_at IS NULL)
          ORDER BY n.id DESC LIMIT $4"
    );
    q.all(&sql, params![person, before.unwrap_or(Id(i64::MAX)), all, limit], from_row)
}

fn from_row(row: &Row<'_>) -> Result<Notice, Error> {
    Ok(Notice {
        id: row.id(0)?,
        reason: Reason::parse(&row.text(1)?).unwrap_or(Reason::Mentioned),
        item: row.opt_id(2)?,
        root: row.opt_id(3)?,
        space: row.opt_id(4)?,
        space_name: row.text(5)?,
        actor: find::author(row, 6)?,
        own_thread: row.flag(10)?,
        own_comment: row.flag(11)?,
        title: row.text(12)?,
        excerpt: row.text(13)?,
        at: row.moment(14)?,
        read_at: row.opt_moment(15)?,
    })
}

/// Settles one notice; settling it twice changes nothing.
///
/// # Errors
/// `NotFound` when it is somebody else's.
pub fn settle(tx: &Tx, actor: &Actor, notice: Id) -> Result<()> {
    let mine = tx.count("SELECT count(*) FROM notices WHERE id = $1 AND person_id = $2", params![notice, actor.id])?;
    if mine == 0 {
        return Err(Refusal::NotFound.into());
    }
    settle_where(tx, actor, "id = $3", store::Value::from(notice))
}

/// Settles what waits for the person, up to the newest notice they have seen: what came since still waits.
pub fn settle_all(tx: &Tx, actor: &Actor, up_to: Option<Id>) -> Result<()> {
    settle_where(tx, actor, "id <= $3", store::Value::from(up_to.unwrap_or(Id(i64::MAX))))
}

/// Settles an invitation into a space: its person has looked at the place.
pub fn settle_invitation(tx: &Tx, actor: &Actor, space: Id) -> Result<()> {
    settle_where(tx, actor, "reason = 'invited' AND space_id = $3", store::Value::from(space))
}

/// Settles what waits about a thread: its reader has opened it.
pub fn settle_thread(tx: &Tx, actor: &Actor, root: Id) -> Result<()> {
    settle_where(tx, actor, "item_id IN (SELECT id FROM items WHERE root_id = $3)", store::Value::from(root))
}

fn settle_where(tx: &Tx, actor: &Actor, which: &str, value: store::Value) -> Result<()> {
    let sql = format!("UPDATE notices SET read_at = $1 WHERE person_id = $2 AND read_at IS NULL AND {which}");
    if tx.run(&sql, &[store::Value::from(tx.now()), store::Value::from(actor.id), value])? > 0 {
        let read = Change { actor: Some(actor.id), space: None, item: None, person: Some(actor.id), verb: Verb::Read, details: "inbox" };
        changes::record(tx, read)?;
    }
    Ok(())
}
