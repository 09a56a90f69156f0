//! SQLite through rusqlite: opening with the durable settings, binding `$n` by name, reading values.

use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, ErrorCode, OpenFlags, Statement, ffi};

use crate::query::Access;
use crate::{Error, Row, Value};

/// How long a writer waits for another process (a command line beside the server) before it is told that the database is busy.
const PATIENCE: Duration = Duration::from_secs(10);

// FULL: a commit that was answered survives a power cut. No mmap: a torn disk read would be a crash instead of an error.
const WRITER: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA journal_size_limit = 67108864;
  PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 0; PRAGMA cache_size = -16000;";
const READER: &str = "PRAGMA query_only = ON; PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 0; PRAGMA cache_size = -8000;";

pub(crate) fn open(path: &Path, access: Access) -> Result<Connection, Error> {
    let flags = match access {
        Access::Write => OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
        Access::Read => OpenFlags::SQLITE_OPEN_READ_ONLY,
    };
    let said = |e| told(&e, &format!("open {}", path.display()));
    if access == Access::Write {
        // Readable by its owner alone; SQLite gives its side files the rights of this one. What fails here fails again, with words, below.
        let _ = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    }
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX).map_err(said)?;
    connection.busy_timeout(PATIENCE).map_err(said)?;
    connection.set_prepared_statement_cache_capacity(256);
    // One plan for each text, whatever is bound to it: otherwise half of all statements are planned anew at every run.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(said)?;
    connection.execute_batch(if access == Access::Write { WRITER } else { READER }).map_err(said)?;
    Ok(connection)
}

pub(crate) fn batch(connection: &Connection, text: &str) -> Result<(), Error> {
    connection.execute_batch(text).map_err(|e| told(&e, text))
}

pub(crate) fn run(connection: &Connection, sql: &str, params: &[Value]) -> Result<u64, Error> {
    let said = |e| told(&e, sql);
    let mut statement = connection.prepare_cached(sql).map_err(said)?;
    bind(&mut statement, sql, params)?;
    statement.raw_execute().map(|n| n as u64).map_err(said)
}

pub(crate) fn each(connection: &Connection, sql: &str, params: &[Value], take: &mut dyn FnMut(&Row<'_>) -> bool) -> Result<bool, Error> {
    let said = |e| told(&e, sql);
    let mut statement = connection.prepare_cached(sql).map_err(said)?;
    bind(&mut statement, sql, params)?;
    let writes = !statement.readonly();
    let mut rows = statement.raw_query();
    let mut any = false;
    while let Some(row) = rows.next().map_err(said)? {
        any = true;
        if !take(&Row::Sqlite(row)) {
            break;
        }
    }
    Ok(writes && any)
}

/// Changes whenever another connection commits, whatever its process; never for this connection's own commits.
pub(crate) fn version(connection: &Connection) -> Result<i64, Error> {
    const SQL: &str = "PRAGMA data_version";
    connection.query_row(SQL, [], |row| row.get(0)).map_err(|e| told(&e, SQL))
}

/// SQLite takes `$3` for a name and numbers names by first appearance: each place is bound by what it is called.
fn bind(statement: &mut Statement<'_>, sql: &str, params: &[Value]) -> Result<(), Error> {
    for place in 1..=statement.parameter_count() {
        let number = statement.parameter_name(place).and_then(|name| name.strip_prefix('$')?.parse::<usize>().ok());
        let value = number.and_then(|n| params.get(n.checked_sub(1)?));
        let value = value.ok_or_else(|| Error::Unfit(format!("place {place} has no value (in: {sql})")))?;
        statement.raw_bind_parameter(place, value).map_err(|e| told(&e, sql))?;
    }
    Ok(())
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Int(n) => ValueRef::Integer(*n),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

pub(crate) fn value(row: &rusqlite::Row<'_>, i: usize) -> Result<Value, Error> {
    let unfit = |what: String| Error::Unfit(format!("column {i}: {what}"));
    match row.get_ref(i).map_err(|e| unfit(e.to_string()))? {
        ValueRef::Null => Ok(Value::Null),
        ValueRef::Integer(n) => Ok(Value::Int(n)),
        ValueRef::Text(text) => String::from_utf8(text.to_vec()).map(Value::Text).map_err(|e| unfit(e.to_string())),
        ValueRef::Blob(bytes) => Ok(Value::Bytes(bytes.to_vec())),
        ValueRef::Real(_) => Err(unfit("a fraction".into())),
    }
}

fn told(error: &rusqlite::Error, statement: &str) -> Error {
    let message = error.to_string();
    match error.sqlite_error() {
        Some(e) if matches!(e.code, ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Error::Busy,
        Some(e) if e.code == ErrorCode::DiskFull || e.extended_code == ffi::SQLITE_IOERR_SHMSIZE => Error::Full,
        Some(e) if matches!(e.extended_code, ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY) => {
            Error::Duplicate(message)
        }
        Some(e) if e.extended_code == ffi::SQLITE_CONSTRAINT_FOREIGNKEY => Error::Dangling(message),
        _ => Error::Sql { message, statement: statement.to_owned() },
    }
}
