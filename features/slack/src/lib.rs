//! Import of a Slack export: an archive is opened, planned in full, reported, and only then written.
//! Invariant: reading never writes, and every file that can be read is, whatever stands beside it. Deliberately absent: private messages.

mod apply;
pub mod archive;
mod cast;
mod lenient;
pub mod message;
mod messages;
mod model;
pub mod plan;
pub mod report;

pub use apply::{Options, apply};
pub use messages::Messages;

// Made by a program; its look-up by key isn't used here.
#[allow(dead_code, clippy::single_char_add_str)]
mod words {
    include!(concat!(env!("OUT_DIR"), "/words.rs"));
}
