//! The language of the search field, read once, from left to right: words, "phrases", `-what` must be absent, and operators such as `de:luc`.
//! Invariant: total and linear over any input, and nothing typed is lost: what is no operator is a word, and every part knows where it stood.
//! Deliberately absent: what the values name, and any database's syntax.

use std::ops::Range;

use crate::words::{fold, is_accent};

/// What an operator asks about.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Operator {
    /// Who wrote it.
    From,
    /// In which space.
    In,
    /// Written before a day.
    Before,
    /// Written after a day.
    After,
    /// What it is.
    Kind,
    /// What it bears.
    Has,
}

/// Every operator, as it is written in French and in English.
const OPERATORS: [(Operator, &str, &str); 6] = [
    (Operator::From, "de", "from"),
    (Operator::In, "dans", "in"),
    (Operator::Before, "avant", "before"),
    (Operator::After, "après", "after"),
    (Operator::Kind, "type", "kind"),
    (Operator::Has, "a", "has"),
];

impl Operator {
    /// Every operator, in the order in which help shows them.
    pub fn all() -> impl Iterator<Item = Operator> {
        OPERATORS.into_iter().map(|(operator, ..)| operator)
    }

    /// As written in French, or else in English. Both are understood in either language, accents or not.
    pub fn name(self, french: bool) -> &'static str {
        OPERATORS.iter().find(|(known, ..)| *known == self).map_or("", |(_, fr, en)| if french { fr } else { en })
    }

    fn named(name: &str) -> Option<Operator> {
        let name = fold(name);
        OPERATORS.iter().find(|(_, fr, en)| fold(fr) == name || *en == name).map(|(operator, ..)| *operator)
    }
}

/// What a part of a question is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum What<'a> {
    /// Something without a space in it, to be found by its words.
    Word(&'a str),
    /// Words that must stand together; at least one.
    Phrase(&'a str),
    /// A known operator and its value, which may be empty.
    Operator(Operator, &'a str),
    /// A name that is no operator, and what follows its colon.
    Unknown(&'a str, &'a str),
}

/// A part of a question.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Part<'a> {
    /// Where it stands, in bytes; parts come in order and don't overlap.
    pub span: Range<usize>,
    /// Whether it must be absent.
    pub negated: bool,
    /// What it is.
    pub what: What<'a>,
}

/// Longest name of an operator that somebody may have meant, in bytes.
const NAME: usize = 20;

/// The parts of a question.
pub fn parts(question: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut at = 0;
    while let Some(start) = question[at..].find(|c: char| !c.is_whitespace()).map(|skipped| at + skipped) {
        let negated = question[start..].starts_with(['-', '−']) && question[start..].chars().nth(1).is_some_and(|c| !c.is_whitespace());
        let first = if negated { start + question[start..].chars().next().map_or(0, char::len_utf8) } else { start };
        let (what, end) = part(question, first);
        parts.extend(what.map(|what| Part { span: start..end, negated, what }));
        at = end;
    }
    parts
}

/// The part that starts at `first`, where no white space is, and where it ends; `None` for a phrase without a word.
fn part(question: &str, first: usize) -> (Option<What<'_>>, usize) {
    if let Some((phrase, end)) = quoted(question, first) {
        let what = phrase.contains(char::is_alphanumeric).then_some(What::Phrase(phrase));
        return (what, end);
    }
    let rest = &question[first..];
    let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
    let word = (Some(What::Word(&rest[..length])), first + length);
    let name = rest.find(|c: char| !c.is_alphabetic() && !is_accent(c)).unwrap_or(rest.len());
    if name == 0 || name > NAME || !rest[name..].starts_with(':') {
        return word;
    }
    let (name, value_at) = (&rest[..name], first + name + 1);
    let (value, end) = quoted(question, value_at).unwrap_or((&question[value_at..first + length], first + length));
    match Operator::named(name) {
        Some(operator) => (Some(What::Operator(operator, value)), end),
        // An address, `std::vec`, or a name that just ends in a colon.
        None if value.is_empty() || value.starts_with(['/', ':', '\\']) || name.chars().nth(1).is_none() => word,
        None => (Some(What::Unknown(name, value)), end),
    }
}

/// What stands between the quotation mark at `at` and the one that closes it, or the end; and where that ends.
fn quoted(question: &str, at: usize) -> Option<(&str, usize)> {
    let mark = question[at..].chars().next()?;
    let closing: &[char] = match mark {
        '"' => &['"'],
        '«' => &['»'],
        '“' | '”' | '„' => &['”', '“', '"'],
        _ => return None,
    };
    let inner = at + mark.len_utf8();
    let close = question[inner..].find(closing);
    let end = close.map_or(question.len(), |close| inner + close);
    let after = question[end..].chars().next().map_or(end, |mark| end + mark.len_utf8());
    Some((question[inner..end].trim(), after))
}

/// `name:value` as somebody would type it, quoted where the value needs it.
pub fn operator_text(operator: Operator, french: bool, value: &str) -> String {
    let plain = value.chars().all(|c| !c.is_whitespace()) && !value.starts_with(['"', '«', '“', '”', '„']);
    // No quotation mark can stand inside quotation marks; names are matched by their words, so none is missed.
    let value = if plain { value.to_owned() } else { format!("\"{}\"", value.replace('"', " ").trim()) };
    format!("{}:{value}", operator.name(french))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(question: &str) -> Vec<String> {
        let shown = |part: Part<'_>| {
            let what = match part.what {
                What::Word(word) => word.to_owned(),
                What::Phrase(phrase) => format!("[{phrase}]"),
                What::Operator(operator, value) => format!("{operator:?}={value}"),
                What::Unknown(name, value) => format!("?{name}={value}"),
            };
            if part.negated { format!("not {what}") } else { what }
        };
        parts(question).into_iter().map(shown).collect()
    }

    #[test]
    fn what_people_type() {
        for (question, expected) in [
            ("budget  2026", &["budget", "2026"][..]),
            ("de:luc DANS:\"Nouvel atelier\" apres:hier", &["From=luc", "In=Nouvel atelier", "After=hier"]),
            (
                "from:luc in:«\u{a0}Café\u{a0}» before:2026 kind:poll type:x has:file à:fichier",
                &["From=luc", "In=Café", "Before=2026", "Kind=poll", "Kind=x", "Has=file", "Has=fichier"],
            ),
            ("après:mars après:avril", &["After=mars", "After=avril"]),
            ("\"compte rendu\" -brouillon -\"à jeter\" −de:luc", &["[compte rendu]", "not brouillon", "not [à jeter]", "not From=luc"]),
            ("rendez-vous a - b -- c", &["rendez-vous", "a", "-", "b", "not -", "c"]),
            (
                "couleur:rouge https://exemple.fr/a:b 10:30 :tada: std::vec note: x:y",
                &["?couleur=rouge", "https://exemple.fr/a:b", "10:30", ":tada:", "std::vec", "note:", "x:y"],
            ),
            ("de: luc", &["From=", "luc"]),
            ("de:\"luc", &["From=luc"]),
            ("\"\" \" de:\"x", &["[de:]", "x"]),
            ("“deux mots” un\"deux", &["[deux mots]", "un\"deux"]),
            ("", &[]),
        ] {
            assert_eq!(read(question), expected, "{question}");
        }
    }

    #[test]
    fn nothing_is_lost_whatever_is_typed() {
        let pieces =
            ["\"", "-", ":", "de", "dans:", "a", " ", "«", "»", "“", "é", "\u{301}", "*", "(", "AND", "\u{202e}", "🎉", "\n", "type:"];
        let mut seed = 7_u64;
        for _ in 0..20_000 {
            let mut question = String::new();
            for _ in 0..seed % 9 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                question += pieces[(seed >> 33) as usize % pieces.len()];
            }
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let mut end = 0;
            for part in parts(&question) {
                assert!(part.span.start >= end && part.span.end > part.span.start, "{question:?}");
                let skipped = &question[end..part.span.start];
                assert!(!skipped.contains(char::is_alphanumeric), "{question:?} loses {skipped:?}");
                end = part.span.end;
            }
            assert!(!question[end..].contains(char::is_alphanumeric), "{question:?}");
        }
    }

    #[test]
    fn operators_are_read_as_they_are_written() {
        for operator in Operator::all() {
            for french in [true, false] {
                for value in ["luc", "Nouvel atelier", "a\"b c", "« x »", "2026-03-01", "l’été:x"] {
                    let text = operator_text(operator, french, value);
                    let parts = parts(&text);
                    let [Part { what: What::Operator(read, again), .. }] = parts.as_slice() else { panic!("{text}") };
                    assert_eq!((*read, *again), (operator, value.replace('"', " ").as_str()), "{text}");
                }
            }
        }
    }

    #[test]
    fn long_questions_stay_cheap() {
        for piece in ["\"", "-", "de:", "a ", "«", "x:y ", "\"a\" ", "é\u{301}", "-\"a", "\u{3000}"] {
            assert!(parts(&piece.repeat(100_000 / piece.len())).len() <= 100_000);
        }
    }
}
