//! docs/attacks.md can't rot: every attack has its line, and every test that a line names is in the tree.

use std::fs;
use std::path::Path;

/// The attacks of the plan, 0 to 128.
const LAST: usize = 128;

#[test]
fn every_attack_has_its_test_or_its_reason() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let text = fs::read_to_string(root.join("docs/attacks.md")).expect("docs/attacks.md");
    let lines: Vec<Vec<&str>> = text
        .lines()
        .filter(|line| line.starts_with("| ") && line[2..].starts_with(|c: char| c.is_ascii_digit()))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    assert_eq!(lines.iter().map(|line| line[0].parse().expect("a number")).collect::<Vec<usize>>(), (0..=LAST).collect::<Vec<_>>());
    let mut wrong = Vec::new();
    for line in &lines {
        let [number, _, held] = line[..] else { panic!("three columns: {line:?}") };
        let tests: Vec<&str> = held.split('`').skip(1).step_by(2).collect();
        if tests.is_empty() && !held.starts_with("later: needs ") && !held.starts_with("nothing: ") {
            wrong.push(format!("{number}: neither a test nor what it waits for: {held}"));
        }
        for test in tests {
            let (path, name) = test.rsplit_once("::").unwrap_or_else(|| panic!("{number}: path::name, not {test}"));
            let there = fs::read_to_string(root.join(path)).is_ok_and(|file| file.contains(&format!("fn {name}(")));
            if !there {
                wrong.push(format!("{number}: there is no {test}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
