//! Rule 9 and the style of files: their length, their names, their first lines, and what may not be left in them.

use super::Finding;
use super::rust::has_word;
use super::tree::{File, Tree};

const LONGEST: usize = 600;
const EMPTY_NAMES: [&str; 9] = ["utils", "util", "helpers", "helper", "common", "manager", "service", "services", "misc"];
/// Written in halves, so that this file may name them.
const NOTES: [&str; 3] = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X")];

/// Length, name and opening of each hand-written file.
pub(super) fn shape(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.files.iter().filter(|file| file.is_hand_written()) {
        let length = file.text.lines().count();
        if length > LONGEST {
            findings.push(Finding::new(
                &file.path,
                LONGEST + 1,
                format!("{length} lines: split it by what its parts are for (at most {LONGEST})"),
            ));
        }
        let mut parts = file.path.split('/').map(|part| part.split('.').next().unwrap_or(part));
        if let Some(name) = parts.find(|part| EMPTY_NAMES.contains(part)) {
            findings.push(Finding::new(&file.path, 1, format!("`{name}` says nothing: name it after what it does")));
        }
        if !opens_well(file) {
            findings.push(Finding::new(
                &file.path,
                1,
                "open with one to four lines of comment: what it is for, its invariant, what is deliberately absent",
            ));
        }
    }
    findings
}

fn opens_well(file: &File) -> bool {
    let first = file.text.trim_start();
    match file.extension() {
        "rs" if file.name() == "build.rs" || file.path.contains("/tests/") => first.starts_with("//"),
        "rs" => first.starts_with("//!"),
        _ => first.starts_with("/*") || first.starts_with("//"),
    }
}

/// Notes to oneself anywhere, and `unwrap` in the product.
pub(super) fn leftovers(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    let written =
        |file: &&File| matches!(file.extension(), "rs" | "css" | "js" | "sql" | "ftl" | "toml" | "sh" | "yml") && !file.is_vendored();
    for file in tree.files.iter().filter(written) {
        for (line, text) in file.lines() {
            if let Some(note) = NOTES.iter().find(|note| has_word(text, note)) {
                findings.push(Finding::new(&file.path, line, format!("{note}: do it, or open an issue and take the note out")));
            }
        }
    }
    for (file, source) in tree.rust().filter(|(file, _)| file.name() != "boot.rs") {
        for (line, code) in source.product() {
            if code.contains(".unwrap()") || has_word(code, "todo!") || has_word(code, "unimplemented!") {
                findings.push(Finding::new(
                    &file.path,
                    line,
                    "return a `Fault` or a `Refusal`, or `expect` with the reason why it cannot be",
                ));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;
    use super::{leftovers, shape};

    #[test]
    fn files_are_short_named_and_introduced() {
        let long = format!("//! x\n{}", "\n".repeat(600));
        let files = [
            ("crates/web/src/page.rs", long.as_str()),
            ("crates/web/src/utils.rs", "//! x\n"),
            ("crates/web/src/common/a.rs", "//! x\n"),
            ("crates/web/src/a.rs", "use b;\n"),
            ("crates/web/assets/a.css", "body {}\n"),
            ("crates/web/assets/vendor/x-1.0.js", "var a"),
            ("crates/web/build.rs", "// x\n"),
            ("crates/web/src/good.rs", "//! x\n"),
        ];
        let expected = [
            "crates/web/src/page.rs:601",
            "crates/web/src/utils.rs:1",
            "crates/web/src/common/a.rs:1",
            "crates/web/src/a.rs:1",
            "crates/web/assets/a.css:1",
        ];
        assert_eq!(found(shape, &files), expected);
    }

    #[test]
    fn nothing_is_left_for_later() {
        let note = format!("// {}: later\n", super::NOTES[0]);
        let files = [
            ("crates/web/src/a.rs", note.as_str()),
            ("crates/web/src/b.rs", "fn a() { b.unwrap() } // .unwrap()\n#[cfg(test)]\nmod tests {\n    fn t() { b.unwrap() }\n}\n"),
            ("crates/web/src/c.rs", "// b.unwrap()\nfn a() { b.expect(\".unwrap()\") }\n"),
            ("palabre/src/boot.rs", "fn a() { b.unwrap() }\n"),
        ];
        assert_eq!(found(leftovers, &files), ["crates/web/src/a.rs:1", "crates/web/src/b.rs:1"]);
    }
}
