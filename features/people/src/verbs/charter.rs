//! The charter that a new network begins with: plain, in both languages, for its owner to rewrite.

use base::{Id, Language, Result};
use kernel::charter::{self, NewCharter};
use store::Tx;

const TITLE: &str = "Charte · Code of conduct";
const FRENCH: &str = include_str!("../../assets/charter.fr.md");
const ENGLISH: &str = include_str!("../../assets/charter.en.md");

/// Gives a network its first charter, in both languages, the founder's first; does nothing when it has one.
///
/// # Errors
/// A broken database.
pub fn found(tx: &Tx, founder: Id, language: Language) -> Result<()> {
    let (first, second) = match language {
        Language::Fr => (FRENCH, ENGLISH),
        Language::En => (ENGLISH, FRENCH),
    };
    charter::found(tx, founder, &NewCharter::parse(TITLE, &format!("{first}\n---\n\n{second}"))?)
}
