//! The purge of every night, at three o'clock by the house's clock: the same conditions that the preview counts.

use base::{Fault, Moment, Result};
use house::House;
use kernel::office::Office;
use kernel::{items, retention, settings};
use store::Query;

const HOUR: &str = "03:00";
const DONE: &str = "purged_at";
/// Items that leave the trash in one transaction, so that nobody who writes waits long.
const BATCH: i64 = 200;

/// Ends what has outlived its duration, unless that was done since three o'clock; tells how much.
///
/// # Errors
/// A broken database.
pub async fn purge(house: &House, now: Moment) -> Result<Option<i64>> {
    let due = house.store.read(move |db| is_due(db, now)).await?;
    if !due {
        return Ok(None);
    }
    let mut items = 0;
    loop {
        let kinds = house.kinds.clone();
        let purged = house.store.write(move |tx| items::purge(tx, &kinds, now, BATCH)).await?;
        items += i64::try_from(purged).unwrap_or(i64::MAX);
        if purged == 0 {
            break;
        }
    }
    let kinds = house.kinds.clone();
    let rest = house.store.write(move |tx| {
        // Another node may have been faster.
        if !is_due(tx, now)? {
            return Ok(0);
        }
        let ended = retention::purge(tx, &kinds, now, None)?;
        settings::set(tx, DONE, &now.0.to_string())?;
        Ok::<_, Fault>(ended.into_iter().map(|(_, n)| n).sum::<i64>())
    });
    Ok(Some(items + rest.await?))
}

fn is_due(q: &impl Query, now: Moment) -> Result<bool> {
    let Some(last) = settings::get(q, DONE)?.and_then(|text| text.parse().ok()).map(Moment) else { return Ok(true) };
    let zone = Office::load(q)?.zone;
    let three = zone.moment_of(&format!("{}T{HOUR}", zone.at(now).date())).unwrap_or(now);
    let latest = if three <= now { three } else { three.plus_days(-1) };
    Ok(last < latest)
}
