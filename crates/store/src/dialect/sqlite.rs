//! SQLite's side of the differences. There is one writer per database, so a change is numbered as it is inserted.

use crate::{Error, Query, Tx};

pub(crate) const INDEX: &str = "INSERT OR REPLACE INTO search(rowid, words) VALUES ($1, $2)";

pub(crate) fn next_seq(tx: &Tx) -> Result<i64, Error> {
    tx.count("SELECT coalesce(max(seq), 0) + 1 FROM changes", &[])
}

/// Bytes of the file and of the search index: `dbstat` walks the pages of the named tables alone.
pub const SIZES: &str = "SELECT (SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()),
  (SELECT coalesce(sum(pgsize), 0) FROM dbstat WHERE aggregate = TRUE AND name IN ('search_data', 'search_idx', 'search_docsize', 'search_config'))";
pub const SIZE: &str = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()";
