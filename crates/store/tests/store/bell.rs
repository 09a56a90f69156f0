//! The bell is heard wherever the commit was made, and stays silent when nothing was written.

use std::time::Duration;

use store::{Error, Query, Store, on_both};
use tokio::time::timeout;

use crate::tabled;

const SOON: Duration = Duration::from_secs(5);

on_both! {
    async fn it_rings_here_and_elsewhere(scratch) {
        let store = tabled(&scratch.store);
        let other = Store::open(&scratch.url).expect("a second store opens");
        // Past the first rings, which say only that listening began.
        tokio::time::sleep(Duration::from_millis(700)).await;
        let (mut here, mut elsewhere) = (store.bell(), other.bell());
        here.mark_unchanged();
        elsewhere.mark_unchanged();
        store.write(|tx| tx.run("INSERT INTO notes(id, text) VALUES (1, 'a')", &[])).await.expect("written");
        timeout(SOON, here.changed()).await.expect("it rings here").expect("open");
        timeout(SOON, elsewhere.changed()).await.expect("it rings elsewhere").expect("open");
        other.write(|tx| tx.all("UPDATE notes SET text = 'b' RETURNING id", &[], |row| row.id(0))).await.expect("written");
        timeout(SOON, here.changed()).await.expect("it rings in the other direction").expect("open");
        other.close();
    }

    // A listener that finds nothing to do and writes nothing must not wake itself for ever.
    async fn it_is_silent_when_nothing_was_written(scratch) {
        let store = tabled(&scratch.store);
        tokio::time::sleep(Duration::from_millis(700)).await;
        let mut bell = store.bell();
        bell.mark_unchanged();
        store.write(|tx| {
            tx.run("UPDATE notes SET text = 'b'", &[])?;
            tx.all("DELETE FROM notes RETURNING id", &[], |row| row.id(0))?;
            tx.all("WITH one AS (SELECT 1 AS a) SELECT a FROM one", &[], |row| row.int(0))
        }).await.expect("nothing is written");
        let undone = store.write(|tx| {
            tx.run("INSERT INTO notes(id, text) VALUES (1, 'a')", &[])?;
            Err::<(), Error>(Error::Unfit("undone".into()))
        });
        undone.await.expect_err("undone");
        assert!(timeout(Duration::from_millis(800), bell.changed()).await.is_err(), "it rang for nothing");
    }
}
