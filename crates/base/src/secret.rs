//! Random secrets handed out once (session cookies, links, API tokens); only their SHA-256 is ever stored.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

/// 192 random bits, written as 32 URL-safe characters.
pub struct Secret(String);

impl Secret {
    /// A new secret from the system's generator.
    ///
    /// # Panics
    /// When the machine has no source of randomness: no secret is better than a guessable one.
    pub fn new() -> Secret {
        let mut bytes = [0; 24];
        getrandom::fill(&mut bytes).expect("the system gives random bytes");
        Secret(URL_SAFE_NO_PAD.encode(bytes))
    }

    /// The text to hand to its owner, once.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What the database keeps.
    pub fn digest(&self) -> String {
        Secret::digest_of(&self.0)
    }

    /// The stored form of a secret that somebody presents. Fast hashing is enough for 192 random bits.
    pub fn digest_of(presented: &str) -> String {
        URL_SAFE_NO_PAD.encode(Sha256::digest(presented.as_bytes()))
    }
}

impl Default for Secret {
    fn default() -> Secret {
        Secret::new()
    }
}
