//! The store on both backends: every test runs on SQLite and on a real PostgreSQL.

mod bell;
mod changes;
mod migrations;
mod reads;
mod search;
mod slow;
mod writes;

use store::{Migration, Store};

/// The tables that tests write to, and those the store itself knows.
pub const TABLES: &[Migration] = &[Migration {
    number: 1,
    name: "tables",
    sql: "CREATE TABLE notes (id BIGINT PRIMARY KEY, text TEXT NOT NULL UNIQUE, parent_id BIGINT REFERENCES notes(id), bytes BLOB);
          CREATE TABLE changes (id BIGINT PRIMARY KEY, seq BIGINT UNIQUE, writer BIGINT NOT NULL, turn BIGINT NOT NULL);",
    sqlite: r#"CREATE VIRTUAL TABLE search USING fts5(words, content='', contentless_delete=1, detail=none, tokenize="ascii tokenchars '_'")"#,
    postgres: "CREATE TABLE search (rowid BIGINT PRIMARY KEY, words TSVECTOR NOT NULL);
               CREATE INDEX search_words ON search USING GIN (words);
               ALTER TABLE changes ADD COLUMN xid XID8 NOT NULL DEFAULT pg_current_xact_id();
               CREATE INDEX changes_unnumbered ON changes(xid, id) WHERE seq IS NULL;",
}];

/// The store with those tables.
fn tabled(store: &Store) -> Store {
    store.migrate(TABLES).expect("the tables are made");
    store.clone()
}
