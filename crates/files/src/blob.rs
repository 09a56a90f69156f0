//! A blob on its way out: its size, and its bytes as they come.

use std::fs::File;
use std::io::Read as _;
use std::ops::Range;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::SystemTime;

use bytes::Bytes;
use futures_util::{Stream, stream};

use crate::error::off;
use crate::{Error, Sha256};

/// A blob, or a part of one, as a stream of bytes. The stream ends with an error where the storage broke, never early without one.
pub struct Blob {
    size: u64,
    range: Range<u64>,
    bytes: Pin<Box<dyn Stream<Item = Result<Bytes, Error>> + Send>>,
}

impl Blob {
    pub(crate) fn new(size: u64, range: Range<u64>, bytes: impl Stream<Item = Result<Bytes, Error>> + Send + 'static) -> Blob {
        Blob { size, range, bytes: Box::pin(bytes) }
    }

    /// The size of the whole blob, in bytes.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Which of its bytes come.
    pub fn range(&self) -> Range<u64> {
        self.range.clone()
    }
}

impl Stream for Blob {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.bytes.as_mut().poll_next(cx)
    }
}

/// What `asked` means in a blob of `size` bytes.
pub(crate) fn part(size: u64, asked: Option<Range<u64>>) -> Result<Range<u64>, Error> {
    match asked {
        None => Ok(0..size),
        Some(range) if range.start >= size || range.start >= range.end => Err(Error::Range { size }),
        Some(range) => Ok(range.start..range.end.min(size)),
    }
}

/// Read at once.
const PIECE: u64 = 256 * 1024;

/// The next `left` bytes of a file on this disk, as a stream; an error when there are fewer.
pub fn pieces(file: File, left: u64) -> impl Stream<Item = Result<Bytes, Error>> + Send + 'static {
    stream::try_unfold((file, left), |(mut file, left)| async move {
        if left == 0 {
            return Ok(None);
        }
        off(move || {
            let mut piece = vec![0; usize::try_from(left.min(PIECE)).unwrap_or(usize::MAX)];
            file.read_exact(&mut piece)?;
            let left = left - piece.len() as u64;
            Ok(Some((Bytes::from(piece), (file, left))))
        })
        .await
    })
}

/// A blob in the list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Kept {
    /// Its name.
    pub sha256: Sha256,
    /// Its size in bytes.
    pub size: u64,
    /// When it was sealed, the last time.
    pub since: SystemTime,
}
