//! What whole-program tests and browser journeys stand on: the real program, started afresh, and Chromium, driven as a person would.
//! Invariant: a journey talks to Palabre only through its command line, its pages and its API; nothing here links the program.
//! Helpers panic with what was sought and a picture of the page, so that a journey reads as the story it tells.

mod api;
mod axe;
mod browser;
mod driver;
mod keys;
mod postbox;
mod provider;
mod relay;
mod scratch;
mod server;
mod stage;
mod visitor;

pub use api::{Answer, Api};
pub use axe::Violation;
pub use browser::{Browser, Loaded};
pub use postbox::{Letter, Postbox};
pub use provider::Provider;
pub use relay::Relay;
pub use scratch::Scratch;
pub use server::{Backend, Database, Server};
pub use stage::{PASSWORD, Person, SPACE, Stage, id, open_space};
pub use visitor::Visitor;
