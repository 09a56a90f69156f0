//! WebSockets that carry bytes to whoever follows a topic. Invariant: what was missed and what is live arrive once and in order, and
//! nothing published after the end of a right reaches its former holder. Deliberately absent: product words, and any trace of who is present.

mod close;
mod connection;
mod hub;
mod request;

pub use axum::extract::ws::Utf8Bytes;
pub use close::Close;
pub use connection::{Desk, Event, Missed, accept, refuse};
pub use hub::{Hub, Who};
