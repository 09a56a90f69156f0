//! What every feature's pages and API stand on: the shared state, who is asking, and the frame around a page.
//! Invariant: an `Actor` is made here alone, once per request, from a session's cookie or a token. Deliberately absent: any route.

mod attempts;
mod brand;
pub mod desk;
mod enter;
mod file;
pub mod form;
mod frame;
mod look;
pub mod password;
pub mod picture;
mod proved;
mod proxies;
mod receive;
mod sent;
mod signed;
mod space;
mod state;
pub mod upload;
mod vault;
mod visitor;

pub use attempts::Attempt;
pub use brand::brand;
pub use enter::{Arriving, bare, enter, session_cookie, signed_out};
pub use file::{FileShape, PreviewShape, attached};
pub use frame::{face, frame, photo};
pub use look::{Face, Look, Seat};
pub use proved::{KEPT_LIMIT, Kept, PROOF, PROOF_PASSKEY, Proved, ProvedForm, ask};
pub use proxies::Proxies;
pub use receive::refused;
pub use sent::Sent;
pub use signed::{AtDoor, Maybe, Signed};
pub use space::{SpaceTab, opening, space_head, space_ref};
pub use state::House;
pub use vault::Vault;
pub use visitor::{LANGUAGE_COOKIE, Peer, Visitor};

#[allow(dead_code, missing_docs, clippy::needless_pass_by_value)]
mod words {
    include!(concat!(env!("OUT_DIR"), "/words.rs"));
}
