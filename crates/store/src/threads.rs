//! How a closure gets to a connection's thread and its answer back: bounded queues, answers that survive panics, the reader threads.
//! Invariant: a full queue refuses at once, so that a burst is answered 503 instead of growing without end.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::oneshot;

use crate::address::Address;
use crate::error::panic_text;
use crate::meter::{Asked, meter};
use crate::{Db, Dialect, Error, Query};

/// How many closures may wait.
pub(crate) const QUEUE: usize = 4_096;

/// A read on its way to a reader thread, which gives it a connection or the reason why there is none.
pub(crate) type Read = Box<dyn FnOnce(Result<&Db, Error>) + Send>;

/// The sending end, until the store is closed.
pub(crate) struct Queue<W>(Mutex<Option<SyncSender<W>>>);

impl<W> Queue<W> {
    pub fn new() -> (Queue<W>, Receiver<W>) {
        let (sender, receiver) = sync_channel(QUEUE);
        (Queue(Mutex::new(Some(sender))), receiver)
    }

    pub fn push(&self, work: W) -> Result<(), Error> {
        match lock(&self.0).as_ref().map(|sender| sender.try_send(work)) {
            Some(Ok(())) => Ok(()),
            Some(Err(TrySendError::Full(_))) => Err(Error::Busy),
            Some(Err(TrySendError::Disconnected(_))) | None => Err(Error::Closed),
        }
    }

    /// What is queued is still done; nothing more is taken.
    pub fn close(&self) {
        lock(&self.0).take();
    }
}

/// Our locks guard no invariant that a panic could break: closures' panics are caught before they cross one.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A read and the place where its answer will be.
pub(crate) fn reading<T, E>(f: impl FnOnce(&Db) -> Result<T, E> + Send + 'static) -> (Read, oneshot::Receiver<Result<T, E>>)
where
    T: Send + 'static,
    E: From<Error> + Send + 'static,
{
    let (sender, receiver) = oneshot::channel();
    let (tally, asked) = (tally(), Asked::now());
    let read = Box::new(move |db: Result<&Db, Error>| {
        // Nobody waits for the answer any more: the page was left.
        if !sender.is_closed() {
            let outcome = asked.arrived(&meter().reads, || db.map_err(E::from).and_then(|db| attempt(db, &tally, || f(db))));
            let _ = sender.send(outcome);
        }
    });
    (read, receiver)
}

/// Runs a closure, counts its statements for whoever counts, and makes an error of a panic.
pub(crate) fn attempt<T, E: From<Error>>(on: &impl Query, tally: &Tally, f: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
    let before = on.queries_so_far();
    let outcome = catch_unwind(AssertUnwindSafe(f));
    if let Some(tally) = tally {
        tally.fetch_add(on.queries_so_far() - before, Ordering::Relaxed);
    }
    outcome.unwrap_or_else(|panic| Err(Error::Panicked(panic_text(panic.as_ref())).into()))
}

/// Gives reads a connection until the queue is closed and empty. Each read sees one state of the database from beginning to end.
pub(crate) fn serve_reads(queue: &Mutex<Receiver<Read>>, address: &Address, total: &Arc<AtomicU64>) {
    let begin = match address.dialect() {
        Dialect::Sqlite => "BEGIN DEFERRED",
        Dialect::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    };
    let mut held: Option<Db> = None;
    loop {
        let Ok(read) = lock(queue).recv() else { return };
        let opened = match held.take() {
            Some(db) => Ok(db),
            None => Db::connect(address, total),
        };
        match opened.and_then(|db| db.link.begin_later(begin).map(|()| db)) {
            Ok(db) => {
                read(Ok(&db));
                // A connection whose transaction can't be ended is left; the next read opens another.
                held = db.link.leave().is_ok().then_some(db);
            }
            Err(error) => {
                tracing::warn!(%error, "no connection to read from");
                read(Err(error));
            }
        }
    }
}

pub(crate) type Tally = Option<Arc<AtomicU64>>;

tokio::task_local! {
    static TALLY: Arc<AtomicU64>;
}

/// The counter of the task that asks, when it is inside [`counted`].
pub(crate) fn tally() -> Tally {
    TALLY.try_with(Arc::clone).ok()
}

/// Runs `future` and tells how many statements it asked for itself, whatever other tasks do meanwhile: for tests of query counts.
pub async fn counted<F: Future>(future: F) -> (F::Output, u64) {
    let tally = Arc::new(AtomicU64::new(0));
    let output = TALLY.scope(Arc::clone(&tally), future).await;
    (output, tally.load(Ordering::Relaxed))
}
