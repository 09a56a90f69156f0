//! Fields that several forms of this room have.

use std::sync::LazyLock;

use base::checked::{EMAIL, PASSWORD_MAX, PASSWORD_MIN, PERSON_NAME};
use base::{Language, Zone};
use maud::Markup;
use shell::form::{Errors, Field};

use crate::words;

static ZONES: LazyLock<Vec<(String, String)>> =
    LazyLock::new(|| Zone::all().into_iter().map(|name| (name.clone(), name.replace('_', " "))).collect());

pub fn name(l: Language, value: &str, errors: &Errors) -> Markup {
    Field::new("name", words::field_name(l)).value(value).limit(PERSON_NAME).autocomplete("name").errors(errors).show(l)
}

pub fn email(l: Language, value: &str, errors: &Errors) -> Markup {
    Field::new("email", words::field_email(l)).input("email").value(value).limit(EMAIL).autocomplete("username").errors(errors).show(l)
}

/// A password to choose.
pub fn new_password(l: Language, label: &str, errors: &Errors) -> Markup {
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let hint = words::field_password_hint(l, count(PASSWORD_MIN), count(PASSWORD_MAX));
    Field::new("password", label).input("password").hint(&hint).autocomplete("new-password").errors(errors).show(l)
}

pub fn language(l: Language, value: &str, errors: &Errors) -> Markup {
    let options = Language::ALL.map(|language| (language, words::language_own_name(language).to_owned()));
    Field::new("language", words::field_language(l)).value(value).errors(errors).select(l, &options)
}

pub fn zone(l: Language, value: &str, errors: &Errors) -> Markup {
    Field::new("zone", words::field_zone(l)).hint(words::field_zone_hint(l)).value(value).errors(errors).select(l, &ZONES)
}
