//! Names of people and spaces: initials, and whether two names are so close that one was probably meant for the other.
//! Invariant: `near` is symmetric. Deliberately absent: any decision; a near name is shown first, never refused here.

use crate::words::{fold, words};

/// Up to two initials for a picture-less person: "Sylvie Le Goff" → "SL".
pub fn initials(name: &str) -> String {
    let firsts = name.split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    let initials: String = firsts.take(2).flat_map(char::to_uppercase).collect();
    if initials.is_empty() { name.trim().chars().take(1).collect() } else { initials }
}

/// Whether two names are near-duplicates: the same words, one the initials of the other, or a slip of the keyboard apart.
/// Accents, case, plurals and words that name nothing are ignored; numbers and single letters tell names apart.
pub fn near(a: &str, b: &str) -> bool {
    let (a, b) = (Name::of(a), Name::of(b));
    if a.telling.is_empty() || b.telling.is_empty() {
        return false;
    }
    a.same_words(&b) || a.is_short_for(&b) || b.is_short_for(&a) || a.digits() == b.digits() && slip(&a.telling, &b.telling)
}

const EMPTY: [&str; 33] = [
    "and", "au", "aux", "by", "de", "des", "du", "en", "et", "for", "in", "la", "le", "les", "of", "on", "ou", "our", "par", "pour", "sur",
    "the", "to", "un", "une", "equipe", "espace", "group", "groupe", "service", "space", "team", "chez",
];

struct Name {
    all: Vec<String>,
    /// The words that tell this name from others, in the singular.
    telling: Vec<String>,
}

impl Name {
    fn of(name: &str) -> Name {
        let clean = |word: &str| fold(word).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let all: Vec<String> = words(name)
            .filter(|(_, word)| !["à", "À"].contains(word))
            .map(|(_, word)| clean(word))
            .filter(|w| !w.is_empty())
            .take(20)
            .collect();
        let telling: Vec<String> = all.iter().filter(|w| !EMPTY.contains(&w.as_str())).map(|w| singular(w).to_owned()).collect();
        if telling.is_empty() { Name { telling: all.clone(), all } } else { Name { telling, all } }
    }

    fn same_words(&self, other: &Name) -> bool {
        let sorted = |name: &Name| {
            let mut words = name.telling.clone();
            words.sort();
            words
        };
        self.telling.concat() == other.telling.concat() || sorted(self) == sorted(other)
    }

    /// "RH", "R.H." or "R&D" against the first letters of at least two words, counting the small words or not.
    fn is_short_for(&self, long: &Name) -> bool {
        let short = match self.telling.as_slice() {
            [word] => word.clone(),
            words if words.iter().all(|w| w.chars().count() == 1) => words.concat(),
            _ => return false,
        };
        let firsts = |words: &[String]| words.iter().filter_map(|w| w.chars().next()).collect::<String>();
        let long_enough = |words: &[String]| words.len() >= 2 && words.iter().any(|w| w.chars().count() > 1);
        (2..=8).contains(&short.chars().count())
            && [&long.telling, &long.all].iter().any(|words| long_enough(words) && firsts(words) == short)
    }

    fn digits(&self) -> String {
        self.telling.iter().flat_map(|w| w.chars()).filter(char::is_ascii_digit).collect()
    }
}

fn singular(word: &str) -> &str {
    if word.len() > 3 { word.strip_suffix(['s', 'x']).unwrap_or(word) } else { word }
}

/// Whether only typing slips part the two: word by word when they have as many, as a whole otherwise.
fn slip(a: &[String], b: &[String]) -> bool {
    if a.len() == b.len() {
        return a.iter().zip(b).all(|(a, b)| within(a, b));
    }
    let (a, b) = (a.concat(), b.concat());
    a.chars().count().min(b.chars().count()) >= 8 && distance(&a, &b, 1) <= 1
}

fn within(a: &str, b: &str) -> bool {
    let allowed = match a.chars().count().min(b.chars().count()) {
        0..=4 => 0,
        5..=8 => 1,
        _ => 2,
    };
    a == b || distance(a, b, allowed) <= allowed
}

/// Optimal string alignment distance: letters added, dropped, changed or swapped. Gives up past `most`.
fn distance(a: &str, b: &str, most: usize) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > most || a.len().max(b.len()) > 200 {
        return usize::MAX;
    }
    let mut before = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let changed = above[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = changed.min(above[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                let crossed: &Vec<usize> = &before;
                least = least.min(crossed[j - 2] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut above, row);
    }
    above[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names() {
        for (a, b) in [
            ("RH", "Ressources humaines"),
            ("R.H.", "Ressources Humaines"),
            ("R&D", "Recherche et développement"),
            ("DRH", "Direction des ressources humaines"),
            ("Réunions", "reunion"),
            ("L’atelier", "Ateliers"),
            ("Équipe produit", "Produit"),
            ("Comunication", "Communication"),
            ("Comm interne", "comm  INTERNE"),
            ("Projet Lyno", "Projet Lyno"),
            ("Markteing", "Marketing"),
            ("Service-client", "service clients"),
            ("Alpha projet", "Projet Alpha"),
            ("Télé travail", "Télétravail"),
        ] {
            assert!(near(a, b) && near(b, a), "{a} / {b}");
        }
    }

    #[test]
    fn different_names() {
        for (a, b) in [
            ("Projet 1", "Projet 2"),
            ("Budget 2025", "Budget 2026"),
            ("Client A", "Client B"),
            ("Lyon", "Nyon"),
            ("RH", "Recherche"),
            ("Marketing", "Comptabilité"),
            ("", ""),
            ("🎉", "🎉"),
            ("Ressources humaines", "Ressources techniques"),
        ] {
            assert!(!near(a, b), "{a} / {b}");
        }
    }

    #[test]
    fn initials_of_people() {
        for (name, expected) in [
            ("Sylvie Le Goff", "SL"),
            ("Karim Aït", "KA"),
            ("élodie", "É"),
            ("Jean-Luc (RH) Martin", "JR"),
            ("", ""),
            ("🎉 fête", "F"),
            ("!", "!"),
            ("ßa", "SS"),
        ] {
            assert_eq!(initials(name), expected);
        }
    }
}
