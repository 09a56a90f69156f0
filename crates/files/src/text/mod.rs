//! The words inside files, for the search: plain text, pieces separated by line ends, the first [`LIMIT`] bytes of it.
//! Invariant: nothing is fetched, followed or expanded beyond its limit. Runs in the child process alone.

use crate::Type;
use crate::child::Unread;

/// Longest text taken out of a file, in bytes of UTF-8.
pub const LIMIT: usize = 1 << 20;

/// The text of `file`.
///
/// # Errors
/// When there is no text to be had.
pub fn of(file: &[u8], kind: Type) -> Result<String, Unread> {
    let _ = (file, kind);
    Err(Unread::NotOffered)
}
