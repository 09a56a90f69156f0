//! Small pictures of files, always drawn anew: nothing of the file but its colours gets through.
//! Invariant: what would take more room than there is is refused from its header. Runs in the child process alone.

mod image;
mod pdf;

use crate::Type;
use crate::child::Unread;

/// Longest edge that may be asked for, in pixels.
pub const LONGEST: u32 = 2400;

/// A picture drawn by us.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Picture {
    /// `image/jpeg`, or `image/png` where something shows through.
    pub media: &'static str,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// The picture.
    pub bytes: Vec<u8>,
}

/// Draws `file`, its longer edge at most `edge` pixels; an image never larger than it is, a document's first page as large as asked.
///
/// # Errors
/// When there is nothing to draw, or too much.
pub fn of(file: &[u8], kind: Type, edge: u32) -> Result<Picture, Unread> {
    let edge = edge.clamp(1, LONGEST);
    match kind {
        Type::Pdf => pdf::draw(file, edge),
        Type::Png | Type::Jpeg | Type::Webp => image::draw(file, kind, edge),
        _ => Err(Unread::NotOffered),
    }
}
