//! Migrations: each once, whole or not at all, never backwards.

use store::{Error, Migration, Query, Store, on_both, schema};

use crate::TABLES;

const SECOND: Migration =
    Migration { number: 2, name: "second", sql: "CREATE TABLE more (id BIGINT PRIMARY KEY);", sqlite: "", postgres: "" };
const BROKEN: Migration =
    Migration { sql: "CREATE TABLE more (id BIGINT PRIMARY KEY); INSERT INTO more VALUES (1); SELECT nonsense FROM nowhere;", ..SECOND };

on_both! {
    async fn each_runs_once(scratch) {
        let store = &scratch.store;
        let first = store.migrate(TABLES).expect("migrated");
        assert_eq!((first.from, first.to, first.ran.as_slice()), (0, 1, &["tables"][..]));
        assert!(store.migrate(TABLES).expect("nothing to do").ran.is_empty());
        let more = store.migrate(&[TABLES[0], SECOND]).expect("migrated");
        assert_eq!((more.from, more.to, more.ran.as_slice()), (1, 2, &["second"][..]));
    }

    async fn one_that_breaks_half_way_leaves_nothing(scratch) {
        let store = &scratch.store;
        let broken = store.migrate(&[TABLES[0], BROKEN]);
        assert!(matches!(broken, Err(Error::Sql { .. })), "{broken:?}");
        assert!(!schema(store).expect("a dump").contains("more"));
        assert_eq!(store.migrate(&[TABLES[0], SECOND]).expect("mended").from, 1);
        assert_eq!(store.read(|db| db.count("SELECT count(*) FROM more", &[])).await, Ok(0));
    }

    async fn a_newer_database_is_left_alone(scratch) {
        scratch.store.migrate(&[TABLES[0], SECOND]).expect("migrated");
        let older = scratch.store.migrate(TABLES).expect_err("refused");
        assert_eq!(older, Error::Newer { found: 2, known: 1 });
        assert!(older.to_string().contains("written by a newer Palabre"));
    }

    async fn several_programs_may_start_together(scratch) {
        let set = [TABLES[0], SECOND];
        let ran: usize = std::thread::scope(|s| {
            let start = || Store::open(&scratch.url).expect("opened").migrate(&set).expect("migrated").ran.len();
            let starts: Vec<_> = (0..4).map(|_| s.spawn(start)).collect();
            starts.into_iter().map(|start| start.join().expect("no panic")).sum()
        });
        assert_eq!(ran, 2);
    }

    async fn the_dump_names_what_there_is(scratch) {
        scratch.store.migrate(TABLES).expect("migrated");
        let dump = schema(&scratch.store).expect("a dump");
        assert_eq!(dump, schema(&scratch.store).expect("the same again"));
        for name in ["notes", "parent_id", "changes", "search", "schema_migrations"] {
            assert!(dump.contains(name), "{name} is missing from\n{dump}");
        }
    }
}
