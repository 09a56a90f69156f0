//! Grouped commits: what fails, fails alone.

use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::sync::mpsc::channel;

use base::{Fault, Refusal};
use store::{Error, Query, Store, Tx, on_both, params};
use tokio::sync::oneshot;
use tokio::task::JoinSet;

use crate::tabled;

fn note(tx: &Tx, id: i64, text: &str) -> Result<(), Error> {
    tx.run("INSERT INTO notes(id, text) VALUES ($1, $2)", params![id, text]).map(drop)
}

async fn ids(store: &Store) -> Vec<i64> {
    store.read(|db| db.all("SELECT id FROM notes ORDER BY id", &[], |row| row.int(0))).await.expect("the notes are read")
}

/// Keeps the writers waiting, so that what is queued meanwhile is committed in one group.
async fn held(store: &Store) -> std::sync::mpsc::Sender<()> {
    let (release, released) = channel();
    let (entered, enters) = oneshot::channel();
    let store = store.clone();
    tokio::spawn(async move {
        let hold = move |_: &Tx| {
            let _ = entered.send(());
            let _ = released.recv();
            Ok::<(), Error>(())
        };
        store.write(hold).await
    });
    enters.await.expect("the writer is held");
    release
}

on_both! {
    async fn a_failing_write_spoils_no_other_of_its_group(scratch) {
        let store = tabled(&scratch.store);
        let release = held(&store).await;
        let mut writes = JoinSet::new();
        for n in 1..=9_i64 {
            let store = store.clone();
            writes.spawn(async move {
                let write = move |tx: &Tx| {
                    note(tx, n, &format!("note {n}"))?;
                    match n {
                        3 => Err(Error::Unfit("on purpose".into())),
                        5 => panic!("on purpose"),
                        7 => note(tx, 700, "note 7"),
                        _ => Ok(()),
                    }
                };
                (n, store.write(write).await)
            });
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        release.send(()).expect("the writer goes on");
        while let Some(written) = writes.join_next().await {
            let (n, outcome) = written.expect("the task ends");
            match n {
                3 => assert_eq!(outcome, Err(Error::Unfit("on purpose".into()))),
                5 => assert_eq!(outcome, Err(Error::Panicked("on purpose".into()))),
                7 => assert!(matches!(outcome, Err(Error::Duplicate(_))), "{outcome:?}"),
                _ => assert_eq!(outcome, Ok(())),
            }
        }
        assert_eq!(ids(&store).await, [1, 2, 4, 6, 8, 9]);
    }

    async fn what_is_put_off_fails_with_its_own_write_alone(scratch) {
        let store = tabled(&scratch.store);
        let put = |tx: &Tx, id: i64| tx.put("INSERT INTO notes(id, text) VALUES ($1, $2)", params![id, id.to_string()]);
        let last_sees_the_others = |tx: &Tx| tx.count("SELECT count(*) FROM notes", &[]);
        let release = held(&store).await;
        let mut writes = JoinSet::new();
        // The fourth and the last meet an id that is there already; the last asks nothing more, so that the step behind it fails.
        for (turn, id) in [1, 2, 3, 2, 4, 3].into_iter().enumerate() {
            let store = store.clone();
            let write = move |tx: &Tx| put(tx, id).and_then(|()| if turn == 3 { last_sees_the_others(tx).map(drop) } else { Ok(()) });
            writes.spawn(async move { (turn, store.write(write).await) });
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        release.send(()).expect("the writer goes on");
        while let Some(written) = writes.join_next().await {
            let (turn, outcome) = written.expect("the task ends");
            assert_eq!(matches!(outcome, Err(Error::Duplicate(_))), turn == 3 || turn == 5, "{turn}: {outcome:?}");
        }
        assert_eq!(ids(&store).await, [1, 2, 3, 4]);
        // Alone in its transaction, it fails with the commit.
        assert!(matches!(store.write(move |tx| put(tx, 4)).await, Err(Error::Duplicate(_))));
        // One that is refused takes what it put off with it, and many at once are not too many.
        assert_eq!(store.write(move |tx| put(tx, 5).and(Err::<(), _>(Error::Busy))).await, Err(Error::Busy));
        assert_eq!(store.write(move |tx| (10..210).try_for_each(|id| put(tx, id))).await, Ok(()));
        assert_eq!(ids(&store).await.len(), 204);
    }

    async fn an_error_that_was_set_aside_undoes_the_write(scratch) {
        let store = tabled(&scratch.store);
        let set_aside = |tx: &Tx| {
            note(tx, 1, "first")?;
            let _ = note(tx, 2, "first");
            Ok::<(), Error>(())
        };
        assert_eq!(store.write(set_aside).await, Err(Error::SetAside));
        assert_eq!(ids(&store).await, [0_i64; 0]);
    }

    async fn a_reference_to_nothing_is_refused(scratch) {
        let store = tabled(&scratch.store);
        let dangling = |tx: &Tx| tx.run("INSERT INTO notes(id, text, parent_id) VALUES (1, 'a', 99)", &[]);
        assert!(matches!(store.write(dangling).await, Err(Error::Dangling(_))));
    }

    async fn rows_changed_are_counted(scratch) {
        let store = tabled(&scratch.store);
        let changed = |tx: &Tx| {
            (1..=3).try_for_each(|n| note(tx, n, &n.to_string()))?;
            let deleted = tx.all("DELETE FROM notes WHERE id > $1 RETURNING id", params![2], |row| row.int(0))?;
            Ok::<_, Error>((tx.run("UPDATE notes SET text = text WHERE id < $1", params![9])?, deleted))
        };
        assert_eq!(store.write(changed).await, Ok((2, vec![3])));
    }

    async fn a_full_queue_answers_at_once(scratch) {
        let store = tabled(&scratch.store);
        let release = held(&store).await;
        let mut writes = JoinSet::new();
        for n in 0..5_000_i64 {
            let store = store.clone();
            writes.spawn(async move { store.write(move |tx| note(tx, n, &n.to_string()).map_err(Fault::from)).await });
        }
        // Nothing is written yet: whoever is answered now was turned away.
        let first = writes.join_next().await.expect("a task").expect("it ends");
        assert_eq!(first.expect_err("turned away").refusal(), Some(&Refusal::Busy));
        while writes.len() > 4_096 {
            writes.join_next().await;
        }
        release.send(()).expect("the writer goes on");
        let outcomes = writes.join_all().await;
        assert_eq!(outcomes.len(), 4_096);
        assert!(outcomes.iter().all(Result::is_ok));
        assert_eq!(ids(&store).await.len(), 4_096);
    }

    async fn closing_finishes_what_is_queued(scratch) {
        let store = tabled(&scratch.store);
        let mut writes = JoinSet::new();
        let release = held(&store).await;
        for n in 0..20_i64 {
            let store = store.clone();
            writes.spawn(async move { store.write(move |tx| note(tx, n, &n.to_string())).await });
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        let closing = tokio::task::spawn_blocking({ let store = store.clone(); move || store.close() });
        release.send(()).expect("the writer goes on");
        closing.await.expect("the store closes");
        assert!(writes.join_all().await.iter().all(Result::is_ok));
        assert_eq!(store.write(|tx| note(tx, 99, "late")).await, Err(Error::Closed));
        assert_eq!(ids(&Store::open(&scratch.url).expect("it opens again")).await.len(), 20);
    }
}

#[test]
fn only_its_owner_may_read_the_file() {
    let scratch = store::testing::migrated(store::Dialect::Sqlite, crate::TABLES);
    let folder = Path::new(scratch.url.trim_start_matches("sqlite:")).parent().expect("a folder");
    let files = std::fs::read_dir(folder).expect("the folder is read").flatten();
    let modes: Vec<u32> = files.map(|file| file.metadata().expect("its rights").mode() & 0o777).collect();
    assert_eq!(modes, [0o600; 3], "the database, its log and its index");
}

#[test]
fn a_lost_connection_is_made_again() {
    let scratch = store::testing::migrated(store::Dialect::Postgres, crate::TABLES);
    let store = &scratch.store;
    for n in 0..3 {
        store.write_now(move |tx| note(tx, n, &n.to_string())).expect("written");
        let put = move |tx: &Tx| tx.put("UPDATE notes SET text = text WHERE id = $1", params![n]);
        store.write_now(put).expect("put off and written");
        assert_eq!(store.read_now(|db| db.count("SELECT count(*) FROM notes", &[])), Ok(n + 1));
        let mut raw = postgres::Client::connect(&scratch.url, postgres::NoTls).expect("a raw connection");
        let cut =
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
        raw.batch_execute(cut).expect("every connection is cut");
    }
}

on_both! {
    async fn a_transaction_tells_of_the_past_only_where_it_says_so(scratch) {
        let past = base::Moment(1_000);
        let told = scratch.store.write(move |tx| {
            let told = tx.dated(past, || (tx.now(), tx.dated(past.plus_seconds(1), || tx.now()), tx.now()));
            Ok::<_, Error>((told, tx.now() > past.plus_days(1)))
        });
        assert_eq!(told.await.expect("told"), ((past, past.plus_seconds(1), past), true));
        let panicked = scratch.store.write(move |tx| -> Result<(), Error> { tx.dated(past, || panic!("in the past")) }).await;
        assert!(matches!(panicked, Err(Error::Panicked(_))));
        // Every writer there is.
        for _ in 0..4 {
            assert!(scratch.store.write(|tx| Ok::<_, Error>(tx.now())).await.expect("now") > past.plus_days(1));
        }
    }
}
