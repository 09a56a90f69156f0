//! Bytes that people send become files: counted while they come, judged by what they hold, and made a row once they are safe.
//! Invariant: whatever is refused or breaks off leaves no row, and its bytes go with the next sweep.

use base::{Fault, Id, Refusal};
use bytes::Bytes;
use files::{Error, Sealed, Type, UploadId};
use futures_util::Stream;
use kernel::documents::{self, NewFile};
use kernel::{Actor, access, once};
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

/// What an upload that is whole becomes.
///
/// # Errors
/// 422 `file` `program`.
fn judged(id: Option<Id>, name: &str, sealed: &Sealed) -> Result<NewFile, Refusal> {
    let kind = files::sniff(&sealed.head, name);
    if kind == Type::Program {
        return Err(Refusal::field("file", "program"));
    }
    Ok(NewFile::new(id, name, kind.media(), sealed.size, &sealed.sha256.to_string()))
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
        self.receive_once(actor, name, None, 0, bytes).await
    }

    /// The same, once under a client's `key`: the same bytes under the same name give the file that they made. The `announced` bytes must fit
    /// before they travel.
    ///
    /// # Errors
    /// As [`House::receive`], and as [`once::once`].
    pub async fn receive_once<S, E>(&self, actor: &Actor, name: &str, key: Option<String>, announced: u64, bytes: S) -> Result<Id, Failure>
    where
        S: Stream<Item = Result<Bytes, E>>,
    {
        let (person, asked) = (actor.id, key.clone());
        let limits = self
            .read(move |db| {
                // What comes again takes no more room than it has, even where there is none left.
                let again = asked.map(|key| once::known(db, person, &key)).transpose()?.unwrap_or(false);
                if !again {
                    documents::room_for(db, person, announced)?;
                }
                Ok(documents::limits(db)?)
            })
            .await?;
        let upload = self.files.begin().await.map_err(refused)?;
        let made = match self.files.append(&upload, 0, bytes, limits.largest).await {
            Ok(_) => self.make(actor, &upload, name, key).await,
            Err(error) => Err(refused(error).into()),
        };
        self.abandon(&upload).await;
        made
    }

    /// Makes a file of bytes that came in one go.
    async fn make(&self, actor: &Actor, upload: &UploadId, name: &str, key: Option<String>) -> Result<Id, Failure> {
        let sealed = self.files.seal(upload).await.map_err(refused)?;
        let new = judged(None, name, &sealed)?;
        let print = format!("/files {} {} {name}", new.media, new.sha256);
        let actor = actor.clone();
        let made = self.write(move |tx| {
            let add = || Ok(documents::add(tx, &actor, &new)?.to_string());
            let (id, _) = once::once(tx, actor.id, key.as_deref(), print.as_bytes(), add)?;
            id.parse().map_err(Fault::broken)
        });
        made.await
    }

    /// Makes a file of an upload that is whole; its `id` was promised to its sender.
    ///
    /// # Errors
    /// As [`House::receive`].
    pub async fn complete(&self, actor: &Actor, id: Id, upload: &UploadId, name: &str) -> Result<Id, Failure> {
        let sealed = self.files.seal(upload).await.map_err(refused)?;
        let new = judged(Some(id), name, &sealed);
        let actor = actor.clone();
        let made = self.write(move |tx| {
            if !documents::uploads::forget(tx, id)? {
                // Two resumes may both bring the last byte: the second finds the file made, or refused.
                return Ok(Ok(access::file(tx, &actor, id)?.into_it().id));
            }
            // A refusal would keep the upload, and the room that it announced; it will never be anything else.
            match new.map_err(Fault::from).and_then(|new| documents::add(tx, &actor, &new)) {
                Err(Fault::Refused(refusal)) => Ok(Err(refusal)),
                made => made.map(Ok),
            }
        });
        Ok(made.await??)
    }

    /// Forgets an upload; what can't be forgotten now, the sweep forgets later.
    pub async fn abandon(&self, upload: &UploadId) {
        if let Err(error) = self.files.abandon(upload).await {
            tracing::warn!(%error, "an upload could not be forgotten");
        }
    }
}
