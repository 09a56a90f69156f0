//! Opening, arranging, archiving and reopening a space; one's own marks in it.

use base::{Id, Moment, Refusal, Result, checked};
use store::{Query, Tx, params};

use super::members::{self, place};
use super::{Level, OF_THE_HOUSE, Opening, Space, SpaceKind, SpaceRole};
use crate::access::{Allowed, Manage, View};
use crate::changes::{self, Change, Verb};
use crate::people::{self, Person, PersonRole};
use crate::{Actor, Kind, find};

/// A space to open, checked.
#[derive(Clone, Debug)]
pub struct NewSpace {
    name: String,
    purpose: String,
    kind: SpaceKind,
    opening: Opening,
    ends_on: Option<String>,
    /// Since when; imports date it back.
    pub at: Moment,
    /// Where an import found it.
    pub origin: Option<String>,
}

impl NewSpace {
    /// Reads the one form (S0-01): name, purpose, kind, opening, end date.
    ///
    /// # Errors
    /// 422 with every wrong field at once.
    pub fn parse(name: &str, purpose: &str, kind: &str, opening: &str, ends_on: Option<&str>) -> Result<NewSpace> {
        let mut errors = checked::Errors::default();
        let edit = SpaceEdit::parse(Some(name), Some(purpose), Some(kind), Some(opening), ends_on, &mut errors);
        errors.done()?;
        let (name, purpose) = (edit.name.unwrap_or_default(), edit.purpose.unwrap_or_default());
        let (kind, opening) = (edit.kind.unwrap_or(SpaceKind::Project), edit.opening.unwrap_or(Opening::Private));
        Ok(NewSpace { name, purpose, kind, opening, ends_on: edit.ends_on.flatten(), at: Moment::now(), origin: None })
    }
}

/// What to change in a space; `None` leaves it as it is.
#[derive(Clone, Debug, Default)]
pub struct SpaceEdit {
    name: Option<String>,
    purpose: Option<String>,
    kind: Option<SpaceKind>,
    opening: Option<Opening>,
    ends_on: Option<Option<String>>,
    /// Who answers for it.
    pub owner: Option<Id>,
    /// Which kinds may be posted; empty for all.
    pub kinds: Option<Vec<Kind>>,
    /// Least role that posts.
    pub who_posts: Option<SpaceRole>,
    /// Least role that comments.
    pub who_comments: Option<SpaceRole>,
    /// Least role that invites.
    pub who_invites: Option<SpaceRole>,
    /// The revision that the editor saw; a stale one is refused.
    pub revision: Option<i64>,
}

impl SpaceEdit {
    /// Reads the fields that were given, noting every error. An empty end date takes it away.
    pub fn parse(
        name: Option<&str>,
        purpose: Option<&str>,
        kind: Option<&str>,
        opening: Option<&str>,
        ends_on: Option<&str>,
        errors: &mut checked::Errors,
    ) -> SpaceEdit {
        let kind = kind.and_then(|kind| SpaceKind::parse(kind).or_else(|| note(errors, "kind", "unknown")));
        let opening = opening.and_then(|opening| Opening::parse(opening).or_else(|| note(errors, "opening", "unknown")));
        let ends_on = ends_on.and_then(|day| match day.trim() {
            "" => Some(None),
            day if is_day(day) => Some(Some(day.to_owned())),
            _ => note(errors, "ends_on", "not_a_date"),
        });
        let name = name.map(|name| errors.line("name", name, checked::SPACE_NAME));
        let purpose = purpose.map(|purpose| errors.line("purpose", purpose, checked::PURPOSE));
        SpaceEdit { name, purpose, kind, opening, ends_on, ..SpaceEdit::default() }
    }
}

fn note<T>(errors: &mut checked::Errors, field: &str, code: &'static str) -> Option<T> {
    errors.add(field, code);
    None
}

fn is_day(day: &str) -> bool {
    let digits = |part: &str, n: usize| part.len() == n && part.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = day.split('-').collect();
    let number = |part: &str| part.parse::<u32>().unwrap_or(0);
    matches!(parts[..], [y, m, d] if digits(y, 4) && digits(m, 2) && digits(d, 2)
        && (1..=12).contains(&number(m)) && (1..=month_length(number(y), number(m))).contains(&number(d)))
}

fn month_length(year: u32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Opens a space; whoever opens it owns and hosts it.
///
/// # Errors
/// `Forbidden("guest")`: guests and bots open none.
pub fn open(tx: &Tx, actor: &Actor, new: &NewSpace) -> Result<Id> {
    if !actor.is_insider() {
        return Err(Refusal::Forbidden("guest").into());
    }
    make(tx, actor.id, new)
}

/// Opens a space that somebody else answers for; both host it (S0-01).
///
/// # Errors
/// As [`open`]; 422 `owner` when they are no active person of the house.
pub fn open_for(tx: &Tx, actor: &Actor, owner: Id, new: &NewSpace) -> Result<Id> {
    let id = open(tx, actor, new)?;
    if owner != actor.id {
        let insider = |p: &Person| p.deactivated_at.is_none() && !matches!(p.role, PersonRole::Guest | PersonRole::Bot);
        people::find(tx, actor, owner)?.filter(insider).ok_or_else(|| Refusal::field("owner", "unknown"))?;
        members::admit(tx, actor, id, owner, SpaceRole::Host)?;
        tx.run("UPDATE spaces SET owner_id = $2 WHERE id = $1", params![id, owner])?;
    }
    Ok(id)
}

/// Makes a space that `owner` owns and hosts.
pub(crate) fn make(tx: &Tx, owner: Id, new: &NewSpace) -> Result<Id> {
    let id = told_apart(tx)?;
    tx.run(
        "INSERT INTO spaces(id, kind, name, folded, purpose, owner_id, opening, ends_on, created_at, origin) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            id,
            new.kind,
            new.name.as_str(),
            text::fold(&new.name),
            new.purpose.as_str(),
            owner,
            new.opening,
            new.ends_on.as_deref(),
            new.at,
            new.origin.as_deref()
        ],
    )?;
    place(tx, id, owner, SpaceRole::Host, new.at)?;
    find::index_space(tx, id)?;
    changes::record_at(tx, Change::of_space(owner, id, Verb::Opened), new.at)?;
    Ok(id)
}

/// An id whose hue none of the newest spaces has, while hues last: a space's dot is drawn from its id.
fn told_apart(tx: &Tx) -> Result<Id> {
    let hue = |id: Id| id.spread(u64::from(base::HUES));
    let sql = "SELECT id FROM spaces ORDER BY id DESC LIMIT $1";
    let taken: Vec<u64> = tx.all(sql, params![i64::from(base::HUES) - 1], |row| Ok(hue(row.id(0)?)))?;
    let fresh = std::iter::repeat_with(Id::new).take(200).find(|id| !taken.contains(&hue(*id)));
    Ok(fresh.unwrap_or_else(Id::new))
}

/// Changes a space's name, purpose or settings.
///
/// # Errors
/// `Conflict("archived")`; `Stale` when the revision that the editor saw no longer stands; 422 `owner` when the new owner isn't a member.
pub fn edit(tx: &Tx, allowed: &Allowed<'_, Manage, Space>, edit: &SpaceEdit) -> Result<()> {
    let (actor, space) = (allowed.actor(), allowed.it());
    space.stands()?;
    if edit.revision.is_some_and(|seen| seen != space.revision) {
        let yours = edit.purpose.clone().unwrap_or_default();
        return Err(Refusal::Stale { revision: space.revision, current: space.purpose.clone(), yours }.into());
    }
    if let Some(owner) = edit.owner.filter(|owner| *owner != space.owner_id) {
        members::host_of(tx, space.id, owner)?;
    }
    let name = edit.name.as_ref().unwrap_or(&space.name);
    let kinds = edit.kinds.as_ref().unwrap_or(&space.kinds).iter().map(|k| k.name()).collect::<Vec<_>>().join(" ");
    let changed = tx.run(
        "UPDATE spaces SET name = $3, folded = $4, purpose = $5, kind = $6, opening = $7, ends_on = $8, owner_id = $9, kinds = $10, who_posts = $11,
                who_comments = $12, who_invites = $13, revision = revision + 1 WHERE id = $1 AND revision = $2",
        params![
            space.id,
            space.revision,
            name.as_str(),
            text::fold(name),
            edit.purpose.as_ref().unwrap_or(&space.purpose).as_str(),
            edit.kind.unwrap_or(space.kind),
            edit.opening.unwrap_or(space.opening),
            edit.ends_on.as_ref().unwrap_or(&space.ends_on).as_deref(),
            edit.owner.unwrap_or(space.owner_id),
            kinds,
            edit.who_posts.unwrap_or(space.who_posts),
            edit.who_comments.unwrap_or(space.who_comments),
            edit.who_invites.unwrap_or(space.who_invites)
        ],
    )?;
    if changed == 0 {
        return Err(Refusal::Busy.into());
    }
    find::index_space(tx, space.id)?;
    changes::record(tx, Change::of_space(actor.id, space.id, Verb::Arranged))?;
    Ok(())
}

/// Makes a space read-only; archiving it twice changes nothing.
pub fn archive(tx: &Tx, allowed: &Allowed<'_, Manage, Space>) -> Result<()> {
    close(tx, allowed.actor().id, allowed.it().id)
}

/// What archiving writes.
pub(crate) fn close(tx: &Tx, actor: Id, space: Id) -> Result<()> {
    let sql = "UPDATE spaces SET archived_at = $2, archived_by = $3 WHERE id = $1 AND archived_at IS NULL";
    if tx.run(sql, params![space, tx.now(), actor])? == 1 {
        changes::record(tx, Change::of_space(actor, space, Verb::Archived))?;
    }
    Ok(())
}

/// Lets people write in an archived space again. Whoever reopens it owns it, when its owner has left or is a guest by now (S2-03).
pub fn reopen(tx: &Tx, allowed: &Allowed<'_, Manage, Space>) -> Result<()> {
    let (actor, space) = (allowed.actor(), allowed.it());
    let sql = format!(
        "UPDATE spaces SET archived_at = NULL, archived_by = NULL,
            owner_id = CASE WHEN EXISTS (SELECT 1 FROM people p WHERE p.id = owner_id AND {OF_THE_HOUSE}) THEN owner_id ELSE $2 END
          WHERE id = $1 AND archived_at IS NOT NULL"
    );
    if tx.run(&sql, params![space.id, actor.id])? == 1 {
        changes::record(tx, Change::of_space(actor.id, space.id, Verb::Reopened))?;
    }
    Ok(())
}

/// Says how much of a space its member wants to hear of (S0-19). Nobody else is told.
pub fn set_level(tx: &Tx, allowed: &Allowed<'_, View, Space>, level: Level) -> Result<()> {
    let sql = "UPDATE memberships SET level = $3 WHERE space_id = $1 AND person_id = $2";
    if tx.run(sql, params![allowed.it().id, allowed.actor().id, level])? == 0 {
        return Err(Refusal::Forbidden("not_a_member").into());
    }
    Ok(())
}

/// Moves one's unread mark forward, never back; `None` means up to now. `up_to` is a change's number or an item's id.
/// The other devices of the same person hear of it (S3-15); nobody else does.
pub fn set_read(tx: &Tx, allowed: &Allowed<'_, View, Space>, up_to: Option<i64>) -> Result<()> {
    let (person, space) = (allowed.actor().id, allowed.it().id);
    let newest = tx.count("SELECT coalesce(max(seq), 0) FROM changes WHERE space_id = $1", params![space])?;
    let seq = match up_to {
        None => newest,
        Some(id) if id > newest => {
            tx.count("SELECT coalesce(max(seq), 0) FROM changes WHERE item_id = $1 AND space_id = $2 AND weight > 0", params![id, space])?
        }
        Some(seq) => seq,
    };
    let sql = "UPDATE memberships SET read_seq = $3 WHERE space_id = $1 AND person_id = $2 AND read_seq < $3";
    if tx.run(sql, params![space, person, seq])? == 1 {
        let read = Change::of_person(Some(person), None, person, Verb::Read);
        changes::record(tx, Change { details: "space", ..read })?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_real_days() {
        for good in ["2026-02-28", "2028-02-29", "2026-12-31"] {
            assert!(is_day(good), "{good}");
        }
        for bad in ["2026-02-29", "2026-13-01", "26-1-1", "2026-00-10", "demain", "2026-01-01T00"] {
            assert!(!is_day(bad), "{bad}");
        }
    }
}
