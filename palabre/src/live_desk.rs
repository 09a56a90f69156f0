//! The live socket of the API (interface.md): who may follow what, and what they missed. The hub and the frames are `live`'s.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{State, WebSocketUpgrade};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use base::{Id, Refusal};
use feed::{ChangeShape, ItemShape};
use house::{AtDoor, House, Maybe};
use kernel::changes::{self, Recorded, Verb};
use kernel::items::queries;
use kernel::people::sessions;
use kernel::{Actor, View, access};
use live::{Close, Desk, Event, Hub, Missed, Utf8Bytes, Who};
use store::Db;
use web::Failure;

/// The subprotocol that clients ask for.
pub const PROTOCOL: &str = "palabre.v1";

/// `GET /api/v1/live`.
pub async fn connect(
    State(house): State<House>,
    Extension(hub): Extension<Hub>,
    headers: HeaderMap,
    maybe: Result<Maybe, Failure>,
    pending: Result<AtDoor, Failure>,
    upgrade: WebSocketUpgrade,
) -> Result<Response, Failure> {
    if !comes_from_here(&headers, &house) {
        return Err(Refusal::Forbidden("foreign_origin").into());
    }
    let Maybe(Some(actor)) = maybe? else {
        // Who still owes the second factor is refused outright (safety test 48); who was signed out learns it in the frame that scripts can read.
        return if pending.is_ok() {
            Err(Refusal::SignedOut.into())
        } else {
            Ok(live::refuse(upgrade, PROTOCOL, Close::SIGNED_OUT).into_response())
        };
    };
    let who = Who { owner: actor.id.0, session: actor.by.0 };
    Ok(live::accept(upgrade, PROTOCOL, &hub, who, PersonalDesk { house, actor: Arc::new(actor) }))
}

/// A cookie opens a socket only from our own pages; a program with a token sends no `Origin`.
fn comes_from_here(headers: &HeaderMap, house: &House) -> bool {
    let Some(origin) = headers.get("origin").map(|origin| origin.to_str().unwrap_or("?")) else {
        return web::bearer(headers).is_some() || !headers.contains_key("sec-fetch-site");
    };
    let host = headers.get("host").and_then(|host| host.to_str().ok()).unwrap_or_default();
    origin == &*house.public_url || origin.split_once("://").is_some_and(|(_, there)| there == host)
}

struct PersonalDesk {
    house: House,
    actor: Arc<Actor>,
}

impl PersonalDesk {
    /// The person as they stand now: rights may have changed since the handshake, and the session may have ended.
    fn now(db: &Db, actor: &Actor) -> base::Result<Actor> {
        if !sessions::holds(db, actor)? {
            return Err(Refusal::SignedOut.into());
        }
        Ok(Actor::of_person(db, actor.id)?.ok_or(Refusal::SignedOut)?)
    }
}

impl Desk for PersonalDesk {
    async fn admit(&self, topic: &str) -> Result<Vec<i64>, Close> {
        if topic == "inbox" {
            return Ok(vec![self.actor.id.0]);
        }
        let space: Id = topic.strip_prefix("space:").and_then(|id| id.parse().ok()).ok_or(Close::NOT_ALLOWED)?;
        let actor = Arc::clone(&self.actor);
        let reached = self.house.read(move |db| access::space::<View>(db, &PersonalDesk::now(db, &actor)?, space).map(|_| ())).await;
        match reached {
            Ok(()) => Ok(vec![space.0]),
            Err(Failure(fault)) if fault.refusal() == Some(&Refusal::SignedOut) => Err(Close::ENDED),
            Err(_) => Err(Close::NOT_ALLOWED),
        }
    }

    async fn missed(&self, keys: &[i64], since: i64) -> Result<Missed, Close> {
        let (actor, kinds, keys) = (Arc::clone(&self.actor), self.house.kinds.clone(), keys.to_vec());
        let read = self.house.read(move |db| {
            let actor = PersonalDesk::now(db, &actor)?;
            let mut since = since;
            loop {
                let page = changes::seen_after(db, &actor, since, 200)?;
                let more = page.len() == 200;
                let last = page.last().map_or(since, |change| change.seq);
                let wanted: Vec<Recorded> =
                    page.into_iter().filter(|change| key_of(change, actor.id).is_some_and(|key| keys.contains(&key))).collect();
                if wanted.is_empty() && more {
                    since = last;
                    continue;
                }
                let texts = texts(db, &kinds, &wanted)?;
                let events = wanted
                    .iter()
                    .zip(texts)
                    .filter_map(|(change, text)| Some(Event { topic: key_of(change, actor.id)?, seq: change.seq, text }));
                return Ok(Missed { events: events.collect(), more });
            }
        });
        read.await.map_err(|_| Close::GOING)
    }

    fn typing(&self, topic: &str) -> Option<Utf8Bytes> {
        let space = topic.strip_prefix("space:")?;
        let text = serde_json::json!({ "typing": { "space": space, "person": self.actor.id, "name": self.actor.name } });
        Some(text.to_string().into())
    }
}

/// Under which key a change is published: its space, or the one person it concerns.
pub(crate) fn key_of(change: &Recorded, person: Id) -> Option<i64> {
    match change.space {
        Some(space) => Some(space.0),
        None if change.person == Some(person) => Some(person.0),
        None => None,
    }
}

/// The text of each change, its item as it is now; what lies in the trash is named by its ids alone.
pub(crate) fn texts(db: &Db, kinds: &kernel::Kinds, changes: &[Recorded]) -> base::Result<Vec<Utf8Bytes>> {
    let mut ids: Vec<Id> = changes.iter().filter(|change| change.verb != Verb::Trashed).filter_map(|change| change.item).collect();
    ids.sort();
    ids.dedup();
    let items = if ids.is_empty() { Vec::new() } else { queries::for_everybody(db, kinds, &ids)? };
    let items: std::collections::HashMap<Id, ItemShape> = items.into_iter().map(|item| (item.id, item.into())).collect();
    let shapes = changes.iter().map(|change| {
        let item = change.item.and_then(|id| items.get(&id)).and_then(|item| serde_json::to_value(item).ok());
        serde_json::to_string(&ChangeShape::new(change, item)).map(Utf8Bytes::from).map_err(base::Fault::broken)
    });
    shapes.collect()
}
