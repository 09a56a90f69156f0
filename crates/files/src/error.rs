//! Why bytes could not be taken or given. Deliberately absent: words for people; whoever answers them has those.

use std::{fmt, io};

/// Why something asked of the files was not done. Nothing is half done: what an error leaves behind can be continued, asked again or swept.
#[derive(Debug)]
pub enum Error {
    /// The disk or a quota is full. 507.
    Full,
    /// No such upload or blob. 404.
    Missing,
    /// These bytes don't belong here: so many were received. 409.
    Offset {
        /// What the upload has.
        received: u64,
    },
    /// Somebody else is adding to the same upload. 423.
    Busy,
    /// Already sealed: nothing can be added. 409.
    Closed,
    /// More than so many bytes. 413.
    TooLarge(u64),
    /// The bytes broke off or paused too long; so many are safe.
    Cut {
        /// What the upload has.
        received: u64,
    },
    /// A range that begins at or after the end of a blob of so many bytes. 416.
    Range {
        /// The size of the blob.
        size: u64,
    },
    /// The storage elsewhere did not answer, or not as it should; trying again may help. 503.
    Elsewhere(String),
    /// The disk answered something else.
    Io(io::Error),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Full => f.write_str("no room left for files"),
            Error::Missing => f.write_str("no such file"),
            Error::Offset { received } => write!(f, "not where the upload stands: {received} bytes were received"),
            Error::Busy => f.write_str("the upload is being continued elsewhere"),
            Error::Closed => f.write_str("the upload is complete already"),
            Error::TooLarge(limit) => write!(f, "more than {limit} bytes"),
            Error::Cut { received } => write!(f, "the upload broke off after {received} bytes"),
            Error::Range { size } => write!(f, "the range begins after the file's {size} bytes"),
            Error::Elsewhere(why) => write!(f, "the storage of files: {why}"),
            Error::Io(error) => write!(f, "files: {error}"),
        }
    }
}

impl std::error::Error for Error {}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Error {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => Error::Full,
            io::ErrorKind::NotFound => Error::Missing,
            _ => Error::Io(error),
        }
    }
}

/// Runs what waits for a disk beside the async tasks.
pub(crate) async fn off<T: Send + 'static>(work: impl FnOnce() -> Result<T, Error> + Send + 'static) -> Result<T, Error> {
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|died| Err(Error::Io(io::Error::other(died))))
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[test]
    fn a_full_disk_is_told_apart() {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").and_then(|mut disk| disk.write_all(b"x"));
        assert!(matches!(full.map_err(Error::from), Err(Error::Full)));
    }
}
