//! Index words, query terms, and the excerpt with its hits marked.
//! Invariant: the three agree, since all read words through `Forms`; tokens hold only letters, digits and `_`, and are parted by
//! spaces alone. Deliberately absent: any database's query syntax.

use std::collections::{HashMap, HashSet};

use base::checked::loose_words;

use crate::excerpt::excerpt;
use crate::words::{Forms, exact, fold, words};

/// Most words of one text that are indexed.
const INDEXED: usize = 20_000;
/// Most words of one query.
const TERMS: usize = 12;
/// Most hits weighed in one text.
const HITS: usize = 1_000;

/// One word of a query: an indexed text matches it through any of these tokens, or through a word beginning with `prefix`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Index tokens, any of which is a match.
    pub any_of: Vec<String>,
    /// The beginning of a word still being typed.
    pub prefix: Option<String>,
}

/// The tokens under which a text is found, joined by spaces: each word folded, and its French and English stems.
pub fn index_words(text: &str) -> String {
    let mut known: HashMap<&str, Vec<String>> = HashMap::new();
    let mut index = String::new();
    for (_, word) in words(text).take(INDEXED) {
        let tokens = known.entry(word).or_insert_with(|| Forms::of(word).map(|forms| forms.tokens()).unwrap_or_default());
        for token in tokens {
            if !index.is_empty() {
                index.push(' ');
            }
            index.push_str(token);
        }
    }
    index
}

/// What a query asks for: every term must match. With `prefix`, the last word may be only the beginning of one.
pub fn query_terms(query: &str, prefix: bool) -> Vec<Term> {
    let forms: Vec<Forms> = words(query).filter_map(|(_, word)| Forms::of(word)).take(TERMS).collect();
    let last = forms.len();
    let term = |(i, forms): (usize, Forms)| Term { any_of: forms.matching(), prefix: (prefix && i + 1 == last).then_some(forms.exact) };
    forms.into_iter().enumerate().map(term).collect()
}

/// Words that must stand together and in this order. Accents, case and what parts the words are ignored; stems are not looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase(Vec<String>);

impl Phrase {
    /// Most words of a phrase that are compared.
    const WORDS: usize = 50;

    /// `None` when it holds no word.
    pub fn of(text: &str) -> Option<Phrase> {
        let words: Vec<String> = words(text).map(|(_, word)| exact(word)).filter(|word| !word.is_empty()).take(Phrase::WORDS).collect();
        (!words.is_empty()).then_some(Phrase(words))
    }

    /// Whether the text holds it.
    pub fn is_in(&self, text: &str) -> bool {
        // How many words of the phrase end here, for each place where it may have begun: at most `WORDS` of them.
        let mut begun: Vec<usize> = Vec::new();
        for (_, word) in words(text) {
            let word = exact(word);
            if word.is_empty() {
                continue;
            }
            begun.push(0);
            begun.retain_mut(|known| {
                let goes_on = self.0[*known] == word;
                *known += 1;
                goes_on
            });
            if begun.first() == Some(&self.0.len()) {
                return true;
            }
        }
        false
    }
}

/// How many of a question's terms a short text such as a title holds. Reads each different word once per `Fit`: titles repeat each other.
pub struct Fit<'a> {
    tokens: HashMap<&'a str, usize>,
    known: HashMap<String, u32>,
}

impl<'a> Fit<'a> {
    /// For these terms; those beyond the 32nd don't count.
    pub fn of(terms: &'a [Term]) -> Fit<'a> {
        let tokens = terms.iter().take(32).enumerate().flat_map(|(i, term)| term.any_of.iter().map(move |token| (token.as_str(), i)));
        Fit { tokens: tokens.collect(), known: HashMap::new() }
    }

    /// How many terms `title` holds.
    pub fn count(&mut self, title: &str) -> u32 {
        let mut held = 0_u32;
        for (_, word) in words(title) {
            held |= match self.known.get(word) {
                Some(held) => *held,
                None => {
                    let tokens = Forms::of(word).map(|forms| forms.tokens()).unwrap_or_default();
                    let found = tokens.iter().filter_map(|token| self.tokens.get(token.as_str())).fold(0, |held, term| held | 1 << term);
                    self.known.insert(word.to_owned(), found);
                    found
                }
            };
        }
        held.count_ones()
    }
}

/// The part of a text that answers a query best, at most `max` characters, as pieces of which the hits are marked `true`.
pub fn marked(plain: &str, query: &str, max: usize) -> Vec<(String, bool)> {
    let text = loose_words(plain).collect::<Vec<_>>().join(" ");
    let hits = hits(&text, &query_terms(query, true));
    let chars: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let place = |byte: usize| chars.partition_point(|at| *at < byte);
    let spans: Vec<(usize, usize, usize)> = hits.iter().map(|hit| (place(hit.start), place(hit.end), hit.term)).collect();
    // Two characters are kept for the ellipses.
    let room = if chars.len() - 1 <= max { max } else { max.saturating_sub(2) };
    let Some((first, end)) = best(&spans, room) else {
        let start = excerpt(&text, max);
        return if start.is_empty() { Vec::new() } else { vec![(start, false)] };
    };
    let (from, to) = window(&text, &chars, (spans[first].0, end), room);
    let mut pieces = Vec::new();
    let mut push = |text: &str, hit: bool| {
        if !text.is_empty() {
            pieces.push((text.to_owned(), hit))
        }
    };
    let mut at = from;
    if from > 0 {
        push("…", false);
    }
    for hit in hits.iter().filter(|hit| hit.start >= from && hit.end <= to) {
        push(&text[at..hit.start], false);
        push(&text[hit.start..hit.end], true);
        at = hit.end;
    }
    push(&text[at..to], false);
    if to < text.len() {
        push("…", false);
    }
    pieces
}

struct Hit {
    start: usize,
    end: usize,
    term: usize,
}

fn hits(text: &str, terms: &[Term]) -> Vec<Hit> {
    let tokens: HashMap<&str, usize> =
        terms.iter().enumerate().rev().flat_map(|(i, term)| term.any_of.iter().map(move |t| (t.as_str(), i))).collect();
    let beginning = terms.iter().enumerate().find_map(|(i, term)| term.prefix.as_deref().map(|prefix| (i, prefix)));
    // A stem begins as its word does: most words are passed over without being stemmed.
    let letters: HashSet<char> = terms.iter().filter_map(|term| term.any_of.iter().find(|t| !t.contains('_'))?.chars().next()).collect();
    let mut letter = String::new();
    let mut hits = Vec::new();
    let mut partial = Vec::new();
    for (start, word) in words(text) {
        letter.clear();
        letter.extend(word.chars().next());
        if !fold(&letter).chars().next().is_some_and(|c| letters.contains(&c)) {
            continue;
        }
        let Some(forms) = Forms::of(word) else { continue };
        let end = start + word.len();
        if let Some(term) = forms.tokens().iter().find_map(|t| tokens.get(t.as_str())) {
            hits.push(Hit { start, end, term: *term });
        } else if let Some((term, _)) = beginning.filter(|(_, prefix)| forms.exact.starts_with(prefix)) {
            partial.push(Hit { start, end, term });
        }
        if hits.len() + partial.len() >= HITS {
            break;
        }
    }
    // The last word is taken for a beginning only where it isn't found whole.
    if beginning.is_some_and(|(last, _)| hits.iter().all(|hit| hit.term != last)) {
        hits.append(&mut partial);
        hits.sort_by_key(|hit| hit.start);
    }
    hits
}

/// The hit at which to begin and the end of the last one that fits in `room`: most different terms first, then most hits, then soonest.
fn best(spans: &[(usize, usize, usize)], room: usize) -> Option<(usize, usize)> {
    let mut counts = [0_usize; TERMS];
    let mut next = 0;
    let mut best: Option<((usize, usize), (usize, usize))> = None;
    for (first, span) in spans.iter().enumerate() {
        while next < spans.len() && spans[next].1 <= span.0 + room {
            counts[spans[next].2] += 1;
            next += 1;
        }
        if next <= first {
            next = first + 1;
            continue;
        }
        let value = (counts.iter().filter(|n| **n > 0).count(), next - first);
        if best.is_none_or(|(known, _)| value > known) {
            best = Some((value, (first, spans[next - 1].1)));
        }
        counts[span.2] -= 1;
    }
    best.map(|(_, found)| found)
}

/// Bytes from and to which `text` is shown around characters `start..end`: as much as fits, whole words where there are spaces.
fn window(text: &str, chars: &[usize], (start, end): (usize, usize), room: usize) -> (usize, usize) {
    let length = chars.len() - 1;
    let spare = room.saturating_sub(end - start);
    let before = spare / 3;
    let from = start.saturating_sub(before.max(spare.saturating_sub(length - end)));
    let to = (from + room).min(length);
    let first = match text[chars[from]..chars[start]].find(' ') {
        Some(space) if from > 0 && !text[..chars[from]].ends_with(' ') => chars[from] + space + 1,
        _ => chars[from],
    };
    let last = match text[chars[end]..chars[to]].rfind(' ') {
        Some(space) if to < length && !text[chars[to]..].starts_with(' ') => chars[end] + space,
        _ => chars[to],
    };
    (first, last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_plain() {
        assert_eq!(index_words("L’atelier \"OR\" NEAR(x)*"), format!("{} or near _bnear x", index_words("atelier")));
        let index = index_words("Réunions d’équipe — 42 % ; «œuvre» a_b 日本 it's f_x");
        assert!(index.chars().all(|c| c.is_alphanumeric() || c == ' ' || c == '_'), "{index}");
        assert!(index.split(' ').any(|t| t == "reunions") && index.split(' ').any(|t| t == "日本"));
        assert_eq!(index_words("… !"), "");
        assert!(index_words(&"mot ".repeat(30_000)).split(' ').filter(|t| *t == "mot").count() == INDEXED);
        assert_eq!(index_words(&"x".repeat(90)).split(' ').next().map(str::len), Some(40));
    }

    fn finds(text: &str, query: &str, prefix: bool) -> bool {
        let index = index_words(text);
        let tokens: Vec<&str> = index.split(' ').collect();
        let found = |term: &Term| {
            term.any_of.iter().any(|t| tokens.contains(&t.as_str()))
                || term.prefix.as_ref().is_some_and(|p| tokens.iter().any(|t| t.starts_with(p.as_str())))
        };
        query_terms(query, prefix).iter().all(found)
    }

    #[test]
    fn queries_find_texts() {
        assert!(finds("Compte rendu des réunions", "réunion", false));
        assert!(finds("La réunion de lundi", "REUNIONS lundi", false));
        assert!(finds("Rendez-vous à l’atelier", "atelier", false));
        assert!(finds("Atelier", "l'atelier", false));
        assert!(finds("We are running late", "\"run late\"", false));
        assert!(finds("Un cœur", "coeur", false) && finds("Un coeur", "cœur", false));
        assert!(finds("Ressources humaines", "ress", true) && !finds("Ressources humaines", "ress", false));
        assert!(!finds("Ressources humaines", "f", true), "a stem is no word being typed");
        assert!(!finds("La réunion", "réunion mardi", true));
        assert_eq!(query_terms(&"mot ".repeat(50), true).len(), TERMS);
        assert_eq!(query_terms("\"' * OR", false).len(), 1);
    }

    #[test]
    fn phrases_stand_together() {
        let holds = |text: &str, phrase: &str| Phrase::of(phrase).is_some_and(|phrase| phrase.is_in(text));
        assert!(holds("Le compte\u{a0}rendu de l’équipe", "COMPTE rendu de equipe"));
        assert!(holds("a a b", "a b") && holds("a b a b c", "a b c") && holds("aa bb aa bb aa cc", "bb aa cc"));
        assert!(!holds("compte du rendu", "compte rendu") && !holds("rendu compte", "compte rendu"));
        assert!(!holds("comptes rendus", "compte rendu"), "as written");
        assert!(!holds("compte", "compte rendu") && Phrase::of(" \"-\" ").is_none());
        let long = "a ".repeat(50_000);
        assert!(holds(&long, &"a ".repeat(80)) && !holds(&long, &format!("{}b", "a ".repeat(40))));
    }

    #[test]
    fn titles_fit_more_or_less() {
        let terms = query_terms("réunion budget", false);
        let mut fit = Fit::of(&terms);
        assert_eq!(["Budget des réunions", "La reunion", "Rien", ""].map(|title| fit.count(title)), [2, 1, 0, 0]);
    }

    fn drawn(plain: &str, query: &str, max: usize) -> String {
        let pieces = marked(plain, query, max);
        assert!(pieces.iter().map(|(t, _)| t.chars().count()).sum::<usize>() <= max, "{pieces:?}");
        pieces.iter().map(|(text, hit)| if *hit { format!("[{text}]") } else { text.clone() }).collect()
    }

    #[test]
    fn hits_are_marked() {
        assert_eq!(drawn("Les réunions de\nl’équipe", "reunion equipes", 80), "Les [réunions] de l’[équipe]");
        assert_eq!(drawn("Rien ici", "absent", 80), "Rien ici");
        assert_eq!(drawn("Ressources humaines", "ressou", 80), "[Ressources] humaines");
        assert_eq!(drawn("", "x", 80), "");
        let long = format!("{} le budget de la réunion {}", "avant ".repeat(50), "après ".repeat(50));
        assert_eq!(drawn(&long, "budget réunion", 40), "…le [budget] de la [réunion] après après…");
        assert_eq!(drawn("anticonstitutionnellement non", "anticonstitutionnellement", 10), "anticonst…");
    }
}
