//! The archive on its way out: a ZIP written as it is read, so that no copy of anybody's files lies about.
//! Invariant: a file whose bytes can't be read leaves a line that says so, and the rest of the archive whole.

use std::io::{self, Write};

use axum::body::Body;
use base::{Fault, Id, Language, Result, Zone};
use bytes::Bytes;
use files::{Files, Sha256};
use futures_util::StreamExt;
use house::House;
use kernel::Actor;
use serde_json::Value as Json;
use store::{Query, params};
use tokio::runtime::Handle;
use tokio::sync::mpsc::{Sender, channel};
use tokio::task::spawn_blocking;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::html;
use crate::words;

/// A file of the person's, as the copy names it.
struct Listed {
    id: Id,
    name: String,
    sha256: Sha256,
}

/// The ZIP of a copy, for its owner.
///
/// # Errors
/// A broken database.
pub async fn packed(house: &House, actor: &Actor, copy: Json) -> Result<Body> {
    let (l, zone, person) = (actor.language, actor.zone.clone(), actor.id);
    // What is still theirs now: a file that was taken away since is not given.
    let (photo, owned) = house
        .store
        .read(move |db| {
            let photo = db.one("SELECT bytes FROM photos WHERE person_id = $1", params![person], |row| row.bytes(0))?;
            let owned = db.all("SELECT id, name, sha256 FROM files WHERE owner_id = $1 ORDER BY id", params![person], |row| {
                Ok((row.id(0)?, row.text(1)?, row.text(2)?))
            })?;
            Ok::<_, Fault>((photo, owned))
        })
        .await?;
    let listed = owned.into_iter().filter_map(|(id, name, sha256)| Some(Listed { id, name, sha256: sha256.parse().ok()? })).collect();
    let (sender, mut receiver) = channel::<io::Result<Bytes>>(4);
    let (files, handle) = (house.files.clone(), Handle::current());
    spawn_blocking(move || {
        let out = Pipe { sender: sender.clone(), held: Vec::with_capacity(PIECE) };
        if let Err(error) = write(out, &handle, &files, l, &zone, &copy, photo, listed) {
            tracing::warn!(%error, "an archive broke off");
            // Whoever fetches it must not take half for the whole.
            let _ = sender.blocking_send(Err(error));
        }
    });
    Ok(Body::from_stream(futures_util::stream::poll_fn(move |cx| receiver.poll_recv(cx))))
}

#[allow(clippy::too_many_arguments)]
fn write(
    out: Pipe,
    handle: &Handle,
    files: &Files,
    l: Language,
    zone: &Zone,
    copy: &Json,
    photo: Option<Vec<u8>>,
    listed: Vec<Listed>,
) -> io::Result<()> {
    let mut zip = ZipWriter::new_stream(out);
    let packed = SimpleFileOptions::default();
    zip.start_file(words::archive_page(l), packed)?;
    zip.write_all(html::page(l, zone, copy).as_bytes())?;
    zip.start_file(words::archive_json(l), packed)?;
    serde_json::to_writer_pretty(&mut zip, copy)?;
    if let Some(photo) = photo {
        zip.start_file("photo.jpg", packed)?;
        zip.write_all(&photo)?;
    }
    for file in listed {
        let path = format!("{}/{}-{}", words::archive_files(l), file.id, plain(&file.name));
        match handle.block_on(files.read(&file.sha256, None)) {
            Ok(mut bytes) => {
                zip.start_file(path, packed.large_file(bytes.size() > u64::from(u32::MAX)))?;
                while let Some(piece) = handle.block_on(bytes.next()) {
                    zip.write_all(&piece.map_err(io::Error::other)?)?;
                }
            }
            Err(_) => {
                zip.start_file(format!("{path}.txt"), packed)?;
                zip.write_all(words::archive_missing(l).as_bytes())?;
            }
        }
    }
    zip.finish()?.into_inner().flush()
}

/// A name that is one name on every system: nothing in it leads to another folder.
fn plain(name: &str) -> String {
    let plain: String = name.chars().map(|c| if c.is_control() || "/\\:*?\"<>|".contains(c) { '_' } else { c }).take(100).collect();
    plain.trim_matches([' ', '.']).to_owned()
}

/// How many bytes travel together.
const PIECE: usize = 64 * 1024;

/// Gives what is written to the one who reads, and waits for them.
struct Pipe {
    sender: Sender<io::Result<Bytes>>,
    held: Vec<u8>,
}

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.held.extend_from_slice(bytes);
        if self.held.len() >= PIECE {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.held.is_empty() {
            return Ok(());
        }
        let piece = std::mem::replace(&mut self.held, Vec::with_capacity(PIECE));
        self.sender.blocking_send(Ok(piece.into())).map_err(|_| io::ErrorKind::BrokenPipe.into())
    }
}
