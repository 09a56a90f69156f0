//! The rules of the house that the compiler cannot keep (ARCHITECTURE.md, "Who may import whom"), read from the text of the tree.
//! Invariant: a finding names file and line and says what to do. `#[test] the_tree_is_tidy` makes it an ordinary test.

mod borders;
mod files;
mod parcel;
mod rooms;
mod rust;
mod tree;
mod typography;
mod words;

use std::fmt;

use crate::{Outcome, root};
pub(crate) use tree::Tree;

/// One place where a rule is broken.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Finding {
    path: String,
    line: usize,
    what: String,
}

impl Finding {
    fn new(path: &str, line: usize, what: impl Into<String>) -> Finding {
        Finding { path: path.to_owned(), line, what: what.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.what)
    }
}

type Rule = fn(&Tree) -> Vec<Finding>;

const RULES: [Rule; 8] = [
    rooms::manifests,
    borders::names,
    borders::lists_are_reachable,
    files::shape,
    files::leftovers,
    words::keys,
    typography::french,
    parcel::contents,
];

/// `cargo xtask tidy`.
pub(crate) fn run() -> Outcome {
    let tree = Tree::read(&root())?;
    let findings = check(&tree);
    findings.iter().for_each(|finding| eprintln!("{finding}"));
    match findings.len() {
        0 => {
            eprintln!("tidy: {}", tree.sizes());
            Ok(())
        }
        1 => Err("one thing to tidy".to_owned()),
        n => Err(format!("{n} things to tidy")),
    }
}

fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings: Vec<Finding> = RULES.iter().flat_map(|rule| rule(tree)).collect();
    findings.sort();
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tree_is_tidy() {
        let tree = Tree::read(&root()).expect("the tree can be read");
        let findings: Vec<String> = check(&tree).iter().map(ToString::to_string).collect();
        assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
    }

    /// What a rule finds in a small tree, as `path:line`.
    pub(super) fn found(rule: Rule, files: &[(&str, &str)]) -> Vec<String> {
        rule(&Tree::of(files)).iter().map(|finding| format!("{}:{}", finding.path, finding.line)).collect()
    }
}
