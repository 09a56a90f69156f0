//! The file of a backup: a ZIP of `tables/*.jsonl`, `files/<sha256>` and `manifest.json`, perhaps inside a vault.
//! Invariant: what is read is checked against the manifest; no name in the archive ever becomes a path.

use std::fs::{File, OpenOptions};
use std::io::{BufRead as _, BufReader, Read as _, Seek as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use base::Id;
use files::Sha256;
use store::{Table, Value};
use zip::ZipArchive;

use crate::manifest::{FORMAT, Manifest};
use crate::progress::{Stage, Step, Tell, Told};
use crate::row::{Tally, values};
use crate::{Error, vault};

/// Where the manifest stands.
pub const MANIFEST: &str = "manifest.json";
/// Where the key of the network's own secrets stands, in encrypted backups alone.
pub const SECRET: &str = "secret.key";
/// Largest manifest read, in bytes.
const LARGEST_MANIFEST: u64 = 4 << 20;
/// Largest line of a table, in bytes: a row holds at most a body, a photo or a file's text.
const LARGEST_LINE: u64 = 256 << 20;

/// Read at once of a sealed one, in bytes.
const PIECE: usize = 256 * 1024;

/// For whoever opens the ZIP by hand.
pub const README: &str = include_str!("../assets/LISEZ-MOI.txt");

/// Where a table stands.
pub fn table_name(table: &str) -> String {
    format!("tables/{table}.jsonl")
}

/// Where a blob stands.
pub fn blob_name(sha: &Sha256) -> String {
    format!("files/{sha}")
}

/// A backup, open for reading.
pub struct Archive {
    zip: ZipArchive<File>,
    /// What it says of itself.
    pub manifest: Manifest,
}

impl Archive {
    /// Opens `path`, with `key` when it is encrypted; `scratch` is a folder for what is deciphered, which has no name there.
    ///
    /// # Errors
    /// [`Error::Unreadable`], [`Error::KeyWanted`], [`Error::WrongKey`], [`Error::Newer`] for another format.
    pub fn open(path: &Path, key: Option<&str>, scratch: &Path, tell: Tell<'_>) -> Result<Archive, Error> {
        let mut file = File::open(path)?;
        let mut magic = Vec::new();
        (&mut file).take(vault::MAGIC.len() as u64).read_to_end(&mut magic)?;
        if magic == vault::MAGIC {
            let plain = nameless(scratch)?;
            let total = file.metadata()?.len();
            let sealed = Told { stage: Stage::Opening, from: &file, done: magic.len() as u64, total, tell };
            vault::open(key.ok_or(Error::KeyWanted)?, BufReader::with_capacity(PIECE, sealed), &plain)?;
            file = plain;
        }
        file.rewind()?;
        let mut zip = ZipArchive::new(file)?;
        let manifest = zip.by_name(MANIFEST)?.take(LARGEST_MANIFEST);
        let manifest: Manifest = serde_json::from_reader(manifest).map_err(|e| Error::Unreadable(format!("{MANIFEST}: {e}")))?;
        if manifest.format > FORMAT {
            return Err(Error::Newer { found: manifest.format, known: FORMAT });
        }
        Ok(Archive { zip, manifest })
    }

    /// The key of the network's own secrets (second factors), when the backup holds it.
    pub fn secret(&mut self) -> Result<Option<Vec<u8>>, Error> {
        let mut secret = Vec::new();
        match self.zip.by_name(SECRET) {
            Ok(entry) => entry.take(1024).read_to_end(&mut secret)?,
            Err(zip::result::ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        Ok(Some(secret))
    }

    /// Reads a table: `take` gets its columns with some rows at a time.
    ///
    /// # Errors
    /// [`Error::Differs`] when rows are missing, added or changed.
    pub fn table(&mut self, name: &str, mut take: impl FnMut(&Table, &[Vec<Value>]) -> Result<(), Error>) -> Result<(), Error> {
        let mut lines = BufReader::new(self.zip.by_name(&table_name(name))?);
        let head = next_line(&mut lines)?.ok_or_else(|| Error::Unreadable(format!("{name} is empty")))?;
        let columns: Vec<String> = serde_json::from_str(&head).map_err(|e| Error::Unreadable(format!("{name}: {e}")))?;
        let (table, mut tally) = (Table { name: name.to_owned(), columns }, Tally::default());
        let mut rows = Vec::new();
        while let Some(line) = next_line(&mut lines)? {
            tally.add(&line);
            rows.push(values(&line, table.columns.len())?);
            if rows.len() == 1000 {
                take(&table, &std::mem::take(&mut rows))?;
            }
        }
        take(&table, &rows)?;
        if self.manifest.tables.get(name) == Some(&tally.counted()) {
            Ok(())
        } else {
            Err(Error::Differs(format!("the rows of {name} are not those that were saved")))
        }
    }

    /// Reads each blob: `take` gets its bytes and answers their digest.
    ///
    /// # Errors
    /// [`Error::Differs`] when one is missing or changed.
    pub fn blobs(&mut self, tell: Tell<'_>, mut take: impl FnMut(&mut dyn std::io::Read) -> Result<Sha256, Error>) -> Result<(), Error> {
        let (mut count, total) = (0, self.manifest.files.count);
        for place in 0..self.zip.len() {
            let mut entry = self.zip.by_index(place)?;
            let Some(name) = entry.name()?.strip_prefix("files/").map(str::to_owned) else { continue };
            tell(Step { stage: Stage::Hashing, done: count, total });
            if take(&mut entry)?.to_string() != name {
                return Err(Error::Differs(format!("the file {name} has other bytes")));
            }
            count += 1;
        }
        if count == self.manifest.files.count { Ok(()) } else { Err(Error::Differs(format!("it holds {count} files"))) }
    }
}

fn next_line(lines: &mut impl std::io::BufRead) -> Result<Option<String>, Error> {
    let mut line = String::new();
    lines.take(LARGEST_LINE).read_line(&mut line)?;
    Ok(line.strip_suffix('\n').map(str::to_owned))
}

/// A file that nobody else can open, and that is gone with the program.
fn nameless(folder: &Path) -> Result<File, Error> {
    std::fs::create_dir_all(folder)?;
    let path = folder.join(format!(".opened-{}", Id::new()));
    let file = OpenOptions::new().read(true).write(true).create_new(true).mode(0o600).open(&path)?;
    std::fs::remove_file(path)?;
    Ok(file)
}
