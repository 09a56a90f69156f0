//! PostgreSQL's side of the differences, and the numbering of changes.
//!
//! Transactions commit in any order, so a number taken before the commit could appear after a greater one, and a reader that is past the
//! greater one would never see it. Numbers are therefore given after the commit, to the rows whose transaction is older than every
//! transaction still open: no smaller one can appear any more. The order is that of `xid`, then of `id` within one transaction, so giving
//! the numbers again after a crash gives the same ones, and the numbering itself needs no flush.

use base::Id;

use crate::query::Link;
use crate::{Error, Query};

// Words go in as they are: the server's parser would cut `v1.2` or an address its own way.
// Any number of rows at once: ids parted by spaces, the words of each on a line.
pub(crate) const INDEX: &str = "INSERT INTO search(rowid, words)
  SELECT CAST(id AS BIGINT), array_to_tsvector(string_to_array(coalesce(words, ''), ' '))
    FROM unnest(string_to_array(CAST($1 AS TEXT), ' '), string_to_array(CAST($2 AS TEXT), E'\\n')) AS given(id, words)
  ON CONFLICT (rowid) DO UPDATE SET words = excluded.words";

/// Fewer matches than that are rare: gathering and sorting them costs less than looking for them among the newest.
const FEW: i64 = 1_000;

// The index finds them all, and no more rows are read than needed to know: what is materialized is read as far as it is asked for.
const AT_MOST: &str = "WITH found AS MATERIALIZED (SELECT 1 FROM search WHERE search.words @@ CAST($1 AS TEXT)::tsquery)
  SELECT count(*) FROM (SELECT 1 FROM found LIMIT $2) few";

/// Whether few rows match.
pub(crate) fn is_rare(q: &impl Query, text: &str) -> Result<bool, Error> {
    Ok(q.count(AT_MOST, crate::params![text, FEW])? < FEW)
}

/// The advisory locks of the program, shared by every node of a database.
pub(crate) const NUMBERING_LOCK: i64 = 0x7061_6c61_6272_6501;
pub(crate) const MIGRATION_LOCK: i64 = 0x7061_6c61_6272_6502;

const STATE: &str = "SELECT (SELECT coalesce(max(seq), 0) FROM changes), CAST(EXISTS (SELECT 1 FROM changes WHERE seq IS NULL) AS INT)";

const NUMBER: &str = "UPDATE changes SET seq = numbered.seq
  FROM (SELECT id, (SELECT coalesce(max(seq), 0) FROM changes) + row_number() OVER (ORDER BY xid, id) AS seq
          FROM changes WHERE seq IS NULL AND xid < pg_snapshot_xmin(pg_current_snapshot())) AS numbered
 WHERE changes.id = numbered.id";

/// The session that numbers, and how far it saw the numbers go.
pub(crate) struct Numbering {
    link: Link,
    ready: bool,
    last: i64,
}

/// What one round did.
pub(crate) struct Round {
    /// Whether to ring: numbers were given here, or another node gave some and its notification was missed.
    pub news: bool,
    /// Whether changes wait for an older transaction to end.
    pub waiting: bool,
}

impl Numbering {
    pub fn over(link: Link) -> Numbering {
        Numbering { link, ready: false, last: i64::MAX }
    }

    /// Numbers what can be numbered and notifies the other nodes. Unless `poked`, writes nothing when there is nothing to number.
    pub fn round(&mut self, poked: bool, node: Id) -> Result<Round, Error> {
        self.link.begin_later("SET synchronous_commit = off")?;
        let notify = format!("NOTIFY palabre_bell, '{node}'");
        self.ready = self.ready || self.int("SELECT count(*) FROM pg_class WHERE oid = to_regclass('changes')")? > 0;
        if !self.ready {
            return if poked {
                self.link.batch(&notify).map(|()| Round { news: true, waiting: false })
            } else {
                Ok(Round { news: false, waiting: false })
            };
        }
        if !poked {
            let (last, waiting) = self.state()?;
            if !waiting {
                let missed = last > self.last;
                self.last = last;
                return Ok(Round { news: missed, waiting: false });
            }
        }
        let numbered = self.number(&notify).and_then(|rows| Ok((rows, self.state()?)));
        let (rows, (last, waiting)) = numbered.inspect_err(|_| {
            // What this could say, the error already does.
            let _ = self.link.batch("ROLLBACK");
        })?;
        self.last = last;
        Ok(Round { news: poked || rows > 0, waiting })
    }

    /// The lock in one statement, the numbering in the next: its snapshot is then newer than the commit of the lock's last holder. The commit
    /// goes with what is asked next.
    fn number(&self, notify: &str) -> Result<u64, Error> {
        self.link.step_later(&format!("BEGIN; SELECT pg_advisory_xact_lock({NUMBERING_LOCK})"))?;
        let rows = self.link.run(NUMBER, &[])?;
        self.link.step_later(&format!("{notify}; COMMIT"))?;
        Ok(rows)
    }

    /// The last number given, and whether changes wait for theirs.
    fn state(&self) -> Result<(i64, bool), Error> {
        let mut found = Ok((0, false));
        self.link.each(STATE, &[], &mut |row| {
            found = row.int(0).and_then(|last| Ok((last, row.flag(1)?)));
            false
        })?;
        found
    }

    fn int(&self, sql: &str) -> Result<i64, Error> {
        let mut found = Ok(0);
        self.link.each(sql, &[], &mut |row| {
            found = row.int(0);
            false
        })?;
        found
    }
}

/// Whether a statement that answers rows also writes. SQLite knows this itself; here the text tells.
pub(crate) fn writes(sql: &str) -> bool {
    let word = |w: &str| sql.split(|c: char| !c.is_ascii_alphabetic()).any(|found| found.eq_ignore_ascii_case(w));
    !sql.trim_start().get(..6).is_some_and(|start| start.eq_ignore_ascii_case("SELECT"))
        && ["INSERT", "UPDATE", "DELETE"].into_iter().any(word)
}

/// Bytes of the database and of the search index.
pub const SIZES: &str = "SELECT pg_database_size(current_database()), pg_total_relation_size('search')";
pub const SIZE: &str = "SELECT pg_database_size(current_database())";

#[cfg(test)]
mod tests {
    use super::writes;

    #[test]
    fn a_writing_statement_is_told_from_a_reading_one() {
        assert!(writes("UPDATE jobs SET at = 1 RETURNING id"));
        assert!(writes("WITH taken AS (DELETE FROM a RETURNING b) SELECT b FROM taken"));
        assert!(!writes(" select 'insert' FROM a"));
        assert!(!writes("WITH updated AS (SELECT edited_at FROM items) SELECT * FROM updated"));
    }
}
