//! Sondage: choices in an item, one or several votes per person until it closes, the result live.
//! Invariant: one person, one ballot; voting again replaces it. Votes are shown as counts, never by name.

mod api;
mod pages;
mod room;
mod verbs;
mod views;

pub use api::api;
pub use pages::pages;
pub use room::PollRoom;
pub use verbs::vote;
pub use views::{chip, face};
