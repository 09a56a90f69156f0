//! What somebody is writing: one draft for each place, kept until it is sent, the same on every device.
//! Invariant: nobody but its author reads a draft, and none is replaced by a device that has not seen it.
//! Deliberately absent: any check of the words beyond their length. A draft may be unfinished.

use std::collections::HashMap;
use std::fmt;

use base::{Id, Moment, Refusal, Result, checked};
use serde_json::Value as Json;
use store::{Error, Query, Row, Tx, params};

use crate::access::{self, View};
use crate::sql::{list, padded};
use crate::{Actor, Kind};

/// How many drafts one person keeps.
pub const MOST: i64 = 100;
/// Most bytes of the kind's own fields, as JSON.
const DATA: usize = 20_000;

/// Where something is being written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// The composer of a space.
    Space(Id),
    /// The field under an item or a comment.
    Item(Id),
}

impl Place {
    /// Reads `space:<id>` or `item:<id>`; `None` when it is neither.
    pub fn parse(text: &str) -> Option<Place> {
        let (what, id) = text.split_once(':')?;
        let id = id.parse().ok()?;
        match what {
            "space" => Some(Place::Space(id)),
            "item" => Some(Place::Item(id)),
            _ => None,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Space(id) => write!(f, "space:{id}"),
            Place::Item(id) => write!(f, "item:{id}"),
        }
    }
}

/// What was typed so far.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Typed {
    /// The kind's code; empty for whatever is offered first.
    pub kind: String,
    /// The title.
    pub title: String,
    /// The text.
    pub body: String,
    /// The kind's own fields, as far as they go.
    pub data: Json,
}

impl Typed {
    fn is_empty(&self) -> bool {
        let options =
            self.data["options"].as_array().is_some_and(|all| all.iter().any(|one| one.as_str().is_some_and(|s| !s.trim().is_empty())));
        self.title.trim().is_empty() && self.body.trim().is_empty() && !options
    }
}

/// A draft as its author finds it again.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Where it is written.
    pub place: Place,
    /// The space that is, or holds what is answered.
    pub space: Id,
    /// The name of that space, while the author may read it.
    pub space_name: Option<String>,
    /// The top of the thread that is answered.
    pub root: Option<Id>,
    /// What was typed.
    pub typed: Typed,
    /// Changes at every keeping: what a device names to show that it has seen this one.
    pub version: Id,
    /// When it was last kept.
    pub at: Moment,
}

const SELECT: &str =
    "SELECT d.place, d.space_id, CASE WHEN EXISTS (SELECT 1 FROM reachable r WHERE r.person_id = $1 AND r.space_id = d.space_id)
    THEN s.name END, i.root_id, d.kind, d.title, d.body, d.data, d.version, d.at
  FROM drafts d JOIN spaces s ON s.id = d.space_id LEFT JOIN items i ON i.id = d.item_id WHERE d.person_id = $1";

fn from_row(row: &Row<'_>) -> Result<Draft, Error> {
    let (place, space) = (row.text(0)?, row.id(1)?);
    Ok(Draft {
        place: Place::parse(&place).unwrap_or(Place::Space(space)),
        space,
        space_name: row.opt_text(2)?,
        root: row.opt_id(3)?,
        typed: Typed {
            kind: row.text(4)?,
            title: row.text(5)?,
            body: row.text(6)?,
            data: serde_json::from_str(&row.text(7)?).unwrap_or_default(),
        },
        version: row.id(8)?,
        at: row.moment(9)?,
    })
}

/// My drafts, newest first.
pub fn all(q: &impl Query, actor: &Actor) -> Result<Vec<Draft>, Error> {
    q.all(&format!("{SELECT} ORDER BY d.version DESC LIMIT $2"), params![actor.id, MOST], from_row)
}

/// My draft for that place, if there is one. Asks no right: they are my own words.
pub fn find(q: &impl Query, actor: &Actor, place: Place) -> Result<Option<Draft>, Error> {
    q.one(&format!("{SELECT} AND d.place = $2"), params![actor.id, place.to_string()], from_row)
}

/// My drafts under these items, for the cards of a page: one query.
pub fn under(q: &impl Query, actor: &Actor, items: &[Id]) -> Result<HashMap<Id, Draft>, Error> {
    if items.is_empty() {
        return Ok(HashMap::new());
    }
    let found =
        q.all(&format!("{SELECT} AND d.item_id IN {}", list(2, items.len())), &padded(params![actor.id].to_vec(), items), from_row)?;
    Ok(found.into_iter().filter_map(|draft| if let Place::Item(id) = draft.place { Some((id, draft)) } else { None }).collect())
}

/// Keeps what was typed; when nothing is left of it, forgets the draft and answers `None`.
/// `seen` is the version that the device had before, 0 for none: another one stays, and the device is told. `None` replaces whatever stands.
///
/// # Errors
/// `NotFound` or `Forbidden` where one may not look; `Stale` with both texts; 422 with every wrong field, or `place` `too_many` beyond [`MOST`].
pub fn keep(tx: &Tx, actor: &Actor, place: Place, typed: &Typed, seen: Option<Id>) -> Result<Option<Draft>> {
    let (space, item) = match place {
        Place::Space(id) => (access::space::<View>(tx, actor, id)?.it().id, None),
        Place::Item(id) => (access::item::<View>(tx, actor, id)?.it().space.id, Some(id)),
    };
    check(typed)?;
    let stands = find(tx, actor, place)?;
    if let Some(stands) = stands.as_ref().filter(|stands| stands.typed == *typed) {
        return Ok(Some(stands.clone()));
    }
    let version = stands.as_ref().map_or(Id(0), |stands| stands.version);
    if seen.is_some_and(|seen| seen != version) {
        let current = stands.map(|stands| stands.typed.body).unwrap_or_default();
        return Err(Refusal::Stale { revision: version.0, current, yours: typed.body.clone() }.into());
    }
    if typed.is_empty() {
        forget(tx, actor, place)?;
        return Ok(None);
    }
    let (name, data) = (place.to_string(), typed.data.to_string());
    let words = params![actor.id, name, typed.kind.as_str(), typed.title.as_str(), typed.body.as_str(), data, Id::new(), tx.now()];
    let written = if stands.is_some() {
        let sql = "UPDATE drafts SET kind = $3, title = $4, body = $5, data = $6, version = $7, at = $8 WHERE person_id = $1 AND place = $2 AND version = $9";
        tx.run(sql, &[words, params![version]].concat())?
    } else {
        if tx.count("SELECT count(*) FROM drafts WHERE person_id = $1", params![actor.id])? >= MOST {
            return Err(Refusal::limit("place", "too_many", MOST).into());
        }
        let sql = "INSERT INTO drafts(person_id, place, kind, title, body, data, version, at, space_id, item_id)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (person_id, place) DO NOTHING";
        tx.run(sql, &[words, params![space, item]].concat())?
    };
    // Another device came in between.
    if written == 0 {
        return Err(Refusal::Busy.into());
    }
    Ok(find(tx, actor, place)?)
}

fn check(typed: &Typed) -> Result<(), Refusal> {
    let mut errors = checked::Errors::default();
    if !typed.kind.is_empty() && Kind::parse(&typed.kind).is_none() {
        errors.add("kind", "unknown");
    }
    for (field, text, most) in [("title", &typed.title, checked::TITLE), ("body", &typed.body, checked::BODY)] {
        if text.chars().count() > most {
            errors.add_limit(field, "too_long", most);
        }
    }
    if typed.data.to_string().len() > DATA {
        errors.add_limit("data", "too_large", DATA);
    }
    errors.done()
}

/// Forgets a draft; forgetting twice changes nothing.
pub fn forget(tx: &Tx, actor: &Actor, place: Place) -> Result<()> {
    tx.run("DELETE FROM drafts WHERE person_id = $1 AND place = $2", params![actor.id, place.to_string()])?;
    Ok(())
}

/// Forgets the draft of what was just sent from its place: the version that the sender had, or the very same text.
/// What another device wrote there meanwhile stays.
pub fn sent(tx: &Tx, actor: &Actor, place: Place, seen: Option<Id>, body: &str) -> Result<()> {
    let sql = "DELETE FROM drafts WHERE person_id = $1 AND place = $2 AND (version = $3 OR body = $4)";
    tx.run(sql, params![actor.id, place.to_string(), seen.unwrap_or(Id(0)), body])?;
    Ok(())
}
