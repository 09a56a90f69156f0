//! The one backup, or proof of one, that is under way on this machine, and how the last one ended.
//! Invariant: one at a time; a key is in this program's memory alone, for as long as it is needed.
//! Deliberately absent: a durable job, whose payload would hold the key. What the program's end cuts off leaves nothing, and is said so.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use base::{Fault, Id, Moment, Refusal};
use house::{House, Vault};
use kernel::audit::{self, Act};
use kernel::settings;
use tokio::runtime::Handle;

use crate::progress::{Stage, Step};
use crate::shelf::{Name, Note, Proof, Shelf};
use crate::{Blobs, Error, Lock, prove, save, verify};

/// What is done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Work {
    /// A backup is made.
    Saving,
    /// One is proven.
    Proving,
}

/// Why it failed, as far as it changes what one does about it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Trouble {
    /// No room left.
    Full,
    /// The disk or the storage of files.
    Disk,
    /// The database.
    Database,
    /// Another key than the backup's, or none.
    Key,
    /// The backup is cut short or altered.
    Damaged,
    /// It was made by a newer program.
    Newer,
    /// The program was stopped meanwhile.
    Stopped,
    /// Something of the program's own; the log says what.
    Other,
}

impl From<&Error> for Trouble {
    fn from(error: &Error) -> Trouble {
        match error {
            Error::Disk(error) if error.kind() == std::io::ErrorKind::StorageFull => Trouble::Full,
            Error::Disk(_) => Trouble::Disk,
            Error::Store(_) => Trouble::Database,
            Error::KeyWanted | Error::WrongKey => Trouble::Key,
            Error::Unreadable(_) | Error::Differs(_) | Error::NotEmpty => Trouble::Damaged,
            Error::Newer { .. } => Trouble::Newer,
            Error::Broken(_) => Trouble::Other,
        }
    }
}

/// How it stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum State {
    /// Nothing is under way, and nothing ended since the program started.
    #[default]
    Idle,
    /// Under way, so far.
    UnderWay(Work, Step),
    /// Ended, and how; what ended well is news for ten minutes.
    Ended(Work, Result<(), Trouble>),
}

/// How long it is news that something ended well, in seconds.
const NEWS: i64 = 600;

/// The desk of one machine; clones are the same one.
#[derive(Clone)]
pub struct Desk(Arc<Inner>);

struct Inner {
    shelf: Shelf,
    /// Where the key of the network's own secrets stands.
    secret: PathBuf,
    /// Since when.
    state: Mutex<(State, Moment)>,
}

impl Desk {
    /// Over the backups of a data folder. Clears what an earlier program left half done.
    pub fn of_folder(data: &Path) -> Desk {
        let shelf = Shelf::at(data.join("backups"));
        prove::clear(&prove::scratch(data));
        let state = if shelf.clear() { State::Ended(Work::Saving, Err(Trouble::Stopped)) } else { State::Idle };
        Desk(Arc::new(Inner { shelf, secret: data.join(Vault::FILE), state: Mutex::new((state, Moment::now())) }))
    }

    /// The backups kept here.
    pub fn shelf(&self) -> &Shelf {
        &self.0.shelf
    }

    /// How it stands.
    pub fn state(&self) -> State {
        match *self.lock() {
            (State::Ended(_, Ok(())), since) if since.plus_seconds(NEWS) < Moment::now() => State::Idle,
            (state, _) => state,
        }
    }

    /// Begins a backup for `by`, sealed when there is a key; its name.
    ///
    /// # Errors
    /// `Conflict("backup_under_way")`.
    pub fn save(&self, house: &House, by: Id, key: Option<String>) -> Result<Name, Refusal> {
        let name = Name::of(Moment::now());
        // Two within one second would have one name.
        if self.0.shelf.file(&name).exists() {
            return Err(Refusal::Conflict("backup_under_way"));
        }
        let (desk, house, blobs) = (self.clone(), house.clone(), Blobs::new(house.files.clone(), Handle::current()));
        let told = name.clone();
        self.begin(Work::Saving, Stage::Rows, move || {
            let shelf = &desk.0.shelf;
            shelf.open()?;
            let secret = std::fs::read(&desk.0.secret).ok();
            let lock = key.as_deref().map(|key| Lock { key, secret: secret.as_deref() });
            let file = shelf.file(&name);
            let manifest = save(&house.store, &blobs, &file, lock, &|step| desk.set(State::UnderWay(Work::Saving, step)))?;
            let note = Note::of(&manifest, by, key.is_some(), file.metadata()?.len());
            shelf.write(&name, &note)?;
            let told = format!("{name}: {} items, {} files, {} bytes{}", note.counts[2], note.files, note.bytes, sealed(note.sealed));
            record(&house, by, settings::BACKED_UP, note.made_at, Act::BackedUp, told)?;
            Ok(shelf.thin()?)
        })?;
        Ok(told)
    }

    /// Begins the proof of a kept backup, which is restored aside.
    ///
    /// # Errors
    /// `NotFound`; `Conflict("backup_under_way")`.
    pub fn prove(&self, house: &House, by: Id, name: Name, key: Option<String>) -> Result<(), Refusal> {
        let note = self.0.shelf.one(&name).ok_or(Refusal::NotFound)?;
        let (desk, house) = (self.clone(), house.clone());
        self.begin(Work::Proving, Stage::Opening, move || {
            let shelf = &desk.0.shelf;
            let outcome =
                verify(&shelf.file(&name), key.as_deref(), &shelf.scratch(), &|step| desk.set(State::UnderWay(Work::Proving, step)));
            let (now, whole) = (Moment::now(), outcome.is_ok());
            // A mistyped key or a full disk says nothing about the backup.
            if whole || outcome.as_ref().is_err_and(|error| Trouble::from(error) == Trouble::Damaged) {
                shelf.write(&name, &Note { proven: Some(Proof { at: now, whole }), ..note })?;
            }
            outcome?;
            record(&house, by, settings::BACKUP_PROVEN, now, Act::BackupProven, name.to_string())
        })
    }

    fn begin(&self, work: Work, first: Stage, run: impl FnOnce() -> Result<(), Error> + Send + 'static) -> Result<(), Refusal> {
        {
            let mut state = self.lock();
            if matches!(state.0, State::UnderWay(..)) {
                return Err(Refusal::Conflict("backup_under_way"));
            }
            *state = (State::UnderWay(work, Step { stage: first, done: 0, total: 1 }), Moment::now());
        }
        let desk = self.clone();
        // A thread of its own: the program's end doesn't wait for it.
        let started = thread::Builder::new().name("backup".into()).spawn(move || {
            let outcome = catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|_| Err(Error::Broken("it panicked".into())));
            if let Err(error) = &outcome {
                tracing::warn!(%error, ?work, "a backup or its proof failed");
            }
            desk.set(State::Ended(work, outcome.map_err(|error| Trouble::from(&error))));
        });
        if let Err(error) = started {
            tracing::warn!(%error, "no thread for a backup");
            self.set(State::Ended(work, Err(Trouble::Other)));
        }
        Ok(())
    }

    fn set(&self, state: State) {
        *self.lock() = (state, Moment::now());
    }

    fn lock(&self) -> MutexGuard<'_, (State, Moment)> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn sealed(sealed: bool) -> &'static str {
    if sealed { ", encrypted" } else { ", without a key" }
}

/// Records in the network itself when it was last backed up or proven, and who had it done.
fn record(house: &House, by: Id, fact: &'static str, at: Moment, act: Act, told: String) -> Result<(), Error> {
    house.store.write_now(move |tx| {
        settings::set(tx, fact, &at.0.to_string())?;
        Ok::<_, Fault>(audit::note(tx, Some(by), act, None, &told)?)
    })?;
    Ok(())
}
