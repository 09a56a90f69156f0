//! What every feature's pages and API stand on: the shared state, who is asking, and the frame around a page.
//! Invariant: an `Actor` is made here alone, once per request, from a session's cookie or a token. Deliberately absent: any route.

mod frame;
mod look;
mod signed;
mod state;

pub use frame::{face, frame, photo};
pub use look::{Face, Look, Seat};
pub use signed::{Maybe, Signed};
pub use state::House;
