//! French as printers set it, in every French locale file: U+202F before `;` `:` `!` `?` and inside « », and a real apostrophe.

use super::Finding;
use super::tree::Tree;

const NARROW: char = '\u{202f}';

/// Ordinary spaces or none where a narrow no-break space belongs.
pub(super) fn french(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.files.iter().filter(|file| file.path.ends_with("/locales/fr.ftl")) {
        for (line, text) in file.lines().filter(|(_, text)| !text.starts_with('#')) {
            let words: Vec<char> = outside_braces(text).collect();
            if words.contains(&'\'') {
                findings.push(Finding::new(&file.path, line, "the apostrophe is ’"));
            }
            if (0..words.len()).any(|at| is_loose(&words, at)) {
                findings.push(Finding::new(&file.path, line, "a narrow no-break space (U+202F) stands before ; : ! ? » and after «"));
            }
        }
    }
    findings
}

/// Placeables are code. The closing brace stays, as the word it will become.
fn outside_braces(text: &str) -> impl Iterator<Item = char> {
    let mut depth = 0;
    text.chars().filter(move |c| {
        depth += i32::from(*c == '{') - i32::from(*c == '}');
        depth == 0
    })
}

fn is_loose(words: &[char], at: usize) -> bool {
    let before = at.checked_sub(1).map(|at| words[at]);
    let after = words.get(at + 1).copied();
    let ends_word = after.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '/' | '_' | '='));
    match words[at] {
        // `?!` and `!!` take one space for both; `:name:` and `12:30` are not punctuation.
        ';' | ':' | '!' | '?' => ends_word && before.is_some_and(|c| c != NARROW && !"!?(".contains(c)),
        '»' => before != Some(NARROW),
        '«' => after != Some(NARROW),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;
    use super::french;

    #[test]
    fn french_is_set_with_care() {
        let text = "a = Quoi ?\nb = L'arbre\nc = « Oui »\nd = Vu: { $n ->\ne = Non!\n";
        let expected: Vec<String> = (1..=5).map(|line| format!("features/feed/locales/fr.ftl:{line}")).collect();
        assert_eq!(found(french, &[("features/feed/locales/fr.ftl", text)]), expected);
        let text = "# a: b\na = Quoi\u{202f}?!\nb = L’arbre, https://exemple.fr/?a=1, 12:30\nc = «\u{202f}{ $name }\u{202f}»\nd = { N($n, a: 1) ->\n    [one] Un\n   *[other] { $n }\u{202f}: plus\n}\n";
        assert_eq!(found(french, &[("features/feed/locales/fr.ftl", text)]), Vec::<String>::new());
    }
}
