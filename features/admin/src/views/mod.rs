//! The markup of this room: functions of data and language, made of the shell's components.

pub mod charter;
pub mod health;
pub mod identity;
pub mod outside;
pub mod people;
pub mod person;
pub mod retention;
pub mod rights;
pub mod roster;
pub mod storage;
pub mod trail;

use base::Language;
use kernel::people::PersonRole;

use crate::words;

/// The word for a role in the network.
fn role(l: Language, role: PersonRole) -> &'static str {
    match role {
        PersonRole::Owner => words::role_owner(l),
        PersonRole::Admin => words::role_admin(l),
        PersonRole::Member => words::role_member(l),
        PersonRole::Guest => words::role_guest(l),
        PersonRole::Bot => words::role_bot(l),
    }
}

/// Bytes in the unit that reads best, binary (IEC 80000-13), and its word.
fn bytes(l: Language, bytes: i64) -> String {
    let tenths = |unit: i64| {
        let n = bytes.saturating_mul(10) / unit;
        let point = if l == Language::En { '.' } else { ',' };
        if n >= 100 || n % 10 == 0 { (n / 10).to_string() } else { format!("{}{point}{}", n / 10, n % 10) }
    };
    match bytes {
        ..=1_048_575 => words::size_kib(l, tenths(1 << 10)),
        1_048_576..=1_073_741_823 => words::size_mib(l, tenths(1 << 20)),
        _ => words::size_gib(l, tenths(1 << 30)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_read_well() {
        assert_eq!(bytes(Language::Fr, 1_572_864), "1,5\u{a0}Mio");
        assert_eq!(bytes(Language::En, 20_000_000_000), "18\u{a0}GiB");
        assert_eq!(bytes(Language::Fr, 2048), "2\u{a0}Kio");
    }
}
