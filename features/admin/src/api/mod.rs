//! The API of administration: thin faces over the same verbs and queries as the pages. For administrators alone.

pub mod health;
pub mod network;
pub mod retention;
pub mod trail;
