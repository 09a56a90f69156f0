//! Why a backup can't be made, read or restored, each in a sentence for whoever must mend it.

use std::fmt;
use std::io;

use base::Fault;

/// What went wrong.
#[derive(Debug)]
pub enum Error {
    /// The disk or the storage of files.
    Disk(io::Error),
    /// The database.
    Store(store::Error),
    /// Something else of the program's own.
    Broken(String),
    /// Not a backup, or cut short; says where.
    Unreadable(String),
    /// Encrypted, and no key was given.
    KeyWanted,
    /// Encrypted, and the key is another one, or the file was altered.
    WrongKey,
    /// Made by a newer program.
    Newer {
        /// The backup's schema.
        found: u32,
        /// The newest that this program knows.
        known: u32,
    },
    /// The database to fill holds a network already.
    NotEmpty,
    /// The backup's content differs from what it says of itself.
    Differs(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Disk(error) if error.kind() == io::ErrorKind::StorageFull => f.write_str("the disk is full; nothing was kept"),
            Error::Disk(error) => write!(f, "the disk: {error}"),
            Error::Store(error) => write!(f, "the database: {error}"),
            Error::Broken(what) => f.write_str(what),
            Error::Unreadable(what) => write!(f, "this is not a whole backup of Palabre: {what}"),
            Error::KeyWanted => f.write_str("this backup is encrypted: give its key"),
            Error::WrongKey => f.write_str("the key is not this backup's, or the file was altered"),
            Error::Newer { found, known } => {
                write!(f, "the backup was made by a newer Palabre (schema {found}, this one knows {known}); update this program first")
            }
            Error::NotEmpty => f.write_str("this database holds a network already; restore into an empty data folder or database"),
            Error::Differs(what) => write!(f, "the backup is damaged: {what}"),
        }
    }
}

impl std::error::Error for Error {}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Error {
        Error::Disk(error)
    }
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Error {
        Error::Store(error)
    }
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Error {
        Error::Broken(format!("{fault:?}"))
    }
}

impl From<zip::result::ZipError> for Error {
    fn from(error: zip::result::ZipError) -> Error {
        match error {
            zip::result::ZipError::Io(error) if error.kind() != io::ErrorKind::UnexpectedEof => Error::Disk(error),
            other => Error::Unreadable(other.to_string()),
        }
    }
}
