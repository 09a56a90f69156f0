//! By the clock: what nothing carries for a day goes, and bytes that no row names.

use std::time::Duration;

use base::{Fault, Moment};
use files::Sha256;
use house::{House, refused};
use kernel::documents;

use crate::reading::REST;

/// Bytes younger than this may belong to a row that is just being written.
const YOUNG: Duration = Duration::from_secs(40 * 60);
const PAGE: usize = 500;

/// Sweeps once.
///
/// # Errors
/// A broken database or storage; what was swept is swept.
pub async fn sweep(house: &House) -> base::Result<()> {
    let now = Moment::now();
    loop {
        let gone = house.store.write(move |tx| documents::forget_loose(tx, now, 500)).await?;
        if gone == 0 {
            break;
        }
        tracing::info!(gone, "files that nothing carried for a day are gone");
    }
    house.store.write(move |tx| Ok::<_, Fault>(documents::uploads::forget_expired(tx, now)?)).await?;
    house.files.sweep(REST).await.map_err(refused)?;
    let mut after: Option<Sha256> = None;
    loop {
        let page = house.files.list(after, PAGE).await.map_err(refused)?;
        let Some(last) = page.last() else { return Ok(()) };
        after = Some(last.sha256);
        let names: Vec<String> = page.iter().map(|kept| kept.sha256.to_string()).collect();
        for name in house.store.read(move |db| Ok::<_, Fault>(documents::unneeded(db, &names)?)).await? {
            let blob = name.parse().map_err(Fault::broken)?;
            house.files.remove(&blob, YOUNG).await.map_err(refused)?;
        }
    }
}
