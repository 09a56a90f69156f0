//! Rule 10: every user-facing word is a locale key, present in both languages and used somewhere.
//! A key may also be found by name at run time. `by_key(l, &format!("error_{code}"))` is understood; where the name is made elsewhere, a line
//! `# by_key error_ kind_` in the French file declares how such keys begin.

use std::collections::HashSet;

use super::Finding;
use super::rust::has_word;
use super::tree::{File, Tree};

/// Where pages are made: French letters in a literal there are words that escaped the locale files.
const PAGES: [&str; 4] = ["features/", "crates/shell/src/", "crates/web/src/", "palabre/src/"];
/// The demonstration network is French content, not interface.
const CONTENT: &str = "features/demo/";

/// Keys missing in one language, keys nobody uses, words outside the files.
pub(super) fn keys(tree: &Tree) -> Vec<Finding> {
    let used = used(tree);
    let mut findings = Vec::new();
    for file in tree.files.iter().filter(|file| in_locales(file)) {
        let sister = if file.name() == "fr.ftl" { "en.ftl" } else { "fr.ftl" };
        let sister = file.path.replace(file.name(), sister);
        let known: HashSet<&str> = tree.file(&sister).map(|sister| entries(sister).map(|(_, key)| key).collect()).unwrap_or_default();
        for (line, key) in entries(file) {
            if !known.contains(key) {
                findings.push(Finding::new(&file.path, line, format!("`{key}` is missing in {sister}")));
            }
            if file.name() == "fr.ftl" && !used.contains(key.replace('-', "_").as_str()) && !by_key(tree, file, key) {
                findings.push(Finding::new(&file.path, line, format!("`{key}` is used nowhere: remove it from both files")));
            }
        }
    }
    findings.extend(escaped(tree));
    findings
}

fn in_locales(file: &File) -> bool {
    file.path.ends_with("/locales/fr.ftl") || file.path.ends_with("/locales/en.ftl")
}

/// The messages of a Fluent file: names at the beginning of a line before `=`.
fn entries(file: &File) -> impl Iterator<Item = (usize, &str)> {
    let is_name = |name: &str| {
        name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
    };
    file.lines().filter_map(move |(line, text)| {
        let (name, _) = text.split_once('=')?;
        is_name(name.trim_end()).then(|| (line, name.trim_end()))
    })
}

/// True when the key begins like a declared one, or like a literal of a file of the same room that asks `by_key`.
fn by_key(tree: &Tree, file: &File, key: &str) -> bool {
    let same = |key: &str| key.replace('-', "_");
    let declared = file.lines().filter_map(|(_, text)| text.strip_prefix("# by_key ")).flat_map(str::split_whitespace);
    let asking =
        tree.rust().filter(|(other, source)| other.room() == file.room() && source.product().any(|(_, code)| has_word(code, "by_key")));
    let asked = asking.flat_map(|(_, source)| source.literals()).filter_map(|(_, literal)| {
        let begins = literal.split_once('{').map(|(begins, _)| begins).filter(|begins| begins.len() > 2);
        begins.or((same(literal) == same(key)).then_some(literal))
    });
    declared.chain(asked).any(|prefix| same(key).starts_with(&same(prefix)))
}

/// Every identifier that follows `::` in the code: `words::post_button`, `shell::words::close`.
fn used(tree: &Tree) -> HashSet<&str> {
    let name = |rest: &'_ str| rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
    tree.rust()
        .flat_map(|(_, source)| source.all())
        .flat_map(|(_, code)| code.split("::").skip(1))
        .map(|rest| &rest[..name(rest)])
        .collect()
}

fn escaped(tree: &Tree) -> Vec<Finding> {
    let is_page = |file: &File| PAGES.iter().any(|place| file.path.starts_with(place)) && !file.path.starts_with(CONTENT);
    let french = |c: char| "àâäçéèêëîïôöùûüœÀÂÇÉÈÊËÎÏÔÙÛÜŒ«»".contains(c);
    let mut findings = Vec::new();
    for (file, source) in tree.rust().filter(|(file, _)| is_page(file)) {
        for (line, _) in source.literals().filter(|(_, text)| text.contains(french)) {
            findings.push(Finding::new(&file.path, line, "words for people stand in locales/fr.ftl and locales/en.ftl"));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;
    use super::keys;

    #[test]
    fn keys_are_in_both_languages_and_used() {
        let files = [
            (
                "features/feed/locales/fr.ftl",
                "# by_key error-\npost-button = Publier\nold = Vieux\nerror-late = Trop tard\nonly-french = Oui\n",
            ),
            ("features/feed/locales/en.ftl", "post-button = Post\nold = Old\nerror-late = Too late\nonly_english = Yes\n"),
            ("features/feed/src/pages.rs", "//! x\nfn a() { words::post_button(l); feed::words::only_french(l) } // words::old\n"),
        ];
        let expected = ["features/feed/locales/fr.ftl:3", "features/feed/locales/fr.ftl:5", "features/feed/locales/en.ftl:4"];
        assert_eq!(found(keys, &files), expected);
    }

    #[test]
    fn keys_may_be_found_by_name() {
        let ask = "//! x\nfn a() { words::by_key(l, &format!(\"field_{code}\")) }\n";
        let files = [
            ("crates/web/locales/fr.ftl", "field-late = Tard\nfine = Oui\n"),
            ("crates/web/locales/en.ftl", "field-late = Late\nfine = Yes\n"),
        ];
        assert_eq!(found(keys, &[files[0], files[1], ("crates/web/src/a.rs", ask)]), ["crates/web/locales/fr.ftl:2"]);
        assert_eq!(found(keys, &[files[0], files[1], ("features/feed/src/a.rs", ask)]).len(), 2);
    }

    #[test]
    fn words_do_not_escape() {
        let page = "//! é\nfn a() { html! { p { \"Déjà\" } } }\n#[cfg(test)]\nmod tests {\n    const A: &str = \"été\";\n}\n";
        assert_eq!(
            found(keys, &[("features/feed/src/views.rs", page), ("features/demo/src/lib.rs", page)]),
            ["features/feed/src/views.rs:2"]
        );
    }
}
