//! The two languages of the house: French first, English second.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A reader's language.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Français, the default.
    #[default]
    Fr,
    /// English.
    En,
}

impl Language {
    /// Every language, in the order in which they are offered.
    pub const ALL: [Language; 2] = [Language::Fr, Language::En];

    /// The BCP 47 code: `fr` or `en`.
    pub fn code(self) -> &'static str {
        match self {
            Language::Fr => "fr",
            Language::En => "en",
        }
    }

    /// Reads a code such as `fr`, `fr-CA`, `EN`.
    pub fn parse(code: &str) -> Option<Language> {
        match code.get(..2)?.to_ascii_lowercase().as_str() {
            "fr" => Some(Language::Fr),
            "en" => Some(Language::En),
            _ => None,
        }
    }

    /// The best of our languages for an `Accept-Language` header (RFC 9110 §12.5.4); French when none fits.
    /// Only the first 20 entries are read, so that a huge header costs nothing.
    pub fn accepted(header: &str) -> Language {
        let mut best = (0.0_f32, Language::Fr);
        for part in header.split(',').take(20) {
            let mut pieces = part.trim().split(';');
            let Some(language) = pieces.next().and_then(|code| Language::parse(code.trim())) else { continue };
            let quality = pieces.find_map(|p| p.trim().strip_prefix("q=")?.parse().ok()).unwrap_or(1.0);
            if quality > best.0 {
                best = (quality, language);
            }
        }
        best.1
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_is_weighed() {
        assert_eq!(Language::accepted("en-GB,en;q=0.9,fr;q=0.8"), Language::En);
        assert_eq!(Language::accepted("de, fr;q=0.5, en;q=0.4"), Language::Fr);
        assert_eq!(Language::accepted("de"), Language::Fr);
        assert_eq!(Language::accepted("é;q=x,,;"), Language::Fr);
    }
}
