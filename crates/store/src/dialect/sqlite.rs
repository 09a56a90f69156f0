//! SQLite's side of the differences. There is one writer per database, so a change is numbered as it is inserted.

use crate::{Error, Query, Tx};

pub(crate) const INDEX: &str = "INSERT OR REPLACE INTO search(rowid, words) VALUES ($1, $2)";

pub(crate) fn next_seq(tx: &Tx) -> Result<i64, Error> {
    tx.count("SELECT coalesce(max(seq), 0) + 1 FROM changes", &[])
}
