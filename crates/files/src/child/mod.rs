//! Opening what people sent, in a process of its own that has little memory, little time, no files to write, no environment and one task.
//! Invariant: whatever a file does to its reader, the server only hears that it could not be read.

mod reader;

use std::fmt;
use std::io::{Read as _, Write as _};
use std::process::ExitCode;

pub use reader::Reader;

use crate::{Type, preview, text};

/// The program's hidden command that ends in [`main`].
pub const COMMAND: &str = "read-file";

/// Largest file that is opened, in bytes.
pub const LARGEST: u64 = 48 << 20;

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

/// The child's exit status for each answer but a picture or a text.
const NOT_OFFERED: u8 = 10;
const DAMAGED: u8 = 11;
const TOO_HEAVY: u8 = 12;

/// What the hidden command does: the file on standard input, what became of it on standard output. `args` are what follows [`COMMAND`]:
/// `text <media type>` or `preview <media type> <edge>`.
pub fn main(args: &[String]) -> ExitCode {
    // Nobody reads its words, and a file chose them.
    std::panic::set_hook(Box::new(|_| {}));
    match answer(args) {
        Ok(bytes) if std::io::stdout().write_all(&bytes).is_ok() => ExitCode::SUCCESS,
        Ok(_) | Err(Unread::Broken(_)) => ExitCode::FAILURE,
        Err(Unread::NotOffered) => ExitCode::from(NOT_OFFERED),
        Err(Unread::Damaged) => ExitCode::from(DAMAGED),
        Err(Unread::TooHeavy) => ExitCode::from(TOO_HEAVY),
    }
}

fn answer(args: &[String]) -> Result<Vec<u8>, Unread> {
    let mut file = Vec::new();
    let broken = |why: std::io::Error| Unread::Broken(why.to_string());
    std::io::stdin().lock().take(LARGEST + 1).read_to_end(&mut file).map_err(broken)?;
    if file.len() as u64 > LARGEST {
        return Err(Unread::TooHeavy);
    }
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args.as_slice() {
        ["text", media] => text::of(&file, Type::named(media)).map(String::into_bytes),
        ["preview", media, edge] => {
            let edge = edge.parse().map_err(|_| Unread::Broken("not an edge".into()))?;
            let picture = preview::of(&file, Type::named(media), edge)?;
            let mut bytes = format!("{} {} {}\n", picture.media, picture.width, picture.height).into_bytes();
            bytes.extend_from_slice(&picture.bytes);
            Ok(bytes)
        }
        _ => Err(Unread::Broken("unknown task".into())),
    }
}
