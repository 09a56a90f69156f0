//! The database: open it, read, write, migrate, hear what others wrote. The only crate that names a driver.
//! Invariant: the same SQL text means the same thing on SQLite and on PostgreSQL; every difference is in `dialect/` or in a driver's file.
//! Deliberately absent: an object mapper, async closures, any product word but `changes` and `search`, where the backends differ.

mod address;
mod bell;
mod copy;
pub mod dialect;
mod error;
mod folder;
mod group;
mod meter;
mod migrate;
mod postgres;
mod query;
mod row;
mod schema;
mod sqlite;
mod store;
#[cfg(feature = "testing")]
pub mod testing;
mod threads;
mod value;

pub use copy::{Filling, Snapshot, Table};
pub use dialect::{Dialect, next_seq};
pub use error::Error;
pub use meter::{Meter, log_slower_than, meter};
pub use migrate::{Migrated, Migration};
pub use query::{Db, Query, Tx};
pub use row::Row;
pub use schema::schema;
pub use store::Store;
pub use threads::counted;
pub use value::Value;
