//! What leaves this machine: every door, open or shut.

use base::Language;
use maud::{Markup, html};
use shell::desk::{State, Watched, watch};

use crate::machine::{Door, Machine};
use crate::words;

pub fn page(l: Language, machine: &Machine) -> Markup {
    let things: Vec<Watched<'_>> = Door::ALL
        .into_iter()
        .map(|door| {
            let (name, purpose) = match door {
                Door::Mail => (words::door_mail(l), words::door_mail_purpose(l)),
                Door::SignIn => (words::door_sign_in(l), words::door_sign_in_purpose(l)),
                Door::Files => (words::door_files(l), words::door_files_purpose(l)),
                Door::Database => (words::door_database(l), words::door_database_purpose(l)),
            };
            match machine.door(door) {
                Some(to) => {
                    Watched { state: State::Look, word: words::door_open(l), name, found: html! { code { (to) } }, advice: Some(purpose) }
                }
                None => {
                    Watched { state: State::Good, word: words::door_shut(l), name, found: html! { (words::door_nothing(l)) }, advice: None }
                }
            }
        })
        .collect();
    html! {
        p.notice role="status" { (if machine.doors.is_empty() { words::outside_nothing(l).to_owned() } else { words::outside_some(l, i64::try_from(machine.doors.len()).unwrap_or(0)) }) }
        (watch(&things))
        p.quiet { (words::outside_pages(l)) }
    }
}
