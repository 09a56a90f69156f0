//! Rules 1 to 4: which room may use which, read from the manifests. Build dependencies are tools of the house (`locale`) and free;
//! development dependencies serve tests, and only a feature on another feature stays forbidden there.

use super::Finding;
use super::tree::{File, Tree};

/// Each room, and the rooms it may use. `features/*` and `palabre` follow below.
const ROOMS: [(&str, &[&str]); 13] = [
    ("base", &[]),
    ("locale", &[]),
    ("text", &["base"]),
    ("store", &["base"]),
    ("live", &["base"]),
    ("reach", &["base"]),
    ("jobs", &["base", "store"]),
    ("files", &["base", "reach"]),
    ("web", &["base", "text", "store", "live", "jobs", "files", "reach"]),
    ("kernel", &["base", "text", "store", "jobs", "files"]),
    ("shell", &["base", "text", "store", "live", "jobs", "files", "reach", "web", "kernel"]),
    ("house", &["base", "text", "store", "live", "jobs", "files", "reach", "web", "kernel", "shell"]),
    // Where tests take place: nobody's dependency but for tests.
    ("village", &["base", "files", "store", "web", "kernel", "house"]),
];

/// Libraries that only some rooms may use, and why.
const LIBRARIES: [(&str, &[&str], &str); 9] = [
    ("rusqlite", &["store"], "only `store` names a database driver"),
    ("postgres", &["store"], "only `store` names a database driver"),
    ("lettre", &["reach"], "only `reach` speaks to the outside"),
    ("reqwest", &["reach"], "only `reach` speaks to the outside"),
    ("hyper-util", &["reach", "e2e"], "only `reach` speaks to the outside"),
    ("fantoccini", &["e2e"], "only `e2e` drives a browser"),
    ("tokio-tungstenite", &["live", "bench"], "only `live` handles frames"),
    ("axum", &["live", "web", "shell", "house", "village", "palabre", "bench", FEATURES], "below `web` nothing knows HTTP"),
    ("maud", &["web", "shell", "house", "palabre", FEATURES], "below `web` nothing knows HTML"),
];

const FEATURES: &str = "features/*";

/// What each manifest takes in, against the two tables.
pub(super) fn manifests(tree: &Tree) -> Vec<Finding> {
    let manifests: Vec<&File> = tree.files.iter().filter(|file| file.name() == "Cargo.toml" && file.path != "Cargo.toml").collect();
    let features: Vec<&str> = manifests.iter().filter(|file| is_feature(file)).map(|file| file.room()).collect();
    let mut findings = Vec::new();
    for file in manifests {
        for dependency in dependencies(file) {
            if let Some(why) = refused(file, &dependency, &features) {
                findings.push(Finding::new(
                    &file.path,
                    dependency.line,
                    format!("`{}` may not use `{}`: {why}", file.room(), dependency.name),
                ));
            }
        }
    }
    findings
}

fn refused(file: &File, dependency: &Dependency, features: &[&str]) -> Option<String> {
    let (room, name) = (file.room(), dependency.name);
    if is_feature(file) && features.contains(&name) {
        return Some("features meet through items, links and changes, never directly".to_owned());
    }
    if dependency.kind != Kind::Product {
        return None;
    }
    if let Some((_, allowed, why)) = LIBRARIES.iter().find(|(library, ..)| *library == name) {
        let place = if is_feature(file) { FEATURES } else { room };
        return (!allowed.contains(&place)).then(|| (*why).to_owned());
    }
    let is_room = features.contains(&name) || name == "palabre" || ROOMS.iter().any(|(other, _)| *other == name);
    // What measures the whole stands beside the program, above all else.
    if !is_room || matches!(room, "palabre" | "bench") {
        return None;
    }
    if features.contains(&name) {
        return Some("only the program knows the features".to_owned());
    }
    let allowed = match ROOMS.iter().find(|(other, _)| *other == room) {
        Some((_, allowed)) => allowed.contains(&name),
        None => is_feature(file) && name != "palabre",
    };
    (!allowed).then(|| "it stands beside or above (ARCHITECTURE.md, “Who may import whom”)".to_owned())
}

fn is_feature(file: &File) -> bool {
    file.path.starts_with("features/")
}

#[derive(PartialEq, Eq)]
enum Kind {
    Product,
    Build,
    Tests,
}

struct Dependency<'t> {
    kind: Kind,
    name: &'t str,
    line: usize,
}

/// Reads `[dependencies]` and its kin, both as tables and as one header per dependency.
fn dependencies(file: &File) -> Vec<Dependency<'_>> {
    let (mut section, mut found) = ("", Vec::new());
    for (line, text) in file.lines() {
        if let Some(header) = text.trim().strip_prefix('[') {
            section = header.trim_end_matches(']');
            if let Some((table, name)) = section.rsplit_once('.')
                && let Some(kind) = kind(table)
            {
                found.push(Dependency { kind, name, line });
            }
        } else if let Some(kind) = kind(section)
            && let Some((name, _)) = text.split_once(['=', '.'])
            && !text.starts_with('#')
        {
            found.push(Dependency { kind, name: name.trim().trim_matches('"'), line });
        }
    }
    found
}

fn kind(section: &str) -> Option<Kind> {
    // `[target.'cfg(unix)'.dependencies]` counts like the plain one.
    match section.rsplit('.').next()? {
        "dependencies" => Some(Kind::Product),
        "build-dependencies" => Some(Kind::Build),
        "dev-dependencies" => Some(Kind::Tests),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;
    use super::manifests;

    #[test]
    fn rooms_use_what_is_below() {
        let bad = [
            (
                "crates/kernel/Cargo.toml",
                "[dependencies]\nbase = { workspace = true }\nweb = { workspace = true }\nmaud.workspace = true\n",
            ),
            ("crates/base/Cargo.toml", "[dependencies.store]\nworkspace = true\n"),
            ("features/feed/Cargo.toml", "[dependencies]\nshell = { workspace = true }\n[dev-dependencies]\nchat = { workspace = true }\n"),
            ("features/chat/Cargo.toml", "[dependencies]\nrusqlite = { workspace = true }\npalabre = { workspace = true }\n"),
            ("crates/shell/Cargo.toml", "[target.'cfg(unix)'.dependencies]\nfeed = { workspace = true }\n"),
        ];
        let expected = [
            "crates/kernel/Cargo.toml:3",
            "crates/kernel/Cargo.toml:4",
            "crates/base/Cargo.toml:1",
            "features/feed/Cargo.toml:4",
            "features/chat/Cargo.toml:2",
            "features/chat/Cargo.toml:3",
            "crates/shell/Cargo.toml:2",
        ];
        assert_eq!(found(manifests, &bad), expected);
    }

    #[test]
    fn tools_tests_and_the_program_are_free() {
        let good = [
            (
                "crates/kernel/Cargo.toml",
                "[dependencies]\nstore = { workspace = true }\n[build-dependencies]\nlocale = { workspace = true }\n",
            ),
            ("features/feed/Cargo.toml", "[dependencies]\naxum = { workspace = true }\n[dev-dependencies]\ntokio-tungstenite = \"1\"\n"),
            ("palabre/Cargo.toml", "[dependencies]\nfeed = { workspace = true }\n# chat = 1\n"),
        ];
        assert_eq!(found(manifests, &good), Vec::<String>::new());
    }
}
