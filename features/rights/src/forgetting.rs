//! After an erasure: the name that others wrote as a mention, and the words by which the person's own items were found, go soon after.
//! Invariant: done in small steps, so that nobody who writes waits; done again it changes nothing.

use base::{Id, Result};
use house::House;
use jobs::Work;
use kernel::items;
use serde::{Deserialize, Serialize};
use store::Tx;

/// The job that forgets a name.
pub const FORGET: &str = "rights.forget";
/// How many items at once.
const STEP: i64 = 200;

#[derive(Serialize, Deserialize)]
struct Erased {
    person: Id,
}

/// Has the name forgotten once this transaction is kept.
pub fn forget_later(tx: &Tx, person: Id) -> Result<()> {
    jobs::enqueue_later(tx, FORGET, &Erased { person }, tx.now())?;
    Ok(())
}

/// Forgets names.
pub fn work(house: &House) -> Work {
    let (store, kinds) = (house.store.clone(), house.kinds.clone());
    Box::new(move |job| {
        let Erased { person } = job.payload()?;
        let mut after = Some(Id(0));
        while let Some(at) = after {
            after = store.write_now(move |tx| items::rename_mentions(tx, person, at, STEP))?;
        }
        let mut after = Some(Id(0));
        while let Some(at) = after {
            let kinds = kinds.clone();
            after = store.write_now(move |tx| items::index_again(tx, &kinds, person, at, STEP))?;
        }
        Ok(())
    })
}
