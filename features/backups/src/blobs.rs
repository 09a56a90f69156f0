//! The storage of files as a thread sees it: a blob copied out, a blob taken in.

use std::io::{Read, Write};

use bytes::Bytes;
use files::{Files, Sha256};
use futures_util::{StreamExt as _, stream};
use tokio::runtime::Handle;

use crate::Error;

const PIECE: usize = 256 * 1024;

/// The files of a network, for a thread outside the runtime.
#[derive(Clone)]
pub struct Blobs {
    files: Files,
    runtime: Handle,
}

impl Blobs {
    /// Over `files`, whose work `runtime` does.
    pub fn new(files: Files, runtime: Handle) -> Blobs {
        Blobs { files, runtime }
    }

    /// Copies a blob; its size, or nothing when it is gone.
    pub(crate) fn copy(&self, sha: &Sha256, out: &mut impl Write) -> Result<Option<u64>, Error> {
        self.runtime.block_on(async {
            let mut blob = match self.files.read(sha, None).await {
                Err(files::Error::Missing) => return Ok(None),
                other => other.map_err(broken)?,
            };
            while let Some(piece) = blob.next().await {
                out.write_all(&piece.map_err(broken)?)?;
            }
            Ok(Some(blob.size()))
        })
    }

    /// Takes a blob in; its name.
    pub(crate) fn keep(&self, mut bytes: impl Read) -> Result<Sha256, Error> {
        let pieces = stream::iter(std::iter::from_fn(|| {
            let mut piece = Vec::with_capacity(PIECE);
            let read = bytes.by_ref().take(PIECE as u64).read_to_end(&mut piece);
            read.map(|n| (n > 0).then(|| Bytes::from(piece))).transpose()
        }));
        self.runtime.block_on(async {
            let id = self.files.begin().await.map_err(broken)?;
            let kept = match self.files.append(&id, 0, pieces, u64::MAX).await {
                Ok(_) => self.files.seal(&id).await,
                Err(error) => Err(error),
            };
            self.files.abandon(&id).await.map_err(broken)?;
            kept.map(|sealed| sealed.sha256).map_err(broken)
        })
    }
}

#[expect(clippy::needless_pass_by_value, reason = "given to `map_err`")]
fn broken(error: files::Error) -> Error {
    Error::Broken(format!("the files: {error}"))
}
