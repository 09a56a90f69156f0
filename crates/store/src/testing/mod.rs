//! Scratch databases for tests: a fresh SQLite file or a fresh database of a real PostgreSQL, gone after the test.
//! Invariant: a missing PostgreSQL is a failure that says so; no test is skipped for it.

mod cluster;

use std::hash::{DefaultHasher, Hash, Hasher};
use std::thread::scope;
use std::time::Duration;

use base::Id;
use postgres::{Client, NoTls};

pub use self::cluster::postgres_cluster;
use crate::folder::{Folder, passing};
use crate::{Dialect, Error, Migration, Query, Store};

/// A database of one test. Dropping it closes its store and removes it.
pub struct Scratch {
    /// The open database.
    pub store: Store,
    /// What it was opened with, for a second store on the same database.
    pub url: String,
    place: Place,
}

enum Place {
    Folder { _folder: Folder },
    Database(String),
}

/// A fresh, empty database.
pub fn scratch(backend: Dialect) -> Scratch {
    match backend {
        Dialect::Sqlite => {
            let folder = Folder::within(&passing()).expect("a temporary folder");
            let url = format!("sqlite:{}", folder.path().join("test.db").display());
            Scratch { store: Store::open(&url).expect("a scratch database opens"), url, place: Place::Folder { _folder: folder } }
        }
        Dialect::Postgres => database("template1"),
    }
}

/// A fresh database with these migrations run. On PostgreSQL they are run once and copied after that, which is much faster.
pub fn migrated(backend: Dialect, set: &[Migration]) -> Scratch {
    match backend {
        Dialect::Sqlite => {
            let scratch = scratch(backend);
            scratch.store.migrate(set).expect("the migrations run");
            scratch
        }
        Dialect::Postgres => database(&template(set)),
    }
}

/// Waits until every change has its number: a test that reads changes right after its write calls this first.
pub async fn settled(store: &Store) {
    if store.dialect() == Dialect::Sqlite {
        return;
    }
    let unnumbered = "SELECT count(*) FROM changes WHERE seq IS NULL";
    while store.read(move |db| db.count(unnumbered, &[])).await.expect("the changes are counted") > 0 {
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
}

/// Runs a test's body on a runtime like the program's.
pub fn block_on<F: Future>(body: F) -> F::Output {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime").block_on(body)
}

/// Declares a test that runs on both backends: `on_both! { async fn name(scratch) { … } }`.
#[macro_export]
macro_rules! on_both {
    ($($(#[$meta:meta])* async fn $name:ident($scratch:ident) $body:block)+) => {$(
        $(#[$meta])*
        mod $name {
            use super::*;

            #[test]
            fn sqlite() {
                on($crate::testing::scratch($crate::Dialect::Sqlite));
            }

            #[test]
            fn postgres() {
                on($crate::testing::scratch($crate::Dialect::Postgres));
            }

            fn on($scratch: $crate::testing::Scratch) {
                $crate::testing::block_on(async { $body });
            }
        }
    )+};
}

impl Drop for Scratch {
    fn drop(&mut self) {
        self.store.close();
        if let Place::Database(name) = &self.place {
            // While another panic unwinds, a second one would hide it.
            let _ = admin(|client| client.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")));
        }
    }
}

fn database(template: &str) -> Scratch {
    let name = format!("scratch_{}", Id::new());
    admin(|client| client.batch_execute(&format!("CREATE DATABASE {name} TEMPLATE {template}"))).expect("a scratch database is made");
    let url = url_of(&name);
    Scratch { store: Store::open(&url).expect("a scratch database opens"), url, place: Place::Database(name) }
}

/// The database to copy for these migrations, made by the first test that wants it.
fn template(set: &[Migration]) -> String {
    let mut hasher = DefaultHasher::new();
    for migration in set {
        (migration.number, migration.name, migration.sql, migration.postgres).hash(&mut hasher);
    }
    let name = format!("migrated_{:x}", hasher.finish());
    admin(|client| {
        client.batch_execute("SELECT pg_advisory_lock(1)")?;
        if client.query("SELECT 1 FROM pg_database WHERE datname = $1", &[&name])?.is_empty() {
            let draft = format!("draft_{}", Id::new());
            client.batch_execute(&format!("CREATE DATABASE {draft}"))?;
            let store = Store::open(&url_of(&draft)).expect("the template opens");
            store.migrate(set).expect("the migrations run");
            store.close();
            // The listener of the closed store may still hold its connection.
            let part = format!("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{draft}'");
            client.batch_execute(&part)?;
            client.batch_execute(&format!("ALTER DATABASE {draft} RENAME TO {name}"))?;
        }
        client.batch_execute("SELECT pg_advisory_unlock(1)")
    })
    .expect("the template is made");
    name
}

fn url_of(database: &str) -> String {
    let cluster = postgres_cluster();
    let (server, _) = cluster.rsplit_once('/').expect("the cluster's address ends in a database");
    format!("{server}/{database}")
}

/// On a thread of its own: the driver may not be used inside a runtime.
fn admin<T: Send>(ask: impl FnOnce(&mut Client) -> Result<T, postgres::Error> + Send) -> Result<T, Error> {
    let url = postgres_cluster();
    scope(|s| s.spawn(|| ask(&mut Client::connect(&url, NoTls)?)).join())
        .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        .map_err(|e| Error::Lost(format!("{e}: {:?}", e.as_db_error())))
}
