//! Backups: one file that holds the whole network, made while it is used, proven by restoring it, and restored on either database (S1-12, J-ADM-3).
//! Invariant: a backup is one state of the database with every blob it names; a restore is whole or nothing.
//! Deliberately absent: the search index and previews' jobs, which are made anew, and any schedule: the administrator's system has one.

mod archive;
mod blobs;
mod desk;
mod error;
mod key;
mod manifest;
mod pages;
mod progress;
mod prove;
mod restore;
mod row;
mod save;
mod shelf;
mod vault;
mod views;

use axum::Router;
use house::House;

pub use blobs::Blobs;
pub use desk::{Desk, State, Trouble, Work};
pub use error::Error;
pub use manifest::{Counted, Manifest};
pub use progress::{Stage, Step, Tell};
pub use prove::{scratch, verify};
pub use restore::{Restored, restore};
pub use save::{Lock, first, save};

#[allow(clippy::needless_pass_by_value)]
mod words {
    include!(concat!(env!("OUT_DIR"), "/words.rs"));
}

/// The page of administration, over the backups of one machine.
pub fn pages(desk: &Desk) -> Router<House> {
    pages::routes(desk)
}
