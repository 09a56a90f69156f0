//! A village with a file, in folders of its own.

use std::path::{Path, PathBuf};

use backups::{Blobs, Lock};
use base::Id;
use files::{Files, Home};
use kernel::documents::{self, NewFile};
use tokio::runtime::Handle;
use village::Village;

/// A folder that goes with the test.
pub struct Room(PathBuf);

impl Room {
    pub fn new() -> Room {
        let path = std::env::temp_dir().join(format!("palabre-backups-{}", Id::new()));
        std::fs::create_dir_all(&path).expect("a folder");
        Room(path)
    }

    pub fn at(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// An empty storage of files.
    pub fn blobs(&self, name: &str) -> Blobs {
        Blobs::new(self.files(name), Handle::current())
    }

    pub fn files(&self, name: &str) -> Files {
        Files::open(&Home::Folder(self.at(name)), &self.at("uploads")).expect("a storage of files")
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub const PDF: &[u8] = b"%PDF-1.4 devis de la toiture";

/// Mehdi leaves a file and two posts, one of them in the trash.
pub async fn furnish(village: &Village, room: &Room) {
    let files = room.files("files");
    let id = files.begin().await.expect("an upload");
    let bytes = futures_util::stream::iter([Ok::<_, std::io::Error>(PDF.into())]);
    files.append(&id, 0, bytes, 1000).await.expect("bytes");
    let sealed = files.seal(&id).await.expect("a blob");
    let new = NewFile::new(None, "Devis « toiture ».pdf", "application/pdf", PDF.len() as u64, &sealed.sha256.to_string());
    village.does("mehdi", move |tx, mehdi| documents::add(tx, mehdi, &new)).await.expect("a file");
    village.post("mehdi", "Atelier", "Charpente livrée\nLes chevrons sont arrivés.").await;
    let gone = village.post("mehdi", "Atelier", "Peinture abandonnée").await;
    village
        .does("mehdi", move |tx, mehdi| kernel::items::trash(tx, &kernel::access::item_to_trash(tx, mehdi, gone)?))
        .await
        .expect("trashed");
    store::testing::settled(village.store()).await;
}

/// Runs what blocks where it may.
pub async fn apart<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    tokio::task::spawn_blocking(work).await.expect("no panic")
}

pub async fn save(village: &Village, room: &Room, name: &str, key: Option<&'static str>) -> Result<backups::Manifest, backups::Error> {
    let (store, blobs, target) = (village.store().clone(), room.blobs("files"), room.at(name));
    apart(move || backups::save(&store, &blobs, &target, key.map(|key| Lock { key, secret: Some(b"thirty-two bytes or so") }), &|_| ()))
        .await
}

pub async fn verify(file: &Path, key: Option<&'static str>) -> Result<backups::Manifest, backups::Error> {
    let (file, scratch) = (file.to_owned(), file.with_extension("scratch"));
    apart(move || backups::verify(&file, key, &scratch, &|_| ())).await
}
