//! The door in depth: passkeys, one-time codes, recovery codes, one's own sessions, the proof before sensitive acts, and whom the network asks
//! for a second factor. Invariant: what proves somebody works once. Deliberately absent: passwords (`people`), identity providers, and what
//! makes and ends sessions (`kernel::people::sessions`).

mod answer;
mod api;
mod challenge;
pub mod codes;
mod pages;
pub mod passkeys;
mod qr;
pub mod recovery;
mod views;
pub mod webauthn;

use axum::Router;
use house::House;
use utoipa_axum::router::OpenApiRouter;

#[allow(missing_docs, clippy::needless_pass_by_value)]
mod words {
    include!(concat!(env!("OUT_DIR"), "/words.rs"));
}

/// Every page of this room.
pub fn pages() -> Router<House> {
    Router::new()
        .merge(pages::passkey::routes())
        .merge(pages::second::routes())
        .merge(pages::enrol::routes())
        .merge(pages::security::routes())
        .merge(pages::factors::routes())
        .merge(pages::sessions::routes())
        .merge(pages::prove::routes())
        .merge(pages::rule::routes())
        .merge(pages::rescue::routes())
}

/// Every route of this room's API, under `/api/v1`.
pub fn api() -> OpenApiRouter<House> {
    api::routes()
}
