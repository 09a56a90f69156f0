//! The key of a backup as people write it down: groups of letters and digits that nobody takes for one another.

use ring::rand::{SecureRandom as _, SystemRandom};

/// Without 0 and o, 1, i and l; 31 signs, so that eight groups of four hold 158 bits.
const SIGNS: &[u8] = b"23456789abcdefghjkmnpqrstuvwxyz";
const GROUPS: usize = 8;
const GROUP: usize = 4;

/// A new one, such as `k7mp-2xqd-…`.
///
/// # Panics
/// When the machine has no source of randomness: no key is better than a guessable one.
pub fn generate() -> String {
    let mut key = String::new();
    let mut signs = 0;
    while signs < GROUPS * GROUP {
        let mut byte = [0];
        SystemRandom::new().fill(&mut byte).expect("the system gives random bytes");
        // Only whole rounds of the alphabet, so that every sign is as likely.
        if usize::from(byte[0]) < SIGNS.len() * 8 {
            if signs > 0 && signs % GROUP == 0 {
                key.push('-');
            }
            key.push(char::from(SIGNS[usize::from(byte[0]) % SIGNS.len()]));
            signs += 1;
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_readable_and_never_the_same() {
        let (one, other) = (generate(), generate());
        assert_ne!(one, other);
        assert_eq!(one.split('-').map(str::len).collect::<Vec<_>>(), [GROUP; GROUPS]);
        assert!(one.bytes().all(|sign| sign == b'-' || SIGNS.contains(&sign)), "{one}");
    }
}
