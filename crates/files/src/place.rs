//! The two places a blob can be in, behind one set of verbs.

use std::ops::Range;
use std::path::PathBuf;
use std::time::Duration;

use crate::blob::{Blob, Kept};
use crate::bucket::Bucket;
use crate::folder::Folder;
use crate::{Error, Home, Sha256};

pub(crate) enum Place {
    Folder(Folder),
    Bucket(Box<Bucket>),
}

impl Place {
    pub(crate) fn open(home: &Home) -> Result<Place, Error> {
        match home {
            Home::Folder(path) => Ok(Place::Folder(Folder::open(path)?)),
            Home::Bucket { name, prefix, endpoint, region, keys } => {
                Ok(Place::Bucket(Box::new(Bucket::open(name, prefix, endpoint, region, keys)?)))
            }
        }
    }

    /// Takes a flushed file; it is gone from `from` afterwards.
    pub(crate) async fn take(&self, from: PathBuf, sha: Sha256, size: u64) -> Result<(), Error> {
        match self {
            Place::Folder(folder) => folder.take(from, sha).await,
            Place::Bucket(bucket) => bucket.take(from, sha, size).await,
        }
    }

    pub(crate) async fn has(&self, sha: Sha256) -> Result<Option<u64>, Error> {
        match self {
            Place::Folder(folder) => folder.has(sha).await,
            Place::Bucket(bucket) => bucket.has(sha).await,
        }
    }

    pub(crate) async fn read(&self, sha: Sha256, range: Option<Range<u64>>) -> Result<Blob, Error> {
        match self {
            Place::Folder(folder) => folder.read(sha, range).await,
            Place::Bucket(bucket) => bucket.read(sha, range).await,
        }
    }

    pub(crate) async fn remove(&self, sha: Sha256, older_than: Duration) -> Result<bool, Error> {
        match self {
            Place::Folder(folder) => folder.remove(sha, older_than).await,
            Place::Bucket(bucket) => bucket.remove(sha, older_than).await,
        }
    }

    pub(crate) async fn list(&self, after: Option<Sha256>, count: usize) -> Result<Vec<Kept>, Error> {
        match self {
            Place::Folder(folder) => folder.list(after, count).await,
            Place::Bucket(bucket) => bucket.list(after, count).await,
        }
    }

    pub(crate) async fn sweep(&self, older_than: Duration) -> Result<(), Error> {
        match self {
            Place::Folder(folder) => folder.sweep(older_than).await,
            // A put that broke off leaves nothing.
            Place::Bucket(_) => Ok(()),
        }
    }
}
