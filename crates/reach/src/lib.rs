//! Everything that leaves the machine; no other crate opens a socket outward.
//! Invariant: every call is bounded in time, encrypted unless it stays on this machine, and checked before it starts.
//! Deliberately absent: retries and queues. A call is made once; `jobs` decides whether to try again.

mod call;
mod guard;
mod http;
mod mail;
mod relay;

pub use call::{Answer, Body, Call, Flow, Unreached};
pub use guard::Forbidden;
pub use http::Client;
pub use mail::{Mail, Mailer, Undelivered};
pub use relay::BadRelay;
