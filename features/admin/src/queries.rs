//! What these pages ask. Invariant: for administrators alone, who are asked for that first; no contents, no address but of those who never entered.

use std::collections::HashSet;

use base::{Id, Moment};
use kernel::people::PersonRole;
use store::{Error, Query, params};

/// Whether the person `p` has no way in yet: no password, no passkey, no account at an identity provider. A bot never enters.
pub const WAITING: &str = "(p.role <> 'bot' AND p.password IS NULL AND NOT EXISTS (SELECT 1 FROM passkeys k WHERE k.person_id = p.id)
    AND NOT EXISTS (SELECT 1 FROM identities i WHERE i.person_id = p.id))";

/// Which accounts a list shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Which {
    /// All of them.
    #[default]
    All,
    /// Open ones that somebody entered.
    Open,
    /// Open ones that nobody can enter yet, see [`WAITING`].
    Waiting,
    /// Closed ones.
    Closed,
}

impl Which {
    /// Every choice, with its name in addresses.
    pub const ALL: [(Which, &'static str); 4] =
        [(Which::All, ""), (Which::Open, "open"), (Which::Waiting, "waiting"), (Which::Closed, "closed")];

    /// The choice of that name.
    pub fn named(name: &str) -> Which {
        Which::ALL.iter().find(|(_, known)| *known == name).map_or(Which::All, |(which, _)| *which)
    }

    fn condition(self) -> String {
        match self {
            Which::All => "1 = 1".into(),
            Which::Open => format!("p.deactivated_at IS NULL AND NOT {WAITING}"),
            Which::Waiting => format!("p.deactivated_at IS NULL AND {WAITING}"),
            Which::Closed => "p.deactivated_at IS NOT NULL".into(),
        }
    }
}

/// An account, as a list of them shows it.
#[derive(Clone, Debug)]
pub struct Account {
    /// Whose.
    pub id: Id,
    /// Their name.
    pub name: String,
    /// Their role.
    pub role: PersonRole,
    /// Where they work.
    pub site: String,
    /// What they do.
    pub headline: String,
    /// When their photo was set.
    pub photo_at: Option<Moment>,
    /// For a guest: until when.
    pub ends_at: Option<Moment>,
    /// When it was closed.
    pub closed_at: Option<Moment>,
    /// When a link to come in was sent or handed out.
    pub invited_at: Option<Moment>,
    /// Whether nobody entered yet.
    pub waiting: bool,
}

/// A page of accounts by name; `words` are parts of the name, folded.
pub fn accounts(q: &impl Query, which: Which, words: &str, after: Option<(&str, Id)>, limit: i64) -> Result<Vec<Account>, Error> {
    let (name, id) = after.unwrap_or(("", Id(0)));
    let sql = format!(
        "SELECT p.id, p.name, p.role, p.site, p.headline, p.photo_at, p.ends_at, p.deactivated_at, p.invited_at,
                CASE WHEN {WAITING} THEN 1 ELSE 0 END
           FROM people p WHERE {} AND p.folded LIKE $1 ESCAPE '!' AND (p.folded > $2 OR p.folded = $2 AND p.id > $3)
          ORDER BY p.folded, p.id LIMIT $4",
        which.condition()
    );
    let part = text::fold(words.trim()).replace('!', "!!").replace('%', "!%").replace('_', "!_");
    q.all(&sql, params![format!("%{part}%"), name, id, limit], |row| {
        Ok(Account {
            id: row.id(0)?,
            name: row.text(1)?,
            role: PersonRole::parse(&row.text(2)?).unwrap_or(PersonRole::Guest),
            site: row.text(3)?,
            headline: row.text(4)?,
            photo_at: row.opt_moment(5)?,
            ends_at: row.opt_moment(6)?,
            closed_at: row.opt_moment(7)?,
            invited_at: row.opt_moment(8)?,
            waiting: row.flag(9)?,
        })
    })
}

/// How many accounts there are of each choice, in the order of [`Which::ALL`].
pub fn counts(q: &impl Query) -> Result<[i64; 4], Error> {
    let sum = |which: Which| format!("CAST(sum(CASE WHEN {} THEN 1 ELSE 0 END) AS BIGINT)", which.condition());
    let sums: Vec<String> = Which::ALL.iter().map(|(which, _)| sum(*which)).collect();
    let found = q.one(&format!("SELECT {} FROM people p", sums.join(", ")), &[], |row| {
        let count = |n| Ok::<_, Error>(row.opt_int(n)?.unwrap_or(0));
        Ok([count(0)?, count(1)?, count(2)?, count(3)?])
    })?;
    Ok(found.unwrap_or_default())
}

/// The folded name of a person: where a page of a list by name ended.
pub fn folded(q: &impl Query, person: Id) -> Result<Option<String>, Error> {
    q.one("SELECT folded FROM people WHERE id = $1", params![person], |row| row.text(0))
}

/// Somebody who was brought in and has not entered.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Who.
    pub id: Id,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: Option<String>,
}

/// Everybody who has not entered, no role above `role`; `fresh` leaves out those to whom a link went already.
pub fn waiting(q: &impl Query, role: PersonRole, fresh: bool) -> Result<Vec<Waiting>, Error> {
    let above = PersonRole::ALL.iter().filter(|known| **known < role).map(|known| known.name()).next().unwrap_or_default();
    let sql = format!(
        "SELECT p.id, p.name, p.email FROM people p WHERE {} AND p.role <> $1 AND ($2 = 0 OR p.invited_at IS NULL) ORDER BY p.folded, p.id LIMIT 2000",
        Which::Waiting.condition()
    );
    q.all(&sql, params![above, fresh], |row| Ok(Waiting { id: row.id(0)?, name: row.text(1)?, email: row.opt_text(2)? }))
}

/// Every address that is taken, closed accounts included.
pub fn addresses(q: &impl Query) -> Result<HashSet<String>, Error> {
    Ok(q.all("SELECT email FROM people WHERE email IS NOT NULL", &[], |row| row.text(0))?.into_iter().collect())
}

/// Somebody who owns or administers the network.
#[derive(Clone, Debug)]
pub struct Steward {
    /// Who.
    pub id: Id,
    /// Their name.
    pub name: String,
    /// Which of the two.
    pub role: PersonRole,
    /// When their photo was set.
    pub photo_at: Option<Moment>,
}

/// Who owns and who administers, owners first.
pub fn stewards(q: &impl Query) -> Result<Vec<Steward>, Error> {
    q.all(
        "SELECT p.id, p.name, p.role, p.photo_at FROM people p WHERE p.role IN ('owner', 'admin') AND p.deactivated_at IS NULL
          ORDER BY CASE p.role WHEN 'owner' THEN 0 ELSE 1 END, p.folded, p.id LIMIT 200",
        &[],
        |row| {
            let role = PersonRole::parse(&row.text(2)?).unwrap_or(PersonRole::Admin);
            Ok(Steward { id: row.id(0)?, name: row.text(1)?, role, photo_at: row.opt_moment(3)? })
        },
    )
}

/// How many people accepted the charter that stands, of how many; bots are not asked.
pub fn acceptance(q: &impl Query) -> Result<(i64, i64), Error> {
    let sql = "SELECT (SELECT count(*) FROM charter_acceptances a JOIN people p ON p.id = a.person_id
                        WHERE a.version = (SELECT max(version) FROM charters) AND p.deactivated_at IS NULL AND p.role <> 'bot'),
                      (SELECT count(*) FROM people p WHERE p.deactivated_at IS NULL AND p.role <> 'bot')";
    Ok(q.one(sql, &[], |row| Ok((row.int(0)?, row.int(1)?)))?.unwrap_or_default())
}

/// Type and bytes of the logo.
pub fn logo(q: &impl Query) -> Result<Option<(String, Vec<u8>)>, Error> {
    q.one("SELECT type, bytes FROM logos WHERE name = 'logo'", &[], |row| Ok((row.text(0)?, row.bytes(1)?)))
}

/// How many files there are, and the bytes kept for them: what is attached twice is kept once.
pub fn files(q: &impl Query) -> Result<(i64, i64), Error> {
    let sql = "SELECT (SELECT count(*) FROM files), CAST(coalesce(sum(kept.size), 0) AS BIGINT) FROM (SELECT DISTINCT sha256, size FROM files) AS kept";
    Ok(q.one(sql, &[], |row| Ok((row.int(0)?, row.int(1)?)))?.unwrap_or_default())
}

/// Families of tables, and how many rows each has: `(code, rows)`.
pub fn rows(q: &impl Query) -> Result<Vec<(&'static str, i64)>, Error> {
    const FAMILIES: [(&str, &[&str]); 7] = [
        ("people", &["people", "sessions", "tokens", "invitations"]),
        ("spaces", &["spaces", "memberships"]),
        ("items", &["items", "bodies"]),
        ("marks", &["reactions", "follows", "bookmarks", "mentions", "taggings", "links", "poll_votes"]),
        ("files", &["files", "attachments", "contents", "uploads"]),
        ("changes", &["changes", "notices"]),
        ("keeping", &["jobs", "answers", "audit"]),
    ];
    let count = |table: &&str| q.count(&format!("SELECT count(*) FROM {table}"), &[]);
    FAMILIES.iter().map(|(family, tables)| Ok((*family, tables.iter().map(count).sum::<Result<i64, Error>>()?))).collect()
}
