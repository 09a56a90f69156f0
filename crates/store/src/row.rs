//! What a statement answers: one row, read by the position of its columns, the same on both backends.
//! Sums and averages are `CAST(… AS BIGINT)` in the statement: PostgreSQL makes NUMERIC of them, which is not read here.

use base::{Id, Moment};

use crate::{Error, Value, postgres, sqlite};

/// One row of an answer.
pub enum Row<'a> {
    #[doc(hidden)]
    Sqlite(&'a rusqlite::Row<'a>),
    #[doc(hidden)]
    Postgres(&'a tokio_postgres::Row),
}

impl Row<'_> {
    pub(crate) fn value(&self, i: usize) -> Result<Value, Error> {
        match self {
            Row::Sqlite(row) => sqlite::value(row, i),
            Row::Postgres(row) => postgres::value(row, i),
        }
    }

    /// A number, or nothing.
    pub fn opt_int(&self, i: usize) -> Result<Option<i64>, Error> {
        match self.value(i)? {
            Value::Null => Ok(None),
            Value::Int(n) => Ok(Some(n)),
            _ => Err(unfit(i, "a number")),
        }
    }

    /// A text, or nothing.
    pub fn opt_text(&self, i: usize) -> Result<Option<String>, Error> {
        match self.value(i)? {
            Value::Null => Ok(None),
            Value::Text(text) => Ok(Some(text)),
            _ => Err(unfit(i, "a text")),
        }
    }

    /// A blob, or nothing.
    pub fn opt_bytes(&self, i: usize) -> Result<Option<Vec<u8>>, Error> {
        match self.value(i)? {
            Value::Null => Ok(None),
            Value::Bytes(bytes) => Ok(Some(bytes)),
            _ => Err(unfit(i, "a blob")),
        }
    }

    /// A number.
    pub fn int(&self, i: usize) -> Result<i64, Error> {
        self.opt_int(i)?.ok_or_else(|| unfit(i, "a number"))
    }

    /// A text.
    pub fn text(&self, i: usize) -> Result<String, Error> {
        self.opt_text(i)?.ok_or_else(|| unfit(i, "a text"))
    }

    /// A blob.
    pub fn bytes(&self, i: usize) -> Result<Vec<u8>, Error> {
        self.opt_bytes(i)?.ok_or_else(|| unfit(i, "a blob"))
    }

    /// An id.
    pub fn id(&self, i: usize) -> Result<Id, Error> {
        self.int(i).map(Id)
    }

    /// An id, or nothing.
    pub fn opt_id(&self, i: usize) -> Result<Option<Id>, Error> {
        Ok(self.opt_int(i)?.map(Id))
    }

    /// A moment.
    pub fn moment(&self, i: usize) -> Result<Moment, Error> {
        self.int(i).map(Moment)
    }

    /// A moment, or nothing.
    pub fn opt_moment(&self, i: usize) -> Result<Option<Moment>, Error> {
        Ok(self.opt_int(i)?.map(Moment))
    }

    /// A flag: any number but 0.
    pub fn flag(&self, i: usize) -> Result<bool, Error> {
        Ok(self.int(i)? != 0)
    }
}

fn unfit(i: usize, wanted: &str) -> Error {
    Error::Unfit(format!("column {i} is not {wanted}"))
}
