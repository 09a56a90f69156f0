//! The rights of the person over their data (RGPD art. 12 to 22): a copy of everything, rectification, erasure, each within a month.
//! Invariant: every column that names a person stands in the census, which says what of it is given and what becomes of it.
//! Deliberately absent: data of others, and any trace of when somebody was last there.

mod archive;
mod census;
mod erasure;
mod forgetting;
mod pages;
mod requests;

use axum::Router;
use base::{Moment, Result};
use house::House;
use jobs::Work;

pub use census::{CENSUS, End, Entry};

#[allow(clippy::needless_pass_by_value)]
mod words {
    include!(concat!(env!("OUT_DIR"), "/words.rs"));
}

/// The pages: one's own data, and the requests that administrators answer.
pub fn pages() -> Router<House> {
    pages::mine::routes().merge(pages::desk::routes())
}

/// What does this room's jobs, for the program's list of kinds.
pub fn works(house: &House) -> [(&'static str, Work); 2] {
    [(archive::MAKE, archive::work(house)), (forgetting::FORGET, forgetting::work(house))]
}

/// Reminds administrators of requests whose month runs out, and drops archives that were there long enough; answers how many reminders.
///
/// # Errors
/// A broken database.
pub async fn watch(house: &House, now: Moment) -> Result<usize> {
    house.store.write(move |tx| requests::watch(tx, now)).await
}
