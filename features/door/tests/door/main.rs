//! The door as its visitors meet it, on both databases.

mod codes;
mod hall;
mod passkeys;
mod proof;
mod rule;
mod sessions;
mod soft;
