//! One's own profile (S0-14). Invariant: nothing here can change a role or an address.

use base::checked::{self, Errors};
use base::{Language, Result, Zone};
use kernel::changes::{self, Change, Verb};
use kernel::people::{ENTRIES, ENTRY, HEADLINE, SITE};
use kernel::{Actor, find};
use serde::Deserialize;
use store::{Tx, params};
use utoipa::ToSchema;

use super::newcomer;

/// Longest "Demandez-moi…", in characters.
pub const ASK_ME: usize = 200;

/// What to change of a profile, as somebody gives it; what is absent stays.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ProfileEdit)]
pub struct Given {
    /// The name, 1 to 80 characters.
    pub name: Option<String>,
    /// What I do, in a line of at most 120 characters.
    pub headline: Option<String>,
    /// Where I work, at most 80 characters.
    pub site: Option<String>,
    /// What I can do: at most 20 of at most 40 characters.
    pub skills: Option<Vec<String>>,
    /// What I speak: at most 20 of at most 40 characters.
    pub languages: Option<Vec<String>>,
    /// "Demandez-moi…", at most 200 characters.
    pub ask_me: Option<String>,
    /// The IANA name of the zone I live in.
    pub zone: Option<String>,
    /// `fr` or `en`.
    pub language: Option<String>,
}

/// The same, checked.
#[derive(Clone, Debug)]
pub struct ProfileEdit {
    name: Option<String>,
    headline: Option<String>,
    site: Option<String>,
    skills: Option<String>,
    languages: Option<String>,
    ask_me: Option<String>,
    zone: Option<Zone>,
    language: Option<Language>,
}

impl ProfileEdit {
    /// Checks what was given.
    ///
    /// # Errors
    /// 422 with every wrong field at once.
    pub fn parse(given: &Given) -> Result<ProfileEdit> {
        let mut errors = Errors::default();
        let edit = ProfileEdit {
            name: given.name.as_deref().map(|name| errors.line("name", name, checked::PERSON_NAME)),
            headline: given.headline.as_deref().map(|line| errors.optional_line("headline", line, HEADLINE)),
            site: given.site.as_deref().map(|line| errors.optional_line("site", line, SITE)),
            skills: given.skills.as_ref().map(|list| entries(&mut errors, "skills", list)),
            languages: given.languages.as_ref().map(|list| entries(&mut errors, "languages", list)),
            ask_me: given.ask_me.as_deref().map(|line| errors.optional_line("ask_me", line, ASK_ME)),
            zone: given.zone.as_deref().map(|name| newcomer::zone(&mut errors, name)),
            language: given.language.as_deref().map(|code| newcomer::language(&mut errors, code)),
        };
        errors.done()?;
        Ok(edit)
    }

    /// The language alone, for the switch on every page.
    pub fn of_language(language: Language) -> ProfileEdit {
        let (name, headline, site, skills, languages, ask_me, zone) = (None, None, None, None, None, None, None);
        ProfileEdit { name, headline, site, skills, languages, ask_me, zone, language: Some(language) }
    }

    /// Whether others see a difference.
    fn is_public(&self) -> bool {
        let texts = [&self.name, &self.headline, &self.site, &self.skills, &self.languages, &self.ask_me];
        texts.iter().any(|text| text.is_some()) || self.zone.is_some()
    }
}

/// A list as it is stored, without empty entries and repetitions.
fn entries(errors: &mut Errors, field: &str, list: &[String]) -> String {
    let mut kept: Vec<String> = Vec::new();
    for entry in list.iter().flat_map(|entry| entry.split(',')) {
        let entry = errors.optional_line(field, entry, ENTRY);
        if !entry.is_empty() && !kept.iter().any(|other| text::fold(other) == text::fold(&entry)) {
            kept.push(entry);
        }
    }
    if kept.len() > ENTRIES {
        errors.add_limit(field, "too_many", ENTRIES);
    }
    kept.join(", ")
}

/// A stored list as its entries.
pub fn list(stored: &str) -> Vec<String> {
    stored.split(',').map(str::trim).filter(|entry| !entry.is_empty()).map(str::to_owned).collect()
}

/// Changes one's own profile.
///
/// # Errors
/// A broken database.
pub fn present(tx: &Tx, actor: &Actor, edit: &ProfileEdit) -> Result<()> {
    tx.run(
        "UPDATE people SET name = coalesce($2, name), folded = coalesce($3, folded), headline = coalesce($4, headline), site = coalesce($5, site),
           skills = coalesce($6, skills), languages = coalesce($7, languages), ask_me = coalesce($8, ask_me), zone = coalesce($9, zone),
           language = coalesce($10, language) WHERE id = $1",
        params![
            actor.id,
            edit.name.as_deref(),
            edit.name.as_deref().map(text::fold),
            edit.headline.as_deref(),
            edit.site.as_deref(),
            edit.skills.as_deref(),
            edit.languages.as_deref(),
            edit.ask_me.as_deref(),
            edit.zone.as_ref().map(Zone::name),
            edit.language.map(Language::code)
        ],
    )?;
    if edit.is_public() {
        find::index_person(tx, actor.id)?;
        changes::record(tx, Change::of_person(Some(actor.id), None, actor.id, Verb::Presented))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_cleaned_and_measured() {
        let given = |skills: Vec<String>| Given { skills: Some(skills), ..Given::default() };
        let edit = ProfileEdit::parse(&given(vec![" Rust,  SQL ".into(), "rust".into(), String::new(), "Médiation".into()])).expect("fine");
        assert_eq!(edit.skills.as_deref(), Some("Rust, SQL, Médiation"));
        assert_eq!(list("Rust, SQL, Médiation"), ["Rust", "SQL", "Médiation"]);
        assert!(list("").is_empty());
        assert!(ProfileEdit::parse(&given((0..21).map(|n| n.to_string()).collect())).is_err());
        assert!(ProfileEdit::parse(&given(vec!["x".repeat(41)])).is_err());
    }
}
