//! People at the door and in the directory: set-up, sign-in, reset, invitations, profiles, the charter, tokens, administration.
//! Invariant: nothing here reveals who exists to whoever may not know them. Deliberately absent: any trace of when somebody was last there.

mod api;
pub mod letters;
mod pages;
pub mod queries;
pub mod rows;
pub mod verbs;
mod views;

use axum::Router;
use house::House;
pub use house::password;
use utoipa_axum::router::OpenApiRouter;

#[allow(missing_docs, clippy::needless_pass_by_value)]
mod words {
    include!(concat!(env!("OUT_DIR"), "/words.rs"));
}

/// Every page of this room.
pub fn pages() -> Router<House> {
    Router::new()
        .merge(pages::setup::routes())
        .merge(pages::sign_in::routes())
        .merge(pages::reset::routes())
        .merge(pages::invitation::routes())
        .merge(pages::join::routes())
        .merge(pages::directory::routes())
        .merge(pages::me::routes())
        .merge(pages::photo::routes())
        .merge(pages::tokens::routes())
        .merge(pages::charter::routes())
        .merge(pages::language::routes())
        .merge(pages::help::routes())
}

/// Every route of this room's API, under `/api/v1`.
pub fn api() -> OpenApiRouter<House> {
    OpenApiRouter::new()
        .merge(api::me::routes())
        .merge(api::directory::routes())
        .merge(api::charter::routes())
        .merge(api::tokens::routes())
        .merge(api::invitations::routes())
}
