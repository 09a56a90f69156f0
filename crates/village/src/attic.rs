//! Where a village keeps what people upload; it goes with it.

use std::path::PathBuf;

use base::Id;
use files::{Files, Home};

/// An empty place for files.
pub struct Attic {
    files: Files,
    folder: PathBuf,
}

impl Attic {
    /// Makes one.
    ///
    /// # Panics
    /// When the temporary folder can't be written.
    #[expect(clippy::new_without_default, reason = "a folder is no default")]
    pub fn new() -> Attic {
        let folder = std::env::temp_dir().join(format!("palabre-attic-{}-{}", std::process::id(), Id::new()));
        let files = Files::open(&Home::Folder(folder.join("files")), &folder.join("uploads")).expect("an attic opens");
        Attic { files, folder }
    }

    /// What is in it.
    pub fn files(&self) -> Files {
        self.files.clone()
    }
}

impl Drop for Attic {
    fn drop(&mut self) {
        // What can't be removed now is in the temporary folder.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
