//! Bytes that people send become files: counted while they come, judged by what they hold, and made a row once they are safe.
//! Invariant: whatever is refused or breaks off leaves no row, and its bytes go with the next sweep.

use base::{Fault, Id, Refusal};
use bytes::Bytes;
use files::{Error, Type, UploadId};
use futures_util::Stream;
use kernel::Actor;
use kernel::documents::{self, NewFile};
use web::Failure;

use crate::House;

/// What an error of the files means to whoever asked.
pub fn refused(error: Error) -> Fault {
    match error {
        Error::Full => Refusal::Full("disk_room").into(),
        Error::Missing => Refusal::NotFound.into(),
        Error::Offset { .. } | Error::Closed => Refusal::Conflict("upload_offset").into(),
        Error::Busy => Refusal::Conflict("upload_busy").into(),
        Error::TooLarge(limit) => Refusal::TooLarge(limit).into(),
        Error::Cut { .. } => Refusal::Unreadable("the file broke off".into()).into(),
        Error::Elsewhere(why) => {
            tracing::warn!(why, "the storage of files did not answer");
            Refusal::Busy.into()
        }
        other => Fault::broken(other),
    }
}

impl House {
    /// Takes a whole file in one go; nobody but `actor` sees it until it is attached.
    ///
    /// # Errors
    /// `TooLarge`, `Full`, 422 `file` `program`; 400 when it breaks off.
    pub async fn receive<S, E>(&self, actor: &Actor, name: &str, bytes: S) -> Result<Id, Failure>
    where
        S: Stream<Item = Result<Bytes, E>>,
    {
        let person = actor.id;
        let limits = self
            .read(move |db| {
                documents::room_for(db, person, 0)?;
                Ok(documents::limits(db)?)
            })
            .await?;
        let upload = self.files.begin().await.map_err(refused)?;
        let made = match self.files.append(&upload, 0, bytes, limits.largest).await {
            Ok(_) => self.complete(actor, None, &upload, name).await,
            Err(error) => Err(refused(error).into()),
        };
        self.abandon(&upload).await;
        made
    }

    /// Makes a file of an upload that is whole; `id` was promised to its sender.
    ///
    /// # Errors
    /// As [`House::receive`].
    pub async fn complete(&self, actor: &Actor, id: Option<Id>, upload: &UploadId, name: &str) -> Result<Id, Failure> {
        let sealed = self.files.seal(upload).await.map_err(refused)?;
        let kind = files::sniff(&sealed.head, name);
        let new = NewFile::new(id, name, kind.media(), sealed.size, &sealed.sha256.to_string());
        let actor = actor.clone();
        let made = self.write(move |tx| {
            if let Some(id) = id
                && !documents::uploads::forget(tx, id)?
            {
                // Two resumes may both bring the last byte: the second finds the file made.
                return Ok(Some(id));
            }
            // A refusal would keep the upload, which will never be anything else.
            if kind == Type::Program { Ok(None) } else { documents::add(tx, &actor, &new).map(Some) }
        });
        made.await?.ok_or_else(|| Refusal::field("file", "program").into())
    }

    /// Forgets an upload; what can't be forgotten now, the sweep forgets later.
    pub async fn abandon(&self, upload: &UploadId) {
        if let Err(error) = self.files.abandon(upload).await {
            tracing::warn!(%error, "an upload could not be forgotten");
        }
    }
}
