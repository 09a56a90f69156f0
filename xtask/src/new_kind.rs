//! `cargo xtask new-kind decision`: a feature folder that compiles for a new kind of item, its variant in the kernel, and its place in the
//! manifests. What needs a choice — where it is listed, its words, its columns — is said at the end, and the compiler asks for the rest.

use std::fs;
use std::path::Path;

use crate::step::{cargo, run};
use crate::{Outcome, root};

/// Each file of the folder and the text it is made from.
const FILES: [(&str, &str); 11] = [
    ("Cargo.toml", include_str!("../kind/Cargo.toml.in")),
    ("build.rs", include_str!("../kind/build.rs.in")),
    ("locales/fr.ftl", include_str!("../kind/fr.ftl.in")),
    ("locales/en.ftl", include_str!("../kind/en.ftl.in")),
    ("src/lib.rs", include_str!("../kind/lib.rs.in")),
    ("src/room.rs", include_str!("../kind/room.rs.in")),
    ("src/verbs.rs", include_str!("../kind/verbs.rs.in")),
    ("src/pages.rs", include_str!("../kind/pages.rs.in")),
    ("src/api.rs", include_str!("../kind/api.rs.in")),
    ("src/views.rs", include_str!("../kind/views.rs.in")),
    ("tests/check.rs", include_str!("../kind/check.rs.in")),
];

const LEFT: &str = "Written. What is left, in this order:
  1. palabre/src/kinds.rs: the arm the compiler asks for, with `__names__::__Name__Room`, `__names__::chip` and `__names__::face`
  2. palabre/src/routes.rs: merge `__names__::pages()` and `__names__::api()`
  3. crates/kernel/src/kind.rs: say what it is above `__Name__`; add it to `Kind::OFFERED` if people choose it in the composer
  4. features/__names__/locales: its word in French and in English
  5. a migration, only if it owns columns; then `cargo xtask schema`
  6. `cargo xtask test --fast`";

/// Writes the feature of the kind called `name` (`decision`, in the singular).
pub(crate) fn write(name: &str) -> Outcome {
    if name.is_empty() || !name.chars().all(|c| c.is_ascii_lowercase() || c == '_') || name.starts_with('_') {
        return Err("a kind is called by a glossary word in small letters, singular: `cargo xtask new-kind decision`".to_owned());
    }
    let folder = root().join("features").join(plural(name));
    if folder.exists() {
        return Err(format!("{} is there already", folder.display()));
    }
    let names = plural(name);
    edit("crates/kernel/src/kind.rs", |text| with_variant(text, name))?;
    edit("Cargo.toml", |text| with_line(text, "palabre = {", false, &format!("{names} = {{ path = \"features/{names}\" }}")))?;
    edit("palabre/Cargo.toml", |text| with_line(text, "[dependencies]", true, &format!("{names} = {{ workspace = true }}")))?;
    for (file, template) in FILES {
        let path = folder.join(file);
        fs::create_dir_all(path.parent().unwrap_or(&folder)).map_err(|error| said(&path, &error))?;
        fs::write(&path, filled(template, name)).map_err(|error| said(&path, &error))?;
    }
    // Where a line breaks depends on the length of the name.
    run(cargo("fmt --package").arg(&names))?;
    println!("{}", filled(LEFT, name));
    Ok(())
}

fn edit(file: &str, change: impl FnOnce(&str) -> Option<String>) -> Outcome {
    let path = root().join(file);
    let text = fs::read_to_string(&path).map_err(|error| said(&path, &error))?;
    let changed =
        change(&text).ok_or_else(|| format!("{file} no longer looks as `cargo xtask new-kind` expects: mend xtask/src/new_kind.rs"))?;
    fs::write(&path, changed).map_err(|error| said(&path, &error))
}

fn said(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", path.display())
}

fn filled(template: &str, name: &str) -> String {
    template.replace("__names__", &plural(name)).replace("__name__", name).replace("__Name__", &variant(name))
}

/// The folder is in the plural, as the glossary's English words make it.
fn plural(name: &str) -> String {
    match name.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ if name.ends_with(['s', 'x']) => format!("{name}es"),
        _ => format!("{name}s"),
    }
}

fn variant(name: &str) -> String {
    let capital = |word: &str| word[..1].to_uppercase() + &word[1..];
    name.split('_').filter(|word| !word.is_empty()).map(capital).collect()
}

/// Adds the variant at the end of `Kind`.
fn with_variant(text: &str, name: &str) -> Option<String> {
    let start = text.find("    Kind {\n")?;
    let end = start + text[start..].find("\n    }\n")? + 1;
    let variant = variant(name);
    Some(format!("{}        /// {variant}.\n        {variant} = \"{name}\",\n{}", &text[..end], &text[end..]))
}

/// Adds `line` before or after the first line that starts with `anchor`.
fn with_line(text: &str, anchor: &str, after: bool, line: &str) -> Option<String> {
    let at = text.lines().position(|l| l.starts_with(anchor))? + usize::from(after);
    let mut lines: Vec<&str> = text.lines().collect();
    lines.insert(at, line);
    Some(lines.join("\n") + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        assert_eq!(
            [plural("decision"), plural("quick_note"), plural("entry"), plural("survey")],
            ["decisions", "quick_notes", "entries", "surveys"]
        );
        assert_eq!([variant("decision"), variant("quick_note")], ["Decision", "QuickNote"]);
        assert!(write("Décision").is_err() && write("../x").is_err() && write("").is_err());
    }

    #[test]
    fn the_kernel_and_the_manifests_still_have_their_anchors() {
        let read = |file: &str| fs::read_to_string(root().join(file)).expect("the file is there");
        let kinds = with_variant(&read("crates/kernel/src/kind.rs"), "quick_idea").expect("the enum is found");
        assert!(kinds.contains("\",\n        /// QuickIdea.\n        QuickIdea = \"quick_idea\",\n    }\n"));
        let program = with_line(&read("palabre/Cargo.toml"), "[dependencies]", true, "ideas = 1").expect("the section is found");
        assert!(program.contains("[dependencies]\nideas = 1\n"));
        assert!(with_line(&read("Cargo.toml"), "palabre = {", false, "ideas = 1").is_some());
    }

    #[test]
    fn nothing_stays_to_be_filled() {
        for (file, template) in FILES {
            assert!(!filled(template, "decision").contains("__"), "{file}");
        }
    }
}
