//! A folder that goes when its owner does: for databases nobody keeps.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

#[cfg(feature = "testing")]
use std::{process::Command, sync::OnceLock};

use base::Id;

/// A new, private folder, removed with all it holds on drop.
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// Inside `parent`, under a name that nothing else has.
    pub fn within(parent: &Path) -> io::Result<Folder> {
        let path = parent.join(format!("palabre-{}-{}", std::process::id(), Id::new()));
        fs::create_dir(&path).map(|()| Folder(path))
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

/// Where tests keep what nobody keeps: in memory when there is room, to spare the disk.
#[cfg(feature = "testing")]
pub(crate) fn passing() -> PathBuf {
    const ROOM: u64 = 1 << 20; // KiB
    static PASSING: OnceLock<PathBuf> = OnceLock::new();
    let free = || {
        let output = Command::new("df").args(["-Pk", "/dev/shm"]).output().ok()?;
        String::from_utf8(output.stdout).ok()?.lines().nth(1)?.split_whitespace().nth(3)?.parse::<u64>().ok()
    };
    let chosen = || if free().is_some_and(|kib| kib > ROOM) { PathBuf::from("/dev/shm") } else { std::env::temp_dir() };
    PASSING.get_or_init(chosen).clone()
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What can't be removed now is in a temporary folder anyway.
        let _ = fs::remove_dir_all(&self.0);
    }
}
