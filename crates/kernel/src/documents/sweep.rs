//! What nothing carries any more goes: the row first, then the bytes once no row names them.

use std::collections::HashSet;

use base::{Moment, Result};
use store::{Error, Query, Tx, Value, params};

use crate::sql::list;

/// How long a file may wait to be attached, in hours.
pub const LOOSE_HOURS: i64 = 24;

/// Forgets up to `limit` files that were attached to nothing for a day; answers how many.
pub fn forget_loose(tx: &Tx, now: Moment, limit: i64) -> Result<u64> {
    let due = now.plus_seconds(-LOOSE_HOURS * 3600);
    let gone = tx.run(
        "DELETE FROM files WHERE id IN (SELECT id FROM files WHERE loose_since < $1 ORDER BY loose_since LIMIT $2)",
        params![due, limit],
    )?;
    tx.run("DELETE FROM contents WHERE sha256 NOT IN (SELECT sha256 FROM files)", &[])?;
    Ok(gone)
}

/// Those of these bytes that no row needs: neither a file, nor the picture of one.
pub fn unneeded(q: &impl Query, of: &[String]) -> Result<Vec<String>, Error> {
    let Some(last) = of.last() else { return Ok(Vec::new()) };
    let places = of.len().next_power_of_two();
    let values: Vec<Value> = of.iter().chain(std::iter::repeat(last)).take(places).map(Value::from).collect();
    let among = list(1, places);
    let sql = format!(
        "SELECT sha256 FROM files WHERE sha256 IN {among} UNION SELECT preview_sha256 FROM contents WHERE preview_sha256 IN {among}"
    );
    let needed: HashSet<String> = q.all(&sql, &values, |row| row.text(0))?.into_iter().collect();
    Ok(of.iter().filter(|sha256| !needed.contains(*sha256)).cloned().collect())
}
