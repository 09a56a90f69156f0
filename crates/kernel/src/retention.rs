//! How long things are kept, and their end. Invariant: what a preview counts and what a purge ends is one condition, written once.
//! Deliberately absent: changes (a client may resume from any of them) and answers under an idempotency key (see `once`): kept without end.

use base::checked::Errors;
use base::{Id, Moment, Refusal, Result};
use serde::{Deserialize, Serialize};
use store::{Error, Query, Tx, params};

use crate::audit::{self, Act};
use crate::people::{PersonRole, sessions};
use crate::{Actor, Kinds, items, settings};

/// Longest reason for another duration, in characters.
pub const REASON: usize = 300;

/// The setting that holds how much of the trash was ended ahead of its line.
const UNTOLD: &str = "purged_untold";

crate::named! {
    /// What is kept for a time.
    Keep {
        /// Items in the trash.
        Trash = "trash",
        /// Notices that were settled.
        Notices = "notices",
        /// Invitations used, withdrawn or too old.
        Invitations = "invitations",
        /// Tokens revoked or too old.
        Tokens = "tokens",
        /// Sessions that ended by themselves.
        Sessions = "sessions",
        /// Links to a new password that are too old.
        Resets = "resets",
        /// Jobs that are done.
        Jobs = "jobs",
        /// Lines of the audit trail.
        Audit = "audit",
    }
}

impl Keep {
    /// The duration until somebody sets another, and the bounds between which it may be set, in days; equal bounds cannot be moved.
    pub fn bounds(self) -> (i64, i64, i64) {
        match self {
            // The contract with everybody who writes: restorable for thirty days.
            Keep::Trash => (items::TRASH_DAYS, items::TRASH_DAYS, items::TRASH_DAYS),
            Keep::Notices => (90, 30, 365),
            Keep::Invitations => (90, 15, 365),
            // Six to twelve months for the logs of security (CNIL, délibération 2021-122).
            Keep::Tokens => (365, 180, 365),
            Keep::Audit => (365, audit::LEAST_DAYS + 3, 5 * 365),
            Keep::Sessions | Keep::Resets => (0, 0, 0),
            Keep::Jobs => (jobs::KEPT_DAYS, jobs::KEPT_DAYS, jobs::KEPT_DAYS),
        }
    }

    /// Whether an owner may set another duration.
    pub fn is_set(self) -> bool {
        let (_, least, most) = self.bounds();
        least < most
    }

    fn setting(self) -> String {
        format!("retention_{self}")
    }

    /// Table and condition, with the end of the duration as `$1`; the trash and the jobs have their own.
    fn rows(self) -> Option<(&'static str, &'static str)> {
        match self {
            Keep::Notices => Some(("notices", "read_at < $1")),
            Keep::Invitations => Some(("invitations", "used_at < $1 OR revoked_at < $1 OR expires_at < $1")),
            Keep::Tokens => Some(("tokens", "revoked_at < $1 OR expires_at < $1")),
            Keep::Sessions => Some(("sessions AS s", sessions::ENDED)),
            Keep::Resets => Some(("resets", "expires_at < $1")),
            Keep::Audit => Some(("audit", "at < $1")),
            Keep::Trash | Keep::Jobs => None,
        }
    }
}

/// A duration as it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// How long, in days.
    pub days: i64,
    /// Why it is not the usual one; empty when it is.
    pub why: String,
}

/// How long something is kept now.
pub fn kept(q: &impl Query, keep: Keep) -> Result<Kept, Error> {
    let set = settings::get(q, &keep.setting())?.and_then(|text| serde_json::from_str(&text).ok());
    Ok(set.unwrap_or(Kept { days: keep.bounds().0, why: String::new() }))
}

/// Sets another duration, for a reason.
///
/// # Errors
/// `Forbidden("not_an_owner")`; 422 on `days` outside its bounds, `why` when empty or too long; `Conflict("fixed")` for what cannot be set.
pub fn set(tx: &Tx, actor: &Actor, keep: Keep, days: i64, why: &str) -> Result<()> {
    if actor.role != PersonRole::Owner {
        return Err(Refusal::Forbidden("not_an_owner").into());
    }
    if !keep.is_set() {
        return Err(Refusal::Conflict("fixed").into());
    }
    let (_, least, most) = keep.bounds();
    let mut errors = Errors::default();
    let bound = |n: i64| usize::try_from(n).unwrap_or_default();
    match days {
        days if days < least => errors.add_limit("days", "too_small", bound(least)),
        days if days > most => errors.add_limit("days", "too_large", bound(most)),
        _ => {}
    }
    let why = errors.line("why", why, REASON);
    errors.done()?;
    let before = kept(tx, keep)?.days;
    let kept = Kept { days, why };
    settings::set(tx, &keep.setting(), &serde_json::to_string(&kept).map_err(|error| Error::Unfit(error.to_string()))?)?;
    audit::note(tx, Some(actor.id), Act::RetentionChanged, None, &format!("{keep}: {before} → {days} ({})", kept.why))?;
    Ok(())
}

/// How much of each has outlived its duration at `now`: exactly what [`purge`] ends at the same moment.
pub fn due(q: &impl Query, now: Moment) -> Result<Vec<(Keep, i64)>, Error> {
    Keep::ALL.iter().map(|keep| Ok((*keep, outlived(q, *keep, now)?))).collect()
}

fn outlived(q: &impl Query, keep: Keep, now: Moment) -> Result<i64, Error> {
    let end = now.plus_days(-kept(q, keep)?.days);
    match (keep, keep.rows()) {
        (_, Some((table, condition))) => q.count(&format!("SELECT count(*) FROM {table} WHERE {condition}"), params![end]),
        (Keep::Jobs, None) => jobs::forgettable(q, end),
        (_, None) => items::purgeable(q, now),
    }
}

/// Ends up to `limit` items of the trash ahead of a [`purge`], which tells of them: so many that whoever writes meanwhile doesn't wait long.
/// Their number is kept with their end, so that one that broke off is told by the next.
pub fn purge_trash(tx: &Tx, kinds: &Kinds, now: Moment, limit: i64) -> Result<i64> {
    let ended = int(items::purge(tx, kinds, now, limit)?);
    if ended > 0 {
        tx.run(
            "INSERT INTO settings(name, value) VALUES ($1, $2) ON CONFLICT (name)
             DO UPDATE SET value = CAST(CAST(settings.value AS BIGINT) + CAST(excluded.value AS BIGINT) AS TEXT)",
            params![UNTOLD, ended.to_string()],
        )?;
    }
    Ok(ended)
}

/// How many items [`purge_trash`] ended that nobody told of; whoever asks tells.
fn untold(tx: &Tx) -> Result<i64, Error> {
    let all = tx.all("DELETE FROM settings WHERE name = $1 RETURNING value", params![UNTOLD], |row| row.text(0))?;
    Ok(all.first().and_then(|count| count.parse().ok()).unwrap_or(0))
}

/// Ends what has outlived its duration at `now`, and tells how much of each, the trash with what [`purge_trash`] ended; one line of the trail
/// when there was anything.
///
/// # Errors
/// A broken database.
pub fn purge(tx: &Tx, kinds: &Kinds, now: Moment, by: Option<Id>) -> Result<Vec<(Keep, i64)>> {
    let mut ended = Vec::new();
    for keep in Keep::ALL {
        ended.push((*keep, end(tx, kinds, *keep, now)?));
    }
    let told: Vec<String> = ended.iter().filter(|(_, n)| *n > 0).map(|(keep, n)| format!("{keep} {n}")).collect();
    if !told.is_empty() {
        audit::note(tx, by, Act::Purged, None, &told.join(audit::AND))?;
    }
    Ok(ended)
}

fn end(tx: &Tx, kinds: &Kinds, keep: Keep, now: Moment) -> Result<i64> {
    let before = now.plus_days(-kept(tx, keep)?.days);
    let rows = match (keep, keep.rows()) {
        (_, Some((table, condition))) => tx.run(&format!("DELETE FROM {table} WHERE {condition}"), params![before])?,
        (Keep::Jobs, None) => jobs::forget(tx, before)?,
        (_, None) => return Ok(int(items::purge(tx, kinds, now, i64::MAX)?) + untold(tx)?),
    };
    Ok(int(rows))
}

fn int(count: impl TryInto<i64>) -> i64 {
    count.try_into().unwrap_or(i64::MAX)
}
