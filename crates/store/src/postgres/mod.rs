//! PostgreSQL through the `tokio-postgres` driver: a session that reconnects between transactions, prepared statements, and statements put off
//! until an answer is needed, since what costs most is waiting for the other process.
//! Deliberately absent: TLS to the database, which stands on the same machine or behind a private network.

mod line;
mod values;

use std::cell::RefCell;
use std::error::Error as StdError;
use std::sync::Arc;
use std::time::Duration;

use tokio_postgres::error::SqlState;
use tokio_postgres::{Config, Row as Found};

use self::line::{Ask, Got, Line};
pub(crate) use self::values::value;
use crate::dialect::postgres::writes;
use crate::{Error, Row, Value};

/// Most statements put off at once.
const PUT_OFF: usize = 64;

// As patient with locks as SQLite is; no just-in-time compilation, which costs more than our short statements do.
const SETTINGS: &str = "SET lock_timeout = '10s'; SET jit = off; SET client_min_messages = warning";

/// One connection, made again at the next transaction when it was lost.
pub(crate) struct Session {
    config: Arc<Config>,
    live: RefCell<Option<Live>>,
}

struct Live {
    line: Line,
    /// What is sent before whatever is asked next.
    waiting: Vec<Ask>,
    /// Nothing of this transaction was answered yet, so that it may be asked again on another connection.
    fresh: bool,
}

impl Session {
    /// A session that connects when it is first used.
    pub fn new(config: &Arc<Config>) -> Session {
        Session { config: Arc::clone(config), live: RefCell::new(None) }
    }

    fn renew(&self) -> Result<(), Error> {
        // The old one goes first: with a server at its limit of connections the new one could not come.
        self.live.replace(None);
        let mut line = Line::open(&self.config)?;
        line.ask(&[Ask::Text(SETTINGS.into())]).map_err(|(_, e)| told(&e, SETTINGS))?;
        self.live.replace(Some(Live { line, waiting: Vec::new(), fresh: false }));
        Ok(())
    }

    /// Opens a transaction. A connection that died since the last one is only noticed here, and nothing is lost by trying again.
    pub fn begin(&self, text: &str) -> Result<(), Error> {
        self.begin_later(text)?;
        self.settle()
    }

    /// The same together with the first statement that is asked.
    pub fn begin_later(&self, text: &str) -> Result<(), Error> {
        if self.live.borrow().as_ref().is_none_or(|live| live.line.is_closed()) {
            self.renew()?;
        }
        self.with(|live| {
            (live.waiting, live.fresh) = (vec![Ask::Text(text.to_owned())], true);
            Ok(())
        })
    }

    /// Runs text of any number of statements. It may end the transaction, and is then never asked twice, as what goes before it may be.
    pub fn batch(&self, text: &str) -> Result<(), Error> {
        if self.with(|live| Ok(live.fresh))? {
            self.settle()?;
        }
        self.with(|live| live.ask(Some(Ask::Text(text.to_owned()))).map(drop))
    }

    /// Runs a statement together with the next one that is asked; an error is that one's.
    pub fn put(&self, sql: &str, params: &[Value]) -> Result<(), Error> {
        let full = self.with(|live| {
            live.waiting.push(Ask::Run(sql.to_owned(), params.to_vec()));
            Ok(live.waiting.len() >= PUT_OFF)
        })?;
        if full { self.settle() } else { Ok(()) }
    }

    /// Moves within the transaction together with the next statement that is asked.
    pub fn step_later(&self, text: &str) -> Result<(), Error> {
        self.with(|live| {
            live.waiting.push(Ask::Text(text.to_owned()));
            Ok(())
        })
    }

    /// Runs what was put off.
    pub fn settle(&self) -> Result<(), Error> {
        if self.with(|live| Ok(live.waiting.is_empty()))? { Ok(()) } else { self.asked(None).map(drop) }
    }

    /// Forgets the statements that were put off; what opens or parts the transaction stays.
    pub fn forget(&self) {
        if let Some(live) = self.live.borrow_mut().as_mut() {
            live.waiting.retain(|ask| matches!(ask, Ask::Text(_)));
        }
    }

    /// Ends a transaction that only read; one in which nothing was asked was never begun.
    pub fn leave(&self) -> Result<(), Error> {
        let begun = self.with(|live| {
            if live.fresh {
                live.waiting.clear();
            }
            Ok(!live.fresh)
        })?;
        if begun { self.batch("COMMIT") } else { Ok(()) }
    }

    pub fn run(&self, sql: &str, params: &[Value]) -> Result<u64, Error> {
        match self.asked(Some(Ask::Run(sql.to_owned(), params.to_vec())))? {
            Got::Changed(rows) => Ok(rows),
            Got::Rows(_) | Got::Nothing => Ok(0),
        }
    }

    pub fn each(&self, sql: &str, params: &[Value], take: &mut dyn FnMut(&Row<'_>) -> bool) -> Result<bool, Error> {
        // Rows are fetched before any is given out, so that `take` may ask again.
        let rows: Vec<Found> = match self.asked(Some(Ask::Rows(sql.to_owned(), params.to_vec())))? {
            Got::Rows(rows) => rows,
            Got::Changed(_) | Got::Nothing => Vec::new(),
        };
        rows.iter().all(|row| take(&Row::Postgres(row)));
        Ok(!rows.is_empty() && writes(sql))
    }

    /// Waits up to `patience` for a notification; its payload.
    pub fn heard(&self, patience: Duration) -> Result<Option<String>, Error> {
        self.with(|live| {
            let heard = live.line.heard(patience).map_err(|e| Error::Lost(with_cause(&e)))?;
            if live.line.is_closed() { Err(Error::Lost("the server hung up".into())) } else { Ok(heard) }
        })
    }

    /// Asks, and once more on a new connection when the old one turns out to be dead before anything of this transaction was answered.
    fn asked(&self, ask: Option<Ask>) -> Result<Got, Error> {
        let again = self.with(|live| Ok(live.fresh.then(|| (live.waiting.clone(), ask.clone()))))?;
        match (self.with(|live| live.ask(ask)), again) {
            (Err(Error::Lost(_)), Some((waiting, ask))) => {
                self.renew()?;
                self.with(|live| {
                    live.waiting = waiting;
                    live.ask(ask)
                })
            }
            (outcome, _) => outcome,
        }
    }

    fn with<T>(&self, f: impl FnOnce(&mut Live) -> Result<T, Error>) -> Result<T, Error> {
        f(self.live.borrow_mut().as_mut().ok_or_else(|| Error::Lost("not connected".into()))?)
    }
}

impl Live {
    /// Sends what was put off, with `ask` behind it; what came of the last.
    fn ask(&mut self, ask: Option<Ask>) -> Result<Got, Error> {
        let mut asks = std::mem::take(&mut self.waiting);
        asks.extend(ask);
        let outcome = self.line.ask(&asks);
        self.fresh = false;
        outcome.map_err(|(at, error)| {
            if self.line.is_closed() { Error::Lost(with_cause(&error)) } else { told(&error, asks.get(at).map_or("", Ask::text)) }
        })
    }
}

fn told(error: &tokio_postgres::Error, statement: &str) -> Error {
    // The detail of a message repeats values, which may be private: only the message itself is kept.
    let message = error.as_db_error().map_or_else(|| with_cause(error), |e| e.message().to_owned());
    match error.code() {
        Some(&SqlState::UNIQUE_VIOLATION) => Error::Duplicate(message),
        Some(&SqlState::FOREIGN_KEY_VIOLATION) => Error::Dangling(message),
        Some(&SqlState::T_R_DEADLOCK_DETECTED | &SqlState::T_R_SERIALIZATION_FAILURE | &SqlState::LOCK_NOT_AVAILABLE) => Error::Busy,
        Some(&SqlState::DISK_FULL) => Error::Full,
        Some(&SqlState::ADMIN_SHUTDOWN | &SqlState::CRASH_SHUTDOWN) => Error::Lost(message),
        _ if error.is_closed() => Error::Lost(message),
        _ => Error::Sql { message, statement: statement.to_owned() },
    }
}

fn with_cause(error: &tokio_postgres::Error) -> String {
    match error.source() {
        Some(cause) => format!("{error}: {cause}"),
        None => error.to_string(),
    }
}
