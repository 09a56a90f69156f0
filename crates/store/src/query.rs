//! Asking and changing: `Query` for both the reader `Db` and the writer `Tx`, each one connection held by one thread.
//! Invariant: once a statement of a transaction has failed, the transaction can't be kept, on either backend.

use std::cell::{Cell, RefCell};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use base::Moment;

use crate::address::Address;
use crate::dialect::Indexed;
use crate::meter::timed;
use crate::{Dialect, Error, Row, Value, postgres, sqlite};

/// Asking, inside a read or a write. Statements are portable SQL with `$1`, `$2`… for `params`.
pub trait Query {
    #[doc(hidden)]
    fn db(&self) -> &Db;

    /// Every row, mapped.
    fn all<T>(&self, sql: &str, params: &[Value], mut map: impl FnMut(&Row<'_>) -> Result<T, Error>) -> Result<Vec<T>, Error> {
        let mut found = Vec::new();
        let mut unmapped = None;
        self.db().each(sql, params, &mut |row| match map(row) {
            Ok(t) => {
                found.push(t);
                true
            }
            Err(error) => {
                unmapped = Some(error);
                false
            }
        })?;
        unmapped.map_or(Ok(found), Err)
    }

    /// The first row, mapped.
    fn one<T>(&self, sql: &str, params: &[Value], map: impl FnOnce(&Row<'_>) -> Result<T, Error>) -> Result<Option<T>, Error> {
        let mut map = Some(map);
        let mut found = None;
        self.db().each(sql, params, &mut |row| {
            found = map.take().map(|map| map(row));
            false
        })?;
        found.transpose()
    }

    /// The number in the first column of the first row; 0 when there is none.
    fn count(&self, sql: &str, params: &[Value]) -> Result<i64, Error> {
        Ok(self.one(sql, params, |row| row.opt_int(0))?.flatten().unwrap_or(0))
    }

    /// Which backend answers.
    fn dialect(&self) -> Dialect {
        self.db().link.dialect()
    }

    /// How many statements this connection has run; the difference of two readings is what a test wants.
    fn queries_so_far(&self) -> u64 {
        self.db().ran.get()
    }
}

/// One connection, with the state of its transaction.
pub struct Db {
    pub(crate) link: Link,
    ran: Cell<u64>,
    total: Arc<AtomicU64>,
    failed: Cell<bool>,
    wrote: Cell<bool>,
}

/// A transaction that may write.
pub struct Tx {
    pub(crate) db: Db,
    /// Where [`Tx::dated`] moved the clock.
    past: Cell<Option<Moment>>,
    /// Words that are written just before the commit, outside every savepoint: see [`crate::dialect::index`].
    indexed: RefCell<Vec<Indexed>>,
}

impl Query for Db {
    fn db(&self) -> &Db {
        self
    }
}

impl Query for Tx {
    fn db(&self) -> &Db {
        &self.db
    }
}

impl Tx {
    /// Runs a statement that answers nothing; how many rows it changed.
    pub fn run(&self, sql: &str, params: &[Value]) -> Result<u64, Error> {
        self.db.counted();
        let rows = self.db.watched(timed(sql, || self.db.link.run(sql, params)))?;
        self.db.wrote.set(self.db.wrote.get() || rows > 0);
        Ok(rows)
    }

    /// Runs a statement that answers nothing and whose count nobody needs. PostgreSQL hears of it together with the next statement, to save a
    /// wait; if it fails, that one fails, or the transaction as a whole.
    pub fn put(&self, sql: &str, params: &[Value]) -> Result<(), Error> {
        self.db.counted();
        self.db.watched(timed(sql, || self.db.link.put(sql, params)))?;
        self.db.wrote.set(true);
        Ok(())
    }

    /// The moment at which this transaction writes: the present, or the past that [`Tx::dated`] set.
    pub fn now(&self) -> Moment {
        self.past.get().unwrap_or_else(Moment::now)
    }

    /// Runs `f` as if it were `at`: the same verbs then tell of the past, for what an import or the demo brings.
    pub fn dated<T>(&self, at: Moment, f: impl FnOnce() -> T) -> T {
        // Set back on a panic too: the connection outlives it.
        struct Back<'a>(&'a Cell<Option<Moment>>, Option<Moment>);
        impl Drop for Back<'_> {
            fn drop(&mut self) {
                self.0.set(self.1);
            }
        }
        let _back = Back(&self.past, self.past.replace(Some(at)));
        f()
    }

    pub(crate) fn connect(address: &Address, total: &Arc<AtomicU64>) -> Result<Tx, Error> {
        Ok(Tx { db: Db::over(Link::connect(address, Access::Write)?, total), past: Cell::new(None), indexed: RefCell::default() })
    }

    pub(crate) fn index_later(&self, entry: Indexed) {
        self.indexed.borrow_mut().push(entry);
    }

    /// How many entries wait for [`Tx::index_now`].
    pub(crate) fn waiting(&self) -> usize {
        self.indexed.borrow().len()
    }

    /// Forgets the entries after the first `kept`: what they belonged to was undone.
    pub(crate) fn forget_after(&self, kept: usize) {
        self.indexed.borrow_mut().truncate(kept);
    }

    /// Writes the entries that wait.
    pub(crate) fn index_now(&self) -> Result<(), Error> {
        let entries = self.indexed.take();
        if entries.is_empty() { Ok(()) } else { crate::dialect::write_index(self, &entries) }
    }

    /// Opens a transaction; see [`Link::begin`].
    pub(crate) fn begin(&self, text: &str) -> Result<(), Error> {
        self.db.link.begin(text)
    }

    /// The same together with its first statement.
    pub(crate) fn begin_later(&self, text: &str) -> Result<(), Error> {
        self.db.link.begin_later(text)
    }

    /// Runs what was put off.
    pub(crate) fn settle(&self) -> Result<(), Error> {
        self.db.link.settle()
    }

    /// Forgets what was put off.
    pub(crate) fn forget(&self) {
        self.db.link.forget();
    }

    /// Moves within the transaction together with the next statement.
    pub(crate) fn step_later(&self, text: &str) -> Result<(), Error> {
        self.db.link.step_later(text)
    }

    /// Moves within the transaction or ends it, outside the counts.
    pub(crate) fn step(&self, text: &str) -> Result<(), Error> {
        self.db.link.step(text)
    }

    /// Runs text of any number of statements, outside the counts.
    pub(crate) fn batch(&self, text: &str) -> Result<(), Error> {
        self.db.link.batch(text)
    }

    /// Whether something was written, and whether a statement failed.
    pub(crate) fn marks(&self) -> (bool, bool) {
        (self.db.wrote.get(), self.db.failed.get())
    }

    pub(crate) fn set_marks(&self, wrote: bool, failed: bool) {
        self.db.wrote.set(wrote);
        self.db.failed.set(failed);
    }
}

impl Db {
    pub(crate) fn connect(address: &Address, total: &Arc<AtomicU64>) -> Result<Db, Error> {
        Ok(Db::over(Link::connect(address, Access::Read)?, total))
    }

    fn over(link: Link, total: &Arc<AtomicU64>) -> Db {
        Db { link, ran: Cell::new(0), total: Arc::clone(total), failed: Cell::new(false), wrote: Cell::new(false) }
    }

    fn each(&self, sql: &str, params: &[Value], take: &mut dyn FnMut(&Row<'_>) -> bool) -> Result<(), Error> {
        self.counted();
        let wrote = self.watched(timed(sql, || self.link.each(sql, params, take)))?;
        self.wrote.set(self.wrote.get() || wrote);
        Ok(())
    }

    fn counted(&self) {
        self.ran.set(self.ran.get() + 1);
        self.total.fetch_add(1, Ordering::Relaxed);
    }

    fn watched<T>(&self, outcome: Result<T, Error>) -> Result<T, Error> {
        self.failed.set(self.failed.get() || outcome.is_err());
        outcome
    }
}

/// What a connection is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    Read,
    Write,
}

/// A connection of either driver.
pub(crate) enum Link {
    Sqlite(rusqlite::Connection),
    Postgres(Box<postgres::Session>),
}

impl Link {
    pub fn connect(address: &Address, access: Access) -> Result<Link, Error> {
        match address {
            Address::Sqlite(file) => sqlite::open(&file.path, access).map(Link::Sqlite),
            Address::Postgres(config) => Ok(Link::postgres(config)),
        }
    }

    /// A session of PostgreSQL, not connected yet.
    pub fn postgres(config: &Arc<tokio_postgres::Config>) -> Link {
        Link::Postgres(Box::new(postgres::Session::new(config)))
    }

    pub fn dialect(&self) -> Dialect {
        match self {
            Link::Sqlite(_) => Dialect::Sqlite,
            Link::Postgres(_) => Dialect::Postgres,
        }
    }

    pub fn run(&self, sql: &str, params: &[Value]) -> Result<u64, Error> {
        match self {
            Link::Sqlite(connection) => sqlite::run(connection, sql, params),
            Link::Postgres(session) => session.run(sql, params),
        }
    }

    /// Runs a statement, on PostgreSQL together with the next.
    pub fn put(&self, sql: &str, params: &[Value]) -> Result<(), Error> {
        match self {
            Link::Sqlite(connection) => sqlite::run(connection, sql, params).map(drop),
            Link::Postgres(session) => session.put(sql, params),
        }
    }

    /// Runs what was put off.
    pub fn settle(&self) -> Result<(), Error> {
        match self {
            Link::Sqlite(_) => Ok(()),
            Link::Postgres(session) => session.settle(),
        }
    }

    /// Forgets what was put off.
    pub fn forget(&self) {
        if let Link::Postgres(session) = self {
            session.forget();
        }
    }

    /// [`Link::step`], on PostgreSQL together with the next statement.
    pub fn step_later(&self, text: &str) -> Result<(), Error> {
        match self {
            Link::Sqlite(_) => self.step(text),
            Link::Postgres(session) => session.step_later(text),
        }
    }

    /// [`Link::begin`], on PostgreSQL together with the first statement.
    pub fn begin_later(&self, text: &str) -> Result<(), Error> {
        match self {
            Link::Sqlite(_) => self.step(text),
            Link::Postgres(session) => session.begin_later(text),
        }
    }

    /// Ends a transaction that only read.
    pub fn leave(&self) -> Result<(), Error> {
        match self {
            Link::Sqlite(_) => self.step("COMMIT"),
            Link::Postgres(session) => session.leave(),
        }
    }

    /// Gives rows to `take` until it says false; whether the statement wrote something.
    pub fn each(&self, sql: &str, params: &[Value], take: &mut dyn FnMut(&Row<'_>) -> bool) -> Result<bool, Error> {
        match self {
            Link::Sqlite(connection) => sqlite::each(connection, sql, params, take),
            Link::Postgres(session) => session.each(sql, params, take),
        }
    }

    pub fn batch(&self, text: &str) -> Result<(), Error> {
        match self {
            Link::Sqlite(connection) => sqlite::batch(connection, text),
            Link::Postgres(session) => session.batch(text),
        }
    }

    /// Runs the few texts that open, part and end transactions, several joined by `; `. SQLite keeps them prepared.
    pub fn step(&self, text: &str) -> Result<(), Error> {
        match self {
            Link::Sqlite(connection) => text.split("; ").try_for_each(|step| sqlite::run(connection, step, &[]).map(drop)),
            Link::Postgres(session) => session.batch(text),
        }
    }

    /// Opens a transaction with `text`, connecting again when the connection was lost meanwhile.
    pub fn begin(&self, text: &str) -> Result<(), Error> {
        match self {
            Link::Sqlite(_) => self.step(text),
            Link::Postgres(session) => session.begin(text),
        }
    }
}
