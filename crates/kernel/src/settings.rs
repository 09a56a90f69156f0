//! The few facts of the network itself: its name, and the digest of the one-time set-up link.

use store::{Error, Query, Tx, params};

/// Setting names.
pub const NETWORK_NAME: &str = "network_name";
/// Digest of the set-up secret, gone once used.
pub const SETUP_DIGEST: &str = "setup_digest";

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
