//! The fields that a new space and its settings have in common. What was typed comes back as it was, with each error beside its field.

use base::{Language, checked};
use kernel::spaces::{Opening, SpaceKind};
use maud::{Markup, html};
use serde::Deserialize;
use shell::form::{self, Errors, Field};

use crate::words;

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Typed {
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub purpose: String,
    #[serde(default)]
    pub kind: String,
    #[serde(default)]
    pub opening: String,
    #[serde(default)]
    pub ends_on: String,
}

/// The word for a kind, an opening, or whatever else has one: `kind_project`, `opening_open`.
pub fn word(l: Language, key: &str) -> &'static str {
    words::by_key(l, key).unwrap_or_default()
}

/// The five fields.
pub fn show(l: Language, typed: &Typed, errors: &Errors) -> Markup {
    let kinds = options(l, "kind", SpaceKind::ALL.iter().map(|kind| kind.name()));
    let openings = options(l, "opening", Opening::ALL.iter().rev().map(|opening| opening.name()));
    html! {
        (Field::new("name", words::field_name(l)).limit(checked::SPACE_NAME).value(&typed.name).errors(errors).show(l))
        (Field::new("purpose", words::field_purpose(l)).rows(2).limit(checked::PURPOSE).hint(words::field_purpose_hint(l)).value(&typed.purpose).errors(errors).show(l))
        (form::choices("opening", words::field_opening(l), &openings, &typed.opening))
        (Field::new("ends_on", words::field_ends_on(l)).input("date").optional().hint(words::field_ends_on_hint(l)).value(&typed.ends_on).errors(errors).show(l))
        (form::choices("kind", words::field_kind(l), &kinds, &typed.kind))
    }
}

/// Each with its word and its hint: `(value, label, hint)`.
pub fn options<'a>(l: Language, of: &str, names: impl Iterator<Item = &'a str>) -> Vec<(&'a str, &'static str, &'static str)> {
    names.map(|name| (name, word(l, &format!("{of}_{name}")), word(l, &format!("{of}_{name}_hint")))).collect()
}

#[cfg(test)]
mod tests {
    use kernel::Kind;
    use kernel::spaces::{Level, SpaceRole};

    use super::*;

    #[test]
    fn everything_that_is_named_has_its_word_in_both_languages() {
        for l in Language::ALL {
            let kinds = options(l, "kind", SpaceKind::ALL.iter().map(|kind| kind.name()));
            let openings = options(l, "opening", Opening::ALL.iter().map(|opening| opening.name()));
            let levels = options(l, "level", Level::ALL.iter().map(|level| level.name()));
            for (name, label, hint) in kinds.into_iter().chain(openings).chain(levels) {
                assert!(!label.is_empty() && !hint.is_empty(), "{l} {name}");
            }
            let posts = Kind::OFFERED.iter().map(|kind| format!("post_{kind}"));
            for key in posts.chain(SpaceRole::ALL.iter().map(|role| format!("who_{role}"))) {
                assert!(!word(l, &key).is_empty(), "{l} {key}");
            }
        }
    }
}
