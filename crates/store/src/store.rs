//! The open database: a few threads, each with its connection, behind `read` and `write`.
//! SQLite has one writer (it allows no more), PostgreSQL two that overlap; readers are a small pool. See `group`, `threads` and `bell`.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::sync_channel;
use std::sync::{Arc, Mutex};
use std::thread::{Builder, JoinHandle, scope};

use base::Id;
use tokio::sync::watch;

use crate::address::Address;
use crate::bell::{Bell, serve_listening, serve_numbering};
use crate::dialect::postgres::Numbering;
use crate::group::{Write, serve_writes, writing};
use crate::meter::copies_tables;
use crate::postgres::Session;
use crate::query::Link;
use crate::threads::{Queue, Read, lock, reading, serve_reads};
use crate::{Db, Dialect, Error, Tx, sqlite};

const READERS: usize = 4;

/// A database, opened once and shared by clones. Dropping the last clone ends its threads after what is queued; `close` waits for them.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

struct Inner {
    address: Address,
    reads: Queue<Read>,
    writes: Queue<Write>,
    bell: Bell,
    total: Arc<AtomicU64>,
    closed: Arc<AtomicBool>,
    threads: Mutex<Vec<JoinHandle<()>>>,
}

impl Store {
    /// Opens `sqlite:path`, `sqlite::memory:` (a file that goes with the store) or `postgres://user@host/database`. Runs no migration.
    pub fn open(url: &str) -> Result<Store, Error> {
        let address = Address::parse(url)?;
        let total = Arc::new(AtomicU64::new(0));
        // Fails here rather than at the first request; and the file exists when a reader opens it.
        let writer = apart(|| {
            let tx = Tx::connect(&address, &total)?;
            tx.begin("BEGIN; COMMIT").map(|()| tx)
        })?;
        let (reads, read_queue) = Queue::new();
        let (writes, write_queue) = Queue::new();
        let (read_queue, write_queue) = (Arc::new(Mutex::new(read_queue)), Arc::new(Mutex::new(write_queue)));
        let inner = Inner { address, reads, writes, bell: Bell::new(), total, closed: Arc::default(), threads: Mutex::default() };
        for _ in 0..READERS {
            let (queue, address, total) = (Arc::clone(&read_queue), inner.address.clone(), Arc::clone(&inner.total));
            inner.spawn("reader", move || serve_reads(&queue, &address, &total))?;
        }
        let bell = inner.bell.clone();
        match &inner.address {
            Address::Sqlite(_) => {
                // Taken before anything is served: what another process commits from here on is noticed.
                let mut seen = version(&writer);
                inner.spawn("writer", move || {
                    serve_writes(&write_queue, &writer, || bell.ring(), |tx| look_around(tx, &mut seen, &bell));
                })?;
            }
            Address::Postgres(config) => {
                let (poke, pokes) = sync_channel(1);
                let second = Tx::connect(&inner.address, &inner.total)?;
                for tx in [writer, second] {
                    let (queue, poke) = (Arc::clone(&write_queue), poke.clone());
                    let wrote = move || {
                        // A poke that waits already stands for this one too.
                        let _ = poke.try_send(());
                    };
                    inner.spawn("writer", move || serve_writes(&queue, &tx, wrote, |_| ()))?;
                }
                let node = Id::new();
                let mut numbering = Numbering::over(Link::postgres(config));
                let (listening, ear, closed) = (Session::new(config), bell.clone(), Arc::clone(&inner.closed));
                inner.spawn("numbering", move || serve_numbering(&pokes, &mut numbering, &bell, node))?;
                spawn("listener", move || serve_listening(&listening, &ear, node, &closed))?;
            }
        }
        Ok(Store(Arc::new(inner)))
    }

    /// Asks on a reader's connection. What the closure sees is one state of the database.
    pub async fn read<T, E>(&self, f: impl FnOnce(&Db) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let (read, answer) = reading(f);
        self.0.reads.push(read)?;
        answer.await.unwrap_or_else(|_| Err(Error::Closed.into()))
    }

    /// Changes the database: all that the closure did, or nothing when it fails or panics. Answers once it is on disk.
    pub async fn write<T, E>(&self, f: impl FnOnce(&Tx) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let (write, answer) = writing(f);
        self.0.writes.push(write)?;
        answer.await.unwrap_or_else(|_| Err(Error::Closed.into()))
    }

    /// [`Store::read`] for threads and the command line.
    ///
    /// # Panics
    /// When called from an asynchronous task, which it would block.
    pub fn read_now<T, E>(&self, f: impl FnOnce(&Db) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let (read, answer) = reading(f);
        self.0.reads.push(read)?;
        answer.blocking_recv().unwrap_or_else(|_| Err(Error::Closed.into()))
    }

    /// [`Store::write`] for threads and the command line.
    ///
    /// # Panics
    /// When called from an asynchronous task, which it would block.
    pub fn write_now<T, E>(&self, f: impl FnOnce(&Tx) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let (write, answer) = writing(f);
        self.0.writes.push(write)?;
        answer.blocking_recv().unwrap_or_else(|_| Err(Error::Closed.into()))
    }

    /// Rings after each commit that wrote something, of this process or another, once its changes are numbered.
    pub fn bell(&self) -> watch::Receiver<u64> {
        self.0.bell.listen()
    }

    /// Which backend this is.
    pub fn dialect(&self) -> Dialect {
        self.0.address.dialect()
    }

    /// How many statements were run on this store since it was opened.
    pub fn queries(&self) -> u64 {
        self.0.total.load(Ordering::Relaxed)
    }

    /// Takes nothing more, finishes what is queued, and waits until that is done.
    pub fn close(&self) {
        self.0.stop();
        let threads = std::mem::take(&mut *lock(&self.0.threads));
        for thread in threads {
            // A thread that panicked has nothing left to finish.
            let _ = thread.join();
        }
    }

    /// Runs `f` with a connection of its own, beside the threads, and waits for it.
    pub(crate) fn aside<T: Send>(&self, f: impl FnOnce(&Tx) -> Result<T, Error> + Send) -> Result<T, Error> {
        apart(|| {
            copies_tables();
            f(&Tx::connect(&self.0.address, &self.0.total)?)
        })
    }
}

impl Inner {
    fn spawn(&self, name: &str, run: impl FnOnce() + Send + 'static) -> Result<(), Error> {
        lock(&self.threads).push(spawn(name, run)?);
        Ok(())
    }

    fn stop(&self) {
        self.closed.store(true, Ordering::Relaxed);
        self.reads.close();
        self.writes.close();
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.stop();
    }
}

fn spawn(name: &str, run: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>, Error> {
    Builder::new().name(format!("store-{name}")).spawn(run).map_err(|e| Error::Lost(format!("no thread: {e}")))
}

/// The PostgreSQL driver runs a small asynchronous runtime inside, which may not be entered from another one's thread.
fn apart<T: Send>(f: impl FnOnce() -> Result<T, Error> + Send) -> Result<T, Error> {
    scope(|s| s.spawn(f).join()).unwrap_or_else(|panic| Err(Error::Panicked(crate::error::panic_text(panic.as_ref()))))
}

/// SQLite has no notifications: the idle writer asks whether another process committed.
fn look_around(tx: &Tx, seen: &mut Option<i64>, bell: &Bell) {
    let now = version(tx);
    if now != *seen {
        *seen = now;
        bell.ring();
    }
}

fn version(tx: &Tx) -> Option<i64> {
    match &tx.db.link {
        Link::Sqlite(connection) => sqlite::version(connection).ok(),
        Link::Postgres(_) => None,
    }
}
