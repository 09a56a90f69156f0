//! Recherche: items, people and spaces by their words, as the person may see them now. A page, the go-anywhere dialog and the API.
//! Invariant: the number of queries doesn't grow with what is found. Deliberately absent: the index (the kernel's `find`), and any memory of
//! what somebody looked for.

mod api;
mod asked;
mod chips;
mod days;
mod found;
mod page;
mod question;
mod quick;
mod suggest;
mod words {
    include!(concat!(env!("OUT_DIR"), "/words.rs"));
}

use axum::Router;
use axum::routing::get;
use house::House;

pub use api::api;

/// The pages of search.
pub fn pages() -> Router<House> {
    Router::new().route("/search", get(page::show)).route("/search/quick", get(quick::show)).route("/search/complete", get(quick::complete))
}
