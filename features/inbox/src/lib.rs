//! À traiter: what waits for me, and why. Waiting notices newest first, settled one by one or all at once.
//! Invariant: the count here, in the navigation and in the API is the same query. Deliberately absent: making notices (the kernel's verbs do).

mod api;
mod line;
mod pages;
mod words {
    include!(concat!(env!("OUT_DIR"), "/words.rs"));
}

pub use api::api;
pub use pages::pages;
