//! Putting a backup into an empty database, of either backend. Invariant: the rows arrive all together, after the files they name.

use std::path::Path;

use kernel::{Kinds, MIGRATIONS, settings};
use store::{Dialect, Query as _, Store, Tx, params};

use crate::archive::Archive;
use crate::progress::{Stage, Tell, each};
use crate::{Blobs, Error, Manifest};

/// Set while a restored network is brought up to date; an interrupted restore goes on from there.
const UNFINISHED: &str = "restore_unfinished";

/// What came back.
#[derive(Clone, Debug)]
pub struct Restored {
    /// What the backup says of itself.
    pub manifest: Manifest,
    /// The bytes under which the network keeps its second factors, for the data folder; only an encrypted backup holds them.
    pub secret: Option<Vec<u8>>,
}

/// Fills `store` and `blobs`. An older backup is brought up to this program's schema; search is made anew.
///
/// # Errors
/// [`Error::NotEmpty`]; what opening the file refuses; what differs from what was saved.
pub fn restore(store: &Store, kinds: &Kinds, blobs: &Blobs, path: &Path, key: Option<&str>, scratch: &Path) -> Result<Restored, Error> {
    let mut archive = Archive::open(path, key, scratch, &|_| ())?;
    let half_done = store.read_now(|db| match db.count(HAS_SETTINGS[usize::from(db.dialect() == Dialect::Postgres)], &[])? {
        0 => Ok(None),
        _ => settings::get(db, UNFINISHED),
    })?;
    if half_done.is_none() {
        archive.blobs(&|_| (), |bytes| blobs.keep(bytes))?;
        pour(store, &mut archive, &|_| (), |tx| Ok(settings::set(tx, UNFINISHED, "1")?))?;
    }
    store.migrate(MIGRATIONS)?;
    let kinds = kinds.clone();
    store.write_now(move |tx| {
        number(tx)?;
        kernel::reindex(tx, &kinds)?;
        settings::forget(tx, UNFINISHED).map_err(Error::from)
    })?;
    let secret = archive.secret()?;
    Ok(Restored { manifest: archive.manifest, secret })
}

const HAS_SETTINGS: [&str; 2] = [
    "SELECT count(*) FROM sqlite_master WHERE name = 'settings'",
    "SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = 'settings'",
];

/// Writes the rows, in the schema they were saved in, and what `also` adds in the same transaction.
pub(crate) fn pour(
    store: &Store,
    archive: &mut Archive,
    tell: Tell<'_>,
    also: impl FnOnce(&Tx) -> Result<(), Error> + Send,
) -> Result<(), Error> {
    let (found, known) = (archive.manifest.schema, MIGRATIONS.last().map_or(0, |m| m.number));
    let set: Vec<_> = MIGRATIONS.iter().filter(|m| m.number <= found).copied().collect();
    if found > known {
        return Err(Error::Newer { found, known });
    }
    match store.migrate(&set) {
        // This program was here already, and its schema is ahead of the backup's.
        Err(store::Error::Newer { .. }) => return Err(Error::NotEmpty),
        other => other?,
    };
    store.fill(|filling| {
        if filling.tx().count("SELECT count(*) FROM people", &[])? > 0 {
            return Err(Error::NotEmpty);
        }
        let names: Vec<String> = archive.manifest.tables.keys().cloned().collect();
        for table in filling.tables()? {
            filling.empty(&table)?;
        }
        for name in each(Stage::Restoring, names, tell) {
            archive.table(&name, |table, rows| Ok(filling.rows(table, rows)?))?;
        }
        also(filling.tx())
    })
}

/// PostgreSQL numbers changes after their commit: a snapshot may hold some without a number, which SQLite never numbers by itself.
fn number(tx: &Tx) -> Result<(), store::Error> {
    let waiting = tx.all("SELECT id FROM changes WHERE seq IS NULL ORDER BY id", &[], |row| row.id(0))?;
    for id in waiting {
        tx.run("UPDATE changes SET seq = (SELECT coalesce(max(seq), 0) + 1 FROM changes) WHERE id = $1", params![id])?;
    }
    Ok(())
}
