//! Uploads under way, one file each in the scratch folder, and beside it, once sealed, a note of what it became.
//! Invariant: whoever changes an upload holds the lock of its file; a number of bytes is told only after they are flushed. An upload whose flush
//! failed is forgotten, because nobody knows what the disk holds of it.

use std::fmt;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::str::FromStr;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use futures_util::{Stream, StreamExt as _};

use crate::error::off;
use crate::sha::Hashing;
use crate::{Error, Place, Sha256};

/// How many of its first bytes a sealed upload comes with, for [`crate::sniff`].
pub const HEAD: usize = 64 * 1024;

/// Longest pause of a client before its upload is open to the next one: a line that died without a word must not hold it for ever.
const PATIENCE: Duration = Duration::from_secs(30);

/// Written at once: fewer, larger writes.
const PIECE: usize = 256 * 1024;

/// How often a lock is tried for, five milliseconds apart, before it is somebody else's.
const STARTS: u32 = 20;

/// The name of an upload: 32 hexadecimal digits that nobody guesses.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct UploadId(String);

impl UploadId {
    fn fresh() -> Result<UploadId, Error> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).map_err(|error| Error::Io(io::Error::other(error.to_string())))?;
        Ok(UploadId(bytes.iter().map(|byte| format!("{byte:02x}")).collect()))
    }
}

impl fmt::Display for UploadId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for UploadId {
    type Err = Error;

    fn from_str(text: &str) -> Result<UploadId, Error> {
        let good = text.len() == 32 && text.bytes().all(|c| matches!(c, b'0'..=b'9' | b'a'..=b'f'));
        if good { Ok(UploadId(text.to_owned())) } else { Err(Error::Missing) }
    }
}

/// What an upload became.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sealed {
    /// The blob.
    pub sha256: Sha256,
    /// Its size in bytes.
    pub size: u64,
    /// Its first bytes, [`HEAD`] at most.
    pub head: Vec<u8>,
}

#[derive(Clone)]
pub(crate) struct Uploads {
    scratch: PathBuf,
}

impl Uploads {
    pub(crate) fn open(scratch: &Path) -> Result<Uploads, Error> {
        fs::DirBuilder::new().recursive(true).mode(0o700).create(scratch)?;
        Ok(Uploads { scratch: scratch.to_owned() })
    }

    fn data(&self, id: &UploadId) -> PathBuf {
        self.scratch.join(&id.0)
    }

    fn note(&self, id: &UploadId) -> PathBuf {
        self.scratch.join(format!("{id}.sealed"))
    }

    pub(crate) async fn begin(&self) -> Result<UploadId, Error> {
        let uploads = self.clone();
        off(move || {
            let id = UploadId::fresh()?;
            OpenOptions::new().write(true).create_new(true).mode(0o600).open(uploads.data(&id))?.sync_all()?;
            flush_folder(&uploads.scratch)?;
            Ok(id)
        })
        .await
    }

    pub(crate) async fn received(&self, id: &UploadId) -> Result<u64, Error> {
        let (uploads, id) = (self.clone(), id.clone());
        off(move || {
            if let Some((_, size)) = uploads.noted(&id)? {
                return Ok(size);
            }
            let file = File::open(uploads.data(&id))?;
            uploads.flush(&id, &file)?;
            Ok(file.metadata()?.len())
        })
        .await
    }

    pub(crate) async fn append<S, E>(&self, id: &UploadId, offset: u64, bytes: S, limit: u64) -> Result<u64, Error>
    where
        S: Stream<Item = Result<Bytes, E>>,
    {
        let mut at = Appending::open(self.clone(), id.clone(), offset).await?;
        let mut bytes = pin!(bytes);
        let stopped = loop {
            match tokio::time::timeout(PATIENCE, bytes.next()).await {
                Ok(None) => break None,
                Ok(Some(Ok(piece))) if at.length() + piece.len() as u64 > limit => break Some(Error::TooLarge(limit)),
                Ok(Some(Ok(piece))) => at = at.take(&piece).await?,
                Ok(Some(Err(_))) | Err(_) => break Some(Error::Cut { received: at.length() }),
            }
        };
        let received = at.flush().await?;
        stopped.map_or(Ok(received), Err)
    }

    pub(crate) async fn seal(&self, id: &UploadId, place: &Place) -> Result<Sealed, Error> {
        let (uploads, known) = (self.clone(), id.clone());
        let noted = off(move || {
            let file = match uploads.locked(&known) {
                // A note without its bytes: they are in their place already.
                Err(Error::Missing) => return Ok(uploads.noted(&known)?.map(|noted| (noted, None))),
                file => file?,
            };
            let (sha256, size) = hashed(&file)?;
            uploads.flush(&known, &file)?;
            uploads.write_note(&known, sha256, size)?;
            Ok(Some(((sha256, size), Some(file))))
        })
        .await?;
        let ((sha256, size), file) = noted.ok_or(Error::Missing)?;
        if let Some(locked) = file {
            place.take(self.data(id), sha256, size).await?;
            drop(locked);
        }
        if place.has(sha256).await? != Some(size) {
            return Err(Error::Missing);
        }
        let mut head = Vec::new();
        if size > 0 {
            let mut start = place.read(sha256, Some(0..HEAD as u64)).await?;
            while let Some(piece) = start.next().await {
                head.extend_from_slice(&piece?);
            }
        }
        Ok(Sealed { sha256, size, head })
    }

    pub(crate) async fn abandon(&self, id: &UploadId) -> Result<(), Error> {
        let (uploads, id) = (self.clone(), id.clone());
        off(move || uploads.forget(&id)).await
    }

    pub(crate) async fn sweep(&self, older_than: Duration) -> Result<u64, Error> {
        let uploads = self.clone();
        off(move || {
            let mut swept = 0;
            for entry in fs::read_dir(&uploads.scratch)? {
                let entry = entry?;
                let name = entry.file_name();
                let Some((id, is_note)) = name.to_str().and_then(named) else { continue };
                // The data's age counts while there is data.
                if is_note && uploads.data(&id).exists() {
                    continue;
                }
                let Ok(since) = entry.metadata().and_then(|met| met.modified()) else { continue };
                if is_old(since, older_than) {
                    match uploads.forget(&id) {
                        Err(Error::Busy) => {}
                        forgotten => forgotten.map(|()| swept += 1)?,
                    }
                }
            }
            Ok(swept)
        })
        .await
    }

    /// The upload's file with its lock, which ends with it.
    fn locked(&self, id: &UploadId) -> Result<File, Error> {
        let file = OpenOptions::new().read(true).write(true).open(self.data(id))?;
        let mut tries = 0;
        loop {
            match file.try_lock() {
                // A reader that is being started holds every lock of ours until it is its own program: a moment, and nobody's upload.
                Err(TryLockError::WouldBlock) if tries < STARTS => std::thread::sleep(Duration::from_millis(5)),
                Err(TryLockError::WouldBlock) => return Err(Error::Busy),
                locked => break locked.map_err(io::Error::from)?,
            }
            tries += 1;
        }
        // Between opening and locking it may have been removed, or moved to its place and replaced by nothing.
        match fs::metadata(self.data(id)) {
            Ok(met) if met.ino() == file.metadata()?.ino() => Ok(file),
            // Whoever had to wait did so for somebody who finished it.
            _ if tries > 0 => Err(Error::Busy),
            _ => Err(Error::Missing),
        }
    }

    /// Flushes the upload to the disk, or forgets it.
    fn flush(&self, id: &UploadId, file: &File) -> Result<(), Error> {
        file.sync_all().map_err(|error| {
            let _ = fs::remove_file(self.data(id));
            error.into()
        })
    }

    fn noted(&self, id: &UploadId) -> Result<Option<(Sha256, u64)>, Error> {
        let note = match fs::read_to_string(self.note(id)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            note => note?,
        };
        let parsed = note.trim_end().split_once(' ').and_then(|(sha, size)| Some((sha.parse().ok()?, size.parse().ok()?)));
        parsed.map(Some).ok_or_else(|| Error::Io(io::ErrorKind::InvalidData.into()))
    }

    fn write_note(&self, id: &UploadId, sha256: Sha256, size: u64) -> Result<(), Error> {
        let draft = self.scratch.join(format!("{id}.draft"));
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&draft)?;
        writeln!(file, "{sha256} {size}")?;
        file.sync_all()?;
        fs::rename(draft, self.note(id))?;
        Ok(flush_folder(&self.scratch)?)
    }

    fn forget(&self, id: &UploadId) -> Result<(), Error> {
        let held = match self.locked(id) {
            Err(Error::Missing) => None,
            file => Some(file?),
        };
        for path in [self.data(id), self.scratch.join(format!("{id}.draft")), self.note(id)] {
            match fs::remove_file(path) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                removed => removed?,
            }
        }
        drop(held);
        Ok(())
    }
}

/// Bytes being added. Each step gives it away to a thread that may wait for the disk, and gets it back.
struct Appending {
    uploads: Uploads,
    id: UploadId,
    file: File,
    written: u64,
    piece: Vec<u8>,
}

impl Appending {
    async fn open(uploads: Uploads, id: UploadId, offset: u64) -> Result<Appending, Error> {
        off(move || {
            if uploads.noted(&id)?.is_some() {
                return Err(Error::Closed);
            }
            let mut file = uploads.locked(&id)?;
            // Sealed while we waited: its bytes are promised to somebody.
            if uploads.noted(&id)?.is_some() {
                return Err(Error::Closed);
            }
            let received = file.seek(SeekFrom::End(0))?;
            if received != offset {
                return Err(Error::Offset { received });
            }
            Ok(Appending { uploads, id, file, written: received, piece: Vec::new() })
        })
        .await
    }

    fn length(&self) -> u64 {
        self.written + self.piece.len() as u64
    }

    async fn take(mut self, bytes: &[u8]) -> Result<Appending, Error> {
        self.piece.extend_from_slice(bytes);
        if self.piece.len() < PIECE { Ok(self) } else { off(move || self.write()).await }
    }

    async fn flush(self) -> Result<u64, Error> {
        off(move || {
            let all = self.write()?;
            all.uploads.flush(&all.id, &all.file)?;
            Ok(all.written)
        })
        .await
    }

    fn write(mut self) -> Result<Appending, Error> {
        // What a full disk took of it stays: it is the right beginning of what the client sends next.
        self.file.write_all(&self.piece)?;
        self.written += self.piece.len() as u64;
        self.piece.clear();
        Ok(self)
    }
}

fn named(name: &str) -> Option<(UploadId, bool)> {
    let (id, rest) = name.split_at_checked(32)?;
    Some((id.parse().ok()?, !rest.is_empty()))
}

fn hashed(mut file: &File) -> Result<(Sha256, u64), Error> {
    let (mut hashing, mut size, mut piece) = (Hashing::default(), 0, vec![0; PIECE]);
    file.seek(SeekFrom::Start(0))?;
    loop {
        match file.read(&mut piece)? {
            0 => return Ok((hashing.end(), size)),
            read => {
                hashing.add(&piece[..read]);
                size += read as u64;
            }
        }
    }
}

/// A time in the future is a clock that was set back: not old.
pub(crate) fn is_old(since: SystemTime, older_than: Duration) -> bool {
    SystemTime::now().duration_since(since).is_ok_and(|age| age >= older_than)
}

/// Makes the names in a folder as durable as the files.
pub(crate) fn flush_folder(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}
