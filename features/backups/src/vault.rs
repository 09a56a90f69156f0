//! A file that only its key opens: chunks sealed one by one with ChaCha20-Poly1305, in the STREAM construction (Hoang, Reyhanitabar, Rogaway and
//! Vizár, 2015), under a key that Argon2id (RFC 9106) makes of the words. Invariant: a byte changed, moved, added or cut off is noticed.

use std::io::{self, Read, Write};

use argon2::{Algorithm, Argon2, Params, Version};
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, Nonce, UnboundKey};
use ring::rand::{SecureRandom as _, SystemRandom};

use crate::Error;

/// How an encrypted backup begins.
pub const MAGIC: &[u8; 16] = b"palabre-vault-1\n";
const CHUNK: usize = 64 * 1024;
const TAG: usize = 16;
const SALT: usize = 16;
/// 64 MiB, three passes, one lane: the second choice of RFC 9106 §4.
const COST: (u32, u32, u32) = (64 * 1024, 3, 1);

/// Writes `plain` encrypted.
///
/// # Errors
/// The disk's.
pub fn seal(key: &str, mut plain: impl Read, mut out: impl Write) -> Result<(), Error> {
    let mut salt = [0; SALT];
    SystemRandom::new().fill(&mut salt).map_err(|_| Error::Broken("no randomness".into()))?;
    out.write_all(MAGIC)?;
    out.write_all(&salt)?;
    let cipher = cipher(key, &salt)?;
    let mut chunk = Vec::with_capacity(CHUNK + TAG);
    let mut next = read_chunk(&mut plain)?;
    for count in 0_u64.. {
        chunk.clear();
        chunk.append(&mut next);
        next = if chunk.len() == CHUNK { read_chunk(&mut plain)? } else { Vec::new() };
        let last = next.is_empty();
        cipher
            .seal_in_place_append_tag(nonce(count, last), Aad::empty(), &mut chunk)
            .map_err(|_| Error::Broken("sealing failed".into()))?;
        out.write_all(&chunk)?;
        if last {
            break;
        }
    }
    Ok(out.flush()?)
}

/// Writes what was sealed in plain. `sealed` begins after [`MAGIC`].
///
/// # Errors
/// [`Error::WrongKey`]; the disk's.
pub fn open(key: &str, mut sealed: impl Read, mut out: impl Write) -> Result<(), Error> {
    let mut salt = [0; SALT];
    sealed.read_exact(&mut salt).map_err(|_| Error::Unreadable("it ends within its head".into()))?;
    let cipher = cipher(key, &salt)?;
    let read = |sealed: &mut dyn Read| {
        let mut chunk = Vec::with_capacity(CHUNK + TAG);
        sealed.take((CHUNK + TAG) as u64).read_to_end(&mut chunk).map(|_| chunk)
    };
    let mut next = read(&mut sealed)?;
    for count in 0_u64.. {
        let mut chunk = std::mem::take(&mut next);
        if chunk.len() == CHUNK + TAG {
            next = read(&mut sealed)?;
        }
        let last = next.is_empty();
        let plain = cipher.open_in_place(nonce(count, last), Aad::empty(), &mut chunk).map_err(|_| Error::WrongKey)?;
        out.write_all(plain)?;
        if last {
            break;
        }
    }
    Ok(out.flush()?)
}

fn read_chunk(plain: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut chunk = Vec::with_capacity(CHUNK + TAG);
    plain.take(CHUNK as u64).read_to_end(&mut chunk)?;
    Ok(chunk)
}

fn cipher(key: &str, salt: &[u8]) -> Result<LessSafeKey, Error> {
    let broken = |what: &str| Error::Broken(format!("the key: {what}"));
    let params = Params::new(COST.0, COST.1, COST.2, Some(32)).map_err(|e| broken(&e.to_string()))?;
    let mut bytes = [0; 32];
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon.hash_password_into(key.trim().as_bytes(), salt, &mut bytes).map_err(|e| broken(&e.to_string()))?;
    Ok(LessSafeKey::new(UnboundKey::new(&CHACHA20_POLY1305, &bytes).map_err(|_| broken("has another length"))?))
}

/// The salt makes every file's key its own, so that the place of the chunk is all a nonce must tell.
fn nonce(count: u64, last: bool) -> Nonce {
    let mut bytes = [0; 12];
    bytes[..8].copy_from_slice(&count.to_le_bytes());
    bytes[11] = last.into();
    Nonce::assume_unique_for_key(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealed(plain: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        seal("la clé", plain, &mut out).expect("sealed");
        out
    }

    fn opened(key: &str, sealed: &[u8]) -> Result<Vec<u8>, Error> {
        let mut out = Vec::new();
        open(key, &sealed[MAGIC.len()..], &mut out).map(|()| out)
    }

    #[test]
    fn what_is_sealed_opens_with_its_key_alone() {
        for size in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK] {
            let plain = vec![7; size];
            assert_eq!(opened("la clé", &sealed(&plain)).expect("opened"), plain, "{size}");
        }
        assert!(matches!(opened("une autre", &sealed(b"a")), Err(Error::WrongKey)));
    }

    #[test]
    fn nothing_is_changed_moved_or_cut_unnoticed() {
        let whole = sealed(&vec![7; 2 * CHUNK + 5]);
        let start = MAGIC.len() + SALT;
        let mut changed = whole.clone();
        changed[start + 10] ^= 1;
        let swapped = [
            &whole[..start],
            &whole[start + CHUNK + TAG..start + 2 * (CHUNK + TAG)],
            &whole[start..start + CHUNK + TAG],
            &whole[start + 2 * (CHUNK + TAG)..],
        ]
        .concat();
        for bad in [
            &changed,
            &swapped,
            &whole[..start + 2 * (CHUNK + TAG)].to_vec(),
            &whole[..whole.len() - 1].to_vec(),
            &[&whole[..], b"x"].concat(),
        ] {
            assert!(matches!(opened("la clé", bad), Err(Error::WrongKey)));
        }
    }
}
