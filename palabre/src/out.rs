//! Standard output. Invariant: whoever stops reading, as `| head` does, stops no work that is under way.

use std::fmt::Display;
use std::io::{ErrorKind, Write};

/// Prints a line.
///
/// # Errors
/// What the system says of a full disk and the like; nothing when nobody reads any more.
pub fn say(line: impl Display) -> Result<(), String> {
    match writeln!(std::io::stdout(), "{line}") {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(format!("standard output: {error}")),
        _ => Ok(()),
    }
}
