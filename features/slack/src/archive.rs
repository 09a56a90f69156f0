//! A ZIP made by strangers, read in place: nothing is ever written to disk, no name in it ever becomes a path.
//! Invariant: what is read never exceeds what the archive declares, and what it declares is capped before anything is read.
//! Deliberately absent: passwords, nested archives, symbolic links.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Seek, SeekFrom};

use zip::ZipArchive;
use zip::read::{Config, ZipFileEntry};
use zip::result::{ZipError, ZipResult};
use zip::unstable::read::ZipIterable;

/// Most entries an archive may list: 500 spaces busy every day of a year.
const ENTRIES: usize = 200_000;
/// Largest entry, unpacked, in bytes.
const ENTRY: u64 = 256 << 20;
/// Most the whole may unpack to, in times its weight: text packs 5 to 40 times…
const RATIO: u64 = 200;
/// …plus so many bytes, so that a tiny export isn't judged by its headers.
const ROOM: u64 = 64 << 20;

/// Why an archive is refused as a whole.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Unreadable {
    /// Not a ZIP at all.
    NotAZip,
    /// It begins like a ZIP, but its directory is missing or broken.
    Truncated,
    /// Protected by a password.
    Encrypted,
    /// More entries than any export has.
    TooManyEntries,
    /// One file, or the whole, would unpack to far more than an export weighs.
    TooLarge,
    /// Entries share bytes or a name: no honest program writes that.
    Overlapping,
    /// A sound ZIP without any of the files of a Slack export.
    NotAnExport,
    /// The disk failed; the system's own words.
    Unavailable(String),
}

impl From<ZipError> for Unreadable {
    fn from(error: ZipError) -> Unreadable {
        match error {
            ZipError::Io(e) if e.kind() != std::io::ErrorKind::UnexpectedEof => Unreadable::Unavailable(e.to_string()),
            _ => Unreadable::Truncated,
        }
    }
}

/// An opened export. Names are relative to the folder that holds it, since many people zip the folder and not its content.
pub struct Archive<R> {
    zip: ZipArchive<R>,
    entries: BTreeMap<String, usize>,
    /// Entries whose names climb out of a folder, or that are links: never read, only told.
    pub ignored: Vec<String>,
}

impl<R: Read + Seek> Archive<R> {
    /// Opens the archive and judges it by its directory alone.
    ///
    /// # Errors
    /// When no part of it can be trusted or read.
    pub fn open(mut reader: R) -> Result<Archive<R>, Unreadable> {
        let unavailable = |e: std::io::Error| Unreadable::Unavailable(e.to_string());
        let weight = reader.seek(SeekFrom::End(0)).map_err(unavailable)?;
        reader.rewind().map_err(unavailable)?;
        let mut magic = Vec::new();
        reader.by_ref().take(2).read_to_end(&mut magic).map_err(unavailable)?;
        if magic != *b"PK" {
            return Err(Unreadable::NotAZip);
        }
        // `ZipArchive` keeps every entry in memory: they are counted first, by the one reader of that crate that doesn't.
        if ZipIterable::try_new(&mut reader, Config::default())?.len() > ENTRIES {
            return Err(Unreadable::TooManyEntries);
        }
        let mut zip = ZipArchive::new(reader)?;
        if zip.has_duplicate_names() || zip.has_overlapping_entries()? {
            return Err(Unreadable::Overlapping);
        }
        let mut archive = Archive { zip, entries: BTreeMap::new(), ignored: Vec::new() };
        archive.list(weight)?;
        archive.enter_root()?;
        Ok(archive)
    }

    fn list(&mut self, weight: u64) -> Result<(), Unreadable> {
        let mut total = 0_u64;
        for index in 0..self.zip.len() {
            let entry = self.zip.by_index_data(index)?;
            total = total.saturating_add(entry.size());
            if entry.size() > ENTRY || total > weight.saturating_mul(RATIO).saturating_add(ROOM) {
                return Err(Unreadable::TooLarge);
            }
            if entry.encrypted() {
                return Err(Unreadable::Encrypted);
            }
            match plain_name(&entry) {
                Some(name) if entry.is_file() => drop(self.entries.insert(name, index)),
                Some(_) if entry.is_dir() => {}
                _ => self.ignored.push(String::from_utf8_lossy(entry.name_raw()).into_owned()),
            }
        }
        Ok(())
    }

    /// Makes names relative to the shallowest folder that looks like the top of an export.
    fn enter_root(&mut self) -> Result<(), Unreadable> {
        const TOPS: [&str; 4] = ["channels.json", "groups.json", "users.json", "org_users.json"];
        let tops = self.entries.keys().filter_map(|name| {
            let (root, file) = name.rsplit_once('/').map_or(("", name.as_str()), |(folder, file)| (folder, file));
            TOPS.contains(&file).then_some(root)
        });
        let root = tops.min_by_key(|root| (root.len(), *root)).ok_or(Unreadable::NotAnExport)?.to_owned();
        if !root.is_empty() {
            let inside = |name: &str| Some(name.strip_prefix(&root)?.strip_prefix('/')?.to_owned());
            self.entries = self.entries.iter().filter_map(|(name, index)| Some((inside(name)?, *index))).collect();
        }
        Ok(())
    }

    /// Whether the export holds this file.
    pub fn has(&self, name: &str) -> bool {
        self.entries.contains_key(name)
    }

    /// The folders that hold at least one day of messages.
    pub fn folders(&self) -> BTreeSet<String> {
        self.entries.keys().filter_map(|name| day_of(name)).map(|(folder, _)| folder.to_owned()).collect()
    }

    /// The day files of one folder, oldest first.
    pub fn days(&self, folder: &str) -> Vec<String> {
        let top = format!("{folder}/");
        let inside = self.entries.range(top.clone()..).map(|(name, _)| name).take_while(|name| name.starts_with(&top));
        inside.filter(|name| day_of(name).is_some()).cloned().collect()
    }

    /// The content of one file, unpacked as it is read and cut at its declared size.
    ///
    /// # Errors
    /// When the file isn't there or is packed in a way that isn't supported.
    pub fn file(&mut self, name: &str) -> ZipResult<impl Read> {
        let index = *self.entries.get(name).ok_or(ZipError::FileNotFound)?;
        let entry = self.zip.by_index(index)?;
        let declared = entry.size();
        // One byte more, so that the end is met and the checksum compared there.
        Ok(entry.take(declared + 1))
    }
}

/// `general/2026-03-12.json` is a day of `general`.
fn day_of(name: &str) -> Option<(&str, &str)> {
    let (folder, file) = name.rsplit_once('/')?;
    let day = file.strip_suffix(".json")?;
    let shape: String = day.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    (shape == "0000-00-00" && !folder.contains('/')).then_some((folder, day))
}

/// The name with `/` between its parts, or `None` when it would leave the folder it is in on any system.
fn plain_name(entry: &ZipFileEntry<'_>) -> Option<String> {
    // Slack writes UTF-8 without always flagging it, which the format would have us read as CP437.
    let name = std::str::from_utf8(entry.name_raw()).ok()?;
    let parts_are_plain = name.trim_end_matches('/').split('/').all(|part| !part.is_empty() && part != "." && part != "..");
    let deceives = name.contains(['\\', ':']) || name.chars().any(char::is_control);
    (parts_are_plain && !deceives).then(|| name.to_owned())
}
