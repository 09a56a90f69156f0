//! What administrators do that the kernel has no verb for. Each writes in the transaction it is given, with its line in the trail.

pub mod disk;
pub mod health;
pub mod identity;
pub mod nightly;
pub mod roster;
pub mod sheet;
pub mod welcome;
