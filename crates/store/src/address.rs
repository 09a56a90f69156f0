//! Where the database is: read once from the configuration's text.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::folder::Folder;
use crate::{Dialect, Error};

/// A database that can be connected to, from any thread.
#[derive(Clone)]
pub(crate) enum Address {
    Sqlite(Arc<File>),
    Postgres(Arc<tokio_postgres::Config>),
}

/// SQLite's file, and its folder when that goes with the store.
pub(crate) struct File {
    pub path: PathBuf,
    _folder: Option<Folder>,
}

impl Address {
    /// Reads `sqlite:path`, `sqlite::memory:`, `postgres://…` or `postgresql://…`.
    pub fn parse(url: &str) -> Result<Address, Error> {
        if url == "sqlite::memory:" {
            // A file after all: memory is not shared between connections the way a file is.
            let folder = Folder::within(&std::env::temp_dir()).map_err(|e| Error::Address(format!("no temporary folder: {e}")))?;
            let path = folder.path().join("palabre.db");
            return Ok(Address::Sqlite(Arc::new(File { path, _folder: Some(folder) })));
        }
        if let Some(path) = url.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            if path.is_empty() {
                return Err(Error::Address("sqlite: wants the path of a file".into()));
            }
            return Ok(Address::Sqlite(Arc::new(File { path: path.into(), _folder: None })));
        }
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            // The text may hold a password: it is not repeated.
            let mut config: tokio_postgres::Config = url.parse().map_err(|e| Error::Address(format!("postgres: {e}")))?;
            config.application_name("palabre").connect_timeout(Duration::from_secs(5));
            return Ok(Address::Postgres(Arc::new(config)));
        }
        Err(Error::Address("it begins with sqlite: or postgres://".into()))
    }

    pub fn dialect(&self) -> Dialect {
        match self {
            Address::Sqlite(_) => Dialect::Sqlite,
            Address::Postgres(_) => Dialect::Postgres,
        }
    }
}
