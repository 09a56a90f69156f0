//! Passwords: which are accepted, how they are kept. Invariant: only an Argon2id hash is ever stored, and whoever presents a password costs
//! one verification, whether the account exists or not. Deliberately absent: rules on kinds of characters, which make worse passwords.

use std::collections::HashSet;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use base::checked::{Errors, PASSWORD_MAX, PASSWORD_MIN};
use base::{Fault, Result};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

/// Two at a time: each takes 19 MiB and tens of milliseconds, and requests must still find a processor.
static ROOM: Semaphore = Semaphore::const_new(2);

/// Verified when there is no account: the same work as a real one, and nothing that anybody knows hashes to it.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$c2VsIGRlIHBlcnNvbm5l$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

static COMPUTED: AtomicU64 = AtomicU64::new(0);

/// How many passwords were verified since the start: known and unknown accounts must count the same (safety test 53).
pub fn computed() -> u64 {
    COMPUTED.load(Ordering::Relaxed)
}

/// Letters that may stand beside a common word, or beside one's own name, without making a password of it.
const DRESSING: usize = 4;

static COMMON: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    include_str!("../assets/common-passwords.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
});

const ROWS: [&str; 7] = [
    "azertyuiopqsdfghjklmwxcvbn",
    "qwertyuiopasdfghjklzxcvbnm",
    "qwertzuiopasdfghjklyxcvbnm",
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890123456789",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "1q2w3e4r5t6y7u8i9o0p",
];

/// Notes what is wrong with a password: too short, too long, or too easily guessed. `own` is what everybody knows of its owner.
pub fn check(errors: &mut Errors, field: &str, password: &str, own: &[&str]) {
    let length = password.chars().count();
    if length < PASSWORD_MIN {
        errors.add_limit(field, "too_short", PASSWORD_MIN);
    } else if length > PASSWORD_MAX {
        errors.add_limit(field, "too_long", PASSWORD_MAX);
    } else if is_common(password, own) {
        errors.add(field, "common_password");
    }
}

fn is_common(password: &str, own: &[&str]) -> bool {
    let plain = bare(password);
    let letters = plain.trim_matches(|c: char| c.is_ascii_digit());
    COMMON.contains(plain.as_str()) || COMMON.contains(letters) || is_pattern(&plain) || is_dressed(&plain, own)
}

/// Folded letters and digits alone: `P@lmiers 2024 !` is `plmiers2024`.
fn bare(text: &str) -> String {
    text::fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Few different characters, one block over and over, or a walk along the alphabet or a keyboard.
fn is_pattern(plain: &str) -> bool {
    let chars: Vec<char> = plain.chars().collect();
    let different: HashSet<&char> = chars.iter().collect();
    let repeats = (1..=chars.len() / 2).any(|period| chars.iter().zip(&chars[period..]).all(|(a, b)| a == b) && period <= 8);
    let walks = ROWS.iter().any(|row| {
        let back: String = row.chars().rev().collect();
        row.repeat(2).contains(plain) || back.repeat(2).contains(plain)
    });
    different.len() <= 4 || repeats || walks
}

/// One common word or one's own names, with little around: digits don't count, they are what everybody adds.
fn is_dressed(plain: &str, own: &[&str]) -> bool {
    let rest = |text: &str| text.chars().filter(|c| !c.is_ascii_digit()).count();
    let mut without_own = plain.to_owned();
    for part in own.iter().flat_map(|name| name.split(|c: char| !c.is_alphanumeric())).map(bare).filter(|part| part.chars().count() >= 3) {
        without_own = without_own.replace(&part, "");
    }
    rest(&without_own) < DRESSING || COMMON.iter().any(|word| plain.contains(word) && rest(&plain.replace(word, "")) < DRESSING)
}

/// Hashes a password, on a thread where it may take its time.
///
/// # Errors
/// Only when the machine is broken.
pub async fn hash(password: String) -> Result<String> {
    let _room = ROOM.acquire().await.map_err(Fault::broken)?;
    spawn_blocking(move || hash_now(&password)).await.map_err(Fault::broken)?
}

/// The same for threads and the command line.
///
/// # Errors
/// As [`hash`].
pub fn hash_now(password: &str) -> Result<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|e| Fault::broken(e.to_string()))?;
    let salt = SaltString::encode_b64(&bytes).map_err(|e| Fault::broken(e.to_string()))?;
    let hash = argon2()?.hash_password(password.as_bytes(), &salt).map_err(|e| Fault::broken(e.to_string()))?;
    Ok(hash.to_string())
}

/// Whether `password` is the one that was stored. Without a stored one the answer is no, after the same work.
///
/// # Errors
/// Only when the machine is broken.
pub async fn verify(password: String, stored: Option<String>) -> Result<bool> {
    // None so long was ever accepted; hashing it would only be work.
    if password.chars().count() > PASSWORD_MAX {
        return Ok(false);
    }
    let _room = ROOM.acquire().await.map_err(Fault::broken)?;
    let work = move || {
        COMPUTED.fetch_add(1, Ordering::Relaxed);
        let stored = stored.as_deref().unwrap_or(NOBODY);
        let hash = PasswordHash::new(stored).map_err(|e| Fault::broken(e.to_string()))?;
        Ok(argon2()?.verify_password(password.as_bytes(), &hash).is_ok())
    };
    spawn_blocking(work).await.map_err(Fault::broken)?
}

/// The parameters that OWASP's password storage guide asks for at least.
fn argon2() -> Result<Argon2<'static>> {
    let params = Params::new(19 * 1024, 2, 1, None).map_err(|e| Fault::broken(e.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(password: &str) -> Option<&'static str> {
        let mut errors = Errors::default();
        check(&mut errors, "password", password, &["Awa Diallo", "awa.diallo@exemple.fr"]);
        match errors.done() {
            Err(base::Refusal::Invalid(list)) => Some(list[0].code),
            _ => None,
        }
    }

    #[test]
    fn what_is_easily_guessed_is_refused() {
        assert_eq!(code("court"), Some("too_short"));
        assert_eq!(code(&"é".repeat(129)), Some("too_long"));
        for guessed in [
            "motdepasse2024!",
            "Mot de passe 123",
            "password1234",
            "aaaaaaaaaaaaaa",
            "123456789012",
            "abcabcabcabcabc",
            "azertyuiopqsd",
            "lkjhgfdsapoiu",
            "AwaDiallo2024",
            "diallo.awa.1987",
            "exemple.fr.2024",
            "1q2w3e4r5t6y",
            "correct horse battery staple",
            "Soleil-20242025",
        ] {
            assert_eq!(code(guessed), Some("common_password"), "{guessed}");
        }
        for good in ["le tilleul parle au vent d’hiver", "kx9#Tr41vQz!pm", "Zébu rieur sous 3 lunes", "木の下で話しましょう今夜は"]
        {
            assert_eq!(code(good), None, "{good}");
        }
    }

    #[test]
    fn nobody_is_verified_like_somebody() {
        let (nobody, stored) = (PasswordHash::new(NOBODY).expect("a hash"), hash_now("le tilleul parle").expect("hashed"));
        let somebody = PasswordHash::new(&stored).expect("a hash");
        assert_eq!(
            (nobody.algorithm, nobody.version, nobody.params.to_string()),
            (somebody.algorithm, somebody.version, somebody.params.to_string())
        );
        assert_eq!(nobody.hash.map(|h| h.len()), somebody.hash.map(|h| h.len()));
        assert!(argon2().expect("parameters").verify_password(b"le tilleul parle", &somebody).is_ok());
        assert!(argon2().expect("parameters").verify_password(b"le tilleul parlf", &somebody).is_err());
    }
}
