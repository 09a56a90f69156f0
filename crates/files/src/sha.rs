//! The name of a blob: the SHA-256 of its bytes (FIPS 180-4), written in lower-case hexadecimal.

use std::fmt;
use std::str::FromStr;

use ring::digest;

/// The SHA-256 of some bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sha256([u8; 32]);

/// Not 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BadSha256;

impl Sha256 {
    /// Of these bytes.
    pub fn of(bytes: &[u8]) -> Sha256 {
        let mut hashing = Hashing::default();
        hashing.add(bytes);
        hashing.end()
    }

    /// From its 32 bytes.
    pub const fn from_bytes(bytes: [u8; 32]) -> Sha256 {
        Sha256(bytes)
    }

    /// Its 32 bytes.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Sha256 {
    type Err = BadSha256;

    fn from_str(text: &str) -> Result<Sha256, BadSha256> {
        let digit = |c: u8| match c {
            b'0'..=b'9' => Ok(c - b'0'),
            b'a'..=b'f' => Ok(c - b'a' + 10),
            _ => Err(BadSha256),
        };
        let text: &[u8; 64] = text.as_bytes().try_into().map_err(|_| BadSha256)?;
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(text.chunks_exact(2)) {
            *byte = digit(pair[0])? << 4 | digit(pair[1])?;
        }
        Ok(Sha256(bytes))
    }
}

impl fmt::Display for BadSha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not the 64 lower-case hexadecimal digits of a SHA-256")
    }
}

impl std::error::Error for BadSha256 {}

/// A hash that grows with its bytes.
pub(crate) struct Hashing(digest::Context);

impl Default for Hashing {
    fn default() -> Hashing {
        Hashing(digest::Context::new(&digest::SHA256))
    }
}

impl Hashing {
    pub(crate) fn add(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    pub(crate) fn end(self) -> Sha256 {
        let mut bytes = [0; 32];
        bytes.copy_from_slice(self.0.finish().as_ref());
        Sha256(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standard_example_and_its_spelling() {
        // FIPS 180-4, the message "abc".
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(Sha256::of(b"abc").to_string(), abc);
        assert_eq!(abc.parse(), Ok(Sha256::of(b"abc")));
        for bad in ["", &abc[1..], &abc.to_uppercase(), &abc.replace('b', "g"), &abc.replace("ba", "é"), "../../etc/passwd"] {
            assert_eq!(bad.parse::<Sha256>(), Err(BadSha256), "{bad}");
        }
    }
}
