//! Posting, commenting and editing: an item is never written without its body, its words, its mentions and its change.

use std::borrow::Cow;

use base::{Fault, Id, Moment, Refusal, Result, checked};
use store::{Query, Tx, params};

use super::prepared::Prepared;
use super::{Author, Item, NewItem, View};
use crate::access::{Allowed, Contribute, Edit};
use crate::changes::{self, Change, Verb};
use crate::notices::{self, Reason};
use crate::people::PersonRole;
use crate::spaces::{Space, members};
use crate::{Actor, Kinds, documents, find};

/// Posts in a space. Ask for the proof with [`crate::access::space_to_post`].
///
/// # Errors
/// What the kind's own room refuses.
pub fn post(tx: &Tx, kinds: &Kinds, allowed: &Allowed<'_, Contribute, Space>, new: &NewItem) -> Result<Id> {
    Ok(post_shown(tx, kinds, allowed, new)?.id)
}

/// [`post`], with what its author now sees.
///
/// # Errors
/// As for [`post`].
pub fn post_shown(tx: &Tx, kinds: &Kinds, allowed: &Allowed<'_, Contribute, Space>, new: &NewItem) -> Result<Made> {
    let (actor, space) = (allowed.actor(), allowed.it());
    let place = Place { space: space.id, author: actor.id, name: &actor.name, parent: None, root: None };
    let prepared = new.prepared(&resolved(tx, place.space, &new.body)?);
    let (id, mentioned) = insert(tx, kinds, &place, new, &prepared)?;
    tell_mentioned(tx, &place, id, &mentioned)?;
    changes::record_at(tx, Change::of_item(place.author, place.space, id, Verb::Posted), new.at)?;
    Ok(Made { id, view: shown(kinds, actor, space, &place, id, new, prepared.into_owned()) })
}

/// Comments an item, or answers a comment. Ask for the proof with [`crate::access::item_to_comment`].
pub fn comment(tx: &Tx, kinds: &Kinds, allowed: &Allowed<'_, Contribute, Item>, new: &NewItem) -> Result<Id> {
    Ok(comment_shown(tx, kinds, allowed, new)?.id)
}

/// [`comment`], with what its author now sees.
pub fn comment_shown(tx: &Tx, kinds: &Kinds, allowed: &Allowed<'_, Contribute, Item>, new: &NewItem) -> Result<Made> {
    let (actor, target) = (allowed.actor(), allowed.it());
    let (space, parent, root) = (target.space.id, Some(target.id), Some(target.root_id));
    let place = Place { space, author: actor.id, name: &actor.name, parent, root };
    let prepared = new.prepared(&resolved(tx, place.space, &new.body)?);
    let (id, mentioned) = insert(tx, kinds, &place, new, &prepared)?;
    tx.put("UPDATE items SET active_at = $2 WHERE id = $1 AND active_at < $2", params![target.root_id, new.at])?;
    tell_mentioned(tx, &place, id, &mentioned)?;
    for person in concerned(tx, target, place.author)? {
        if !mentioned.contains(&person) {
            notices::notify(tx, person, Reason::Answered, Some(id), Some(place.space), place.author)?;
        }
    }
    changes::record_at(tx, Change::of_item(place.author, place.space, id, Verb::Commented), new.at)?;
    Ok(Made { id, view: shown(kinds, actor, &target.space, &place, id, new, prepared.into_owned()) })
}

/// What was just made.
#[derive(Debug)]
pub struct Made {
    /// Its id.
    pub id: Id,
    /// The item as its author sees it, when its words are all there is to it; otherwise it must be read.
    pub view: Option<View>,
}

impl From<Id> for Made {
    fn from(id: Id) -> Made {
        Made { id, view: None }
    }
}

fn shown(kinds: &Kinds, actor: &Actor, space: &Space, place: &Place<'_>, id: Id, new: &NewItem, prepared: Prepared) -> Option<View> {
    kinds.room(new.kind).filter(|room| room.is_plain() && new.files.is_empty())?;
    let (guest, bot) = (actor.role == PersonRole::Guest, actor.role == PersonRole::Bot);
    Some(View {
        id,
        space_id: space.id,
        space_name: space.name.clone(),
        archived: space.archived_at.is_some(),
        parent_id: place.parent,
        root_id: place.root.unwrap_or(id),
        kind: new.kind,
        author: Author { id: actor.id, name: actor.name.clone(), guest, bot, photo_at: actor.photo_at },
        title: prepared.title,
        source: text::plain_mentions(&prepared.source),
        html: prepared.rendered.html,
        state: "open".to_owned(),
        revision: 1,
        created_at: new.at,
        edited_at: None,
        pinned_at: None,
        trashed_at: None,
        bookmarked_at: None,
        follow: None,
        reactions: Vec::new(),
        reactors: Vec::new(),
        comments: 0,
        links: Vec::new(),
        files: Vec::new(),
        data: serde_json::Value::Null,
    })
}

/// Where an item stands, and who wrote it.
pub(crate) struct Place<'a> {
    pub space: Id,
    pub author: Id,
    /// The author's name.
    pub name: &'a str,
    pub parent: Option<Id>,
    pub root: Option<Id>,
}

const INSERT: &str = "INSERT INTO items(id, space_id, parent_id, root_id, kind, author_id, title, body_id, created_at, active_at, origin)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10)";

/// Writes an item whose text became `prepared`; answers its id and whom it mentions.
pub(crate) fn insert(tx: &Tx, kinds: &Kinds, place: &Place<'_>, new: &NewItem, prepared: &Prepared) -> Result<(Id, Vec<Id>)> {
    let room = kinds.room(new.kind).ok_or_else(|| Refusal::field("kind", "unknown"))?;
    let body = Id::new();
    let row = |id: Id| {
        let title = new.title.as_str();
        params![id, place.space, place.parent, place.root.unwrap_or(id), new.kind, place.author, title, body, new.at, new.origin.as_deref()]
            .to_vec()
    };
    let id = match new.id {
        None => {
            let id = Id::new();
            tx.put(INSERT, &row(id))?;
            id
        }
        // What is dated back may meet an id of the same moment: it takes the next one.
        Some(mut id) => {
            while tx.run(&format!("{INSERT} ON CONFLICT (id) DO NOTHING"), &row(id))? == 0 {
                id = id.following();
            }
            id
        }
    };
    room.posted(tx, id, new)?;
    documents::attach(tx, place.author, place.space, id, &new.files)?;
    let mentioned = write_body(tx, place, &Revision { id: body, item: id, number: 1 }, prepared, new.at)?;
    match new.files.is_empty() {
        true => find::index_new(tx, id, new.kind, place, &prepared.words, &room.words(new))?,
        false => find::index_item(tx, id, &room.words(new))?,
    }
    Ok((id, mentioned))
}

// The text with its mentions in canonical form.
fn resolved<'a>(tx: &Tx, space: Id, body: &'a str) -> Result<Cow<'a, str>> {
    if !body.contains('@') {
        return Ok(body.into());
    }
    let people = members::mentionable(tx, space)?;
    let names: Vec<(Id, &str)> = people.iter().map(|(id, name)| (*id, name.as_str())).collect();
    Ok(text::resolve_mentions(body, &names).into())
}

struct Revision {
    id: Id,
    item: Id,
    number: i64,
}

// One body per revision; answers whom the text mentions.
fn write_body(tx: &Tx, place: &Place<'_>, revision: &Revision, prepared: &Prepared, at: Moment) -> Result<Vec<Id>> {
    let (rendered, item) = (&prepared.rendered, revision.item);
    let (title, source) = (prepared.title.as_str(), prepared.source.as_str());
    // Lists, notices and hits tell an item without words by what it carries.
    let plain = if rendered.plain.is_empty() { documents::names(tx, item)? } else { rendered.plain.clone() };
    let sql =
        "INSERT INTO bodies(id, item_id, revision, author_id, title, source, html, plain, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let row = params![revision.id, item, revision.number, place.author, title, source, rendered.html.as_str(), plain.as_str(), at];
    if revision.number == 1 {
        tx.put(sql, row)?;
    } else {
        if tx.run(&format!("{sql} ON CONFLICT (item_id, revision) DO NOTHING"), row)? == 0 {
            return Err(Refusal::Busy.into());
        }
        tx.put("DELETE FROM mentions WHERE item_id = $1", params![item])?;
        tx.put("DELETE FROM taggings WHERE item_id = $1", params![item])?;
    }
    let mut mentioned = Vec::new();
    for person in rendered.mentioned.iter().copied().take(50) {
        // A canonical mention may be typed by hand: only those who can read the place are really mentioned.
        let there =
            tx.count("SELECT count(*) FROM reachable r WHERE r.space_id = $1 AND r.person_id = $2", params![place.space, person])?;
        if there > 0 && !mentioned.contains(&person) {
            tx.put("INSERT INTO mentions(item_id, person_id) VALUES ($1, $2) ON CONFLICT DO NOTHING", params![item, person])?;
            mentioned.push(person);
        }
    }
    for label in &prepared.tags {
        let sql = "INSERT INTO taggings(item_id, tag, label) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
        tx.put(sql, params![item, text::fold(label), label.as_str()])?;
    }
    Ok(mentioned)
}

fn tell_mentioned(tx: &Tx, place: &Place<'_>, item: Id, mentioned: &[Id]) -> Result<()> {
    for person in mentioned {
        notices::notify(tx, *person, Reason::Mentioned, Some(item), Some(place.space), place.author)?;
    }
    Ok(())
}

// The authors answered and those who follow the thread, minus those who asked for silence. Bounded: followers of one thread, not members.
fn concerned(tx: &Tx, target: &Item, author: Id) -> Result<Vec<Id>> {
    Ok(tx.all(
        "SELECT DISTINCT p.id FROM people p
           WHERE p.id <> $1 AND p.deactivated_at IS NULL
             AND (p.id IN (SELECT author_id FROM items WHERE id IN ($2, $3))
                  OR p.id IN (SELECT person_id FROM follows WHERE item_id = $2 AND level = 'all'))
             AND NOT EXISTS (SELECT 1 FROM follows f WHERE f.item_id = $2 AND f.person_id = p.id AND f.level = 'none')
             AND EXISTS (SELECT 1 FROM reachable r WHERE r.person_id = p.id AND r.space_id = $4)
           ORDER BY p.id LIMIT 1000",
        params![author, target.root_id, target.id, target.space.id],
        |row| row.id(0),
    )?)
}

// On PostgreSQL somebody may write the same revision at the same moment: who saw the one before is told so, who named none may try again.
fn overtaken(tx: &Tx, item: &Item, edit: &ItemEdit, yours: &str, fault: Fault) -> Fault {
    if edit.revision.is_none() || fault.refusal() != Some(&Refusal::Busy) {
        return fault;
    }
    let sql = "SELECT b.revision, b.source FROM items i JOIN bodies b ON b.id = i.body_id WHERE i.id = $1";
    match tx.one(sql, params![item.id], |row| Ok((row.int(0)?, row.text(1)?))) {
        Ok(Some((revision, current))) => {
            Refusal::Stale { revision, current: text::plain_mentions(&current), yours: yours.to_owned() }.into()
        }
        Ok(None) => fault,
        Err(error) => error.into(),
    }
}

/// What to change in an item; `None` leaves it as it is.
#[derive(Clone, Debug, Default)]
pub struct ItemEdit {
    /// A new title.
    pub title: Option<String>,
    /// A new text.
    pub body: Option<String>,
    /// The files it shall carry: some of those it has, and new ones of the author's.
    pub files: Option<Vec<Id>>,
    /// The revision that the editor saw; a stale one is refused.
    pub revision: Option<i64>,
}

/// Changes one's own words: a new revision beside the old ones, which stay in the history.
///
/// # Errors
/// `NotFound` for a file that is neither the item's nor a fresh one of the author's; `Stale` with both texts when somebody wrote in between; 422 as when posting; `Conflict("trashed")`.
pub fn edit(tx: &Tx, kinds: &Kinds, allowed: &Allowed<'_, Edit, Item>, edit: &ItemEdit) -> Result<()> {
    let (actor, item) = (allowed.actor(), allowed.it());
    if item.trashed_at.is_some() {
        return Err(Refusal::Conflict("trashed").into());
    }
    let typed = text::plain_mentions(&item.source);
    let body = edit.body.as_deref().unwrap_or(&typed);
    if edit.revision.is_some_and(|seen| seen != item.revision) {
        return Err(Refusal::Stale { revision: item.revision, current: typed.clone(), yours: body.to_owned() }.into());
    }
    let mut errors = checked::Errors::default();
    let title = errors.optional_line("title", edit.title.as_deref().unwrap_or(&item.title), checked::TITLE);
    let body = errors.prose("body", body, checked::BODY);
    if let Some(room) = kinds.room(item.kind) {
        room.check_words(&title, &body, &mut errors);
    }
    let rearranged = match &edit.files {
        Some(files) => documents::rearrange(tx, item.author_id, item.space.id, item.id, files)?,
        None => false,
    };
    if !documents::names(tx, item.id)?.is_empty() {
        errors.forgive("body", "required");
    }
    errors.done()?;
    if title == item.title && body == typed && !rearranged {
        return Ok(());
    }
    let now = tx.now();
    let known = tx.all("SELECT person_id FROM mentions WHERE item_id = $1", params![item.id], |row| row.id(0))?;
    let place = Place { space: item.space.id, author: actor.id, name: &actor.name, parent: None, root: None };
    let revision = Revision { id: Id::new(), item: item.id, number: item.revision + 1 };
    let prepared = Prepared::of(&title, &resolved(tx, place.space, &body)?);
    let mentioned = write_body(tx, &place, &revision, &prepared, now).map_err(|fault| overtaken(tx, item, edit, &body, fault))?;
    let sql = "UPDATE items SET body_id = $2, title = $3, edited_at = $4 WHERE id = $1";
    tx.run(sql, params![item.id, revision.id, title.as_str(), now])?;
    let words = kinds.room(item.kind).map_or_else(String::new, |room| room.kept_words(tx, item.id));
    find::index_item(tx, item.id, &words)?;
    let fresh: Vec<Id> = mentioned.into_iter().filter(|person| !known.contains(person)).collect();
    tell_mentioned(tx, &place, item.id, &fresh)?;
    changes::record(tx, Change::of_item(actor.id, item.space.id, item.id, Verb::Edited))?;
    Ok(())
}
