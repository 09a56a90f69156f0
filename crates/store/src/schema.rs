//! The schema as readable text, the same for the same migrations: what a committed dump is compared with.

use crate::{Dialect, Error, Query, Store};

// Tables that the full text search makes for itself are left out: their form is SQLite's business.
const SQLITE: &str = "SELECT sql || ';' FROM sqlite_master
  WHERE sql IS NOT NULL AND name NOT LIKE 'search\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
  ORDER BY tbl_name, type DESC, name";

const POSTGRES: &[&str] = &[
    "SELECT 'table ' || table_name || E'\\n' || string_agg('  ' || column_name || ' ' || data_type ||
            CASE is_nullable WHEN 'NO' THEN ' not null' ELSE '' END || coalesce(' default ' || column_default, ''),
            E'\\n' ORDER BY ordinal_position)
       FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
      WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' GROUP BY table_name ORDER BY table_name",
    "SELECT 'constraint on ' || conrelid::regclass::text || ': ' || pg_get_constraintdef(oid) FROM pg_constraint
      WHERE connamespace = current_schema()::regnamespace AND conrelid <> 0 ORDER BY conrelid::regclass::text, pg_get_constraintdef(oid)",
    "SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema() ORDER BY tablename, indexname",
    "SELECT 'view ' || viewname || E'\\n' || definition FROM pg_views WHERE schemaname = current_schema() ORDER BY viewname",
];

/// Tables, columns, constraints, indexes and views, in a fixed order.
pub fn schema(store: &Store) -> Result<String, Error> {
    let asked = match store.dialect() {
        Dialect::Sqlite => &[SQLITE],
        Dialect::Postgres => POSTGRES,
    };
    let found = store.aside(|tx| {
        tx.begin("BEGIN; COMMIT")?;
        asked.iter().map(|sql| tx.all(sql, &[], |row| row.text(0))).collect::<Result<Vec<_>, _>>()
    })?;
    Ok(found.concat().into_iter().map(|text| text.trim_end().to_owned() + "\n").collect())
}
