//! R19: a database as a released version left it, brought up to date by this program, which is killed again and again while it does so.
//! Released migrations are never edited, so those up to a release make exactly its database; a few statements fill it.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use bench::chance::Chance;
use e2e::{Backend, Database, Scratch, Server};
use kernel::MIGRATIONS;
use store::{Dialect, Error, Query, Store, Tx, params};

use crate::{Found, Scale};

/// The schemas that were released: the first one, and from here on the last number of each release.
const RELEASED: [usize; 1] = [5];
const KILLS: usize = 30;

pub fn run(scale: Scale) -> Found {
    let (mut told, mut held) = (Vec::new(), true);
    let items = scale.of(200_000, 5_000);
    let server = Server::start(Backend::Sqlite);
    for released in RELEASED {
        for backend in [Backend::Sqlite, Backend::Postgres] {
            let folder = Scratch::new("upgrade");
            let database = (backend == Backend::Postgres).then(Database::create);
            let url = database
                .as_ref()
                .map_or_else(|| format!("sqlite:{}", folder.path().join("palabre.db").display()), |database| database.url.clone());
            let store = Store::open(&url).expect("a scratch database");
            store.migrate(&MIGRATIONS[..released]).expect("released migrations run");
            store.write_now(move |tx| fill(tx, items)).expect("a released database is filled");
            let columns = columns(&store);
            let before = digests(&store, &columns);
            store.close();
            let begin = || {
                let mut command: Command = server.command();
                command
                    .arg("migrate")
                    .env("PALABRE_DATABASE", &url)
                    .env("PALABRE_DATA", folder.path())
                    .stdout(Stdio::null())
                    .stderr(Stdio::null());
                command.spawn().expect("the program starts")
            };
            let (mut chance, mut kills) = (Chance::new(19), 0);
            let begun = Instant::now();
            for _ in 0..KILLS {
                let mut child = begin();
                sleep(Duration::from_millis(chance.below(60) as u64));
                if child.try_wait().expect("our child").is_none() {
                    kills += 1;
                    child.kill().expect("our child");
                }
                child.wait().expect("our child");
            }
            let finished = begin().wait().expect("our child").success();
            let took = begun.elapsed();
            let store = Store::open(&url).expect("the database opens");
            let same = digests(&store, &columns) == before;
            let refused = matches!(store.migrate(&MIGRATIONS[..released]), Err(Error::Newer { .. })) || released == MIGRATIONS.len();
            store.close();
            held &= finished && same && refused;
            told.push(format!(
                "schema {released} with {items} items on {backend:?} to {}: {kills} kills, {}, {:.1} s in all; {} tables {}; the older program {} it",
                MIGRATIONS.len(),
                if finished { "finished" } else { "NOT finished" },
                took.as_secs_f64(),
                columns.len(),
                if same { "hold what they held" } else { "do NOT hold what they held" },
                if refused { "refuses" } else { "does NOT refuse" },
            ));
        }
    }
    Found::of(told.join(". ") + ".", held)
}

/// People, spaces, items with bodies, changes, words: in the portable text of the migrations.
fn fill(tx: &Tx, items: usize) -> Result<(), Error> {
    let count = i64::try_from(items).unwrap_or(i64::MAX);
    let numbers = "WITH RECURSIVE n(i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < $1)";
    let person = "INSERT INTO people(id, name, folded, email, role, created_at) VALUES ($1, $2, $2, $3, $4, 1)";
    for (id, name, role) in [(1, "awa", "owner"), (2, "luc", "member"), (3, "ines", "guest")] {
        tx.run(person, params![id, name, format!("{name}@exemple.example"), role])?;
    }
    for space in 1..=20 {
        let made = "INSERT INTO spaces(id, kind, name, folded, purpose, owner_id, opening, created_at) VALUES ($1, 'project', $2, $2, 'but', 1, 'private', 1)";
        tx.run(made, params![space, format!("espace {space}")])?;
        for person in 1..=2 {
            tx.run("INSERT INTO memberships(space_id, person_id, role, since) VALUES ($1, $2, 'host', 1)", params![space, person])?;
        }
    }
    let items = "INSERT INTO items(id, space_id, root_id, kind, author_id, title, body_id, created_at, active_at)
        SELECT i, i % 20 + 1, i, 'post', i % 2 + 1, 'titre', i, i, i FROM n";
    tx.run(&format!("{numbers} {items}"), params![count])?;
    let bodies = "INSERT INTO bodies(id, item_id, revision, author_id, title, source, html, plain, at)
        SELECT i, i, 1, i % 2 + 1, 'titre', 'un texte de réunion', '<p>un texte de réunion</p>', 'un texte de réunion', i FROM n";
    tx.run(&format!("{numbers} {bodies}"), params![count])?;
    let changes =
        "INSERT INTO changes(id, seq, at, actor_id, space_id, item_id, verb, weight) SELECT i, i, i, 1, i % 20 + 1, i, 'posted', 1 FROM n";
    tx.run(&format!("{numbers} {changes}"), params![count])?;
    tx.run(
        &format!("{numbers} INSERT INTO reactions(item_id, person_id, emoji, at) SELECT i, 2, '👍', i FROM n WHERE i % 3 = 0"),
        params![count],
    )?;
    tx.run(
        &format!("{numbers} INSERT INTO follows(item_id, person_id, level, at) SELECT i, 2, 'all', i FROM n WHERE i % 7 = 0"),
        params![count],
    )?;
    Ok(())
}

/// Every table of ours, with its columns as they are now.
fn columns(store: &Store) -> Vec<(String, Vec<String>)> {
    let sql = match store.dialect() {
        Dialect::Sqlite => {
            "SELECT m.name, c.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c
              WHERE m.type = 'table' AND m.name NOT LIKE 'search%' AND m.name <> 'schema_migrations' ORDER BY m.name, c.name"
        }
        Dialect::Postgres => {
            "SELECT CAST(c.table_name AS TEXT), CAST(c.column_name AS TEXT) FROM information_schema.columns c
              JOIN information_schema.tables t ON t.table_name = c.table_name AND t.table_schema = c.table_schema
              WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.table_name NOT IN ('search', 'schema_migrations') ORDER BY 1, 2"
        }
    };
    let rows = store.read_now(move |db| db.all(sql, &[], |row| Ok((row.text(0)?, row.text(1)?)))).expect("the schema is read");
    let mut tables: Vec<(String, Vec<String>)> = Vec::new();
    for (table, column) in rows {
        match tables.last_mut() {
            Some((name, columns)) if *name == table => columns.push(column),
            _ => tables.push((table, vec![column])),
        }
    }
    tables
}

/// What each table holds in those columns: how many rows, and a sum that does not depend on their order.
fn digests(store: &Store, tables: &[(String, Vec<String>)]) -> Vec<(String, u64, u64)> {
    let digest = |(table, columns): &(String, Vec<String>)| {
        let values: Vec<String> = columns.iter().map(|column| format!("coalesce(CAST({column} AS TEXT), '~')")).collect();
        let sql = format!("SELECT {} FROM {table}", values.join(" || '|' || "));
        let rows = store.read_now(move |db| db.all(&sql, &[], |row| row.text(0)));
        let rows = rows.unwrap_or_else(|error| panic!("{table}: {error}"));
        let hash = |row: &String| {
            let mut hasher = DefaultHasher::new();
            row.hash(&mut hasher);
            hasher.finish()
        };
        (table.clone(), rows.len() as u64, rows.iter().map(hash).fold(0, u64::wrapping_add))
    };
    tables.iter().map(digest).collect()
}
