//! Proving a backup: it is restored into a scratch database, and what stands there is counted and digested again.
//! Invariant: nothing of the network in use is touched; nothing of the proof remains.

use std::io::Read;
use std::path::{Path, PathBuf};

use base::Id;
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

struct Scratch(PathBuf);

impl Scratch {
    fn within(folder: &Path) -> Result<Scratch, Error> {
        let path = folder.join(format!(".proof-{}", Id::new()));
        std::fs::create_dir_all(&path)?;
        Ok(Scratch(path))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // Nothing better can be done than leave it to the next cleaning of scratch folders.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
