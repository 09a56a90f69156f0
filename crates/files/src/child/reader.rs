//! Whoever wants a picture or a text asks here.

use std::path::PathBuf;

use bytes::Bytes;
use futures_util::Stream;

use super::Unread;
use crate::preview::Picture;
use crate::{Error, Type};

/// Starts the program itself for each file, a few at a time. Cheap to clone.
#[derive(Clone)]
pub struct Reader {
    program: PathBuf,
}

impl Reader {
    /// `program` ends in [`super::main`] when its first argument is [`super::COMMAND`]: for the server, its own path.
    pub fn new(program: PathBuf) -> Reader {
        Reader { program }
    }

    /// The text of a file.
    ///
    /// # Errors
    /// See [`Unread`].
    pub async fn text<S>(&self, file: S, kind: Type) -> Result<String, Unread>
    where
        S: Stream<Item = Result<Bytes, Error>> + Send,
    {
        let _ = (&self.program, file, kind);
        Err(Unread::NotOffered)
    }

    /// A picture of a file, its longer edge at most `edge` pixels.
    ///
    /// # Errors
    /// See [`Unread`].
    pub async fn preview<S>(&self, file: S, kind: Type, edge: u32) -> Result<Picture, Unread>
    where
        S: Stream<Item = Result<Bytes, Error>> + Send,
    {
        let _ = (file, kind, edge);
        Err(Unread::NotOffered)
    }
}
