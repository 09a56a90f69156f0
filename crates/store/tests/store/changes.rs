//! The trap of the outbox: a reader that has seen number n must never find a smaller one appear behind it.

use std::collections::HashSet;
use std::time::Duration;

use base::Id;
use postgres::{Client, NoTls};
use store::testing::{migrated, settled};
use store::{Dialect, Error, Query, Store, Tx, next_seq, on_both, params};
use tokio::task::JoinSet;

use crate::{TABLES, tabled};

const SINCE: &str = "SELECT seq, writer, turn FROM changes WHERE seq > $1 ORDER BY seq";

fn change(tx: &Tx, writer: i64, turn: i64) -> Result<(), Error> {
    let seq = next_seq(tx)?;
    tx.run("INSERT INTO changes(id, seq, writer, turn) VALUES ($1, $2, $3, $4)", params![Id::new(), seq, writer, turn]).map(drop)
}

async fn since(store: &Store, seq: i64) -> Vec<(i64, i64, i64)> {
    store
        .read(move |db| db.all(SINCE, params![seq], |row| Ok((row.int(0)?, row.int(1)?, row.int(2)?))))
        .await
        .expect("the changes are read")
}

const WRITERS: i64 = 8;
const TURNS: i64 = 40;

on_both! {
    // Half of the writers are on another node, or in another process beside the server.
    async fn a_tailing_reader_sees_every_change_once_and_in_order(scratch) {
        let store = tabled(&scratch.store);
        let other = Store::open(&scratch.url).expect("a second store opens");
        let mut writers = JoinSet::new();
        for writer in 0..WRITERS {
            let store = if writer % 2 == 0 { store.clone() } else { other.clone() };
            writers.spawn(async move {
                for turn in 0..TURNS {
                    let write = move |tx: &Tx| {
                        change(tx, writer, turn)?;
                        // Of every ten one is undone; its number must leave no hole and its change no trace.
                        if turn % 10 == 9 { Err(Error::Unfit("undone".into())) } else { Ok(()) }
                    };
                    assert_eq!(store.write(write).await.is_ok(), turn % 10 != 9);
                }
            });
        }
        let mut bell = store.bell();
        let mut seen = Vec::new();
        let expected = (WRITERS * TURNS * 9 / 10) as usize;
        while seen.len() < expected {
            let cursor = seen.last().map_or(0, |(seq, _, _)| *seq);
            let news = since(&store, cursor).await;
            if news.is_empty() {
                tokio::time::timeout(Duration::from_secs(20), bell.changed()).await.expect("the bell rings").expect("the store is open");
            }
            seen.extend(news);
        }
        while let Some(ended) = writers.join_next().await {
            ended.expect("the writer ends well");
        }
        let numbers: Vec<i64> = seen.iter().map(|(seq, _, _)| *seq).collect();
        assert_eq!(numbers, (1..=expected as i64).collect::<Vec<_>>(), "no hole and no repetition");
        assert_eq!(seen.iter().map(|(_, writer, turn)| (*writer, *turn)).collect::<HashSet<_>>().len(), expected);
        for writer in 0..WRITERS {
            let turns: Vec<i64> = seen.iter().filter(|(_, w, _)| *w == writer).map(|(_, _, turn)| *turn).collect();
            assert!(turns.is_sorted(), "the order of numbers is that of commits");
        }
        other.close();
    }
}

#[test]
fn an_older_transaction_that_commits_later_is_not_missed() {
    let scratch = migrated(Dialect::Postgres, TABLES);
    // The old transaction writes its change and stays open, on a connection the store knows nothing of.
    let mut raw = Client::connect(&scratch.url, NoTls).expect("a raw connection");
    let mut old = raw.transaction().expect("a transaction");
    old.execute("INSERT INTO changes(id, writer, turn) VALUES (1, 1, 1)", &[]).expect("the old change");
    let store = scratch.store.clone();
    let (committed, rest) = store::testing::block_on(async {
        store.write(|tx| change(tx, 2, 2)).await.expect("the young change commits first");
        tokio::time::sleep(Duration::from_millis(300)).await;
        let committed = store.read(|db| db.count("SELECT count(*) FROM changes", &[])).await;
        (committed, since(&store, 0).await)
    });
    assert_eq!(committed, Ok(1), "the young one is there for whoever looks for it");
    assert_eq!(rest, [], "but has no number while an older transaction is open");
    old.commit().expect("the old one commits");
    let all = store::testing::block_on(async {
        settled(&store).await;
        since(&store, 0).await
    });
    assert_eq!(all, [(1, 1, 1), (2, 2, 2)]);
}

#[test]
fn changes_of_a_node_that_died_before_numbering_are_numbered_by_another() {
    let scratch = migrated(Dialect::Postgres, TABLES);
    let mut bell = scratch.store.bell();
    let mut raw = Client::connect(&scratch.url, NoTls).expect("a raw connection");
    raw.execute("INSERT INTO changes(id, writer, turn) VALUES (1, 1, 1)", &[]).expect("a change that nobody numbers");
    store::testing::block_on(async {
        while since(&scratch.store, 0).await.is_empty() {
            tokio::time::timeout(Duration::from_secs(10), bell.changed()).await.expect("the bell rings").expect("the store is open");
        }
    });
}
