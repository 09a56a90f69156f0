//! A backup comes back whole: rows, files and search, whichever the two databases (R18, S1-12).

use base::Id;
use kernel::Actor;
use kernel::find::{self, Wanted};
use store::Dialect;
use store::testing::{Scratch, block_on, scratch};
use village::Village;

use crate::town::{PDF, Room, apart, furnish, save, verify};

async fn found(scratch: &Scratch, mehdi: Id, words: &'static str) -> usize {
    let look = move |db: &store::Db| {
        let mehdi = Actor::of_person(db, mehdi)?.expect("Mehdi is there");
        Ok::<_, base::Fault>(find::items(db, &mehdi, &Wanted { words: words.into(), ..Wanted::default() }, 10)?.len())
    };
    scratch.store.read(look).await.expect("a search")
}

fn comes_back(from: Dialect, to: Dialect, key: Option<&'static str>) {
    let village = Village::on(from);
    let empty = scratch(to);
    block_on(async {
        let (room, mehdi) = (Room::new(), village.person("mehdi"));
        furnish(&village, &room).await;
        let saved = save(&village, &room, "network.backup", key).await.expect("a backup");
        assert_eq!((saved.files.count, saved.gone.len()), (1, 0));
        assert_eq!(verify(&room.at("network.backup"), key).await.expect("proven"), saved);

        let (store, kinds, blobs, file, folder) =
            (empty.store.clone(), village.kinds(), room.blobs("restored"), room.at("network.backup"), room.at("scratch"));
        let again = (empty.store.clone(), room.blobs("restored"), room.at("again.backup"));
        let restored = apart(move || backups::restore(&store, &kinds, &blobs, &file, key, &folder)).await.expect("a restore");
        assert_eq!(restored.manifest, saved);
        assert_eq!(restored.secret.as_deref(), key.map(|_| &b"thirty-two bytes or so"[..]));
        let second = apart(move || backups::save(&again.0, &again.1, &again.2, None, &|_| ())).await.expect("a backup of what came back");
        assert_eq!(second.tables, saved.tables);
        assert_eq!(second.files, saved.files);
        assert!(std::fs::read(room.at("network.backup")).expect("the file").windows(PDF.len()).any(|w| w == PDF) == key.is_none());
        assert_eq!((found(&empty, mehdi, "chevrons").await, found(&empty, mehdi, "peinture").await), (1, 0));
    });
}

#[test]
fn sqlite_to_postgres() {
    comes_back(Dialect::Sqlite, Dialect::Postgres, None);
}

#[test]
fn postgres_to_sqlite() {
    comes_back(Dialect::Postgres, Dialect::Sqlite, Some("orme-ficelle-8213"));
}

#[test]
fn sqlite_to_sqlite() {
    comes_back(Dialect::Sqlite, Dialect::Sqlite, Some("orme-ficelle-8213"));
}

#[test]
fn postgres_to_postgres() {
    comes_back(Dialect::Postgres, Dialect::Postgres, None);
}
