use std::sync::Arc;
use std::sync::atomic::*;
use std::time::*;
use store::{Error, Query, Store, Tx, next_seq, params, testing};
async fn go(store: Store, clients: i64, name: &str) {
    store.migrate(crate::TABLES).unwrap();
    let n = Arc::new(AtomicI64::new(1));
    let done = Arc::new(AtomicU64::new(0));
    let start = Instant::now();
    let mut set = tokio::task::JoinSet::new();
    for c in 0..clients {
        let (store, n, done) = (store.clone(), n.clone(), done.clone());
        set.spawn(async move {
            while start.elapsed() < Duration::from_secs(3) {
                let k = n.fetch_add(1, Ordering::Relaxed);
                store
                    .write(move |tx: &Tx| {
                        tx.one("SELECT id FROM notes WHERE id = $1", params![k / 2], |r| r.id(0))?;
                        tx.run("INSERT INTO notes(id, text) VALUES ($1, $2)", params![k, format!("note number {k} with some text")])?;
                        let seq = next_seq(tx)?;
                        tx.run("INSERT INTO changes(id, seq, writer, turn) VALUES ($1, $2, $3, $4)", params![base::Id::new(), seq, c, k])?;
                        store::dialect::index(tx, base::Id(k), "some words that are searched for")?;
                        tx.run("UPDATE notes SET bytes = $2 WHERE id = $1", params![c, vec![1u8]])?;
                        Ok::<(), Error>(())
                    })
                    .await
                    .unwrap();
                done.fetch_add(1, Ordering::Relaxed);
            }
        });
    }
    set.join_all().await;
    println!("{name} {clients}: {:.0}/s", done.load(Ordering::Relaxed) as f64 / start.elapsed().as_secs_f64());
}
#[test]
#[ignore]
fn trial() {
    testing::block_on(async {
        for c in [1, 32, 256] {
            let s = testing::scratch(store::Dialect::Postgres);
            go(s.store.clone(), c, "pg").await;
        }
        for c in [1, 32, 256] {
            go(Store::open("sqlite::memory:").unwrap(), c, "sqlite").await;
        }
    });
}
