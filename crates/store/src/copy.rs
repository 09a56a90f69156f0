//! Whole tables, out of one database and into another, whichever the two backends are: what a backup stands on.
//! Invariant: what comes out is one state of the database, taken beside whoever writes; what goes in goes in whole, every reference checked.
//! Deliberately absent: the search index, which is made anew, and the schema, which migrations make.

use crate::{Dialect, Error, Query, Store, Tx, Value};

/// How many rows are asked for, or written, at a time.
const ROWS: usize = 200;

// FTS5 keeps its index in tables beside it; the migrations' own table tells the schema, not the network.
const SQLITE_TABLES: &str = "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c
  WHERE m.type = 'table' AND m.name NOT LIKE 'search%' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND m.name <> 'schema_migrations'
  ORDER BY m.name, c.name";
// `xid8` is PostgreSQL's own bookkeeping of when a change commits.
const POSTGRES_TABLES: &str = "SELECT table_name, column_name FROM information_schema.columns
    JOIN information_schema.tables USING (table_schema, table_name)
  WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' AND data_type <> 'xid8'
    AND table_name NOT LIKE 'search%' AND table_name <> 'schema_migrations'
  ORDER BY table_name COLLATE \"C\", column_name COLLATE \"C\"";
const POSTGRES_REFERENCES: &str = "SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint
  WHERE contype = 'f' AND connamespace = current_schema()::regnamespace";

/// A table and its columns, both in alphabetical order, so that two backends tell them alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns' names.
    pub columns: Vec<String>,
}

/// One state of the database, however long one looks.
pub struct Snapshot<'a>(&'a Tx);

/// A database being filled.
pub struct Filling<'a>(&'a Tx);

impl Store {
    /// Looks at one state of the whole database on a connection of its own; nobody waits for it.
    pub fn snapshot<T: Send, E: From<Error> + Send>(&self, look: impl FnOnce(&Snapshot<'_>) -> Result<T, E> + Send) -> Result<T, E> {
        self.aside(|tx| {
            tx.begin(match tx.dialect() {
                Dialect::Sqlite => "BEGIN",
                Dialect::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
            })?;
            let seen = look(&Snapshot(tx));
            tx.batch("ROLLBACK")?;
            Ok(seen)
        })?
    }

    /// Fills the tables that `fill` names, all or nothing. References may arrive before what they name; each is checked at the end.
    pub fn fill<T: Send, E: From<Error> + Send>(&self, fill: impl FnOnce(&Filling<'_>) -> Result<T, E> + Send) -> Result<T, E> {
        self.aside(|tx| {
            let references = open(tx)?;
            let filled = fill(&Filling(tx));
            match filled.is_ok().then(|| close(tx, &references)).transpose() {
                Ok(Some(())) => tx.batch("COMMIT").map(|()| filled),
                Ok(None) => tx.batch("ROLLBACK").map(|()| filled),
                Err(error) => {
                    // What this could say, the error already does.
                    let _ = tx.batch("ROLLBACK");
                    Err(error)
                }
            }
        })?
    }
}

impl Snapshot<'_> {
    /// Every table of the network.
    pub fn tables(&self) -> Result<Vec<Table>, Error> {
        tables(self.0)
    }

    /// Every row of a table, its values in the order of the table's columns.
    pub fn rows<E: From<Error>>(&self, table: &Table, mut take: impl FnMut(&[Value]) -> Result<(), E>) -> Result<(), E> {
        let (columns, width) = (names(&table.columns), table.columns.len());
        let select = format!("SELECT {columns} FROM \"{}\"", table.name);
        let mut stopped = Ok(());
        let mut ask = |sql: &str| {
            let mut some = false;
            self.0.all(sql, &[], |row| {
                some = true;
                let values = (0..width).map(|i| row.value(i)).collect::<Result<Vec<_>, _>>()?;
                if stopped.is_ok() {
                    stopped = take(&values);
                }
                Ok(())
            })?;
            Ok::<_, Error>(some && stopped.is_ok())
        };
        match self.0.dialect() {
            Dialect::Sqlite => drop(ask(&select)?),
            // The driver would hold a whole answer in memory.
            Dialect::Postgres => {
                self.0.run(&format!("DECLARE \"out_{}\" NO SCROLL CURSOR FOR {select}", table.name), &[])?;
                let next = format!("FETCH {ROWS} FROM \"out_{}\"", table.name);
                while ask(&next)? {}
            }
        }
        stopped
    }
}

impl Query for Snapshot<'_> {
    fn db(&self) -> &crate::Db {
        self.0.db()
    }
}

impl Filling<'_> {
    /// Every table of the network, now empty or not.
    pub fn tables(&self) -> Result<Vec<Table>, Error> {
        tables(self.0)
    }

    /// Takes away what the migrations wrote in a table, so that it can be filled.
    pub fn empty(&self, table: &Table) -> Result<(), Error> {
        if self.0.count(&format!("SELECT count(*) FROM \"{}\"", table.name), &[])? > 0 {
            self.0.run(&format!("DELETE FROM \"{}\"", table.name), &[])?;
        }
        Ok(())
    }

    /// Writes rows whose values are in the order of `table`'s columns.
    pub fn rows(&self, table: &Table, rows: &[Vec<Value>]) -> Result<(), Error> {
        let width = table.columns.len();
        for some in rows.chunks(ROWS) {
            let places: Vec<String> = (0..some.len())
                .map(|row| format!("({})", (1..=width).map(|column| format!("${}", row * width + column)).collect::<Vec<_>>().join(", ")))
                .collect();
            let sql = format!("INSERT INTO \"{}\"({}) VALUES {}", table.name, names(&table.columns), places.join(", "));
            self.0.run(&sql, &some.concat())?;
        }
        Ok(())
    }

    /// The transaction itself, for what follows from the rows: it ends with the filling.
    pub fn tx(&self) -> &Tx {
        self.0
    }
}

fn tables(q: &impl Query) -> Result<Vec<Table>, Error> {
    let sql = match q.dialect() {
        Dialect::Sqlite => SQLITE_TABLES,
        Dialect::Postgres => POSTGRES_TABLES,
    };
    let mut tables: Vec<Table> = Vec::new();
    for (name, column) in q.all(sql, &[], |row| Ok((row.text(0)?, row.text(1)?)))? {
        match tables.last_mut().filter(|table| table.name == name) {
            Some(table) => table.columns.push(column),
            None => tables.push(Table { name, columns: vec![column] }),
        }
    }
    Ok(tables)
}

fn names(columns: &[String]) -> String {
    columns.iter().map(|column| format!("\"{column}\"")).collect::<Vec<_>>().join(", ")
}

/// Opens the transaction with references unwatched; on PostgreSQL, answers how to put them back.
fn open(tx: &Tx) -> Result<Vec<String>, Error> {
    match tx.dialect() {
        Dialect::Sqlite => {
            tx.batch("PRAGMA foreign_keys = OFF")?;
            tx.begin("BEGIN IMMEDIATE")?;
            Ok(Vec::new())
        }
        Dialect::Postgres => {
            tx.begin("BEGIN")?;
            let references = tx.all(POSTGRES_REFERENCES, &[], |row| Ok((row.text(0)?, row.text(1)?, row.text(2)?)))?;
            for (table, name, _) in &references {
                tx.batch(&format!("ALTER TABLE {table} DROP CONSTRAINT {name}"))?;
            }
            Ok(references.iter().map(|(table, name, what)| format!("ALTER TABLE {table} ADD CONSTRAINT {name} {what}")).collect())
        }
    }
}

fn close(tx: &Tx, references: &[String]) -> Result<(), Error> {
    match tx.dialect() {
        Dialect::Sqlite => match tx.one("PRAGMA foreign_key_check", &[], |row| row.text(0))? {
            Some(table) => Err(Error::Dangling(format!("a row of {table} names what is not there"))),
            None => Ok(()),
        },
        Dialect::Postgres => references.iter().try_for_each(|put_back| tx.batch(put_back)),
    }
}
