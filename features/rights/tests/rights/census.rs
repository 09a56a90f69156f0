//! No column that names a person escapes the census.

use std::collections::BTreeSet;

use rights::CENSUS;
use store::Query;
use village::{Dialect, Village};

#[test]
fn every_column_that_names_a_person_has_its_line() {
    let village = Village::on(Dialect::Sqlite);
    let sql = "SELECT m.name, f.\"from\" FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table' AND f.\"table\" = 'people'";
    let named =
        village.store().read_now(move |db| db.all(sql, &[], |row| Ok(format!("{}.{}", row.text(0)?, row.text(1)?)))).expect("the schema");
    let named: BTreeSet<String> = named.into_iter().collect();
    let listed: BTreeSet<String> = CENSUS.iter().map(|entry| format!("{}.{}", entry.table, entry.column)).collect();
    assert!(named.len() > 30, "the schema is read");
    assert_eq!(
        named.difference(&listed).collect::<Vec<_>>(),
        Vec::<&String>::new(),
        "say in rights/src/census.rs whether a copy of one's data gives these, and whether they go with an erased account"
    );
    assert_eq!(listed.difference(&named).collect::<Vec<_>>(), Vec::<&String>::new(), "no such column");
}
