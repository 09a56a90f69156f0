//! What a word is: folding, elisions, stems. The one analyser behind search, marking, duplicate names and mentions.
//! Invariant: `fold` is idempotent, and a word gives the same forms wherever it stands. Deliberately absent: stop words.

use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;

/// Longest word kept, in characters.
const WORD: usize = 40;

/// Lower case with accents and ligatures folded (é→e, œ→oe, ß→ss): for duplicate names, sort keys and search.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd().flat_map(char::to_lowercase).filter(|c| !is_accent(*c)) {
        match c {
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            'þ' => folded.push_str("th"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'ħ' => folded.push('h'),
            'ı' => folded.push('i'),
            'ς' => folded.push('σ'),
            _ => folded.push(c),
        }
    }
    // Composed again, since only Latin, Greek and Cyrillic accents go: Hangul and kana keep their marks.
    folded.nfc().collect()
}

/// A mark drawn on the letter before it, in the scripts whose readers search without them.
pub(crate) fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‘' | '＇')
}

/// The words of `text` as written, each with the byte where it starts; elided articles are cut off, `aujourd’hui` stays whole.
pub(crate) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + text[rest..].find(char::is_alphanumeric)?;
        let mut end = start;
        let mut chars = text[start..].char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let joins = is_apostrophe(c) && chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
            if !c.is_alphanumeric() && !is_accent(c) && !joins {
                break;
            }
            end = start + at + c.len_utf8();
        }
        rest = end;
        let word = without_elision(&text[start..end]);
        Some((end - word.len(), word))
    })
}

const ELIDED: [&str; 14] = ["l", "d", "j", "m", "t", "s", "c", "n", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu"];

fn without_elision(mut word: &str) -> &str {
    loop {
        let head = word.char_indices().take(8).find(|(_, c)| is_apostrophe(*c));
        let Some((at, mark)) = head else { return word };
        if !ELIDED.iter().any(|elided| word[..at].eq_ignore_ascii_case(elided)) {
            return word;
        }
        word = &word[at + mark.len_utf8()..];
    }
}

/// The forms of one word that searching compares.
pub(crate) struct Forms {
    /// Folded, without apostrophes.
    pub exact: String,
    /// One stem or two: French endings depend on accents, and people search without them.
    french: Vec<String>,
    english: Option<String>,
}

/// A word as phrases compare it: folded, letters and digits alone; empty when nothing is left of it.
pub(crate) fn exact(word: &str) -> String {
    let possessive = word.strip_suffix(['s', 'S']).and_then(|owner| owner.strip_suffix(is_apostrophe));
    fold(possessive.unwrap_or(word)).chars().filter(|c| c.is_alphanumeric()).take(WORD).collect()
}

impl Forms {
    /// `None` when nothing is left of the word once folded.
    pub fn of(word: &str) -> Option<Forms> {
        let exact = exact(word);
        if exact.is_empty() {
            return None;
        }
        if exact.len() < 3 || !exact.bytes().all(|b| b.is_ascii_lowercase()) {
            return Some(Forms { exact, french: Vec::new(), english: None });
        }
        let french = Stemmer::create(Algorithm::French);
        let mut stems = vec![french.stem(&exact).into_owned()];
        if let Some(accented) = accented(word) {
            let stem = fold(&french.stem(&accented));
            if !stem.is_empty() && stem != stems[0] {
                stems.push(stem);
            }
        }
        let english = Stemmer::create(Algorithm::English).stem(&exact).into_owned();
        Some(Forms { exact, french: stems, english: Some(english) })
    }

    /// Tokens that stand for the word in the index. No word begins with `_`, so a stem is never taken for one, nor for the end of one
    /// still being typed: `_f` French, `_e` English, `_b` both at once.
    pub fn tokens(&self) -> Vec<String> {
        let english = self.english.as_deref();
        let french = self.french.iter().map(|stem| if Some(stem.as_str()) == english { format!("_b{stem}") } else { format!("_f{stem}") });
        let alone = english.filter(|stem| !self.french.iter().any(|f| f == stem)).map(|stem| format!("_e{stem}"));
        std::iter::once(self.exact.clone()).chain(french).chain(alone).collect()
    }

    /// Tokens any of which shows that an indexed word is the same word as this one.
    pub fn matching(&self) -> Vec<String> {
        let french = self.french.iter().flat_map(|stem| [format!("_f{stem}"), format!("_b{stem}")]);
        let english = self.english.iter().flat_map(|stem| [format!("_e{stem}"), format!("_b{stem}")]);
        let mut tokens: Vec<String> = std::iter::once(self.exact.clone()).chain(french).chain(english).collect();
        tokens.sort();
        tokens.dedup();
        tokens
    }
}

/// The word in lower case with its accents, for the French stemmer; `None` when it has none or isn't French.
fn accented(word: &str) -> Option<String> {
    if word.is_ascii() {
        return None;
    }
    let letters = word.nfc().filter(|c| !is_apostrophe(*c)).flat_map(char::to_lowercase).take(WORD);
    let word = letters.collect::<String>().replace('œ', "oe").replace('æ', "ae");
    word.chars().all(|c| c.is_ascii_lowercase() || ('à'..='ÿ').contains(&c)).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding() {
        for (text, folded) in [
            ("Éléphant", "elephant"),
            ("CŒUR", "coeur"),
            ("Straße", "strasse"),
            ("e\u{301}te\u{301}", "ete"),
            ("İstanbul", "istanbul"),
            ("ＡＢＣ", "abc"),
            ("한글", "한글"),
            ("が", "が"),
            ("ΣΊΣΥΦΟΣ", "σισυφοσ"),
            ("Łódź", "lodz"),
        ] {
            assert_eq!(fold(text), folded);
            assert_eq!(fold(folded), folded);
        }
    }

    #[test]
    fn elisions_are_cut() {
        let list = |text: &'static str| {
            words(text)
                .map(|(at, w)| {
                    assert!(text[at..].starts_with(w));
                    w
                })
                .collect::<Vec<_>>()
        };
        assert_eq!(list("L’atelier d'été, qu'il jusqu’à aujourd’hui"), ["atelier", "été", "il", "à", "aujourd’hui"]);
        assert_eq!(list("'quoted' l' d'aujourd'hui rock'n'roll O’Neil"), ["quoted", "l", "aujourd'hui", "rock'n'roll", "O’Neil"]);
        assert_eq!(list("a-b_c  d"), ["a", "b", "c", "d"]);
        assert_eq!(list("l'l'l'"), ["l"]);
    }

    #[test]
    fn one_word_many_forms() {
        let same = |a: &str, b: &str| {
            let (Some(a), Some(b)) = (Forms::of(a), Forms::of(b)) else { return false };
            a.matching().iter().any(|t| b.tokens().contains(t))
        };
        for (a, b) in [
            ("réunions", "réunion"),
            ("reunion", "Réunions"),
            ("running", "run"),
            ("cœur", "coeur"),
            ("développer", "développées"),
            ("développées", "developpees"),
            ("team’s", "teams"),
            ("chevaux", "cheval"),
            ("42", "42"),
        ] {
            assert!(same(a, b) && same(b, a), "{a} {b}");
        }
        for (a, b) in [("chat", "chien"), ("f", "f_"), ("mission", "émission")] {
            assert!(!same(a, b) || a == "f", "{a} {b}");
        }
    }
}
