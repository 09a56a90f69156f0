//! Recovery codes: ten per person, shown once, each good for one sign-in. Invariant: only digests are kept; a code of 80 random bits
//! needs no slow hash. Deliberately absent: codes without another factor.

use base::{Id, Result, Secret};
use store::{Error, Query, Tx, params};

/// How many are made.
pub const COUNT: usize = 10;

/// Without `0 o 1 l`, which look alike on paper.
const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// Makes ten new ones; the former are worth nothing any more.
///
/// # Errors
/// A broken database.
pub fn make(tx: &Tx, person: Id) -> Result<Vec<String>> {
    forget(tx, person)?;
    let codes: Vec<String> = (0..COUNT).map(|_| one()).collect();
    for code in &codes {
        tx.run("INSERT INTO recovery_codes(person_id, digest) VALUES ($1, $2)", params![person, digest(person, code)])?;
    }
    Ok(codes)
}

/// Makes them with somebody's first factor; nothing when there are some.
pub(crate) fn make_first(tx: &Tx, person: Id) -> Result<Vec<String>> {
    if left(tx, person)? > 0 { Ok(Vec::new()) } else { make(tx, person) }
}

/// How many are left.
pub fn left(q: &impl Query, person: Id) -> Result<i64, Error> {
    q.count("SELECT count(*) FROM recovery_codes WHERE person_id = $1", params![person])
}

/// Uses one; `false` when it is none, or was used already, by another request at this very moment included.
///
/// # Errors
/// A broken database.
pub fn spend(tx: &Tx, person: Id, typed: &str) -> Result<bool> {
    Ok(tx.run("DELETE FROM recovery_codes WHERE person_id = $1 AND digest = $2", params![person, digest(person, typed)])? > 0)
}

pub(crate) fn forget(tx: &Tx, person: Id) -> Result<()> {
    tx.run("DELETE FROM recovery_codes WHERE person_id = $1", params![person])?;
    Ok(())
}

/// Typed with or without dashes, in any case.
fn digest(person: Id, code: &str) -> String {
    let plain: String = code.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    Secret::digest_of(&format!("{person} {plain}"))
}

fn one() -> String {
    let bytes: [u8; 16] = crate::codes::random();
    let letters: Vec<char> = bytes.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect();
    letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_easily_copied() {
        let code = one();
        assert_eq!(code.len(), 19);
        assert!(code.split('-').all(|part| part.len() == 4 && part.bytes().all(|b| ALPHABET.contains(&b))), "{code}");
        assert_eq!(digest(Id(1), &code), digest(Id(1), &code.to_uppercase().replace('-', " ")));
        assert_ne!(digest(Id(1), &code), digest(Id(2), &code));
        assert_eq!(ALPHABET.iter().collect::<std::collections::HashSet<_>>().len(), 32);
    }
}
