//! What a database refuses or breaks with. Errors are plain text so that one failed commit can be told to its whole group.
//! Invariant: they never hold the values of a statement, which may be private; the statement's text alone is kept for the log.

use std::fmt;

use base::{Fault, Refusal};

/// Why a statement, a transaction or an opening failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// The queue is full, or another writer kept its lock too long. Nothing was done; asking again may succeed.
    Busy,
    /// The disk is full. Nothing was done; reading goes on.
    Full,
    /// The store was closed.
    Closed,
    /// The connection was lost; whether the commit in flight succeeded is not known.
    Lost(String),
    /// Such a row is there already (unique or primary key).
    Duplicate(String),
    /// A row that is pointed at isn't there, or one still pointed at would go (foreign key).
    Dangling(String),
    /// The database was written by a newer program.
    Newer {
        /// The number of the last migration in the database.
        found: u32,
        /// The number of the last migration this program has.
        known: u32,
    },
    /// A closure panicked; what it wrote is undone.
    Panicked(String),
    /// A closure went on after a statement of its own had failed; what it wrote is undone, as PostgreSQL demands.
    SetAside,
    /// A stored value or a parameter is not of the kind asked for.
    Unfit(String),
    /// The address can't be read, or names no kind of database we know.
    Address(String),
    /// Anything else the database says, with the statement it said it of.
    Sql {
        /// The database's own words.
        message: String,
        /// The statement, without its values.
        statement: String,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Busy => write!(f, "the database is busy; nothing was done"),
            Error::Full => write!(f, "the disk is full; nothing was done"),
            Error::Closed => write!(f, "the database is closed"),
            Error::Lost(why) => write!(f, "the connection to the database was lost: {why}"),
            Error::Duplicate(what) => write!(f, "already there: {what}"),
            Error::Dangling(what) => write!(f, "points at nothing: {what}"),
            Error::Newer { found, known } => {
                write!(f, "this database was written by a newer Palabre (its schema is at {found}, this program knows {known}): ")?;
                write!(f, "use the newer program, or restore a backup made before the update")
            }
            Error::Panicked(why) => write!(f, "a panic inside a transaction: {why}"),
            Error::SetAside => write!(f, "a transaction went on after one of its statements had failed"),
            Error::Unfit(what) => write!(f, "a value of the wrong kind: {what}"),
            Error::Address(what) => write!(f, "not an address of a database: {what}"),
            Error::Sql { message, statement } => write!(f, "{message} (in: {statement})"),
        }
    }
}

impl std::error::Error for Error {}

impl From<Error> for Fault {
    fn from(error: Error) -> Fault {
        match error {
            Error::Busy => Fault::Refused(Refusal::Busy),
            Error::Full => Fault::Refused(Refusal::Full("disk_room")),
            other => Fault::Broken(Box::new(other)),
        }
    }
}

/// The words of a panic, where it has any.
pub(crate) fn panic_text(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|s| (*s).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "without words".into())
}
