//! Recherche: items, people and spaces by their words, as the person may see them now. A page, the go-anywhere dialog and the API.
//! Invariant: a fixed number of queries, whatever is asked. Deliberately absent: the index (the kernel's `find`) and ranking: newest first.

mod api;
mod asked;
mod found;
mod page;
mod quick;
mod words {
    include!(concat!(env!("OUT_DIR"), "/words.rs"));
}

use axum::Router;
use axum::routing::get;
use house::House;

pub use api::api;

/// The pages of search.
pub fn pages() -> Router<House> {
    Router::new().route("/search", get(page::show)).route("/search/quick", get(quick::show))
}
