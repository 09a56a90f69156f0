//! The API of this room: thin faces over the same verbs and queries as the pages.

pub mod charter;
pub mod directory;
pub mod invitations;
pub mod me;
pub mod tokens;

use base::{Id, Refusal};
use http::HeaderMap;
use kernel::people::Person;
use serde::Serialize;
use utoipa::ToSchema;

use crate::verbs::profile::list;

/// A person as others may know them. Never an address, never when they were last here.
#[derive(Serialize, ToSchema)]
#[schema(as = Person)]
struct PersonShape {
    #[schema(value_type = String)]
    id: Id,
    name: String,
    /// `owner`, `admin`, `member`, `guest` or `bot`.
    role: &'static str,
    headline: String,
    site: String,
    skills: Vec<String>,
    languages: Vec<String>,
    ask_me: String,
    /// IANA name of the zone they live in.
    zone: String,
    /// `fr` or `en`.
    language: &'static str,
    /// Address of the photo, where one was given.
    photo: Option<String>,
}

impl From<Person> for PersonShape {
    fn from(person: Person) -> PersonShape {
        PersonShape {
            id: person.id,
            name: person.name,
            role: person.role.name(),
            headline: person.headline,
            site: person.site,
            skills: list(&person.skills),
            languages: list(&person.languages),
            ask_me: person.ask_me,
            zone: person.zone.to_string(),
            language: person.language.code(),
            photo: house::photo(person.id, person.photo_at),
        }
    }
}

/// Refuses what only somebody at a page may do: a program can't give itself more than it was given.
fn at_a_page(headers: &HeaderMap) -> Result<(), Refusal> {
    if web::bearer(headers).is_some() { Err(Refusal::Forbidden("token")) } else { Ok(()) }
}
