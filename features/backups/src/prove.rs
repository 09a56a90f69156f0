//! Proving a backup: it is restored into a scratch database, and what stands there is counted and digested again.
//! Invariant: nothing of the network in use is touched; nothing of the proof remains.

use std::fs::{self, DirBuilder};
use std::io::Read;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

use base::{Id, Moment};
use files::Sha256;
use store::Store;

use crate::archive::Archive;
use crate::progress::{Stage, Tell, each};
use crate::restore::pour;
use crate::row::{Tally, line};
use crate::{Error, Manifest};

/// Restores the backup's rows into a scratch SQLite database, compares counts and digests, and hashes every file. `tell` hears how far it is.
///
/// # Errors
/// What opening refuses; [`Error::Differs`]; the disk's.
pub fn verify(path: &Path, key: Option<&str>, scratch: &Path, tell: Tell<'_>) -> Result<Manifest, Error> {
    let mut archive = Archive::open(path, key, scratch, tell)?;
    archive.blobs(tell, digest)?;
    let room = Scratch::within(scratch)?;
    let store = Store::open(&format!("sqlite:{}", room.0.join("proof.sqlite").display()))?;
    pour(&store, &mut archive, tell, |_| Ok(()))?;
    let compared = store.snapshot(|snapshot| {
        for table in each(Stage::Comparing, snapshot.tables()?, tell) {
            let mut tally = Tally::default();
            snapshot.rows(&table, |values| {
                tally.add(&line(values));
                Ok::<_, Error>(())
            })?;
            if archive.manifest.tables.get(&table.name) != Some(&tally.counted()) {
                return Err(Error::Differs(format!("{} comes back otherwise than it was saved", table.name)));
            }
        }
        Ok(())
    });
    store.close();
    compared.map(|()| archive.manifest)
}

fn digest(bytes: &mut dyn Read) -> Result<Sha256, Error> {
    let mut hashing = sha2::Sha256::default();
    std::io::copy(bytes, &mut hashing)?;
    Ok(Sha256::from_bytes(sha2::Digest::finalize(hashing).into()))
}

/// Where the command line proves the backups of a data folder.
pub fn scratch(data: &Path) -> PathBuf {
    data.join("scratch")
}

/// Begins the name of a folder in which a backup is restored to prove it; its id follows.
const PROOF: &str = ".proof-";

/// Removes what proofs of more than a day ago left in `folder` when they were killed: a network's rows, in clear.
pub(crate) fn clear(folder: &Path) {
    let begun = |name: &str| Some(name.strip_prefix(PROOF)?.parse::<Id>().ok()?.made_at());
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if begun(&entry.file_name().to_string_lossy()).is_some_and(|begun| begun.plus_days(1) < Moment::now()) {
            // What can't be removed now is tried again.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

struct Scratch(PathBuf);

impl Scratch {
    fn within(folder: &Path) -> Result<Scratch, Error> {
        clear(folder);
        let path = folder.join(format!("{PROOF}{}", Id::new()));
        DirBuilder::new().recursive(true).mode(0o700).create(&path)?;
        Ok(Scratch(path))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // Nothing better can be done than leave it to `clear`.
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_killed_proof_left_goes_a_day_later() {
        let folder = std::env::temp_dir().join(format!("palabre-proofs-{}", Id::new()));
        let [old, young] = [-2, 0].map(|days| folder.join(format!("{PROOF}{}", Id::dated(Moment::now().plus_days(days), 0))));
        let other = folder.join("kept");
        for made in [&old, &young, &other] {
            fs::create_dir_all(made).expect("a folder");
            fs::write(made.join("proof.sqlite"), b"rows").expect("written");
        }
        clear(&folder);
        assert!(!old.exists() && young.join("proof.sqlite").exists() && other.exists());
        fs::remove_dir_all(folder).expect("removed");
    }
}
