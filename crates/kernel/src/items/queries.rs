//! Items as one reader sees them. A page costs a fixed number of queries, whatever its length.
//! Invariant: every list joins `reachable`, so nothing is listed that could not be opened.

use std::collections::HashMap;

use base::{Id, Moment, Result};
use store::{Db, Error, Query, Row, Value, params};

use super::{Linked, Reaction, Relation, View};
use crate::access::{self, Allowed};
use crate::spaces::{Level, Space};
use crate::sql::{list, padded};
use crate::{Actor, Kind, Kinds, documents};

// $1 is always the reader.
const SELECT: &str =
    "SELECT i.id, i.space_id, s.name, s.archived_at, i.parent_id, i.root_id, i.kind, p.id, p.name, p.role, p.photo_at, i.title,
    coalesce(b.source, ''), coalesce(b.html, ''), i.state, coalesce(b.revision, 0), i.created_at, i.edited_at, i.pinned_at,
    coalesce(i.trashed_at, root.trashed_at), k.at, f.level
  FROM items i JOIN spaces s ON s.id = i.space_id JOIN people p ON p.id = i.author_id JOIN items root ON root.id = i.root_id
  LEFT JOIN bodies b ON b.id = i.body_id
  LEFT JOIN bookmarks k ON k.item_id = i.id AND k.person_id = $1 LEFT JOIN follows f ON f.item_id = i.id AND f.person_id = $1";

const REACHABLE: &str = "EXISTS (SELECT 1 FROM reachable r WHERE r.person_id = $1 AND r.space_id = i.space_id)";

fn from_row(row: &Row<'_>) -> Result<View, Error> {
    Ok(View {
        id: row.id(0)?,
        space_id: row.id(1)?,
        space_name: row.text(2)?,
        archived: row.opt_int(3)?.is_some(),
        parent_id: row.opt_id(4)?,
        root_id: row.id(5)?,
        kind: Kind::parse(&row.text(6)?).unwrap_or(Kind::Post),
        author: crate::find::author(row, 7)?,
        title: row.text(11)?,
        source: text::plain_mentions(&row.text(12)?),
        html: row.text(13)?,
        state: row.text(14)?,
        revision: row.int(15)?,
        created_at: row.moment(16)?,
        edited_at: row.opt_moment(17)?,
        pinned_at: row.opt_moment(18)?,
        trashed_at: row.opt_moment(19)?,
        bookmarked_at: row.opt_moment(20)?,
        follow: row.opt_text(21)?.as_deref().and_then(Level::parse),
        reactions: Vec::new(),
        reactors: Vec::new(),
        comments: 0,
        links: Vec::new(),
        files: Vec::new(),
        data: serde_json::Value::Null,
    })
}

/// How many of the newest posts are walked for a page of a Fil before each space is asked for its own.
const WALKED: i64 = 2_000;
/// Of so many spaces at a time.
const TOGETHER: usize = 100;

/// Fil: what was posted in my spaces, newest first, blind to rank (S1-08). `before` continues below an item.
pub fn feed(db: &Db, kinds: &Kinds, actor: &Actor, before: Option<Id>, limit: i64) -> Result<Vec<View>> {
    // Membership, not mere reachability: an open space that I haven't joined doesn't fill my Fil. Both are asked of each item in turn,
    // newest first, so that a page costs the same in a space of a million items.
    let before = before.unwrap_or(Id(i64::MAX));
    let sql = format!(
        "{SELECT} WHERE i.id IN (SELECT x.id FROM
              (SELECT id, space_id, trashed_at FROM items WHERE parent_id IS NULL AND id < $2 ORDER BY id DESC LIMIT $4) x
              WHERE x.trashed_at IS NULL AND EXISTS (SELECT 1 FROM reachable r WHERE r.person_id = $1 AND r.space_id = x.space_id)
                AND EXISTS (SELECT 1 FROM memberships mine WHERE mine.space_id = x.space_id AND mine.person_id = $1 AND mine.level <> 'none')
              ORDER BY x.id DESC LIMIT $3)
          ORDER BY i.id DESC"
    );
    let mut page = db.all(&sql, params![actor.id, before, limit, WALKED], from_row)?;
    let is_short = i64::try_from(page.len()).unwrap_or(limit) < limit;
    if is_short && !walked_all(db, before)? {
        page = of_each_space(db, actor, before, limit)?;
    }
    dress(db, kinds, actor, page)
}

fn walked_all(db: &Db, before: Id) -> Result<bool> {
    let sql = "SELECT id FROM items WHERE parent_id IS NULL AND id < $1 ORDER BY id DESC LIMIT 1 OFFSET $2";
    Ok(db.one(sql, params![before, WALKED], |row| row.id(0))?.is_none())
}

// Where others write much that I don't read, my own spaces are asked one by one, and the newest of all of theirs taken.
fn of_each_space(db: &Db, actor: &Actor, before: Id, limit: i64) -> Result<Vec<View>> {
    let mine = "SELECT m.space_id FROM memberships m JOIN reachable r ON r.space_id = m.space_id AND r.person_id = m.person_id
       WHERE m.person_id = $1 AND m.level <> 'none'";
    let spaces = db.all(mine, params![actor.id], |row| row.id(0))?;
    let mut newest: Vec<Id> = Vec::new();
    for some in spaces.chunks(TOGETHER) {
        let one = |n: usize| {
            format!(
                "SELECT id FROM (SELECT id FROM items WHERE space_id = ${n} AND parent_id IS NULL AND trashed_at IS NULL AND id < $1
                    ORDER BY id DESC LIMIT $2) s{n}"
            )
        };
        let all: Vec<String> = (3..3 + some.len()).map(one).collect();
        let values: Vec<Value> = params![before, limit].iter().cloned().chain(some.iter().map(Value::from)).collect();
        newest.extend(db.all(&all.join(" UNION ALL "), &values, |row| row.id(0))?);
    }
    newest.sort_unstable_by(|a, b| b.cmp(a));
    newest.truncate(usize::try_from(limit).unwrap_or(0));
    if newest.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("{SELECT} WHERE i.id IN {} AND {REACHABLE} ORDER BY i.id DESC", list(2, newest.len()));
    Ok(db.all(&sql, &padded(params![actor.id].to_vec(), &newest), from_row)?)
}

/// How a space's list may be narrowed.
#[derive(Clone, Debug, Default)]
pub struct Narrowed {
    /// Only this kind; comments too when it is `Kind::Comment`.
    pub kind: Option<Kind>,
    /// Only by this person.
    pub author: Option<Id>,
    /// Only in this state of its kind.
    pub state: Option<String>,
    /// Only what bears this tag, folded.
    pub tag: Option<String>,
    /// Only what is pinned.
    pub pinned: bool,
}

/// What was posted in one space, newest first.
pub fn of_space(
    db: &Db,
    kinds: &Kinds,
    space: &Allowed<'_, access::View, Space>,
    narrowed: &Narrowed,
    before: Option<Id>,
    limit: i64,
) -> Result<Vec<View>> {
    let mut values = params![space.actor().id, space.it().id, before.unwrap_or(Id(i64::MAX)), limit].to_vec();
    let mut more = String::new();
    let mut only = |condition: &str, value: Value| {
        values.push(value);
        more.push_str(&format!(" AND {condition}").replace('?', &format!("${}", values.len())));
    };
    if let Some(kind) = narrowed.kind {
        only("i.kind = ?", kind.into());
    }
    if let Some(author) = narrowed.author {
        only("i.author_id = ?", author.into());
    }
    if let Some(state) = &narrowed.state {
        only("i.state = ?", state.as_str().into());
    }
    if let Some(tag) = &narrowed.tag {
        only("EXISTS (SELECT 1 FROM taggings t WHERE t.item_id = i.id AND t.tag = ?)", text::fold(tag).into());
    }
    if narrowed.pinned {
        more.push_str(" AND i.pinned_at IS NOT NULL");
    }
    if narrowed.kind != Some(Kind::Comment) {
        more.push_str(" AND i.parent_id IS NULL");
    }
    let sql = format!(
        "{SELECT} WHERE i.space_id = $2 AND {REACHABLE} AND i.trashed_at IS NULL AND root.trashed_at IS NULL AND i.id < $3{more}
          ORDER BY i.id DESC LIMIT $4"
    );
    let page = db.all(&sql, &values, from_row)?;
    dress(db, kinds, space.actor(), page)
}

/// One item, already reached.
pub fn one<A>(db: &Db, kinds: &Kinds, item: &Allowed<'_, A, super::Item>) -> Result<View> {
    let found = db.all(&format!("{SELECT} WHERE i.id = $2"), params![item.actor().id, item.it().id], from_row)?;
    dress(db, kinds, item.actor(), found)?.pop().ok_or(base::Refusal::NotFound.into())
}

/// Several items by id, those that the reader may see, newest first.
pub fn several(db: &Db, kinds: &Kinds, actor: &Actor, ids: &[Id]) -> Result<Vec<View>> {
    let sql = format!(
        "{SELECT} WHERE i.id IN {} AND {REACHABLE} AND i.trashed_at IS NULL AND root.trashed_at IS NULL ORDER BY i.id DESC",
        list(2, ids.len())
    );
    let found = db.all(&sql, &padded(params![actor.id].to_vec(), ids), from_row)?;
    dress(db, kinds, actor, found)
}

/// Several items as everybody who may read them sees them, with nobody's own marks and no links: what the live socket sends to all.
/// What is in the trash is left out.
pub fn for_everybody(db: &Db, kinds: &Kinds, ids: &[Id]) -> Result<Vec<View>> {
    let nobody = Actor::nobody();
    let sql = format!("{SELECT} WHERE i.id IN {} AND i.trashed_at IS NULL AND root.trashed_at IS NULL", list(2, ids.len()));
    let found = db.all(&sql, &padded(params![nobody.id].to_vec(), ids), from_row)?;
    dress(db, kinds, &nobody, found)
}

/// What hangs under an item, oldest first: a whole thread, or the answers to one comment.
pub fn comments(db: &Db, kinds: &Kinds, item: &Allowed<'_, access::View, super::Item>, after: Option<Id>, limit: i64) -> Result<Vec<View>> {
    let column = if item.it().parent_id.is_none() { "root_id" } else { "parent_id" };
    let sql = format!("{SELECT} WHERE i.{column} = $2 AND i.id <> $2 AND i.trashed_at IS NULL AND i.id > $3 ORDER BY i.id LIMIT $4");
    let page = db.all(&sql, params![item.actor().id, item.it().id, after.unwrap_or(Id(0)), limit], from_row)?;
    dress(db, kinds, item.actor(), page)
}

/// The newest `each` comments of several threads at once, oldest first within a thread, for the cards of a page.
/// A trashed one is among them while answers to it stand, so that these keep their place: its words are not to be shown.
pub fn newest_comments(db: &Db, kinds: &Kinds, actor: &Actor, roots: &[Id], each: i64) -> Result<HashMap<Id, Vec<View>>> {
    if roots.is_empty() {
        return Ok(HashMap::new());
    }
    let sql = format!(
        "{SELECT} JOIN (SELECT c.id, row_number() OVER (PARTITION BY c.root_id ORDER BY c.id DESC) AS n FROM items c
            WHERE c.root_id IN {} AND c.parent_id IS NOT NULL
              AND (c.trashed_at IS NULL OR EXISTS (SELECT 1 FROM items a WHERE a.parent_id = c.id AND a.trashed_at IS NULL))) newest ON newest.id = i.id AND newest.n <= $2
          WHERE {REACHABLE} ORDER BY i.id",
        list(3, roots.len())
    );
    let found = db.all(&sql, &padded(params![actor.id, each].to_vec(), roots), from_row)?;
    let mut threads: HashMap<Id, Vec<View>> = HashMap::new();
    for comment in dress(db, kinds, actor, found)? {
        threads.entry(comment.root_id).or_default().push(comment);
    }
    Ok(threads)
}

/// Below the newest, in a list by moment.
const NEWEST: (Moment, Id) = (Moment(i64::MAX), Id(i64::MAX));

/// What the reader keeps, newest kept first; `before` is when the last one seen was kept, and its id.
pub fn bookmarked(db: &Db, kinds: &Kinds, actor: &Actor, before: Option<(Moment, Id)>, limit: i64) -> Result<Vec<View>> {
    let (at, id) = before.unwrap_or(NEWEST);
    // The bound of `k.at` stands by itself: by it the reader's own marks are walked, not all items.
    let sql = format!(
        "{SELECT} WHERE k.at <= $2 AND (k.at < $2 OR i.id < $3) AND {REACHABLE} AND i.trashed_at IS NULL AND root.trashed_at IS NULL
          ORDER BY k.at DESC, i.id DESC LIMIT $4"
    );
    let page = db.all(&sql, params![actor.id, at, id, limit], from_row)?;
    dress(db, kinds, actor, page)
}

/// What the reader may take out of the trash, newest trashed first: their own things, and what lies in the spaces they host.
/// `before` is when the last one seen went there, and its id.
pub fn trashed(db: &Db, kinds: &Kinds, actor: &Actor, before: Option<(Moment, Id)>, limit: i64) -> Result<Vec<View>> {
    let (at, id) = before.unwrap_or(NEWEST);
    let sql = format!(
        "{SELECT} WHERE i.trashed_at IS NOT NULL AND i.trashed_at <= $2 AND (i.trashed_at < $2 OR i.id < $3) AND i.state <> 'purged' AND {REACHABLE}
            AND (i.author_id = $1 OR EXISTS (SELECT 1 FROM memberships h WHERE h.space_id = i.space_id AND h.person_id = $1 AND h.role = 'host'))
          ORDER BY i.trashed_at DESC, i.id DESC LIMIT $4"
    );
    let page = db.all(&sql, params![actor.id, at, id, limit], from_row)?;
    dress(db, kinds, actor, page)
}

/// One version of an item's text.
#[derive(Clone, Debug)]
pub struct Version {
    /// 1 for the first.
    pub revision: i64,
    /// Its title then.
    pub title: String,
    /// Its text as typed.
    pub source: String,
    /// Its rendering.
    pub html: String,
    /// Who wrote it.
    pub author: Id,
    /// Their name.
    pub author_name: String,
    /// When.
    pub at: Moment,
}

/// The versions of an item, newest first; `before` is the last revision seen.
pub fn history(q: &impl Query, item: &Allowed<'_, access::View, super::Item>, before: Option<i64>, limit: i64) -> Result<Vec<Version>> {
    let sql = "SELECT b.revision, b.title, b.source, b.html, p.id, p.name, b.at FROM bodies b JOIN people p ON p.id = b.author_id
       WHERE b.item_id = $1 AND b.revision < $2 ORDER BY b.revision DESC LIMIT $3";
    Ok(q.all(sql, params![item.it().id, before.unwrap_or(i64::MAX), limit], |row| {
        Ok(Version {
            revision: row.int(0)?,
            title: row.text(1)?,
            source: text::plain_mentions(&row.text(2)?),
            html: row.text(3)?,
            author: row.id(4)?,
            author_name: row.text(5)?,
            at: row.moment(6)?,
        })
    })?)
}

// Adds to a page what stands in other tables: one query each, for all items together.
fn dress(db: &Db, kinds: &Kinds, actor: &Actor, mut page: Vec<View>) -> Result<Vec<View>> {
    let ids: Vec<Id> = page.iter().map(|item| item.id).collect();
    if ids.is_empty() {
        return Ok(page);
    }
    let mut reactions = reactions(db, actor, &ids)?;
    let mut reactors = reactors(db, &ids)?;
    let comments = comment_counts(db, &ids)?;
    let mut links = links(db, actor, &ids)?;
    let mut files = documents::queries::of_items(db, &ids)?;
    let mut data = HashMap::new();
    for room in kinds.rooms() {
        let own: Vec<Id> = page.iter().filter(|item| item.kind == room.kind()).map(|item| item.id).collect();
        if !own.is_empty() {
            data.extend(room.data(db, &own, actor)?);
        }
    }
    for item in &mut page {
        item.reactions = reactions.remove(&item.id).unwrap_or_default();
        item.reactors = reactors.remove(&item.id).unwrap_or_default();
        item.comments = comments.get(&item.id).copied().unwrap_or(0);
        item.links = links.remove(&item.id).unwrap_or_default();
        item.files = files.remove(&item.id).unwrap_or_default();
        item.data = data.remove(&item.id).unwrap_or_default();
    }
    Ok(page)
}

fn grouped<T>(rows: Vec<(Id, T)>) -> HashMap<Id, Vec<T>> {
    let mut groups: HashMap<Id, Vec<T>> = HashMap::new();
    for (id, row) in rows {
        groups.entry(id).or_default().push(row);
    }
    groups
}

fn reactions(db: &Db, actor: &Actor, ids: &[Id]) -> Result<HashMap<Id, Vec<Reaction>>> {
    let sql = format!(
        "SELECT item_id, emoji, count(*), max(CASE WHEN person_id = $1 THEN 1 ELSE 0 END) FROM reactions WHERE item_id IN {}
          GROUP BY item_id, emoji ORDER BY count(*) DESC, min(at)",
        list(2, ids.len())
    );
    let rows = db.all(&sql, &padded(params![actor.id].to_vec(), ids), |row| {
        Ok((row.id(0)?, Reaction { emoji: row.text(1)?, count: row.int(2)?, mine: row.flag(3)? }))
    })?;
    Ok(grouped(rows))
}

fn reactors(db: &Db, ids: &[Id]) -> Result<HashMap<Id, Vec<(Id, String)>>> {
    let sql = format!(
        "SELECT x.item_id, p.id, p.name FROM (SELECT item_id, person_id, row_number() OVER (PARTITION BY item_id ORDER BY min(at)) AS n
            FROM reactions WHERE item_id IN {} GROUP BY item_id, person_id) x JOIN people p ON p.id = x.person_id WHERE x.n <= 3 ORDER BY x.item_id, x.n",
        list(1, ids.len())
    );
    let rows = db.all(&sql, &padded(Vec::new(), ids), |row| Ok((row.id(0)?, (row.id(1)?, row.text(2)?))))?;
    Ok(grouped(rows))
}

fn comment_counts(db: &Db, ids: &[Id]) -> Result<HashMap<Id, i64>> {
    // A thread counts all that hangs under it, a comment its own answers.
    let sql = format!(
        "SELECT root_id, count(*) FROM items WHERE root_id IN {0} AND parent_id IS NOT NULL AND trashed_at IS NULL GROUP BY root_id
         UNION ALL
         SELECT parent_id, count(*) FROM items WHERE parent_id IN {0} AND parent_id <> root_id AND trashed_at IS NULL GROUP BY parent_id",
        list(1, ids.len())
    );
    Ok(db.all(&sql, &padded(Vec::new(), ids), |row| Ok((row.id(0)?, row.int(1)?)))?.into_iter().collect())
}

fn links(db: &Db, actor: &Actor, ids: &[Id]) -> Result<HashMap<Id, Vec<Linked>>> {
    let places = list(2, ids.len());
    let sql = format!(
        "SELECT l.mine, l.relation, l.back, i.id, i.kind, i.title, substr(b.plain, 1, 120), p.id, p.name, p.role, p.photo_at, s.id, s.name,
                CASE WHEN l.relation = 'shares' AND l.back = 0 THEN b.html ELSE '' END, i.created_at
           FROM (SELECT from_item AS mine, to_item AS other, relation, 0 AS back FROM links WHERE from_item IN {places}
                 UNION ALL SELECT to_item, from_item, relation, 1 FROM links WHERE to_item IN {places}) l
           JOIN items i ON i.id = l.other JOIN items root ON root.id = i.root_id JOIN bodies b ON b.id = i.body_id
           JOIN people p ON p.id = i.author_id JOIN spaces s ON s.id = i.space_id
          WHERE i.trashed_at IS NULL AND root.trashed_at IS NULL AND {REACHABLE} ORDER BY i.id LIMIT 500"
    );
    let rows = db.all(&sql, &padded(params![actor.id].to_vec(), ids), |row| {
        let linked = Linked {
            relation: Relation::parse(&row.text(1)?).unwrap_or(Relation::Relates),
            back: row.flag(2)?,
            id: row.id(3)?,
            kind: Kind::parse(&row.text(4)?).unwrap_or(Kind::Post),
            title: row.text(5)?,
            excerpt: row.text(6)?,
            author: crate::find::author(row, 7)?,
            space_id: row.id(11)?,
            space_name: row.text(12)?,
            html: row.text(13)?,
            created_at: row.moment(14)?,
        };
        Ok((row.id(0)?, linked))
    })?;
    Ok(grouped(rows))
}
