//! Whoever follows the changes by number sees each once, in order, while many write.

use std::sync::Arc;

use base::Fault;
use kernel::changes;
use store::Store;
use village::in_both;

const WRITERS: usize = 8;
const EACH: usize = 12;

/// Reads after its own cursor until it has seen `wanted` changes.
async fn tail(store: Store, from: i64, wanted: usize) -> Vec<(i64, base::Id)> {
    let (mut seen, mut seq, mut bell) = (Vec::new(), from, store.bell());
    while seen.len() < wanted {
        let page = store.read(move |db| Ok::<_, Fault>(changes::after(db, seq, 7)?)).await.expect("a page");
        match page.last() {
            Some(last) => seq = last.seq,
            None => {
                let _ = tokio::time::timeout(std::time::Duration::from_millis(200), bell.changed()).await;
            }
        }
        seen.extend(page.into_iter().filter_map(|change| Some((change.seq, change.item?))));
    }
    seen
}

in_both! {
    async fn a_tailing_reader_misses_nothing(village) {
        let from = village.changes().await.last().map_or(0, |change| change.seq);
        let village = Arc::new(village);
        let reader = tokio::spawn(tail(village.store().clone(), from, WRITERS * EACH));
        let writers: Vec<_> = (0..WRITERS)
            .map(|writer| {
                let village = Arc::clone(&village);
                tokio::spawn(async move {
                    let mut written = Vec::new();
                    for turn in 0..EACH {
                        let name = ["luc", "mehdi", "nadia"][writer % 3];
                        written.push(village.post(name, "Atelier", &format!("{writer}/{turn}")).await);
                    }
                    written
                })
            })
            .collect();
        let mut written = Vec::new();
        for writer in writers {
            written.extend(writer.await.expect("posts"));
        }
        let seen = tokio::time::timeout(std::time::Duration::from_secs(20), reader).await.expect("in time").expect("the reader");
        assert!(seen.windows(2).all(|pair| pair[0].0 < pair[1].0), "the numbers grow");
        let mut items: Vec<_> = seen.iter().map(|(_, item)| *item).collect();
        items.sort();
        written.sort();
        assert_eq!(items, written, "each post once");
        tokio::task::spawn_blocking(move || drop(village)).await.expect("closed");
    }
}
