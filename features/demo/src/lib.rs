//! The demo network, "Menuiserie Kerjean": its people, spaces and three months of conversation, and how they are played into an empty network.
//! Deliberately absent: any shortcut into the database; what is played goes through the ordinary verbs.

mod play;
mod roster;
mod script;
mod threads;
mod typography;
mod when;

pub use play::{Verbs, Vote, accounts, play};
pub use roster::{Invitation, Person, Space};
pub use script::{Act, Line, Poll, Publish, Script, script};
