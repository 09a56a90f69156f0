//! The few facts of the network itself: how it shows itself, its hours, and the digest of the one-time set-up link.

use store::{Error, Query, Tx, params};

/// Setting names.
pub const NETWORK_NAME: &str = "network_name";
/// The accent, `#rrggbb`; absent for the house's own.
pub const ACCENT: &str = "accent";
/// The version of the logo, which changes with it; absent without one.
pub const LOGO: &str = "logo";
/// Digest of the set-up secret, gone once used.
pub const SETUP_DIGEST: &str = "setup_digest";

/// When the last backup was made, in milliseconds.
pub const BACKED_UP: &str = "backup_last_at";
/// When a backup was last proven by restoring it, in milliseconds.
pub const BACKUP_PROVEN: &str = "backup_proven_at";

/// Reads a setting.
pub fn get(q: &impl Query, name: &str) -> Result<Option<String>, Error> {
    q.one("SELECT value FROM settings WHERE name = $1", params![name], |row| row.text(0))
}

/// Writes a setting.
pub fn set(tx: &Tx, name: &str, value: &str) -> Result<(), Error> {
    tx.run(
        "INSERT INTO settings(name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        params![name, value],
    )?;
    Ok(())
}

/// Forgets a setting; tells whether it was there.
pub fn forget(tx: &Tx, name: &str) -> Result<bool, Error> {
    Ok(tx.run("DELETE FROM settings WHERE name = $1", params![name])? > 0)
}

/// How the network shows itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// Its name.
    pub name: Option<String>,
    /// Its accent, `#rrggbb`.
    pub accent: Option<String>,
    /// The version of its logo.
    pub logo: Option<String>,
}

/// Name, accent and logo, in one query: every page asks.
pub fn identity(q: &impl Query) -> Result<Identity, Error> {
    let mut identity = Identity::default();
    let found = q.all("SELECT name, value FROM settings WHERE name IN ($1, $2, $3)", params![NETWORK_NAME, ACCENT, LOGO], |row| {
        Ok((row.text(0)?, row.text(1)?))
    })?;
    for (name, value) in found {
        match name.as_str() {
            NETWORK_NAME => identity.name = Some(value),
            ACCENT => identity.accent = Some(value),
            _ => identity.logo = Some(value),
        }
    }
    Ok(identity)
}
