//! Text files: UTF-8, UTF-16 with its mark, or else Windows-1252, which every old Windows of this part of the world wrote.

use std::borrow::Cow;

/// What Windows-1252 has where Latin-1 has controls (0x80 to 0x9F); the five holes stay controls and are dropped later.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–',
    '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// As text, whatever the bytes are.
pub(crate) fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    match bytes {
        [0xff, 0xfe, rest @ ..] => Cow::Owned(utf16(rest, u16::from_le_bytes)),
        [0xfe, 0xff, rest @ ..] => Cow::Owned(utf16(rest, u16::from_be_bytes)),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest),
        _ => match str::from_utf8(bytes) {
            Ok(text) => Cow::Borrowed(text),
            // A letter cut in two at the end of a head is no other encoding.
            Err(error) if error.error_len().is_none() => String::from_utf8_lossy(&bytes[..error.valid_up_to()]),
            Err(_) => Cow::Owned(bytes.iter().map(|byte| windows(*byte)).collect()),
        },
    }
}

/// Whether these bytes look written rather than made by a program.
pub(crate) fn is_written(bytes: &[u8]) -> bool {
    let odd = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}') || c == '\u{fffd}';
    let text = decoded(bytes);
    match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => !text.chars().any(odd),
        _ => !bytes.contains(&0) && text.chars().filter(|c| odd(*c)).count() * 100 <= text.len(),
    }
}

fn utf16(bytes: &[u8], unit: impl Fn([u8; 2]) -> u16) -> String {
    char::decode_utf16(bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])))
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

fn windows(byte: u8) -> char {
    match byte {
        0x80..=0x9f => WINDOWS[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_says_the_same() {
        let said = "Été à l’œuvre : 12 €";
        let units: Vec<u16> = said.encode_utf16().collect();
        let with = |mark: [u8; 2], order: fn(u16) -> [u8; 2]| {
            mark.into_iter().chain(units.iter().flat_map(|unit| order(*unit))).collect::<Vec<u8>>()
        };
        assert_eq!(decoded(said.as_bytes()), said);
        assert_eq!(decoded(format!("\u{feff}{said}").as_bytes()), said);
        assert_eq!(decoded(&with([0xff, 0xfe], u16::to_le_bytes)), said);
        assert_eq!(decoded(&with([0xfe, 0xff], u16::to_be_bytes)), said);
        assert_eq!(decoded(b"\xc9t\xe9 \xe0 l\x92\x9cuvre : 12 \x80"), said);
        assert_eq!(decoded(&"né".as_bytes()[..2]), "n");
    }

    #[test]
    fn what_is_written() {
        for written in [&b""[..], b"a\tb\r\n", b"\xff\xfea\0", "né".as_bytes()] {
            assert!(is_written(written), "{written:?}");
        }
        for made in [&b"a\0b"[..], b"\x01\x02\x03", b"\xff\xfe\0\0\x01\0"] {
            assert!(!is_written(made), "{made:?}");
        }
    }
}
