//! The room of files as its callers meet it: real disks, real children, and what people who mean harm would send.
#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

mod bucket;
mod faults;
mod hostile;
mod made;
mod reading;
mod storage;
mod uploads;

use std::path::PathBuf;

use files::{Files, Home};

/// A folder of its own for each test, gone with it.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Scratch {
        let mut bytes = [0; 8];
        getrandom::fill(&mut bytes).unwrap();
        let path = std::env::temp_dir().join(format!("palabre-files-{:016x}", u64::from_ne_bytes(bytes)));
        std::fs::create_dir(&path).unwrap();
        Scratch(path)
    }

    fn open(&self) -> Files {
        Files::open(&Home::Folder(self.0.join("home")), &self.0.join("scratch")).unwrap()
    }

    /// Every file below it, but the lock.
    fn all(&self) -> Vec<PathBuf> {
        let (mut all, mut folders) = (Vec::new(), vec![self.0.clone()]);
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path)
                } else if !path.ends_with("lock") {
                    all.push(path)
                }
            }
        }
        all
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
