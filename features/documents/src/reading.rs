//! Reading what was sent: its words and its picture, by a job after the commit, in a child process with little memory and little time.
//! Invariant: a file that can't be read stays a file; only what may succeed later is tried again.

use std::time::Duration;

use files::child::{Reader, Unread};
use files::{Sha256, Type};
use house::House;
use jobs::{Failure, Job, Work};
use kernel::documents::{self, Preview, READ_LATER, Read};
use serde::Deserialize;
use tokio::runtime::Handle;

/// The longer edge of a picture, in pixels: a card at twice the density of a screen.
const EDGE: u32 = 1280;

#[derive(Deserialize)]
struct Asked {
    sha256: String,
}

/// What does this room's jobs, for the program's list of kinds. To be called where the runtime runs.
pub fn works(house: &House, reader: &Reader) -> [(&'static str, Work); 1] {
    let (house, reader, runtime) = (house.clone(), reader.clone(), Handle::current());
    [(READ_LATER, Box::new(move |job| runtime.block_on(read(&house, &reader, job))))]
}

async fn read(house: &House, reader: &Reader, job: &Job) -> Result<(), Failure> {
    let Asked { sha256 } = job.payload()?;
    let wanted = sha256.clone();
    let found = house.read(move |db| Ok(documents::wants_reading(db, &wanted)?)).await.map_err(|failure| Failure::from(failure.0))?;
    let Some((media, _)) = found else { return Ok(()) };
    let kind = Type::named(&media);
    let blob: Sha256 = sha256.parse().map_err(|_| Failure::Never("not a SHA-256".into()))?;
    let text = if kind.has_text() { given(reader.text(open(house, &blob).await?, kind).await)? } else { None };
    let preview = match kind.has_preview() {
        true => match given(reader.preview(open(house, &blob).await?, kind, EDGE).await)? {
            Some(picture) => Some(kept(house, picture).await?),
            None => None,
        },
        false => None,
    };
    let (kinds, read) = (house.kinds.clone(), Read { text: text.unwrap_or_default(), preview });
    house.write(move |tx| documents::keep(tx, &kinds, &sha256, &read)).await.map_err(|failure| Failure::from(failure.0))
}

async fn open(house: &House, blob: &Sha256) -> Result<files::Blob, Failure> {
    house.files.read(blob, None).await.map_err(|error| Failure::Again(error.to_string()))
}

/// What a file doesn't give, it will never give; only a broken reader is worth another try.
fn given<T>(read: Result<T, Unread>) -> Result<Option<T>, Failure> {
    match read {
        Ok(found) => Ok(Some(found)),
        Err(Unread::Broken(why)) => Err(Failure::Again(why)),
        Err(Unread::NotOffered | Unread::Damaged | Unread::TooHeavy) => Ok(None),
    }
}

async fn kept(house: &House, picture: files::preview::Picture) -> Result<Preview, Failure> {
    let again = |error: files::Error| Failure::Again(error.to_string());
    let upload = house.files.begin().await.map_err(again)?;
    let bytes = bytes::Bytes::from(picture.bytes);
    let length = bytes.len() as u64;
    let once = futures_util::stream::iter([Ok::<_, std::convert::Infallible>(bytes)]);
    house.files.append(&upload, 0, once, length).await.map_err(again)?;
    let sealed = house.files.seal(&upload).await.map_err(again)?;
    house.abandon(&upload).await;
    Ok(Preview { sha256: sealed.sha256.to_string(), media: picture.media.to_owned(), width: picture.width, height: picture.height })
}

/// How long an upload may rest: a day more than it is promised.
pub(crate) const REST: Duration = Duration::from_secs((documents::uploads::PATIENCE_DAYS as u64 + 1) * 86_400);
