//! The markup of this room: functions of data and language, made of the shell's components.

pub mod charter;
pub mod cost;
pub mod health;
pub mod identity;
pub mod outside;
pub mod people;
pub mod person;
pub mod retention;
pub mod rights;
pub mod roster;
pub mod storage;
pub mod trail;

use base::Language;
use kernel::people::PersonRole;

use crate::words;

/// The word for a role in the network.
fn role(l: Language, role: PersonRole) -> &'static str {
    match role {
        PersonRole::Owner => words::role_owner(l),
        PersonRole::Admin => words::role_admin(l),
        PersonRole::Member => words::role_member(l),
        PersonRole::Guest => words::role_guest(l),
        PersonRole::Bot => words::role_bot(l),
    }
}

/// A size that the database or the system told.
fn bytes(l: Language, bytes: i64) -> String {
    web::size(l, u64::try_from(bytes).unwrap_or_default())
}
