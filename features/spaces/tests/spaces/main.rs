//! Spaces as browsers and programs meet them: the routes of this feature in the whole kit, on both databases.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod api;
mod near;
mod network;
mod pages;
mod permissions;
