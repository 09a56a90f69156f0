//! The state that every handler shares. Cloning it is cheap.

use std::sync::Arc;

use base::Result;
use files::Files;
use kernel::Kinds;
use store::{Db, Store, Tx};
use web::{Failure, Throttle};

use crate::{Look, Proxies, Vault};

/// The running house, as handlers need it.
#[derive(Clone)]
pub struct House {
    /// The database.
    pub store: Store,
    /// The bytes of what people upload.
    pub files: Files,
    /// The rooms of every kind of item.
    pub kinds: Kinds,
    /// How every kind of item looks.
    pub looks: Arc<[Look]>,
    /// Where people reach this network, without a slash at the end: the only source of absolute links.
    pub public_url: Arc<str>,
    /// Whether mail can be sent.
    pub mail: bool,
    /// What people call the identity provider by which they may sign in, when there is one.
    pub sign_in_with: Option<Arc<str>>,
    /// Seals the few secrets that must be read again.
    pub vault: Arc<Vault>,
    /// The proxies that are believed about where requests come from.
    pub proxies: Arc<Proxies>,
    /// Slows down whoever guesses passwords or links.
    pub attempts: Arc<Throttle>,
}

impl House {
    /// Reads, in one consistent view of the database.
    ///
    /// # Errors
    /// What `f` refuses; a broken database.
    pub async fn read<T: Send + 'static>(&self, f: impl FnOnce(&Db) -> Result<T> + Send + 'static) -> Result<T, Failure> {
        Ok(self.store.read(f).await?)
    }

    /// Writes; answers once it is durable.
    ///
    /// # Errors
    /// What `f` refuses, and then nothing is written; `Busy` when too much waits.
    pub async fn write<T: Send + 'static>(&self, f: impl FnOnce(&Tx) -> Result<T> + Send + 'static) -> Result<T, Failure> {
        Ok(self.store.write(f).await?)
    }

    /// How a kind of item looks.
    pub fn look(&self, kind: kernel::Kind) -> Option<&Look> {
        self.looks.iter().find(|look| look.kind == kind)
    }

    /// Whether cookies travel over HTTPS only.
    pub fn secure(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}
