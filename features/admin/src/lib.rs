//! Administration: identity, people, rights, charter, retention, storage, cost, health, what leaves the machine, the audit trail.
//! Invariant: for administrators alone, each act with its line in the trail; administering gives nothing more to read.
//! Deliberately absent: contents of any space, names of spaces one can't reach, when anybody was last there.

mod api;
mod cost;
pub mod letters;
mod machine;
mod pages;
mod queries;
mod verbs;
mod views;

use std::sync::Arc;

use axum::{Extension, Router};
use house::House;
use utoipa_axum::router::OpenApiRouter;

pub use machine::{Door, Machine};
pub use verbs::nightly;

#[allow(missing_docs, clippy::needless_pass_by_value)]
mod words {
    include!(concat!(env!("OUT_DIR"), "/words.rs"));
}

/// Every page of this room, on that machine.
pub fn pages(machine: &Arc<Machine>) -> Router<House> {
    Router::new()
        .merge(pages::overview::routes())
        .merge(pages::identity::routes())
        .merge(pages::people::routes())
        .merge(pages::person::routes())
        .merge(pages::roster::routes())
        .merge(pages::rights::routes())
        .merge(pages::charter::routes())
        .merge(pages::retention::routes())
        .merge(pages::storage::routes())
        .merge(pages::cost::routes())
        .merge(pages::health::routes())
        .merge(pages::outside::routes())
        .merge(pages::trail::routes())
        .layer(Extension(Arc::clone(machine)))
}

/// Every route of this room's API, under `/api/v1`.
pub fn api(machine: &Arc<Machine>) -> OpenApiRouter<House> {
    OpenApiRouter::new()
        .merge(api::network::routes())
        .merge(api::retention::routes())
        .merge(api::trail::routes())
        .merge(api::health::routes())
        .layer(Extension(Arc::clone(machine)))
}
