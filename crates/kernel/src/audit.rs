//! The audit trail of administration: who did what to whom, when. Invariant: append-only, in the transaction of the act itself;
//! the databases refuse an edit by themselves, and the end of a line before its time. Deliberately absent: contents of items, and anything a person does in their own work.

use base::{Id, Moment};
use store::{Error, Query, Tx, params};

/// No line goes before so many days; the databases see to it (migration 10).
pub const LEAST_DAYS: i64 = 180;

/// What stands between the particulars of one line, such as its counts.
pub const AND: &str = " · ";

/// An act worth a line (ASVS 16.3, safety test 126). Its name in the table is its name here in kebab case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// A person's role in the network changed; details: `member → admin`.
    RoleChanged,
    /// A person was deactivated.
    Deactivated,
    /// A deactivated person was let in again.
    Reactivated,
    /// A person was added by an administrator or the command line.
    PersonAdded,
    /// People were imported from a file; details: how many.
    PeopleImported,
    /// An invitation was made.
    Invited,
    /// An invitation was withdrawn.
    InvitationRevoked,
    /// A personal access token was made.
    TokenMade,
    /// A personal access token was revoked.
    TokenRevoked,
    /// A sign-in succeeded; details: by which means.
    SignedIn,
    /// A sign-in was refused too often and paused.
    SignInPaused,
    /// Some or all sessions of a person were closed.
    SessionsClosed,
    /// A password changed.
    PasswordChanged,
    /// A second factor or passkey was added.
    FactorAdded,
    /// A second factor or passkey was removed.
    FactorRemoved,
    /// Sign-in rules of the network changed; details: which.
    SignInRuleChanged,
    /// The network's name, logo or accent changed.
    IdentityChanged,
    /// A new version of the charter was published.
    CharterPublished,
    /// A duration of retention changed; details: what, from, to, and the reason.
    RetentionChanged,
    /// A purge ran; details: counts.
    Purged,
    /// A backup was made; details: its name and what it holds.
    BackedUp,
    /// A backup was proven by restoring it aside; details: its name.
    BackupProven,
    /// A kept backup was removed; details: its name.
    BackupRemoved,
    /// A backup was restored into this network.
    Restored,
    /// A person asked for their data, or an export was made.
    Exported,
    /// A person's data were corrected by an administrator.
    Rectified,
    /// A person was erased; details: what stays and why.
    Erased,
    /// An import added something; details: from where, and counts.
    Imported,
    /// A setting not named above changed; details: which.
    SettingChanged,
}

impl Act {
    /// Every act, in the order of the trail's filter.
    pub const ALL: &'static [(Act, &'static str)] = &[
        (Act::RoleChanged, "role-changed"),
        (Act::Deactivated, "deactivated"),
        (Act::Reactivated, "reactivated"),
        (Act::PersonAdded, "person-added"),
        (Act::PeopleImported, "people-imported"),
        (Act::Invited, "invited"),
        (Act::InvitationRevoked, "invitation-revoked"),
        (Act::TokenMade, "token-made"),
        (Act::TokenRevoked, "token-revoked"),
        (Act::SignedIn, "signed-in"),
        (Act::SignInPaused, "sign-in-paused"),
        (Act::SessionsClosed, "sessions-closed"),
        (Act::PasswordChanged, "password-changed"),
        (Act::FactorAdded, "factor-added"),
        (Act::FactorRemoved, "factor-removed"),
        (Act::SignInRuleChanged, "sign-in-rule-changed"),
        (Act::IdentityChanged, "identity-changed"),
        (Act::CharterPublished, "charter-published"),
        (Act::RetentionChanged, "retention-changed"),
        (Act::Purged, "purged"),
        (Act::BackedUp, "backed-up"),
        (Act::BackupProven, "backup-proven"),
        (Act::BackupRemoved, "backup-removed"),
        (Act::Restored, "restored"),
        (Act::Exported, "exported"),
        (Act::Rectified, "rectified"),
        (Act::Erased, "erased"),
        (Act::Imported, "imported"),
        (Act::SettingChanged, "setting-changed"),
    ];

    /// Its name in the table.
    pub fn name(self) -> &'static str {
        Act::ALL.iter().find(|(act, _)| *act == self).map_or("", |(_, name)| name)
    }

    /// The act of that name.
    pub fn named(name: &str) -> Option<Act> {
        Act::ALL.iter().find(|(_, known)| *known == name).map(|(act, _)| *act)
    }
}

/// One line of the trail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its id: later lines have greater ones.
    pub id: Id,
    /// When.
    pub at: Moment,
    /// Who, with their name today; nobody when the command line or the program itself did it.
    pub actor: Option<(Id, String)>,
    /// What.
    pub act: Act,
    /// To whom or to what, when it has an id.
    pub subject: Option<Id>,
    /// The subject's name today, when it is a person.
    pub whom: Option<String>,
    /// In a few words, never a secret.
    pub details: String,
}

/// Writes one line, in the transaction of the act.
pub fn note(tx: &Tx, actor: Option<Id>, act: Act, subject: Option<Id>, details: &str) -> Result<(), Error> {
    tx.run(
        "INSERT INTO audit(id, at, actor_id, act, subject_id, details) VALUES ($1, $2, $3, $4, $5, $6)",
        params![Id::new(), tx.now(), actor, act.name(), subject, details],
    )?;
    Ok(())
}

/// Which lines are looked for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked {
    /// Only of this act.
    pub act: Option<Act>,
    /// Only what this person did, or what was done to them.
    pub person: Option<Id>,
    /// Only older than this line.
    pub before: Option<Id>,
}

/// The newest lines before `before`, at most `limit`; only `act`'s when given.
pub fn lines(q: &impl Query, act: Option<Act>, before: Option<Id>, limit: i64) -> Result<Vec<Line>, Error> {
    find(q, &Asked { act, person: None, before }, limit)
}

/// The newest lines that are asked for, at most `limit`.
pub fn find(q: &impl Query, asked: &Asked, limit: i64) -> Result<Vec<Line>, Error> {
    let (act, person) = (asked.act.map_or("", Act::name), asked.person.map_or(0, |id| id.0));
    // PostgreSQL takes the type of a place from where it stands first: `$3 = 0` before the columns would make it too small for an id.
    let lines = q.all(
        "SELECT a.id, a.at, a.actor_id, COALESCE(p.name, ''), a.act, a.subject_id, a.details, s.name
           FROM audit a LEFT JOIN people p ON p.id = a.actor_id LEFT JOIN people s ON s.id = a.subject_id
          WHERE a.id < $1 AND ($2 = '' OR a.act = $2) AND (a.actor_id = $3 OR a.subject_id = $3 OR $3 = 0) ORDER BY a.id DESC LIMIT $4",
        params![asked.before.map_or(i64::MAX, |id| id.0), act, person, limit],
        |row| {
            let Some(act) = Act::named(&row.text(4)?) else { return Ok(None) };
            let (actor, subject) = (row.opt_id(2)?.zip(row.opt_text(3)?), row.opt_id(5)?);
            Ok(Some(Line { id: row.id(0)?, at: row.moment(1)?, actor, act, subject, whom: row.opt_text(7)?, details: row.text(6)? }))
        },
    )?;
    Ok(lines.into_iter().flatten().collect())
}

/// Everybody who did something, by name.
pub fn actors(q: &impl Query) -> Result<Vec<(Id, String)>, Error> {
    q.all("SELECT p.id, p.name FROM people p WHERE p.id IN (SELECT actor_id FROM audit) ORDER BY p.folded, p.id LIMIT 500", &[], |row| {
        Ok((row.id(0)?, row.text(1)?))
    })
}
