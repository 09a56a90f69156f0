//! Backups: one file that holds the whole network, made while it is used, proven by restoring it, and restored on either database (S1-12, J-ADM-3).
//! Invariant: a backup is one state of the database with every blob it names; a restore is whole or nothing.
//! Deliberately absent: the search index and previews' jobs, which are made anew, and any schedule: the administrator's system has one.

mod archive;
mod blobs;
mod error;
mod manifest;
mod prove;
mod restore;
mod row;
mod save;
mod vault;

pub use blobs::Blobs;
pub use error::Error;
pub use manifest::{Counted, Manifest};
pub use prove::verify;
pub use restore::{Restored, restore};
pub use save::{Lock, save};
