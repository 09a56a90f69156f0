//! The purge of every night, at three o'clock by the house's clock: the same conditions that the preview counts.

use base::{Moment, Result};
use house::House;
use kernel::office::Office;
use kernel::{retention, settings};
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
    loop {
        let kinds = house.kinds.clone();
        if house.store.write(move |tx| retention::purge_trash(tx, &kinds, now, BATCH)).await? == 0 {
            break;
        }
    }
    let kinds = house.kinds.clone();
    // Another node may have been faster: then nothing is left to end, and only what this one ended to tell of.
    let ended = house.store.write(move |tx| {
        settings::set(tx, DONE, &now.0.to_string())?;
        retention::purge(tx, &kinds, now, None)
    });
    Ok(Some(ended.await?.into_iter().map(|(_, n)| n).sum()))
}

fn is_due(q: &impl Query, now: Moment) -> Result<bool> {
    let Some(last) = settings::get(q, DONE)?.and_then(|text| text.parse().ok()).map(Moment) else { return Ok(true) };
    let zone = Office::load(q)?.zone;
    let three = zone.moment_of(&format!("{}T{HOUR}", zone.at(now).date())).unwrap_or(now);
    let latest = if three <= now { three } else { three.plus_days(-1) };
    Ok(last < latest)
}
