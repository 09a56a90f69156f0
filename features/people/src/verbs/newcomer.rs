//! What somebody tells about themselves when they come in, checked all at once.

use base::checked::{self, Errors};
use base::{Language, Moment, Result, Zone};
use kernel::people::{NewPerson, PersonRole};

use house::password;

/// The fields as a form gives them.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// Their name.
    pub name: &'a str,
    /// Their address.
    pub email: &'a str,
    /// The password they chose.
    pub password: &'a str,
    /// The language they read.
    pub language: &'a str,
    /// The clock they live by.
    pub zone: &'a str,
}

/// Somebody who comes in, checked; the password is not hashed yet.
#[derive(Clone)]
pub struct Newcomer {
    name: String,
    email: String,
    password: String,
    language: Language,
    zone: Zone,
}

impl Newcomer {
    /// Checks every field and notes what is wrong.
    pub fn parse(errors: &mut Errors, given: &Given<'_>) -> Newcomer {
        let name = errors.line("name", given.name, checked::PERSON_NAME);
        let email = errors.email("email", given.email);
        password::check(errors, "password", given.password, &[&name, &email]);
        let (language, zone) = (language(errors, given.language), zone(errors, given.zone));
        Newcomer { name, email, password: given.password.to_owned(), language, zone }
    }

    /// Hashes the password and makes the person to let in.
    ///
    /// # Errors
    /// Only when the machine is broken.
    pub async fn into_person(self, role: PersonRole) -> Result<NewPerson> {
        let password = Some(password::hash(self.password).await?);
        let Newcomer { name, email, language, zone, .. } = self;
        let email = Some(email);
        Ok(NewPerson { name, email, role, language, zone, password, inviter: None, ends_at: None, origin: None, at: Moment::now() })
    }
}

/// Reads a language code.
pub(crate) fn language(errors: &mut Errors, code: &str) -> Language {
    Language::parse(code).unwrap_or_else(|| {
        errors.add("language", "unknown");
        Language::default()
    })
}

/// Reads a zone's name.
pub(crate) fn zone(errors: &mut Errors, name: &str) -> Zone {
    Zone::parse(name).unwrap_or_else(|| {
        errors.add("zone", "not_a_zone");
        Zone::default()
    })
}
