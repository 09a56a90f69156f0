//! The record that something happened: at once the activity and the outbox. Live pages, notices and counts follow from it alone.
//! Invariant: order of number = order of commit, so a reader at n never misses a smaller number (see `store::dialect`).

use base::{Id, Moment};
use serde::Serialize;
use store::{Error, Query, Row, Tx, params};

crate::named! {
    /// What happened.
    Verb {
        /// An item was posted in a space.
        Posted = "posted",
        /// A comment was made.
        Commented = "commented",
        /// Title or body was changed.
        Edited = "edited",
        /// An item went to the trash.
        Trashed = "trashed",
        /// It came back.
        Restored = "restored",
        /// A reaction was given or taken back.
        Reacted = "reacted",
        /// The kind's own state moved: a vote, an accepted answer.
        Answered = "answered",
        /// Pinned or unpinned.
        Pinned = "pinned",
        /// Two items were linked.
        Linked = "linked",
        /// What is in a file of the item was read: it has its picture, and is found by its words.
        Illustrated = "illustrated",
        /// A space was made.
        Opened = "opened",
        /// A space's name, purpose or settings changed.
        Arranged = "arranged",
        /// A space became read-only.
        Archived = "archived",
        /// A space may be written to again.
        Reopened = "reopened",
        /// Somebody joined a space, or a role in it changed.
        Joined = "joined",
        /// Somebody left a space or was removed from it.
        Left = "left",
        /// Somebody asked to join.
        Asked = "asked",
        /// A person came into the network.
        Arrived = "arrived",
        /// A profile or a network role changed.
        Presented = "presented",
        /// A person was deactivated.
        Deactivated = "deactivated",
        /// A person was let in again.
        Reactivated = "reactivated",
        /// A new charter stands.
        Chartered = "chartered",
        /// Somebody's unread marks moved: only that person hears of it.
        Read = "read",
        /// Something now waits for somebody: only that person hears of it.
        Noticed = "noticed",
        /// Sessions of somebody were ended: their open pages sign out; nobody else hears of it.
        SignedOut = "signed_out",
    }
}

impl Verb {
    /// 1 for what counts as unread in a space.
    fn weight(self) -> i64 {
        i64::from(matches!(self, Verb::Posted | Verb::Commented))
    }
}

/// A change about to be written.
#[derive(Clone, Copy, Debug)]
pub struct Change<'a> {
    /// Who did it; `None` for the house itself.
    pub actor: Option<Id>,
    /// Where.
    pub space: Option<Id>,
    /// To what.
    pub item: Option<Id>,
    /// To whom.
    pub person: Option<Id>,
    /// What.
    pub verb: Verb,
    /// A short machine-readable complement, such as a role or an emoji.
    pub details: &'a str,
}

impl Change<'_> {
    /// Somebody did something to an item.
    pub fn of_item(actor: Id, space: Id, item: Id, verb: Verb) -> Change<'static> {
        Change { actor: Some(actor), space: Some(space), item: Some(item), person: None, verb, details: "" }
    }

    /// Somebody did something to a space.
    pub fn of_space(actor: Id, space: Id, verb: Verb) -> Change<'static> {
        Change { actor: Some(actor), space: Some(space), item: None, person: None, verb, details: "" }
    }

    /// Somebody did something to a person, perhaps in a space.
    pub fn of_person(actor: Option<Id>, space: Option<Id>, person: Id, verb: Verb) -> Change<'static> {
        Change { actor, space, item: None, person: Some(person), verb, details: "" }
    }
}

/// Writes a change in the transaction of its cause.
pub fn record(tx: &Tx, change: Change<'_>) -> Result<(), Error> {
    record_at(tx, change, tx.now())
}

/// The same with the date that a new thing bears.
pub fn record_at(tx: &Tx, change: Change<'_>, at: Moment) -> Result<(), Error> {
    write(tx, change, at, change.verb.weight())
}

/// The same for what an import brings: nobody has it to read.
pub(crate) fn record_read(tx: &Tx, change: Change<'_>, at: Moment) -> Result<(), Error> {
    write(tx, change, at, 0)
}

fn write(tx: &Tx, change: Change<'_>, at: Moment, weight: i64) -> Result<(), Error> {
    let seq = store::next_seq(tx)?;
    tx.put(
        "INSERT INTO changes(id, seq, at, actor_id, space_id, item_id, person_id, verb, details, weight) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![Id::new(), seq, at, change.actor, change.space, change.item, change.person, change.verb, change.details, weight],
    )
}

/// A change as it was recorded.
#[derive(Clone, Debug, Serialize)]
pub struct Recorded {
    /// Its number.
    #[serde(serialize_with = "as_text")]
    pub seq: i64,
    /// When.
    pub at: Moment,
    /// Who.
    pub actor: Option<Id>,
    /// Where.
    pub space: Option<Id>,
    /// To what.
    pub item: Option<Id>,
    /// The thread it belongs to, when it is about an item.
    pub root: Option<Id>,
    /// To whom.
    pub person: Option<Id>,
    /// What, as [`Verb`] names it.
    pub verb: Verb,
    /// The complement.
    pub details: String,
}

fn as_text<S: serde::Serializer>(seq: &i64, s: S) -> Result<S::Ok, S::Error> {
    s.collect_str(seq)
}

const COLUMNS: &str = "c.seq, c.at, c.actor_id, c.space_id, c.item_id, i.root_id, c.person_id, c.verb, c.details";

fn from_row(row: &Row<'_>) -> Result<Recorded, Error> {
    Ok(Recorded {
        seq: row.int(0)?,
        at: row.moment(1)?,
        actor: row.opt_id(2)?,
        space: row.opt_id(3)?,
        item: row.opt_id(4)?,
        root: row.opt_id(5)?,
        person: row.opt_id(6)?,
        verb: Verb::parse(&row.text(7)?).unwrap_or(Verb::Edited),
        details: row.text(8)?,
    })
}

/// What happened after `seq`, for the house's own listeners, in order.
pub fn after(q: &impl Query, seq: i64, limit: i64) -> Result<Vec<Recorded>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM changes c LEFT JOIN items i ON i.id = c.item_id WHERE c.seq > $1 ORDER BY c.seq LIMIT $2");
    q.all(&sql, params![seq, limit], from_row)
}

/// What happened after `seq` that `person` may see: in reachable spaces, about people, or for that person alone.
pub fn seen_after(q: &impl Query, person: &crate::Actor, seq: i64, limit: i64) -> Result<Vec<Recorded>, Error> {
    // An insider hears of people; a guest only of what happens in the spaces they are in. `asked` is for hosts.
    let sql = format!(
        "SELECT {COLUMNS} FROM changes c LEFT JOIN items i ON i.id = c.item_id
          WHERE c.seq > $1
            AND (c.verb NOT IN ('read', 'noticed', 'signed_out') OR c.person_id = $2)
            AND (c.verb <> 'asked' OR EXISTS (SELECT 1 FROM memberships h WHERE h.space_id = c.space_id AND h.person_id = $2 AND h.role = 'host'))
            AND (c.person_id = $2 AND c.space_id IS NULL
                 OR c.space_id IS NULL AND $3 = 1
                 OR EXISTS (SELECT 1 FROM reachable r WHERE r.person_id = $2 AND r.space_id = c.space_id))
          ORDER BY c.seq LIMIT $4"
    );
    q.all(&sql, params![seq, person.id, person.is_insider(), limit], from_row)
}

/// The number of the newest change; 0 when nothing has happened.
pub fn latest(q: &impl Query) -> Result<i64, Error> {
    q.count("SELECT coalesce(max(seq), 0) FROM changes", &[])
}
