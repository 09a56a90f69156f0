//! The schema as it stands after all migrations, readable in `docs/schema`. It fails with the first difference; `UPDATE=1` writes the files anew.

use std::{env, fs};

use store::Dialect;
use store::testing::migrated;

#[test]
fn docs_schema_is_true_on_sqlite() {
    compare(Dialect::Sqlite, "sqlite");
}

#[test]
fn docs_schema_is_true_on_postgres() {
    compare(Dialect::Postgres, "postgres");
}

fn compare(dialect: Dialect, name: &str) {
    let scratch = migrated(dialect, kernel::MIGRATIONS);
    let actual = store::schema(&scratch.store).expect("a schema");
    let file = format!("{}/../../docs/schema/{name}.sql", env!("CARGO_MANIFEST_DIR"));
    if env::var_os("UPDATE").is_some() {
        fs::write(&file, &actual).expect("written");
    }
    let kept = fs::read_to_string(&file).unwrap_or_default();
    let difference = actual.lines().zip(kept.lines()).find(|(now, then)| now != then);
    assert!(actual == kept, "{file} is not true any more, from {difference:?}; run `cargo xtask schema`");
}
