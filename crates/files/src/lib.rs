//! What people upload: bytes under the name of their SHA-256, in a folder or in an S3-compatible bucket; resumable uploads, previews, texts.
//! Invariant: what is acknowledged is on the disk, whole; what people sent is opened only in a child process with little memory and little time.
//! Deliberately absent: names, owners, rights and rows. Whoever keeps those tells which blobs may go.

mod blob;
mod bucket;
mod error;
mod folder;
mod home;
mod kind;
mod place;
mod sha;
mod upload;

pub mod child;
pub mod preview;
pub mod text;

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures_util::Stream;

pub use blob::{Blob, Kept, pieces};
pub use error::Error;
pub use home::{BadHome, Home, Keys};
pub use kind::{Type, sniff};
pub use sha::Sha256;
pub use upload::{HEAD, Sealed, UploadId};

use place::Place;
use upload::Uploads;

/// The blobs and the uploads under way. Cheap to clone.
#[derive(Clone)]
pub struct Files(Arc<Rooms>);

struct Rooms {
    uploads: Uploads,
    place: Place,
}

impl Files {
    /// Opens the place of the blobs, and `scratch`, the local folder of the uploads under way (made with mode 0700).
    ///
    /// # Errors
    /// When a folder can't be made or written, or the way to the bucket can't be set up. Nothing is asked of the bucket yet.
    pub fn open(home: &Home, scratch: &Path) -> Result<Files, Error> {
        Ok(Files(Arc::new(Rooms { uploads: Uploads::open(scratch)?, place: Place::open(home)? })))
    }

    /// Begins an upload of unknown length.
    ///
    /// # Errors
    /// [`Error::Full`] and whatever the disk answers.
    pub async fn begin(&self) -> Result<UploadId, Error> {
        self.0.uploads.begin().await
    }

    /// How many bytes of it are safe: what a client that comes back continues from.
    ///
    /// # Errors
    /// [`Error::Missing`] when there is no such upload.
    pub async fn received(&self, id: &UploadId) -> Result<u64, Error> {
        self.0.uploads.received(id).await
    }

    /// Adds bytes at `offset` and answers how many there are now, all flushed to the disk. Where `bytes` breaks off or pauses for longer than
    /// 30 s, what came is kept and counted in [`Error::Cut`].
    ///
    /// # Errors
    /// [`Error::Offset`] unless `offset` is what was received so far; [`Error::Busy`] while somebody else adds to the same upload;
    /// [`Error::TooLarge`] beyond `limit` bytes in all, which keeps nothing past the limit; [`Error::Full`]; [`Error::Closed`] after the seal.
    pub async fn append<S, E>(&self, id: &UploadId, offset: u64, bytes: S, limit: u64) -> Result<u64, Error>
    where
        S: Stream<Item = Result<Bytes, E>>,
    {
        self.0.uploads.append(id, offset, bytes, limit).await
    }

    /// Hashes the upload and moves it to its place. Asked again, it answers the same. The blob stays young for [`Files::remove`] from now on.
    ///
    /// # Errors
    /// [`Error::Missing`], [`Error::Busy`], [`Error::Full`], [`Error::Elsewhere`]; the upload is then still there and may be sealed again.
    pub async fn seal(&self, id: &UploadId) -> Result<Sealed, Error> {
        self.0.uploads.seal(id, &self.0.place).await
    }

    /// Forgets an upload, sealed or not; a blob made of it stays. Unknown ones are forgotten already.
    ///
    /// # Errors
    /// [`Error::Busy`] while bytes are being added.
    pub async fn abandon(&self, id: &UploadId) -> Result<(), Error> {
        self.0.uploads.abandon(id).await
    }

    /// Forgets every upload that nobody added to for so long; answers how many there were.
    ///
    /// # Errors
    /// Whatever the disk answers.
    pub async fn sweep(&self, older_than: Duration) -> Result<u64, Error> {
        self.0.place.sweep(older_than).await?;
        self.0.uploads.sweep(older_than).await
    }

    /// Opens a blob, or the part of it that `range` names; a range that passes the end stops there.
    ///
    /// # Errors
    /// [`Error::Missing`]; [`Error::Range`] when the range begins at or after the end.
    pub async fn read(&self, sha: &Sha256, range: Option<Range<u64>>) -> Result<Blob, Error> {
        self.0.place.read(*sha, range).await
    }

    /// The size of a blob in bytes, or nothing when it isn't there.
    ///
    /// # Errors
    /// [`Error::Elsewhere`] and whatever the disk answers.
    pub async fn has(&self, sha: &Sha256) -> Result<Option<u64>, Error> {
        self.0.place.has(*sha).await
    }

    /// Removes a blob that was sealed longer than `older_than` ago; answers whether it is gone. An upload of the same bytes makes it young again,
    /// so that a sweep never takes what somebody is just attaching: leave an hour, except where the person themself erases.
    ///
    /// # Errors
    /// [`Error::Elsewhere`] and whatever the disk answers.
    pub async fn remove(&self, sha: &Sha256, older_than: Duration) -> Result<bool, Error> {
        self.0.place.remove(*sha, older_than).await
    }

    /// The blobs after `after`, in the order of their names, at most `count`.
    ///
    /// # Errors
    /// [`Error::Elsewhere`] and whatever the disk answers.
    pub async fn list(&self, after: Option<Sha256>, count: usize) -> Result<Vec<Kept>, Error> {
        self.0.place.list(after, count).await
    }
}
