//! What a backup says of itself: when, by which program, and for each table how many rows with which digest.

use std::collections::BTreeMap;

use base::{Id, Moment};
use serde::{Deserialize, Serialize};

/// The form of the file; a later program reads every earlier one.
pub const FORMAT: u32 = 1;

/// The first page of a backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`FORMAT`] of the program that wrote it.
    pub format: u32,
    /// That program's version.
    pub program: String,
    /// The network's name.
    pub network: String,
    /// The id of its first account, which no other network shares; absent from backups of the first programs.
    #[serde(default)]
    pub first: Option<Id>,
    /// The moment whose state it holds.
    pub made_at: Moment,
    /// The number of the last migration.
    pub schema: u32,
    /// Each table's rows.
    pub tables: BTreeMap<String, Counted>,
    /// How many files, and their bytes in all.
    pub files: Sized,
    /// Files that the database named and that were gone from the storage.
    pub gone: Vec<String>,
}

/// The rows of a table: equal counts and digests are equal rows, whatever their order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// How many.
    pub rows: u64,
    /// The sum of their digests.
    pub digest: String,
}

/// Files, counted and weighed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sized {
    /// How many.
    pub count: u64,
    /// Bytes in all.
    pub bytes: u64,
}
