//! What a refused request must leave as it was: every row of every table, whatever the database.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use store::{Error, Store};

/// One number for each table; the order of rows doesn't matter.
pub type Standing = BTreeMap<String, u64>;

/// Everything as it stands now, but for what work under way writes by itself.
pub async fn of(store: &Store) -> Standing {
    let store = store.clone();
    let look = move || {
        store.snapshot(|now| {
            let mut standing = Standing::new();
            for table in now.tables()?.into_iter().filter(|table| !["jobs", "listeners", "contents"].contains(&table.name.as_str())) {
                let mut sum = 0_u64;
                now.rows(&table, |row| {
                    let mut hasher = DefaultHasher::new();
                    format!("{row:?}").hash(&mut hasher);
                    sum = sum.wrapping_add(hasher.finish() | 1);
                    Ok::<_, Error>(())
                })?;
                standing.insert(table.name, sum);
            }
            Ok::<_, Error>(standing)
        })
    };
    tokio::task::spawn_blocking(look).await.expect("it looks").expect("a snapshot")
}

/// The tables in which two differ.
pub fn changed(before: &Standing, after: &Standing) -> Vec<String> {
    before.iter().filter(|(table, sum)| after.get(*table) != Some(sum)).map(|(table, _)| table.clone()).collect()
}
