//! Bringing in what people wrote elsewhere: in their names, with their dates, found again by its `origin` when it is brought a second time.
//! Invariant: it tells nobody and leaves nothing unread. Only an owner does it, see [`access::import`](crate::access::import).

use std::collections::{HashMap, HashSet};

use base::{Id, Moment, Result};
use store::{Query, Tx, Value, params};

use crate::access::{Allowed, Import};
use crate::changes::{self, Change, Verb};
use crate::items::{EMOJI_PER_ITEM, NewItem, Place, insert};
use crate::people::{self, NewPerson};
use crate::spaces::{self, NewSpace, Space, SpaceRole, members};
use crate::{Kinds, find, list};

crate::named! {
    /// What bears an `origin`.
    Table {
        /// People.
        People = "people",
        /// Spaces.
        Spaces = "spaces",
        /// Items.
        Items = "items",
    }
}

/// Which of these origins are here already, and as what.
pub fn known(q: &impl Query, table: Table, origins: &[String]) -> Result<HashMap<String, Id>> {
    let Some(last) = origins.last() else { return Ok(HashMap::new()) };
    let places = origins.len().next_power_of_two();
    let values: Vec<Value> = origins.iter().chain(std::iter::repeat(last)).take(places).map(Value::from).collect();
    let sql = format!("SELECT origin, id FROM {table} WHERE origin IN {}", list(1, places));
    Ok(q.all(&sql, &values, |row| Ok((row.text(0)?, row.id(1)?)))?.into_iter().collect())
}

/// Somebody who is here under that address already; from now on they are found by `origin` too, unless they bear another.
pub fn recognise(tx: &Tx, _: &Allowed<'_, Import, ()>, email: &str, origin: &str) -> Result<Option<Id>> {
    let found = tx.one("SELECT id FROM people WHERE email = $1", params![email], |row| row.id(0))?;
    if let Some(id) = found {
        tx.run("UPDATE people SET origin = $2 WHERE id = $1 AND origin IS NULL", params![id, origin])?;
    }
    Ok(found)
}

/// Lets somebody in with what they do; `gone` for who had left already.
///
/// # Errors
/// 422 `email` `taken`.
pub fn person(tx: &Tx, import: &Allowed<'_, Import, ()>, new: &NewPerson, headline: &str, gone: bool) -> Result<Id> {
    let id = people::add(tx, new, Some(import.actor().id))?;
    if !headline.is_empty() {
        tx.run("UPDATE people SET headline = $2 WHERE id = $1", params![id, headline])?;
        find::index_person(tx, id)?;
    }
    if gone {
        people::deactivate(tx, import.actor(), id)?;
    }
    Ok(id)
}

/// Opens a space for `owner` with these members, who are told nothing.
pub fn space(tx: &Tx, _: &Allowed<'_, Import, ()>, owner: Id, new: &NewSpace, people: &[Id]) -> Result<Id> {
    let id = spaces::make(tx, owner, new)?;
    for person in people {
        if members::place(tx, id, *person, SpaceRole::Contributor, new.at)? {
            members::joined(tx, owner, id, *person, SpaceRole::Contributor)?;
        }
    }
    Ok(id)
}

/// Writes a post, or a comment under the post `under`, of `author`, whose name is `name`. Its text has its mentions in canonical form already.
pub fn item(
    tx: &Tx,
    kinds: &Kinds,
    there: &Allowed<'_, Import, Space>,
    (author, name): (Id, &str),
    under: Option<Id>,
    new: &NewItem,
) -> Result<Id> {
    let place = Place { space: there.it().id, author, name, parent: under, root: under };
    let (id, _) = insert(tx, kinds, &place, new, &new.prepared(&new.body))?;
    if let Some(root) = under {
        tx.put("UPDATE items SET active_at = $2 WHERE id = $1 AND active_at < $2", params![root, new.at])?;
    }
    let verb = if under.is_some() { Verb::Commented } else { Verb::Posted };
    changes::record_read(tx, Change::of_item(author, place.space, id, verb), new.at)?;
    Ok(id)
}

/// Notes that an item was changed after it was written; the earlier text is lost.
pub fn edited(tx: &Tx, _: &Allowed<'_, Import, Space>, item: Id, at: Moment) -> Result<()> {
    Ok(tx.put("UPDATE items SET edited_at = $2 WHERE id = $1", params![item, at])?)
}

/// Gives an item that was just brought in its reactions, up to [`EMOJI_PER_ITEM`] different ones; answers how many it kept.
pub fn reactions(tx: &Tx, _: &Allowed<'_, Import, Space>, item: Id, given: &[(&str, Vec<Id>)], at: Moment) -> Result<u64> {
    let most = usize::try_from(EMOJI_PER_ITEM).unwrap_or(usize::MAX);
    let each: HashSet<(&str, Id)> =
        given.iter().take(most).flat_map(|(emoji, people)| people.iter().map(|person| (*emoji, *person))).collect();
    for (emoji, person) in &each {
        tx.put("INSERT INTO reactions(item_id, person_id, emoji, at) VALUES ($1, $2, $3, $4)", params![item, *person, *emoji, at])?;
    }
    Ok(each.len() as u64)
}

/// Makes a space read-only, as it was where it comes from.
pub fn archive(tx: &Tx, there: &Allowed<'_, Import, Space>) -> Result<()> {
    spaces::close(tx, there.actor().id, there.it().id)
}
