//! The backups kept in the data folder, each a file and beside it a note of what it holds and whether it was proven.
//! Invariant: a name from an address is read as a moment before it becomes part of a path; the newest backups are kept, and the last proven one.

use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use base::{Id, Moment};
use serde::{Deserialize, Serialize};

use crate::Manifest;

/// How many are kept.
pub const KEPT: usize = 5;
/// How the file of a backup ends.
const ENDING: &str = "palabre";

/// What a backup is called: `palabre-2026-11-22-041512`, the moment of its beginning in UTC.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name(String);

impl Name {
    /// Of a backup that begins now.
    pub fn of(now: Moment) -> Name {
        let text = now.to_string();
        let digits: String = text[..19].chars().map(|c| if c == 'T' { '-' } else { c }).filter(|c| *c != ':').collect();
        Name(format!("palabre-{digits}"))
    }

    /// Reads what [`Name::of`] wrote, and nothing else.
    pub fn parse(text: &str) -> Option<Name> {
        let shape: String = text.strip_prefix("palabre-")?.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
        (shape == "0000-00-00-000000").then(|| Name(text.to_owned()))
    }

    /// The name of its file.
    pub fn file(&self) -> String {
        format!("{}.{ENDING}", self.0)
    }
}

impl std::fmt::Display for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// What is known of a kept backup without opening it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The moment whose state it holds.
    pub made_at: Moment,
    /// Who had it made.
    pub by: Id,
    /// Whether a key is needed to read it.
    pub sealed: bool,
    /// Its size.
    pub bytes: u64,
    /// How many people, spaces and items it holds.
    pub counts: [u64; 3],
    /// How many files.
    pub files: u64,
    /// How many files were lost before it was made.
    pub gone: u64,
    /// When it was last restored aside, and whether it came back whole.
    pub proven: Option<Proof>,
}

/// A trial of a backup.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// When.
    pub at: Moment,
    /// Whether all came back.
    pub whole: bool,
}

impl Note {
    /// Of a backup that was just made.
    pub fn of(manifest: &Manifest, by: Id, sealed: bool, bytes: u64) -> Note {
        let rows = |table: &str| manifest.tables.get(table).map_or(0, |counted| counted.rows);
        Note {
            made_at: manifest.made_at,
            by,
            sealed,
            bytes,
            counts: ["people", "spaces", "items"].map(rows),
            files: manifest.files.count,
            gone: manifest.gone.len() as u64,
            proven: None,
        }
    }
}

/// The folder.
#[derive(Clone, Debug)]
pub struct Shelf(PathBuf);

impl Shelf {
    /// In that folder, which appears with the first backup.
    pub fn at(folder: PathBuf) -> Shelf {
        Shelf(folder)
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.0
    }

    /// Where a backup's file stands.
    pub fn file(&self, name: &Name) -> PathBuf {
        self.0.join(name.file())
    }

    /// Where what passes may stand.
    pub fn scratch(&self) -> PathBuf {
        self.0.join(".scratch")
    }

    /// Makes the folder, for its owner alone.
    pub fn open(&self) -> io::Result<()> {
        DirBuilder::new().recursive(true).mode(0o700).create(&self.0)
    }

    /// Removes what an end without notice left half done; whether there was anything.
    pub fn clear(&self) -> bool {
        let Ok(entries) = fs::read_dir(&self.0) else { return false };
        let left: Vec<PathBuf> =
            entries.flatten().filter(|entry| entry.file_name().to_string_lossy().starts_with('.')).map(|entry| entry.path()).collect();
        // What can't be removed now is tried again at the next start.
        left.iter().for_each(|path| drop(if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }));
        left.iter().any(|path| *path != self.scratch())
    }

    /// Every kept backup, newest first.
    pub fn all(&self) -> Vec<(Name, Note)> {
        let Ok(entries) = fs::read_dir(&self.0) else { return Vec::new() };
        let names = entries.flatten().filter_map(|entry| {
            let file = entry.file_name();
            Name::parse(file.to_str()?.strip_suffix(ENDING)?.strip_suffix('.')?)
        });
        let mut all: Vec<(Name, Note)> = names.filter_map(|name| self.one(&name).map(|note| (name, note))).collect();
        all.sort_by(|a, b| b.0.cmp(&a.0));
        all
    }

    /// What is known of one, when it is here.
    pub fn one(&self, name: &Name) -> Option<Note> {
        let text = fs::read(self.note(name)).ok()?;
        serde_json::from_slice(&text).ok().filter(|_| self.file(name).is_file())
    }

    /// Writes down what is known of one.
    pub fn write(&self, name: &Name, note: &Note) -> io::Result<()> {
        let draft = self.0.join(format!(".{name}.json"));
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&draft)?;
        file.write_all(&serde_json::to_vec_pretty(note)?)?;
        file.sync_all()?;
        fs::rename(draft, self.note(name))
    }

    /// Removes one; whether it was here.
    pub fn remove(&self, name: &Name) -> io::Result<bool> {
        let gone = |removed: io::Result<()>| match removed {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            other => other.map(|()| true),
        };
        gone(fs::remove_file(self.note(name)))?;
        gone(fs::remove_file(self.file(name)))
    }

    /// Removes what is older than the newest [`KEPT`], but for the last proven one.
    pub fn thin(&self) -> io::Result<()> {
        let all = self.all();
        let proven = all.iter().position(|(_, note)| note.proven.is_some_and(|proof| proof.whole));
        let mut old = all.iter().enumerate().skip(KEPT).filter(|(place, _)| Some(*place) != proven);
        old.try_for_each(|(_, (name, _))| self.remove(name).map(drop))
    }

    fn note(&self, name: &Name) -> PathBuf {
        self.0.join(format!("{name}.json"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_moment_is_a_name() {
        let name = Name::of(Moment::parse("2026-11-22T04:15:12.345Z").expect("a moment"));
        assert_eq!(name.to_string(), "palabre-2026-11-22-041512");
        assert_eq!(Name::parse(&name.to_string()), Some(name));
        for bad in ["", "palabre-", "palabre-2026-11-22-04151", "palabre-../../secret.key", "palabre-2026-11-22-041512.json", "x"] {
            assert_eq!(Name::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn the_newest_stay_and_the_last_proven() {
        let shelf = Shelf::at(std::env::temp_dir().join(format!("palabre-shelf-{}", Id::new())));
        shelf.open().expect("a folder");
        let name = |n: i64| Name::of(Moment(n * 1000));
        for n in 1..=8 {
            let proven = (n == 2).then_some(Proof { at: Moment(0), whole: true });
            let note = Note { made_at: Moment(n), by: Id(1), sealed: false, bytes: 0, counts: [0; 3], files: 0, gone: 0, proven };
            fs::write(shelf.file(&name(n)), "").expect("a file");
            shelf.write(&name(n), &note).expect("a note");
        }
        shelf.thin().expect("thinned");
        let left: Vec<Name> = shelf.all().into_iter().map(|(name, _)| name).collect();
        assert_eq!(left, [8, 7, 6, 5, 4, 2].map(name));
        fs::write(shelf.folder().join(".half.part"), "").expect("half of one");
        assert!(shelf.clear() && !shelf.clear());
        assert!(shelf.remove(&name(2)).expect("removed") && !shelf.remove(&name(2)).expect("looked"));
        fs::remove_dir_all(shelf.folder()).expect("removed");
    }
}
