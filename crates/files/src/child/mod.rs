//! Opening what people sent, in a process of its own that has little memory, little time, no files, no environment and one task.

mod reader;

use std::fmt;
use std::process::ExitCode;

pub use reader::Reader;

/// The program's hidden command that ends in [`main`].
pub const COMMAND: &str = "read-file";

/// Why a file has no picture or no text. Only [`Unread::Broken`] is worth trying again.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Unread {
    /// Nothing is drawn or read from this type.
    NotOffered,
    /// Damaged, locked with a password, or not what it says.
    Damaged,
    /// It would take more memory, time or room than it may.
    TooHeavy,
    /// The child could not be run, or the file not be fetched.
    Broken(String),
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unread::NotOffered => f.write_str("nothing is read from this type of file"),
            Unread::Damaged => f.write_str("damaged, locked, or not what it says"),
            Unread::TooHeavy => f.write_str("too heavy to be opened"),
            Unread::Broken(why) => write!(f, "could not be opened: {why}"),
        }
    }
}

impl std::error::Error for Unread {}

/// What the hidden command does: the file on standard input, what became of it on standard output. `args` are what follows [`COMMAND`].
pub fn main(args: &[String]) -> ExitCode {
    let _ = args;
    ExitCode::FAILURE
}
