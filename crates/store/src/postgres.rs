//! PostgreSQL through the `postgres` driver: a session that reconnects between transactions, prepared statements, values by the asked type.
//! Deliberately absent: TLS to the database, which stands on the same machine or behind a private network.

use std::cell::RefCell;
use std::collections::HashMap;
use std::error::Error as StdError;
use std::sync::Arc;
use std::time::Duration;

use ::postgres::error::SqlState;
use ::postgres::fallible_iterator::FallibleIterator;
use ::postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};
use ::postgres::{Client, Config, NoTls, Statement};
use bytes::BytesMut;

use crate::dialect::postgres::writes;
use crate::{Error, Row, Value};

/// Beyond so many different texts the cache starts anew: texts are constants, or built in few forms.
const STATEMENTS: usize = 500;

// As patient with locks as SQLite is; no just-in-time compilation, which costs more than our short statements do.
const SETTINGS: &str = "SET lock_timeout = '10s'; SET jit = off; SET client_min_messages = warning";

/// One connection, made again at the next transaction when it was lost.
pub(crate) struct Session {
    config: Arc<Config>,
    live: RefCell<Option<Live>>,
}

struct Live {
    client: Client,
    statements: HashMap<String, Statement>,
}

impl Session {
    /// A session that connects when it is first used.
    pub fn new(config: &Arc<Config>) -> Session {
        Session { config: Arc::clone(config), live: RefCell::new(None) }
    }

    fn renew(&self) -> Result<(), Error> {
        // The old one goes first: with a server at its limit of connections the new one could not come.
        self.live.replace(None);
        let mut client = self.config.connect(NoTls).map_err(|e| Error::Lost(with_cause(&e)))?;
        client.batch_execute(SETTINGS).map_err(|e| told(&e, SETTINGS))?;
        self.live.replace(Some(Live { client, statements: HashMap::new() }));
        Ok(())
    }

    /// Opens a transaction. A connection that died since the last one is only noticed here, and nothing is lost by trying again.
    pub fn begin(&self, text: &str) -> Result<(), Error> {
        if self.live.borrow().as_ref().is_none_or(|live| live.client.is_closed()) {
            self.renew()?;
        }
        match self.batch(text) {
            Err(Error::Lost(_)) => {
                self.renew()?;
                self.batch(text)
            }
            outcome => outcome,
        }
    }

    pub fn batch(&self, text: &str) -> Result<(), Error> {
        self.with(text, |live| live.client.batch_execute(text))
    }

    pub fn run(&self, sql: &str, params: &[Value]) -> Result<u64, Error> {
        self.with(sql, |live| {
            let statement = live.prepared(sql)?;
            live.client.execute(&statement, &places(params))
        })
    }

    pub fn each(&self, sql: &str, params: &[Value], take: &mut dyn FnMut(&Row<'_>) -> bool) -> Result<bool, Error> {
        // Rows are fetched before any is given out, so that `take` may ask again.
        let rows = self.with(sql, |live| {
            let statement = live.prepared(sql)?;
            live.client.query(&statement, &places(params))
        })?;
        rows.iter().all(|row| take(&Row::Postgres(row)));
        Ok(!rows.is_empty() && writes(sql))
    }

    /// Waits up to `patience` for a notification; its payload.
    pub fn heard(&self, patience: Duration) -> Result<Option<String>, Error> {
        self.with("LISTEN", |live| Ok(live.client.notifications().timeout_iter(patience).next()?.map(|n| n.payload().to_owned()))).and_then(
            |heard| {
                let closed = self.live.borrow().as_ref().is_none_or(|live| live.client.is_closed());
                if closed { Err(Error::Lost("the server hung up".into())) } else { Ok(heard) }
            },
        )
    }

    fn with<T>(&self, sql: &str, ask: impl FnOnce(&mut Live) -> Result<T, ::postgres::Error>) -> Result<T, Error> {
        let mut live = self.live.borrow_mut();
        let live = live.as_mut().ok_or_else(|| Error::Lost("not connected".into()))?;
        ask(live).map_err(|e| {
            // A plan made before a migration of another node is not asked twice.
            live.statements.remove(sql);
            if live.client.is_closed() { Error::Lost(with_cause(&e)) } else { told(&e, sql) }
        })
    }
}

impl Live {
    fn prepared(&mut self, sql: &str) -> Result<Statement, ::postgres::Error> {
        if let Some(statement) = self.statements.get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(sql)?;
        if self.statements.len() >= STATEMENTS {
            self.statements.clear();
        }
        self.statements.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }
}

fn places(params: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    params.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

/// Written as the type PostgreSQL inferred for the place: `LIMIT $1` is an int8, `$1 = 1` an int4, both from the same number.
impl ToSql for Value {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn StdError + Sync + Send>> {
        match self {
            Value::Null => Ok(IsNull::Yes),
            Value::Int(n) => match *ty {
                Type::INT8 => n.to_sql(ty, out),
                Type::INT4 => i32::try_from(*n)?.to_sql(ty, out),
                Type::INT2 => i16::try_from(*n)?.to_sql(ty, out),
                Type::BOOL => (*n != 0).to_sql(ty, out),
                Type::TEXT | Type::VARCHAR | Type::UNKNOWN => n.to_string().to_sql(ty, out),
                _ => Err(format!("a number where {ty} is wanted: CAST the place AS BIGINT").into()),
            },
            Value::Text(text) => match *ty {
                Type::BYTEA | Type::INT2 | Type::INT4 | Type::INT8 | Type::BOOL => Err(format!("a text where {ty} is wanted").into()),
                _ => text.to_sql(ty, out),
            },
            Value::Bytes(bytes) => match *ty {
                Type::BYTEA => bytes.to_sql(ty, out),
                _ => Err(format!("a blob where {ty} is wanted").into()),
            },
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

impl<'a> FromSql<'a> for Value {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Result<Value, Box<dyn StdError + Sync + Send>> {
        Ok(match *ty {
            Type::INT8 => Value::Int(i64::from_sql(ty, raw)?),
            Type::INT4 => Value::Int(i32::from_sql(ty, raw)?.into()),
            Type::INT2 => Value::Int(i16::from_sql(ty, raw)?.into()),
            Type::BOOL => Value::Int(bool::from_sql(ty, raw)?.into()),
            Type::BYTEA => Value::Bytes(raw.to_vec()),
            _ => Value::Text(String::from_sql(ty, raw)?),
        })
    }

    fn from_sql_null(_: &Type) -> Result<Value, Box<dyn StdError + Sync + Send>> {
        Ok(Value::Null)
    }

    fn accepts(ty: &Type) -> bool {
        matches!(*ty, Type::INT8 | Type::INT4 | Type::INT2 | Type::BOOL | Type::BYTEA) || <String as FromSql>::accepts(ty)
    }
}

pub(crate) fn value(row: &::postgres::Row, i: usize) -> Result<Value, Error> {
    row.try_get(i).map_err(|e| Error::Unfit(format!("column {i}: {}", with_cause(&e))))
}

fn told(error: &::postgres::Error, statement: &str) -> Error {
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

fn with_cause(error: &::postgres::Error) -> String {
    match error.source() {
        Some(cause) => format!("{error}: {cause}"),
        None => error.to_string(),
    }
}
