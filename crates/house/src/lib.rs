//! What every feature's pages and API stand on: the shared state, who is asking, and the frame around a page.
//! Invariant: an `Actor` is made here alone, once per request, from a session's cookie or a token. Deliberately absent: any route.

mod brand;
mod file;
mod frame;
mod look;
pub mod picture;
mod receive;
mod sent;
mod signed;
mod space;
mod state;
pub mod upload;

pub use file::{FileShape, PreviewShape, attached};
pub use brand::brand;
pub use frame::{face, frame, photo};
pub use look::{Face, Look, Seat};
pub use receive::refused;
pub use sent::Sent;
pub use signed::{Maybe, Signed};
pub use space::{SpaceTab, opening, space_head, space_ref};
pub use state::House;

#[allow(dead_code, missing_docs, clippy::needless_pass_by_value)]
mod words {
    include!(concat!(env!("OUT_DIR"), "/words.rs"));
}
