//! Checks shared by every form: names, texts, addresses. Each collects its errors so that a person sees all of them at once.
//! Limits stand here as constants, because forms print them and API errors repeat them.

use crate::{FieldError, Refusal};

/// Longest name of a person, in characters.
pub const PERSON_NAME: usize = 80;
/// Longest name of a space, in characters.
pub const SPACE_NAME: usize = 80;
/// Longest purpose of a space, in characters.
pub const PURPOSE: usize = 500;
/// Longest title of an item, in characters.
pub const TITLE: usize = 200;
/// Longest body of an item, in characters.
pub const BODY: usize = 50_000;
/// Longest quick note, in characters (S0-08: one field).
pub const QUICK_NOTE: usize = 500;
/// Longest name of a file, in characters; a longer one is cut before its extension.
pub const FILE_NAME: usize = 200;
/// Most files attached to one item.
pub const FILES: usize = 20;
/// Longest e-mail address, in bytes (RFC 5321 §4.5.3.1.3).
pub const EMAIL: usize = 254;
/// Shortest password, in characters.
pub const PASSWORD_MIN: usize = 12;
/// Longest password, in characters: hashing must stay cheap to refuse.
pub const PASSWORD_MAX: usize = 128;

/// Gathers the errors of one form.
#[derive(Default)]
pub struct Errors(Vec<FieldError>);

impl Errors {
    /// Notes one error.
    pub fn add(&mut self, field: &str, code: &'static str) {
        self.0.push(FieldError { field: field.into(), code, limit: None });
    }

    /// Notes one error with the limit that was passed.
    pub fn add_limit(&mut self, field: &str, code: &'static str, limit: usize) {
        self.0.push(FieldError { field: field.into(), code, limit: i64::try_from(limit).ok() });
    }

    /// One line of text: trimmed, inner white space folded, no control or invisible direction characters.
    /// An error is noted when it is empty (`required`) or over `max` characters.
    pub fn line(&mut self, field: &str, text: &str, max: usize) -> String {
        let line = self.optional_line(field, text, max);
        if line.is_empty() {
            self.add(field, "required");
        }
        line
    }

    /// The same, where nothing may be given.
    pub fn optional_line(&mut self, field: &str, text: &str, max: usize) -> String {
        let clean: String = text.chars().filter(|c| !is_deceptive(*c)).map(|c| if c.is_control() { ' ' } else { c }).collect();
        let line = loose_words(&clean).collect::<Vec<_>>().join(" ");
        if line.chars().count() > max {
            self.add_limit(field, "too_long", max);
        }
        line
    }

    /// Text of several lines: line ends made `\n`, NUL removed, ends trimmed. May be empty.
    pub fn prose(&mut self, field: &str, text: &str, max: usize) -> String {
        let clean = text.replace("\r\n", "\n").replace(['\r', '\0'], "\n");
        let prose = clean.trim().to_owned();
        if prose.chars().count() > max {
            self.add_limit(field, "too_long", max);
        }
        prose
    }

    /// An e-mail address in lower case: one `@`, a dotted domain, no white space, no control character.
    /// Stricter than RFC 5321 on purpose (no quoted local part): such addresses are only ever used to deceive.
    pub fn email(&mut self, field: &str, text: &str) -> String {
        let email = text.trim().to_lowercase();
        if !is_email(&email) {
            self.add(field, "not_an_email");
        }
        email
    }

    /// Takes back one error that something else makes up for.
    pub fn forgive(&mut self, field: &str, code: &'static str) {
        self.0.retain(|error| error.field != field || error.code != code);
    }

    /// `Ok` when nothing was noted.
    pub fn done(self) -> Result<(), Refusal> {
        if self.0.is_empty() { Ok(()) } else { Err(Refusal::Invalid(self.0)) }
    }
}

fn is_email(email: &str) -> bool {
    let Some((local, domain)) = email.split_once('@') else { return false };
    let label = |l: &str| !l.is_empty() && !l.starts_with('-') && !l.ends_with('-') && l.chars().all(|c| c.is_alphanumeric() || c == '-');
    let allowed = |c: char| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    email.len() <= EMAIL
        && !local.is_empty()
        && local.len() <= 64
        && local.chars().all(allowed)
        && domain.contains('.')
        && domain.split('.').all(label)
}

/// The words between which a line may be broken: what French typography binds by a no-break space stays bound.
pub fn loose_words(text: &str) -> impl Iterator<Item = &str> {
    let loose = |c: char| c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}');
    text.split(loose).map(str::trim).filter(|word| !word.is_empty())
}

/// Characters that change how others are read (direction overrides, zero-width, interlinear): never part of a name.
/// ZERO WIDTH JOINER stays: families of emoji need it.
pub fn is_deceptive(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cleaned_and_measured() {
        let mut errors = Errors::default();
        assert_eq!(errors.line("name", "  Awa\t\u{202e}Diallo \n", 80), "Awa Diallo");
        assert_eq!(errors.line("title", " Qui  vient\u{202f}?\u{202f}", 80), "Qui vient\u{202f}?");
        assert!(errors.done().is_ok());
        let mut errors = Errors::default();
        errors.line("name", " \u{200b} ", 80);
        errors.line("purpose", &"é".repeat(501), 500);
        let Err(Refusal::Invalid(list)) = errors.done() else { panic!("two errors expected") };
        assert_eq!(list.iter().map(|e| e.code).collect::<Vec<_>>(), ["required", "too_long"]);
        assert_eq!(list[1].limit, Some(500));
    }

    #[test]
    fn addresses() {
        for good in ["awa@exemple.fr", "luc.o'neil+t@sous.domaine.example", "zoé@exemple.fr"] {
            assert!(is_email(good), "{good}");
        }
        for bad in ["", "a", "a@b", "a@b@c.fr", "\"a b\"@c.fr", "a@-c.fr", "a@c..fr", "a\n@c.fr", "a b@c.fr", "@c.fr"] {
            assert!(!is_email(bad), "{bad}");
        }
    }
}
