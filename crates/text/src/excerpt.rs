//! The first words of a text, for cards, notices and previews.
//! Invariant: never longer than asked, never cut inside a drawn character.

use base::checked::loose_words;

use crate::words::is_accent;

/// The first `max` characters of plain text on one line, cut at a word, with `…` (counted) when something was left out.
pub fn excerpt(plain: &str, max: usize) -> String {
    let mut line = String::new();
    let mut chars = 0;
    for word in loose_words(plain) {
        let length = word.chars().count();
        let gap = usize::from(!line.is_empty());
        if chars + gap + length > max {
            if line.is_empty() {
                line.push_str(drawn_prefix(word, max.saturating_sub(1)));
            } else if chars + 1 > max {
                let shorter = line.rfind(' ').unwrap_or_else(|| drawn_prefix(&line, max.saturating_sub(1)).len());
                line.truncate(shorter);
            }
            let kept = line.trim_end_matches([',', ';', ':', '-', '–', '—', '(', '«']).trim_end().len();
            line.truncate(kept);
            if max > 0 {
                line.push('…');
            }
            return line;
        }
        if gap == 1 {
            line.push(' ');
        }
        line.push_str(word);
        chars += gap + length;
    }
    line
}

/// At most `max` characters of `text`, leaving whole accented letters and joined emoji.
fn drawn_prefix(text: &str, max: usize) -> &str {
    let Some((mut end, _)) = text.char_indices().nth(max) else { return text };
    let joins = |c: char| is_accent(c) || matches!(c, '\u{200d}' | '\u{fe0e}' | '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}');
    // At most 16 steps back: a longer run is no character anybody meant to draw.
    for _ in 0..16 {
        let after = text[end..].chars().next();
        let before = text[..end].chars().next_back();
        if !after.is_some_and(joins) && before != Some('\u{200d}') {
            break;
        }
        end -= before.map_or(0, char::len_utf8);
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cut_at_a_word() {
        assert_eq!(excerpt("Un  deux\ntrois", 20), "Un deux trois");
        assert_eq!(excerpt("Un deux trois", 13), "Un deux trois");
        assert_eq!(excerpt("Un deux, trois", 10), "Un deux…");
        assert_eq!(excerpt("Un deux trois", 7), "Un…");
        assert_eq!(excerpt("anticonstitutionnellement", 5), "anti…");
        assert_eq!(excerpt("abc de", 3), "ab…");
        assert_eq!(excerpt("abc", 0), "");
        assert_eq!(excerpt("", 5), "");
        assert_eq!(excerpt("Qui\u{202f}?  Moi\u{a0}!\n\u{202f}\n", 20), "Qui\u{202f}? Moi\u{a0}!");
    }

    #[test]
    fn drawn_characters_stay_whole() {
        assert_eq!(excerpt("ae\u{301}bcdef", 3), "a…");
        assert_eq!(excerpt("a👨‍👩‍👧bcdefgh", 4), "a…");
        for max in 0..12 {
            assert!(excerpt("é👍🏽 ab 👨‍👩‍👧 cd", max).chars().count() <= max);
        }
    }
}
