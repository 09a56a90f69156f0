//! Migrations: numbered SQL, each in its own transaction, so that an interrupted update goes on where it stopped.
//! Invariant: several programs starting together run each one once; a database newer than the program is left alone.

use base::Moment;

use crate::dialect::postgres::MIGRATION_LOCK;
use crate::{Dialect, Error, Query, Store, Tx, params};

/// One step of the schema.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// Its place, counted from 1.
    pub number: u32,
    /// What it brings, for the person who reads `schema_migrations`.
    pub name: &'static str,
    /// Portable text; the type `BLOB` is written `BYTEA` for PostgreSQL, and a `BIGINT PRIMARY KEY` is SQLite's own rowid.
    pub sql: &'static str,
    /// What only SQLite runs, after the portable text.
    pub sqlite: &'static str,
    /// What only PostgreSQL runs, after the portable text.
    pub postgres: &'static str,
}

/// What was done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Migrated {
    /// The last number before.
    pub from: u32,
    /// The last number now.
    pub to: u32,
    /// The names of those that were run, in order.
    pub ran: Vec<&'static str>,
}

const TABLE: &str = "CREATE TABLE IF NOT EXISTS schema_migrations (number BIGINT PRIMARY KEY, name TEXT NOT NULL, at BIGINT NOT NULL)";

impl Store {
    /// Runs the migrations that the database lacks. `set` is ordered by number.
    pub fn migrate(&self, set: &[Migration]) -> Result<Migrated, Error> {
        let known = set.last().map_or(0, |m| m.number);
        self.aside(|tx| {
            let from = locked(tx, || {
                tx.batch(TABLE)?;
                last(tx)
            })?;
            let mut migrated = Migrated { from, to: from, ran: Vec::new() };
            if from > known {
                return Err(Error::Newer { found: from, known });
            }
            for migration in set.iter().filter(|m| m.number > from) {
                // Another program may have run it since.
                if locked(tx, || if last(tx)? < migration.number { run(tx, migration).map(|()| true) } else { Ok(false) })? {
                    migrated.ran.push(migration.name);
                }
                migrated.to = migration.number;
            }
            Ok(migrated)
        })
    }
}

fn run(tx: &Tx, migration: &Migration) -> Result<(), Error> {
    match tx.dialect() {
        Dialect::Sqlite => {
            tx.batch(&with_rowids(migration.sql))?;
            tx.batch(migration.sqlite)?;
        }
        Dialect::Postgres => {
            tx.batch(&with_bytea(migration.sql))?;
            tx.batch(migration.postgres)?;
        }
    }
    let record = "INSERT INTO schema_migrations(number, name, at) VALUES ($1, $2, $3)";
    tx.run(record, params![migration.number, migration.name, Moment::now()]).map(drop)
}

fn last(tx: &Tx) -> Result<u32, Error> {
    let number = tx.count("SELECT max(number) FROM schema_migrations", &[])?;
    u32::try_from(number).map_err(|_| Error::Unfit(format!("migration {number}")))
}

/// A transaction that no other migrating program is in at the same time.
fn locked<T>(tx: &Tx, f: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    match tx.dialect() {
        Dialect::Sqlite => tx.begin("BEGIN IMMEDIATE")?,
        // A migration may take long: the others wait for it, instead of giving up.
        Dialect::Postgres => tx.begin(&format!("BEGIN; SET LOCAL lock_timeout = 0; SELECT pg_advisory_xact_lock({MIGRATION_LOCK})"))?,
    }
    let outcome = f().and_then(|t| tx.batch("COMMIT").map(|()| t));
    if outcome.is_err() {
        // What this could say, the error already does.
        let _ = tx.batch("ROLLBACK");
    }
    outcome
}

/// SQLite keeps a table in the order of its key, without a second index beside it, only for keys declared in these very words.
fn with_rowids(sql: &str) -> String {
    sql.replace("BIGINT PRIMARY KEY", "INTEGER PRIMARY KEY")
}

fn with_bytea(sql: &str) -> String {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut text = String::with_capacity(sql.len());
    for piece in sql.split_inclusive(|c| !is_word(c)) {
        match piece.strip_prefix("BLOB") {
            Some(rest) if !rest.starts_with(is_word) => text.extend(["BYTEA", rest]),
            _ => text.push_str(piece),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    #[test]
    fn only_the_type_is_replaced() {
        assert_eq!(super::with_bytea("bytes BLOB, BLOBS x, (y BLOB) MYBLOB BLOB"), "bytes BYTEA, BLOBS x, (y BYTEA) MYBLOB BYTEA");
    }
}
