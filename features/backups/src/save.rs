//! Making a backup, beside whoever writes. Invariant: the file appears under its name only when it is whole and on the disk.

use std::fs::{File, OpenOptions};
use std::io::{Seek as _, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use base::{Id, Moment};
use files::Sha256;
use kernel::settings;
use store::{Query, Snapshot, Store};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::archive::{MANIFEST, README, SECRET, blob_name, table_name};
use crate::manifest::{FORMAT, Manifest, Sized};
use crate::progress::{Stage, Tell, Told, each};
use crate::row::{Tally, line};
use crate::{Blobs, Error, vault};

// Every table that names bytes kept outside the database.
const BLOBS: &str = "SELECT sha256 FROM files UNION SELECT preview_sha256 FROM contents WHERE preview_sha256 IS NOT NULL ORDER BY 1";

/// What encrypts a backup, and what only an encrypted one may hold.
#[derive(Clone, Copy)]
pub struct Lock<'a> {
    /// The words that open it.
    pub key: &'a str,
    /// The bytes under which the network keeps its second factors; nothing when it has none yet.
    pub secret: Option<&'a [u8]>,
}

/// Writes the network into `target`, readable by its owner alone; encrypted when there is a `lock`. `tell` hears how far it is.
///
/// # Errors
/// The disk's and the database's; nothing is left then.
pub fn save(store: &Store, blobs: &Blobs, target: &Path, lock: Option<Lock<'_>>, tell: Tell<'_>) -> Result<Manifest, Error> {
    let plain = Part::beside(target, "part")?;
    let manifest = write(store, blobs, &plain, lock.and_then(|lock| lock.secret), tell)?;
    match lock {
        None => plain.becomes(target)?,
        Some(Lock { key, .. }) => {
            let sealed = Part::beside(target, "sealed")?;
            (&plain.file).rewind()?;
            let total = plain.file.metadata()?.len();
            vault::seal(key, Told { stage: Stage::Sealing, from: &plain.file, done: 0, total, tell }, &sealed.file)?;
            sealed.becomes(target)?;
        }
    }
    Ok(manifest)
}

fn write(store: &Store, blobs: &Blobs, part: &Part, secret: Option<&[u8]>, tell: Tell<'_>) -> Result<Manifest, Error> {
    let mut zip = ZipWriter::new(part.file.try_clone()?);
    let packed = SimpleFileOptions::default().large_file(true).unix_permissions(0o600);
    let stored = packed.compression_method(zip::CompressionMethod::Stored);
    zip.start_file("LISEZ-MOI.txt", packed)?;
    zip.write_all(README.as_bytes())?;
    if let Some(secret) = secret {
        zip.start_file(SECRET, packed)?;
        zip.write_all(secret)?;
    }
    let (mut manifest, names) = store.snapshot(|snapshot| {
        let manifest = tables(snapshot, &mut zip, packed, tell)?;
        let names = snapshot.all(BLOBS, &[], |row| row.text(0))?;
        Ok::<_, Error>((manifest, names))
    })?;
    for name in each(Stage::Files, names, tell) {
        let sha: Sha256 = name.parse().map_err(|_| Error::Broken(format!("a file is called {name}")))?;
        zip.start_file(blob_name(&sha), stored)?;
        match blobs.copy(&sha, &mut zip)? {
            Some(bytes) => manifest.files = Sized { count: manifest.files.count + 1, bytes: manifest.files.bytes + bytes },
            // Purged since the snapshot, or lost before it: the backup says so rather than pretend.
            None => {
                zip.abort_file()?;
                manifest.gone.push(name);
            }
        }
    }
    zip.start_file(MANIFEST, packed)?;
    serde_json::to_writer_pretty(&mut zip, &manifest).map_err(|e| Error::Broken(e.to_string()))?;
    zip.finish()?.sync_all()?;
    Ok(manifest)
}

/// What tells the network from every other: the id of its first account.
///
/// # Errors
/// The database's.
pub fn first(q: &impl Query) -> Result<Option<Id>, store::Error> {
    q.one("SELECT id FROM people ORDER BY id LIMIT 1", &[], |row| row.id(0))
}

fn tables(snapshot: &Snapshot<'_>, zip: &mut ZipWriter<File>, options: SimpleFileOptions, tell: Tell<'_>) -> Result<Manifest, Error> {
    let mut manifest = Manifest {
        format: FORMAT,
        program: env!("CARGO_PKG_VERSION").into(),
        network: settings::get(snapshot, settings::NETWORK_NAME)?.unwrap_or_default(),
        first: first(snapshot)?,
        made_at: Moment::now(),
        schema: u32::try_from(snapshot.count("SELECT max(number) FROM schema_migrations", &[])?).unwrap_or_default(),
        tables: std::collections::BTreeMap::new(),
        files: Sized::default(),
        gone: Vec::new(),
    };
    for table in each(Stage::Rows, snapshot.tables()?, tell) {
        zip.start_file(table_name(&table.name), options)?;
        writeln!(zip, "{}", serde_json::json!(table.columns))?;
        let mut tally = Tally::default();
        snapshot.rows(&table, |values| {
            let line = line(values);
            tally.add(&line);
            writeln!(zip, "{line}").map_err(Error::from)
        })?;
        manifest.tables.insert(table.name, tally.counted());
    }
    Ok(manifest)
}

/// A file being written beside its place. Dropped before it takes it, it leaves nothing.
struct Part {
    file: File,
    path: PathBuf,
}

impl Part {
    fn beside(target: &Path, what: &str) -> Result<Part, Error> {
        let name = target.file_name().ok_or_else(|| Error::Broken("give the name of a file to write".into()))?;
        let path = target.with_file_name(format!(".{}.{what}", name.to_string_lossy()));
        // What an interrupted backup left is no use to anybody.
        let _ = std::fs::remove_file(&path);
        let file = OpenOptions::new().read(true).write(true).create_new(true).mode(0o600).open(&path)?;
        Ok(Part { file, path })
    }

    fn becomes(&self, target: &Path) -> Result<(), Error> {
        self.file.sync_all()?;
        std::fs::rename(&self.path, target)?;
        let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Ok(File::open(folder)?.sync_all()?)
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        // Gone already when it took its place.
        let _ = std::fs::remove_file(&self.path);
    }
}
