//! One-time codes of an application (TOTP, RFC 6238: SHA-1, 30 seconds, six digits, which every application knows). Invariants: the secret is
//! sealed before it is stored and never logged; a code is accepted once, one step early or late at most.

use base::{Id, Moment, Refusal, Result};
use house::Vault;
use kernel::Actor;
use kernel::audit::{self, Act};
use ring::hmac;
use ring::rand::{SecureRandom as _, SystemRandom};
use store::{Error, Query, Tx, params};

use crate::{passkeys, recovery};

/// Seconds that a code lasts.
const STEP: i64 = 30;
/// RFC 4226 §4: as long as the hash.
const SECRET: usize = 20;

const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// A secret that is being given to an application, not yet confirmed by a code.
pub struct Offer {
    /// The same sealed, to travel with the form.
    pub sealed: String,
    /// The secret in letters, for those who type it (RFC 4648 base 32).
    pub letters: String,
    /// The address that a QR code holds.
    pub uri: String,
}

fn purpose(person: Id) -> String {
    format!("codes {person}")
}

/// Makes a secret for somebody, or shows again the one that a refused form carried.
///
/// # Errors
/// Only when the machine is broken.
pub fn offer(vault: &Vault, actor: &Actor, network: &str, account: &str, carried: &str) -> Result<Offer> {
    let secret = vault.open(&purpose(actor.id), carried).unwrap_or_else(|| random::<SECRET>().to_vec());
    let sealed = vault.seal(&purpose(actor.id), &secret)?;
    let letters = base32(&secret);
    // https://github.com/google/google-authenticator/wiki/Key-Uri-Format
    let (issuer, account) = (escaped(network), escaped(account));
    let uri = format!("otpauth://totp/{issuer}:{account}?secret={letters}&issuer={issuer}");
    Ok(Offer { sealed, letters, uri })
}

/// Keeps an application once it showed a right code; the first factor of a person brings recovery codes, to be shown once.
///
/// # Errors
/// 422 `code` `wrong`; `Conflict("has_codes")`.
pub fn add(tx: &Tx, vault: &Vault, person: Id, sealed: &str, code: &str) -> Result<Vec<String>> {
    let secret = vault.open(&purpose(person), sealed).ok_or_else(|| Refusal::field("code", "wrong"))?;
    let step = step_of(&secret, code, tx.now()).ok_or_else(|| Refusal::field("code", "wrong"))?;
    // The code that confirms is used up by that.
    let sql = "INSERT INTO code_apps(person_id, sealed, last_step, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    if tx.run(sql, params![person, sealed, step, tx.now()])? == 0 {
        return Err(Refusal::Conflict("has_codes").into());
    }
    audit::note(tx, Some(person), Act::FactorAdded, Some(person), "codes")?;
    recovery::make_first(tx, person)
}

/// Since when somebody has an application, and when it was last used.
pub fn of(q: &impl Query, person: Id) -> Result<Option<(Moment, Option<Moment>)>, Error> {
    q.one("SELECT created_at, used_at FROM code_apps WHERE person_id = $1", params![person], |row| Ok((row.moment(0)?, row.opt_moment(1)?)))
}

/// Removes one's own application and ends the other sessions.
///
/// # Errors
/// `NotFound` without one; `Conflict("last_factor")`.
pub fn remove(tx: &Tx, actor: &Actor) -> Result<()> {
    if tx.run("DELETE FROM code_apps WHERE person_id = $1", params![actor.id])? == 0 {
        return Err(Refusal::NotFound.into());
    }
    passkeys::removed(tx, actor, "codes")
}

/// Uses a code of the application, or else a recovery code; tells which. Of several at once with the same code, one is right.
///
/// # Errors
/// 422 `code` `wrong`.
pub fn spend(tx: &Tx, vault: &Vault, person: Id, typed: &str) -> Result<&'static str> {
    if spend_code(tx, vault, person, typed)? {
        return Ok("codes");
    }
    if recovery::spend(tx, person, typed)? {
        return Ok("recovery-code");
    }
    Err(Refusal::field("code", "wrong").into())
}

fn spend_code(tx: &Tx, vault: &Vault, person: Id, typed: &str) -> Result<bool> {
    let sealed = tx.one("SELECT sealed FROM code_apps WHERE person_id = $1", params![person], |row| row.text(0))?;
    let secret = sealed.and_then(|sealed| vault.open(&purpose(person), &sealed));
    let Some(step) = secret.and_then(|secret| step_of(&secret, typed, tx.now())) else { return Ok(false) };
    let sql = "UPDATE code_apps SET last_step = $2, used_at = $3 WHERE person_id = $1 AND last_step < $2";
    Ok(tx.run(sql, params![person, step, tx.now()])? > 0)
}

/// The step whose code was typed: the one that runs, or its neighbours, for clocks that go a little wrong.
fn step_of(secret: &[u8], typed: &str, now: Moment) -> Option<i64> {
    let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let typed: u32 = digits.parse().ok().filter(|_| digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_digit()))?;
    let step = now.0.div_euclid(STEP * 1000);
    [step, step - 1, step + 1].into_iter().find(|step| code(secret, *step) == typed)
}

/// RFC 4226 §5.3.
fn code(secret: &[u8], step: i64) -> u32 {
    let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, secret), &step.to_be_bytes());
    let hash = tag.as_ref();
    let from = usize::from(hash[hash.len() - 1] & 15);
    let four = [hash[from] & 0x7f, hash[from + 1], hash[from + 2], hash[from + 3]];
    u32::from_be_bytes(four) % 1_000_000
}

/// The code that an application shows at that moment: for tests and for nothing else.
#[doc(hidden)]
pub fn shown(letters: &str, at: Moment) -> String {
    format!("{:06}", code(&from_base32(letters), at.0.div_euclid(STEP * 1000)))
}

fn base32(bytes: &[u8]) -> String {
    let bits: Vec<u8> = bytes.iter().flat_map(|byte| (0..8).rev().map(move |at| byte >> at & 1)).collect();
    bits.chunks(5)
        .map(|five| char::from(LETTERS[usize::from(five.iter().fold(0, |sum, bit| sum << 1 | bit) << (5 - five.len()))]))
        .collect()
}

fn from_base32(letters: &str) -> Vec<u8> {
    let values = letters.bytes().filter_map(|letter| LETTERS.iter().position(|known| *known == letter));
    let bits: Vec<u8> = values.flat_map(|value| (0..5).rev().map(move |at| u8::from(value >> at & 1 == 1))).collect();
    bits.chunks_exact(8).map(|eight| eight.iter().fold(0, |sum, bit| sum << 1 | bit)).collect()
}

fn escaped(text: &str) -> String {
    text.bytes()
        .map(|b| if b.is_ascii_alphanumeric() || b"-._~@".contains(&b) { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}

pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    SystemRandom::new().fill(&mut bytes).expect("the system gives random bytes");
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238 appendix B, the last six of its eight digits.
    #[test]
    fn the_codes_of_the_rfc() {
        let secret = b"12345678901234567890";
        for (seconds, digits) in [(59, 287_082), (1_111_111_109, 81_804), (1_234_567_890, 5_924), (20_000_000_000_i64, 353_130)] {
            assert_eq!(code(secret, seconds / STEP), digits);
            assert_eq!(step_of(secret, &format!("{digits:06}"), Moment(seconds * 1000)), Some(seconds / STEP));
        }
    }

    #[test]
    fn one_step_early_or_late_and_no_more() {
        let (secret, now) = (b"12345678901234567890", Moment(1_111_111_109_000));
        for (away, right) in [(-2, false), (-1, true), (0, true), (1, true), (2, false)] {
            let typed = format!("{:06}", code(secret, now.0 / 30_000 + away));
            assert_eq!(step_of(secret, &typed, now).is_some(), right, "{away}");
        }
        for typed in ["", "12345", "1234567", "+81804", "081 804x", "０８１８０４"] {
            assert_eq!(step_of(secret, typed, now), None, "{typed}");
        }
        assert!(step_of(secret, " 081 804 ", now).is_some());
    }

    #[test]
    fn letters_are_base_32() {
        assert_eq!(base32(b"12345678901234567890"), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert_eq!(from_base32("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"), b"12345678901234567890");
        assert_eq!(base32(b"f"), "MY");
    }
}
