//! A directory that lasts as long as its value. Nothing of a journey is left behind.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::{env, fs, process};

static MADE: AtomicU32 = AtomicU32::new(0);

/// A name that nothing else on this machine has.
pub(crate) fn unique_name(purpose: &str) -> String {
    format!("palabre_{purpose}_{}_{}", process::id(), MADE.fetch_add(1, Ordering::Relaxed))
}

/// A fresh, empty directory, removed on drop.
pub struct Scratch(PathBuf);

impl Scratch {
    /// Makes the directory; `purpose` is part of its name.
    pub fn new(purpose: &str) -> Scratch {
        let path = env::temp_dir().join(unique_name(purpose));
        // A directory of an earlier process that was killed and had our number.
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("the temporary directory is writable");
        Scratch(path)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
