//! The one numbered set of migrations, for both backends. Released texts are never edited: a new number corrects them.

use store::Migration;

macro_rules! migration {
    ($number:literal, $name:literal) => {
        Migration {
            number: $number,
            name: $name,
            sql: include_str!(concat!("../../../migrations/", $name, ".sql")),
            sqlite: "",
            postgres: "",
        }
    };
    ($number:literal, $name:literal, both) => {
        Migration {
            number: $number,
            name: $name,
            sql: include_str!(concat!("../../../migrations/", $name, ".sql")),
            sqlite: include_str!(concat!("../../../migrations/", $name, ".sqlite.sql")),
            postgres: include_str!(concat!("../../../migrations/", $name, ".postgres.sql")),
        }
    };
}

/// Every migration, in order.
pub const MIGRATIONS: &[Migration] = &[
    migration!(1, "0001_foundations", both),
    migration!(2, "0002_jobs"),
    migration!(3, "0003_polls"),
    migration!(4, "0004_questions"),
    migration!(5, "0005_audit", both),
    migration!(6, "0006_drafts"),
    migration!(7, "0007_files"),
    migration!(8, "0008_factors"),
    migration!(9, "0009_identities"),
    migration!(10, "0010_administration", both),
    migration!(12, "0012_data_requests"),
    migration!(13, "0013_pinned"),
];
