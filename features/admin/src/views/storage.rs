//! What takes room: the database and its index, rows by family, the disk.

use base::Language;
use maud::{Markup, html};
use shell::desk::table;
use shell::facts::facts;

use super::bytes;
use crate::verbs::disk::Disk;
use crate::words;

/// What takes room.
pub struct Room {
    /// The whole database, in bytes.
    pub database: i64,
    /// Of it, the search index.
    pub index: i64,
    /// How many files, and their bytes.
    pub files: (i64, i64),
    /// Rows by family of tables.
    pub rows: Vec<(&'static str, i64)>,
    /// The disk, where it is known.
    pub disk: Option<Disk>,
}

pub fn page(l: Language, room: &Room) -> Markup {
    let disk = match room.disk {
        Some(disk) => words::disk_free(l, bytes(l, disk.free), bytes(l, disk.whole)),
        None => words::unknown(l).to_owned(),
    };
    let entries = [
        (words::storage_database(l), html! { (bytes(l, room.database)) }),
        (words::storage_index(l), html! { (bytes(l, room.index)) }),
        (words::storage_files(l), html! { (words::files_kept(l, room.files.0, bytes(l, room.files.1))) }),
        (words::storage_disk(l), html! { (disk) }),
    ];
    let rows: Vec<Vec<Markup>> = room
        .rows
        .iter()
        .map(|(family, n)| {
            vec![html! { (words::by_key(l, &format!("family_{family}")).unwrap_or_default()) }, html! { span.num { (words::rows(l, *n)) } }]
        })
        .collect();
    html! {
        section.card aria-label=(words::storage(l)) { (facts(&entries)) }
        section { h2 { (words::storage_rows(l)) } (table(words::storage_rows(l), &[words::storage_family(l), words::storage_count(l)], &rows)) }
    }
}
