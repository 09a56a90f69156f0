//! What is shipped: the documents everybody looks for, licences of what others wrote, few packages, and no trace of one's own machine.

use super::Finding;
use super::tree::{File, Tree};

const DOCUMENTS: [&str; 8] =
    ["README.md", "README.fr.md", "ARCHITECTURE.md", "STYLE.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "LICENSE"];
const MOST_PACKAGES: usize = 450;
/// Written in halves, so that this file may name them.
const HOMES: [&str; 4] = [concat!("/ro", "ot/"), concat!("/wo", "rk/"), concat!("/ho", "me/"), concat!("/Us", "ers/")];

/// Missing documents and licences, too many packages, paths of a machine.
pub(super) fn contents(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for document in DOCUMENTS.iter().filter(|name| tree.file(name).is_none()) {
        findings.push(Finding::new(document, 1, "write it: people look for it at the top of the tree"));
    }
    if let Some(lock) = tree.file("Cargo.lock") {
        let packages = lock.text.lines().filter(|line| *line == "[[package]]").count();
        if packages > MOST_PACKAGES {
            findings.push(Finding::new(
                &lock.path,
                1,
                format!("{packages} packages, at most {MOST_PACKAGES}: take out a dependency or its features"),
            ));
        }
    }
    for file in &tree.files {
        if file.is_vendored() && !is_licence(file) && file.extension() != "md" {
            findings.extend(vendored(tree, file).map(|what| Finding::new(&file.path, 1, what)));
        }
        for (line, text) in file.lines().filter(|_| !file.is_vendored()) {
            if HOMES.iter().any(|home| starts_path(text, home)) {
                findings.push(Finding::new(&file.path, line, "a path of one machine: make it relative, or take it from the environment"));
            }
        }
    }
    findings
}

/// At the beginning of a path, not inside one such as `docs/home/`.
fn starts_path(text: &str, home: &str) -> bool {
    text.match_indices(home).any(|(at, _)| !text[..at].ends_with(|c: char| c.is_alphanumeric() || "_-.}*".contains(c)))
}

fn is_licence(file: &File) -> bool {
    ["LICENSE", "LICENCE", "NOTICE"].iter().any(|word| file.name().contains(word))
}

/// A file `vendor/<library>-<version>.js` has its licence beside it, `<library>-LICENSE`; a directory `vendor/<library>-<version>/` inside.
fn vendored(tree: &Tree, file: &File) -> Option<String> {
    let (folder, inside) = file.path.split_once("vendor/")?;
    let (entry, is_directory) = inside.split_once('/').map_or((inside, false), |(directory, _)| (directory, true));
    let version = entry.match_indices('-').find(|(at, _)| entry[at + 1..].starts_with(|c: char| c.is_ascii_digit()));
    let Some((end, _)) = version else { return Some("say the version in the name: <library>-<version>".to_owned()) };
    let library = &entry[..end];
    let covers = |licence: &File| match licence.path.strip_prefix(folder).and_then(|path| path.strip_prefix("vendor/")) {
        Some(path) if is_directory => path.split_once('/').is_some_and(|(directory, _)| directory == entry),
        // One licence may cover several files: `inter-LICENSE` stands for `inter-latin` too.
        Some(path) => path.split_once("-LICEN").is_some_and(|(name, _)| library == name || library.starts_with(&format!("{name}-"))),
        None => false,
    };
    let there = tree.files.iter().any(|other| is_licence(other) && covers(other));
    (!there).then(|| format!("put its licence beside it: {library}-LICENSE"))
}

#[cfg(test)]
mod tests {
    use super::super::Tree;
    use super::{DOCUMENTS, contents};

    fn found(files: &[(&str, &str)]) -> Vec<String> {
        let documents = DOCUMENTS.map(|name| (name, ""));
        let all: Vec<_> = documents.iter().chain(files).copied().collect();
        contents(&Tree::of(&all)).iter().map(|finding| format!("{}:{}", finding.path, finding.line)).collect()
    }

    #[test]
    fn documents_and_few_packages() {
        assert_eq!(contents(&Tree::of(&[])).len(), DOCUMENTS.len());
        assert_eq!(found(&[("Cargo.lock", &"[[package]]\n".repeat(451))]), ["Cargo.lock:1"]);
        assert!(found(&[("Cargo.lock", &"[[package]]\n".repeat(450))]).is_empty());
    }

    #[test]
    fn nothing_of_a_machine() {
        let path = format!("see\n\"{}me/x\"\n", super::HOMES[0]);
        assert_eq!(found(&[("docs/a.md", &path), ("docs/b.md", &format!("docs{}x", super::HOMES[1]))]), ["docs/a.md:2"]);
    }

    #[test]
    fn what_others_wrote_has_its_licence() {
        let bad = [("e2e/vendor/a-1.2.min.js", ""), ("e2e/vendor/b.js", ""), ("crates/shell/assets/vendor/c-1/x.js", "")];
        assert_eq!(found(&bad).len(), 3);
        let good =
            [("e2e/vendor/a-b-1.2.min.js", ""), ("e2e/vendor/a-LICENSE", ""), ("vendor/c-1/x.js", ""), ("vendor/c-1/LICENSE.txt", "")];
        assert!(found(&good).is_empty());
    }
}
