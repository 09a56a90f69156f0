//! Erasure (RGPD art. 17): what goes and what stays is counted before, then done in one transaction.
//! Invariant: afterwards nothing tells who the person was: the bare row says “former member” (mission.md § 4.4, leavers). What they said to others
//! stays, since it is part of what others said; so do the proofs that the law asks for. Deliberately absent: a way back.

use base::{Id, Refusal, Result};
use kernel::audit::{self, Act};
use kernel::changes::{self, Change, Verb};
use kernel::spaces::succession;
use kernel::{Actor, people};
use store::{Query, Tx, params};

use crate::census::{CENSUS, End};
use crate::forgetting;
use crate::requests::Outcome;
use crate::words;

/// One thing that goes or stays, as people see it, and how much of it there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fate {
    /// Its name among the words.
    pub what: &'static str,
    /// What becomes of it.
    pub end: End,
    /// How many.
    pub count: i64,
}

/// What is counted for a preview, `$1` being the person.
const FATES: [(&str, End, &str); 11] = [
    ("profile", End::Goes, "SELECT 1"),
    (
        "door",
        End::Goes,
        "SELECT (SELECT count(*) FROM sessions WHERE person_id = $1) + (SELECT count(*) FROM tokens WHERE person_id = $1 AND revoked_at IS NULL)
              + (SELECT count(*) FROM passkeys WHERE person_id = $1) + (SELECT count(*) FROM identities WHERE person_id = $1)",
    ),
    ("spaces", End::Goes, "SELECT count(*) FROM memberships WHERE person_id = $1"),
    (
        "own",
        End::Goes,
        "SELECT (SELECT count(*) FROM bookmarks WHERE person_id = $1) + (SELECT count(*) FROM follows WHERE person_id = $1)
              + (SELECT count(*) FROM notices WHERE person_id = $1) + (SELECT count(*) FROM drafts WHERE person_id = $1)
              + (SELECT count(*) FROM scheduled WHERE person_id = $1)",
    ),
    ("mentions", End::Goes, "SELECT count(*) FROM mentions WHERE person_id = $1"),
    ("loose", End::Goes, "SELECT count(*) FROM files WHERE owner_id = $1 AND loose_since IS NOT NULL"),
    (
        "items",
        End::Stays,
        "SELECT count(*) FROM items -- given items
          WHERE author_id = $1 AND state <> 'purged'",
    ),
    ("files", End::Stays, "SELECT count(*) FROM files WHERE owner_id = $1 AND loose_since IS NULL"),
    (
        "reactions",
        End::Stays,
        "SELECT (SELECT count(*) FROM reactions WHERE person_id = $1) + (SELECT count(*) FROM poll_votes WHERE person_id = $1)",
    ),
    ("charter", End::Stays, "SELECT count(*) FROM charter_acceptances WHERE person_id = $1"),
    ("trail", End::Stays, "SELECT count(*) FROM audit WHERE actor_id = $1 OR subject_id = $1"),
];

/// What goes and what stays when somebody is erased; of what there is none, nothing is said.
///
/// # Errors
/// A broken database.
pub fn preview(q: &impl Query, person: Id) -> Result<Vec<Fate>> {
    let mut fates = Vec::new();
    for (what, end, sql) in FATES {
        // The parameter is there even where the statement does without it.
        let count = if sql.contains("$1") { q.count(sql, params![person])? } else { q.count(sql, &[])? };
        fates.push(Fate { what, end, count });
    }
    fates.retain(|fate| fate.count > 0);
    Ok(fates)
}

/// Erases somebody.
///
/// # Errors
/// `Forbidden` for whoever may not close that account; `NotFound`; `Conflict("last_owner")`; `Conflict("erased")` for the second time.
pub fn erase(tx: &Tx, actor: &Actor, person: Id) -> Result<()> {
    actor.administers()?;
    let erased =
        tx.one("SELECT erased_at FROM people WHERE id = $1", params![person], |row| row.opt_moment(0))?.ok_or(Refusal::NotFound)?;
    if erased.is_some() {
        return Err(Refusal::Conflict("erased").into());
    }
    people::deactivate(tx, actor, person)?;
    succession::hand_over_all(tx, actor, person)?;
    for entry in CENSUS.iter().filter(|entry| entry.end == End::Goes) {
        tx.run(&format!("DELETE FROM {} WHERE {} = $1", entry.table, entry.column), params![person])?;
    }
    let now = tx.now();
    let address = tx.one("SELECT email FROM people WHERE id = $1", params![person], |row| row.opt_text(0))?.flatten();
    tx.run("UPDATE invitations SET email = NULL, name = '' WHERE used_by = $1 OR email = $2", params![person, address])?;
    tx.run("UPDATE files SET loose_since = 0 WHERE owner_id = $1 AND loose_since IS NOT NULL", params![person])?;
    let (name, folded) = (words::former_member(actor.language), text::fold(words::former_member(actor.language)));
    tx.run(
        "UPDATE people SET name = $2, folded = $3, email = NULL, password = NULL, headline = '', site = '', skills = '', languages = '', ask_me = '',
           role = CASE role WHEN 'guest' THEN 'guest' WHEN 'bot' THEN 'bot' ELSE 'member' END, photo_at = NULL, inviter_id = NULL, ends_at = NULL,
           invited_at = NULL, erased_at = $4 WHERE id = $1",
        params![person, name, folded, now],
    )?;
    store::dialect::unindex(tx, person)?;
    tx.run(
        "UPDATE data_requests SET closed_at = $2, closed_by = $3, outcome = $4 WHERE person_id = $1 AND closed_at IS NULL",
        params![person, now, actor.id, Outcome::Done],
    )?;
    tx.run("UPDATE data_requests SET message = '', answer = '' WHERE person_id = $1", params![person])?;
    changes::record(tx, Change::of_person(Some(actor.id), None, person, Verb::Presented))?;
    audit::note(tx, Some(actor.id), Act::Erased, Some(person), "")?;
    forgetting::forget_later(tx, person)
}
