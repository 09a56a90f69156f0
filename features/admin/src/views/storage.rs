//! What takes room: the database and its index, rows by family, the disk; and the form of what files may take.

use base::Language;
use house::desk::Section;
use maud::{Markup, html};
use shell::button::{self, Weight};
use shell::desk::table;
use shell::facts::facts;
use shell::form::{Errors, Field, summary};

use super::bytes;
use crate::pages::storage::Typed;
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

pub fn page(l: Language, room: &Room, typed: &Typed, errors: &Errors) -> Markup {
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
        (summary(l, errors))
        section.card aria-label=(Section::Storage.label(l)) { (facts(&entries)) }
        (limits(l, typed, errors))
        section { h2 { (words::storage_rows(l)) } (table(words::storage_rows(l), &[words::storage_family(l), words::storage_count(l)], &rows)) }
    }
}

fn limits(l: Language, typed: &Typed, errors: &Errors) -> Markup {
    let field = |name, label, value| Field::new(name, label).input("number").value(value).errors(errors).show(l);
    html! {
        form.card.form method="post" action="/administration/storage/limits" {
            h2 { (words::limits(l)) }
            p.quiet { (words::limits_purpose(l)) }
            (field("largest", words::limit_file(l), &typed.largest))
            (field("person", words::limit_person(l), &typed.person))
            (field("network", words::limit_network(l), &typed.network))
            div.row { (button::submit(Weight::Plain, None, words::save(l))) }
        }
    }
}
