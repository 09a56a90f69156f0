//! Blobs in a folder, `ab/abcdef…` each, beside `.incoming` for what is copied from another disk.
//! Invariant: under the name of a hash stands the whole file or nothing; a name is acknowledged when the disk has it.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Seek as _, SeekFrom};
use std::ops::Range;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::blob::{Blob, Kept, part, pieces};
use crate::error::off;
use crate::upload::{flush_folder, is_old};
use crate::{Error, Sha256};

#[derive(Clone)]
pub(crate) struct Folder {
    home: PathBuf,
}

impl Folder {
    pub(crate) fn open(home: &Path) -> Result<Folder, Error> {
        let folder = Folder { home: home.to_owned() };
        private(&folder.incoming())?;
        // Says at the start, not at the first upload, that the folder can't be written.
        folder.lock()?;
        Ok(folder)
    }

    fn incoming(&self) -> PathBuf {
        self.home.join(".incoming")
    }

    fn shelf(&self, sha: Sha256) -> PathBuf {
        self.home.join(&sha.to_string()[..2])
    }

    fn path(&self, sha: Sha256) -> PathBuf {
        self.shelf(sha).join(sha.to_string())
    }

    /// Keeps taking and removing the same name apart, in other processes too.
    fn lock(&self) -> Result<File, Error> {
        let file = OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(self.incoming().join("lock"))?;
        file.lock()?;
        Ok(file)
    }

    /// Moves a flushed file here. Replaces the same bytes, which makes them young again.
    pub(crate) async fn take(&self, from: PathBuf, sha: Sha256) -> Result<(), Error> {
        let folder = self.clone();
        off(move || {
            if !folder.shelf(sha).exists() {
                private(&folder.shelf(sha))?;
                flush_folder(&folder.home)?;
            }
            let file = OpenOptions::new().write(true).open(&from)?;
            file.set_modified(SystemTime::now())?;
            file.sync_all()?;
            let locked = folder.lock()?;
            match fs::rename(&from, folder.path(sha)) {
                Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
                    drop(locked);
                    folder.copy(&from, sha)?;
                    fs::remove_file(&from)?;
                }
                moved => moved?,
            }
            Ok(flush_folder(&folder.shelf(sha))?)
        })
        .await
    }

    fn copy(&self, from: &Path, sha: Sha256) -> Result<(), Error> {
        let draft = self.incoming().join(from.file_name().unwrap_or_default());
        let copied = (|| {
            let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&draft)?;
            io::copy(&mut File::open(from)?, &mut file)?;
            file.sync_all()
        })();
        copied.inspect_err(|_| drop(fs::remove_file(&draft)))?;
        let _locked = self.lock()?;
        Ok(fs::rename(draft, self.path(sha))?)
    }

    pub(crate) async fn has(&self, sha: Sha256) -> Result<Option<u64>, Error> {
        let path = self.path(sha);
        off(move || match fs::metadata(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            met => Ok(Some(met?.len())),
        })
        .await
    }

    pub(crate) async fn read(&self, sha: Sha256, asked: Option<Range<u64>>) -> Result<Blob, Error> {
        let path = self.path(sha);
        let (file, size, range) = off(move || {
            let mut file = File::open(path)?;
            let size = file.metadata()?.len();
            let range = part(size, asked)?;
            file.seek(SeekFrom::Start(range.start))?;
            Ok((file, size, range))
        })
        .await?;
        let bytes = pieces(file, range.end - range.start);
        Ok(Blob::new(size, range, bytes))
    }

    pub(crate) async fn remove(&self, sha: Sha256, older_than: Duration) -> Result<bool, Error> {
        let folder = self.clone();
        off(move || {
            let _locked = folder.lock()?;
            let path = folder.path(sha);
            let since = match fs::metadata(&path) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(true),
                met => met?.modified()?,
            };
            if !older_than.is_zero() && !is_old(since, older_than) {
                return Ok(false);
            }
            fs::remove_file(path)?;
            flush_folder(&folder.shelf(sha))?;
            Ok(true)
        })
        .await
    }

    pub(crate) async fn list(&self, after: Option<Sha256>, count: usize) -> Result<Vec<Kept>, Error> {
        let folder = self.clone();
        off(move || {
            let mut kept = Vec::new();
            let first = after.map(|sha| folder.shelf(sha));
            for shelf in sorted(&folder.home)? {
                let is_shelf = shelf.file_name().is_some_and(|name| name.len() == 2);
                if !is_shelf || first.as_ref().is_some_and(|first| shelf < *first) {
                    continue;
                }
                for path in sorted(&shelf)? {
                    let name = path.file_name().and_then(|name| name.to_str()).and_then(|name| name.parse().ok());
                    let Some(sha256) = name.filter(|sha| after.is_none_or(|after| after < *sha)) else { continue };
                    if kept.len() == count {
                        return Ok(kept);
                    }
                    // Removed since it was listed.
                    let Ok(met) = fs::metadata(&path) else { continue };
                    kept.push(Kept { sha256, size: met.len(), since: met.modified()? });
                }
            }
            Ok(kept)
        })
        .await
    }

    /// Removes copies that broke off so long ago.
    pub(crate) async fn sweep(&self, older_than: Duration) -> Result<(), Error> {
        let incoming = self.incoming();
        off(move || {
            for path in sorted(&incoming)?.into_iter().filter(|path| !path.ends_with("lock")) {
                let since = fs::metadata(&path).and_then(|met| met.modified());
                if since.is_ok_and(|since| is_old(since, older_than)) {
                    fs::remove_file(path)?;
                }
            }
            Ok(())
        })
        .await
    }
}

fn private(path: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(path)
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}
