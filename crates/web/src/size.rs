//! How large something is, in words: three figures at most, since nobody reads more.

use base::Language;

use crate::words;

/// “840 octets”, “1,2 Mo”, “100 Mo”: in steps of 1,024, as file managers show them.
pub fn size(l: Language, bytes: u64) -> String {
    if bytes < 1024 {
        return words::size_bytes(l, i64::try_from(bytes).unwrap_or(0));
    }
    let (mut tenths, mut unit) = (u128::from(bytes) * 10 / 1024, 0);
    while tenths >= 10_240 && unit < 3 {
        (tenths, unit) = (tenths / 1024, unit + 1);
    }
    let comma = if l == Language::Fr { ',' } else { '.' };
    let number = match (tenths / 10, tenths % 10) {
        (whole @ 0..10, part @ 1..) => format!("{whole}{comma}{part}"),
        (whole, _) => whole.to_string(),
    };
    match unit {
        0 => words::size_kilo(l, number),
        1 => words::size_mega(l, number),
        2 => words::size_giga(l, number),
        _ => words::size_tera(l, number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_figures_at_most() {
        let told = [0, 1023, 1024, 1_300_000, 104_857_600, 5 << 30, 3 << 40].map(|bytes| size(Language::Fr, bytes));
        let nbsp = '\u{a0}';
        assert_eq!(
            told,
            ["0 octet", "1\u{202f}023 octets", "1 Ko", "1,2 Mo", "100 Mo", "5 Go", "3 To"].map(|t| t.replace(' ', &nbsp.to_string()))
        );
        assert_eq!(size(Language::En, 1_300_000), format!("1.2{nbsp}MB"));
    }
}
