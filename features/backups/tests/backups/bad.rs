//! Bad backups are refused with their reason, and leave the database as empty as it was.

use std::os::unix::fs::PermissionsExt as _;

use backups::Error;
use store::Dialect;
use store::testing::{block_on, scratch};
use village::Village;

use crate::town::{Room, apart, furnish, save, verify};

#[test]
fn cut_altered_or_foreign_files_are_not_backups() {
    let village = Village::on(Dialect::Sqlite);
    block_on(async {
        let room = Room::new();
        furnish(&village, &room).await;
        save(&village, &room, "plain", None).await.expect("a backup");
        save(&village, &room, "sealed", Some("orme-ficelle-8213")).await.expect("a backup");
        assert_eq!(std::fs::metadata(room.at("plain")).expect("it").permissions().mode() & 0o777, 0o600);
        assert!(matches!(verify(&room.at("sealed"), None).await, Err(Error::KeyWanted)));
        assert!(matches!(verify(&room.at("sealed"), Some("orme-ficelle-8214")).await, Err(Error::WrongKey)));
        // Each opening of the sealed one costs what Argon2id is meant to cost.
        for (name, places) in [("plain", 61), ("sealed", 7)] {
            let whole = std::fs::read(room.at(name)).expect("the file");
            for tenth in 0..10 {
                std::fs::write(room.at("cut"), &whole[..whole.len() * tenth / 10]).expect("written");
                let outcome = verify(&room.at("cut"), Some("orme-ficelle-8213")).await;
                assert!(outcome.is_err(), "{name} cut at {tenth}0 % passed");
            }
            for place in (0..whole.len()).step_by(whole.len() / places) {
                let mut altered = whole.clone();
                altered[place] ^= 0x40;
                std::fs::write(room.at("altered"), altered).expect("written");
                // A few bytes of a ZIP mean nothing to a reader (dates, attributes): what may not happen is another content.
                if let Ok(manifest) = verify(&room.at("altered"), Some("orme-ficelle-8213")).await {
                    assert_eq!(
                        manifest,
                        verify(&room.at("plain"), None)
                            .await
                            .map(|plain| backups::Manifest { made_at: manifest.made_at, ..plain })
                            .expect("the whole one")
                    );
                }
            }
        }
        assert!(
            !std::fs::read_dir(room.at("")).expect("the folder").any(|e| e
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .ends_with(".part"))
        );
    });
}

#[test]
fn a_network_is_never_restored_over_another() {
    let (village, other) = (Village::on(Dialect::Sqlite), Village::on(Dialect::Postgres));
    block_on(async {
        let room = Room::new();
        furnish(&village, &room).await;
        save(&village, &room, "backup", None).await.expect("a backup");
        let before = save(&other, &room, "before", None).await.expect("a backup").tables;
        let (store, kinds, blobs, file, folder) =
            (other.store().clone(), other.kinds(), room.blobs("files"), room.at("backup"), room.at("scratch"));
        let outcome = apart(move || backups::restore(&store, &kinds, &blobs, &file, None, &folder)).await;
        assert!(matches!(outcome, Err(Error::NotEmpty)));
        assert_eq!(save(&other, &room, "after", None).await.expect("a backup").tables, before);
    });
}

#[test]
fn a_backup_says_which_files_were_lost_before_it() {
    let village = Village::on(Dialect::Sqlite);
    let empty = scratch(Dialect::Sqlite);
    block_on(async {
        let room = Room::new();
        furnish(&village, &room).await;
        std::fs::remove_dir_all(room.at("files")).expect("the storage goes");
        let saved = save(&village, &room, "backup", None).await.expect("a backup all the same");
        assert_eq!((saved.files.count, saved.gone.len()), (0, 1), "it says what is missing");
        let (store, kinds, blobs, file, folder) =
            (empty.store.clone(), village.kinds(), room.blobs("new"), room.at("backup"), room.at("scratch"));
        assert_eq!(
            apart(move || backups::restore(&store, &kinds, &blobs, &file, None, &folder)).await.expect("the rest").manifest.gone,
            saved.gone
        );
    });
}
