//! Backups beside a busy network (R17): each holds all that was acknowledged before it began, and one single state.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use village::{Village, in_both};

use crate::town::{Room, save, verify};

in_both! {
    async fn every_backup_holds_what_was_acknowledged(village) {
        let (room, village) = (Room::new(), Arc::new(village));
        let (posted, stop) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicBool::new(false)));
        let writers: Vec<_> = (0..4).map(|_| tokio::spawn(keep_posting(village.clone(), posted.clone(), stop.clone()))).collect();
        for round in 0..5 {
            let name = format!("{round}.backup");
            let before = posted.load(Ordering::SeqCst);
            let saved = save(&village, &room, &name, None).await.expect("a backup");
            let after = posted.load(Ordering::SeqCst);
            let (items, bodies) = (saved.tables["items"].rows, saved.tables["bodies"].rows);
            assert_eq!(items, bodies, "an item and its body are of one state");
            assert!(items >= before, "{items} items, {before} were acknowledged before");
            assert!(items <= after + 4, "{items} items, {after} acknowledged and 4 under way");
            assert_eq!(verify(&room.at(&name), None).await.expect("it restores"), saved);
        }
        stop.store(true, Ordering::SeqCst);
        for writer in writers {
            writer.await.expect("no panic");
        }
    }
}

async fn keep_posting(village: Arc<Village>, posted: Arc<AtomicU64>, stop: Arc<AtomicBool>) {
    while !stop.load(Ordering::SeqCst) {
        village.post("mehdi", "Atelier", "Encore une livraison").await;
        posted.fetch_add(1, Ordering::SeqCst);
    }
}
