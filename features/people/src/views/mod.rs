//! The markup of this room: functions of data and language, made of the shell's components.

pub mod charter;
pub mod directory;
pub mod door;
mod fields;
pub mod invitation;
pub mod me;

use base::Language;
use kernel::people::{Person, PersonRole};
use shell::view::{Face, Standing};

use crate::words;

/// A person as components show them, closed accounts marked.
fn face(person: &Person) -> Face {
    let (guest, bot) = (person.role == PersonRole::Guest, person.role == PersonRole::Bot);
    let face = house::face(person.id, &person.name, person.photo_at, guest, bot);
    if person.deactivated_at.is_some() { Face { standing: Standing::Gone, ..face } } else { face }
}

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
