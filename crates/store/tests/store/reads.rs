//! Reading: one state per read, the same parameters and values on both backends.

use std::sync::mpsc::channel;

use base::{Id, Moment};
use store::{Error, Query, Value, counted, on_both, params};

use crate::tabled;

on_both! {
    async fn a_read_sees_one_state(scratch) {
        let store = tabled(&scratch.store);
        let (looked, may_write) = channel();
        let (wrote, may_look) = channel();
        let count = "SELECT count(*) FROM notes";
        let writer = store.clone();
        let writing = tokio::task::spawn_blocking(move || {
            may_write.recv().expect("the reader has looked");
            writer.write_now(|tx| tx.run("INSERT INTO notes(id, text) VALUES (1, 'meanwhile')", &[])).expect("written");
            wrote.send(()).expect("the reader waits");
        });
        let seen = store.read(move |db| {
            let before = db.count(count, &[])?;
            looked.send(()).expect("the writer waits");
            may_look.recv().expect("the writer has written");
            Ok::<_, Error>((before, db.count(count, &[])?))
        });
        assert_eq!(seen.await, Ok((0, 0)));
        writing.await.expect("the writer ends");
        assert_eq!(store.read(move |db| db.count(count, &[])).await, Ok(1));
    }

    async fn a_reader_can_not_write(scratch) {
        let store = tabled(&scratch.store);
        let write = |db: &store::Db| db.all("INSERT INTO notes(id, text) VALUES (1, 'x') RETURNING id", &[], |row| row.int(0));
        assert!(matches!(store.read(write).await, Err(Error::Sql { .. })));
    }

    async fn places_in_any_order_and_repeated(scratch) {
        let store = tabled(&scratch.store);
        store.write(|tx| {
            tx.run("INSERT INTO notes(text, id) VALUES ($2, $1)", params![7, "$1 costs '$2' -- $3"])?;
            tx.run("INSERT INTO notes(id, text, parent_id) VALUES ($1 + 1, $2, $1)", params![7, "child"])
        }).await.expect("written");
        let found = store.read(|db| {
            let sql = "SELECT id, text, '$9' FROM notes WHERE id >= $3 AND id < $2 AND $4 = 1 AND text <> $1 AND id > $3 LIMIT $5";
            db.all(sql, params!["child", 100, 5, true, 10_usize], |row| Ok((row.id(0)?, row.text(1)?, row.text(2)?)))
        });
        assert_eq!(found.await, Ok(vec![(Id(7), "$1 costs '$2' -- $3".to_owned(), "$9".to_owned())]));
        let short = store.read(|db| db.count("SELECT count(*) FROM notes WHERE id = $1 OR id = $2", params![1]));
        assert!(short.await.is_err(), "a place without a value is an error, not NULL");
    }

    async fn values_come_back_as_they_went(scratch) {
        let store = tabled(&scratch.store);
        let text = "é\u{202f}« » 🎉 \\ ' \" \n";
        let blob = vec![0_u8, 255, 39];
        store.write(move |tx| {
            tx.run("INSERT INTO notes(id, text, parent_id, bytes) VALUES ($1, $2, $3, $4)", params![i64::MAX, text, None::<Id>, blob])?;
            tx.run("INSERT INTO notes(id, text, bytes) VALUES ($1, $2, $3)", params![Moment(i64::MIN), "", Value::Null])
        }).await.expect("written");
        let rows = store.read(|db| db.all("SELECT id, text, parent_id, bytes FROM notes ORDER BY id", &[], |row| {
            assert!(row.text(0).is_err() && row.int(1).is_err() && row.id(2).is_err() && row.int(9).is_err());
            Ok((row.moment(0)?, row.text(1)?, row.opt_id(2)?, row.opt_bytes(3)?))
        }));
        let low = (Moment(i64::MIN), String::new(), None, None);
        let high = (Moment(i64::MAX), text.to_owned(), None, Some(vec![0, 255, 39]));
        assert_eq!(rows.await, Ok(vec![low, high]));
    }

    async fn counts_sums_and_nothing(scratch) {
        let store = tabled(&scratch.store);
        let seen = store.read(|db| {
            let sum = db.count("SELECT CAST(sum(id) AS BIGINT) FROM notes", &[])?;
            let none = db.one("SELECT id FROM notes WHERE id = $1", params![1], |row| row.id(0))?;
            let asked = "SELECT CAST($1 AS BIGINT), 2 > 1, EXISTS (SELECT 1 FROM notes)";
            let flag = db.one(asked, params![5], |row| Ok((row.flag(0)?, row.flag(1)?, row.flag(2)?)))?;
            Ok::<_, Error>((sum, none, flag))
        });
        assert_eq!(seen.await, Ok((0, None, Some((true, true, false)))));
    }

    async fn a_query_inside_the_rows_of_another(scratch) {
        let store = tabled(&scratch.store);
        store.write(|tx| tx.run("INSERT INTO notes(id, text) VALUES (1, 'a'), (2, 'b')", &[])).await.expect("written");
        let up_to = "SELECT count(*) FROM notes WHERE id <= $1";
        let nested = move |db: &store::Db| db.all("SELECT id FROM notes ORDER BY id", &[], |row| db.count(up_to, params![row.id(0)?]));
        assert_eq!(store.read(nested).await, Ok(vec![1, 2]));
    }

    async fn a_panic_in_a_read_is_an_error(scratch) {
        let store = tabled(&scratch.store);
        for _ in 0..9 {
            let panicked = store.read(|db| if db.count("SELECT 1", &[])? == 1 { panic!("on purpose") } else { Ok::<(), Error>(()) });
            assert_eq!(panicked.await, Err(Error::Panicked("on purpose".into())));
        }
        assert_eq!(store.read(|db| db.count("SELECT 1", &[])).await, Ok(1));
    }

    async fn statements_are_counted_for_the_task_that_asks(scratch) {
        let store = tabled(&scratch.store);
        let other = tokio::spawn({ let store = store.clone(); async move {
            for _ in 0..20 { store.read(|db| db.count("SELECT 1", &[])).await.expect("read"); }
        }});
        let asked = async {
            store.read(|db| Ok::<_, Error>(db.count("SELECT 1", &[])? + db.count("SELECT 2", &[])?)).await.expect("read");
            store.write(|tx| tx.run("DELETE FROM notes", &[])).await.expect("written");
        };
        assert_eq!(counted(asked).await.1, 3);
        other.await.expect("the other task ends");
        assert!(store.queries() >= 23);
    }
}
