//! The heart of the house: people, spaces, items, bodies, changes, access, and what every item has.
//! Invariant: nothing is written without a change in the same transaction, and no verb runs without an `Allowed`.
//! Deliberately absent: HTML, HTTP, and the columns that one kind of item alone owns (those live in its feature).

pub mod access;
mod actor;
pub mod audit;
pub mod changes;
pub mod charter;
pub mod documents;
pub mod drafts;
pub mod find;
pub mod import;
pub mod items;
mod kind;
pub mod later;
mod migrations;
pub mod notices;
pub mod office;
pub mod once;
pub mod people;
mod reindex;
pub mod retention;
pub mod settings;
pub mod spaces;
mod sql;

pub use access::{Action, Allowed, Contribute, Edit, Manage, Moderate, View};
pub use actor::Actor;
pub use base::{Fault, Refusal, Result};
pub use kind::{Kind, KindRoom, Kinds};
pub use migrations::MIGRATIONS;
pub use reindex::reindex;
pub use sql::{list, padded};
