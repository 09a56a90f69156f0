//! Rules 5 to 8: names that only one place may use, and lists of items that go through the `reachable` view.

use super::Finding;
use super::rust::{Source, has_word};
use super::tree::{File, Tree};

/// A name, the beginnings of the paths that may use it, and what everybody else does instead.
const NAMES: [(&str, &[&str], &str); 8] = [
    ("TcpStream::connect", &["crates/reach/"], OUTSIDE),
    ("UdpSocket", &["crates/reach/"], OUTSIDE),
    ("lettre", &["crates/reach/"], OUTSIDE),
    ("reqwest", &["crates/reach/"], OUTSIDE),
    ("axum::extract::ws", &["crates/live/"], "WebSocket frames are `live`'s: follow a stream there"),
    ("tungstenite", &["crates/live/"], "WebSocket frames are `live`'s: follow a stream there"),
    ("rusqlite", &["crates/store/"], "only `store` names a database driver: write portable SQL and run it with `store`"),
    ("postgres", &["crates/store/"], "only `store` names a database driver: write portable SQL and run it with `store`"),
];

const OUTSIDE: &str = "only `reach` opens outgoing connections: enqueue a job that uses it";

/// Rules 4 to 7: forbidden names in the product's code.
pub(super) fn names(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, source) in tree.rust().filter(|(file, _)| !file.path.starts_with("xtask/")) {
        for (line, code) in source.product() {
            for (name, places, instead) in NAMES {
                if has_path(code, name) && !places.iter().any(|place| file.path.starts_with(place)) {
                    findings.push(Finding::new(&file.path, line, format!("`{name}`: {instead}")));
                }
            }
            if constructs_allowed(code) && !file.path.starts_with("crates/kernel/src/access") {
                findings.push(Finding::new(
                    &file.path,
                    line,
                    "only `kernel::access` makes an `Allowed`: ask it, and pass on what it gives",
                ));
            }
            if is_listener(file, source) && has_word(code, "reach") {
                findings.push(Finding::new(&file.path, line, "a listener writes to our own database alone: enqueue a job for the rest"));
            }
        }
    }
    findings
}

/// A crate counts where a path begins (`postgres::Client`, `use postgres;`, but not `dialect::postgres`); anything else counts anywhere.
fn has_path(code: &str, name: &str) -> bool {
    let part_of_name = |c: char| c.is_alphanumeric() || c == '_';
    let is_crate = name.chars().all(part_of_name) && !name.starts_with(char::is_uppercase);
    code.match_indices(name).any(|(at, _)| {
        let (before, after) = (&code[..at], &code[at + name.len()..]);
        let is_whole = !before.ends_with(part_of_name) && !after.starts_with(part_of_name);
        let begins = !before.ends_with(['.', ':']) && (after.starts_with("::") || before.trim_end().ends_with("use"));
        is_whole && (begins || !is_crate)
    })
}

/// `Allowed { …` and `Allowed::new`, but not a type, an `impl` or a function that returns one.
fn constructs_allowed(code: &str) -> bool {
    code.match_indices("Allowed").any(|(at, name)| {
        let (before, after) = (code[..at].trim_end(), code[at + name.len()..].trim_start());
        let is_type = ["->", "for", "impl", "struct", "&", "<", ","].iter().any(|end| before.ends_with(end));
        let is_name = !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
        is_name && !is_type && (after.starts_with('{') || after.starts_with("::new") || after.starts_with("(") && !before.ends_with("fn"))
    })
}

fn is_listener(file: &File, source: &Source) -> bool {
    matches!(file.name(), "listener.rs" | "listeners.rs") && !source.is_all_tests()
}

/// Rule 8: a feature's query over items joins `reachable`, or says that access was decided before: `-- one item`, `-- given items`.
pub(super) fn lists_are_reachable(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, source) in tree.rust().filter(|(file, _)| file.path.starts_with("features/")) {
        for (line, literal) in source.literals() {
            let sql = literal.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
            let lists_items = sql.contains("select ") && (has_word(&sql, "from items") || has_word(&sql, "join items"));
            if lists_items && !has_word(&sql, "reachable") && !["-- one item", "-- given items"].iter().any(|note| sql.contains(note)) {
                findings.push(Finding::new(
                    &file.path,
                    line,
                    "a list of items joins `reachable`; where access was decided before, say `-- one item` or `-- given items` in the SQL",
                ));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;
    use super::{lists_are_reachable, names};

    #[test]
    fn only_reach_speaks_outside_and_only_live_in_frames() {
        let bad = "//! x\nuse lettre::Message;\nfn a() { std::net::TcpStream::connect(b); }\nuse axum::extract::ws::WebSocket;\nuse rusqlite;\n#[cfg(test)]\nmod tests {\n use lettre::T;\n}\n";
        let path = "features/mail/src/lib.rs";
        let expected: Vec<String> = [2, 3, 4, 5].iter().map(|line| format!("{path}:{line}")).collect();
        assert_eq!(found(names, &[(path, bad)]), expected);
        let good = "//! lettre::\nmod postgres;\nuse crate::dialect::postgres::Bell;\nlet b = Backend::Postgres; // postgres::Client\n";
        assert_eq!(
            found(names, &[("crates/jobs/src/lib.rs", good), ("crates/reach/src/mail.rs", "use lettre::Message;")]),
            Vec::<String>::new()
        );
    }

    #[test]
    fn only_access_allows() {
        let bad = "fn a() {\n    let x = Allowed { actor, on };\n    let y = Allowed::new(actor);\n}\n";
        assert_eq!(found(names, &[("features/feed/src/verbs.rs", bad)]), ["features/feed/src/verbs.rs:2", "features/feed/src/verbs.rs:3"]);
        let good = "fn a(x: &Allowed<View, Space>) -> Allowed<View, Item> {\n}\nimpl<A, T> Deref for Allowed<A, T> {\n";
        assert_eq!(found(names, &[("features/feed/src/verbs.rs", good), ("crates/kernel/src/access.rs", bad)]), Vec::<String>::new());
    }

    #[test]
    fn listeners_stay_at_home() {
        assert_eq!(found(names, &[("palabre/src/listeners.rs", "fn a() {\n    reach::mail(b);\n}\n")]), ["palabre/src/listeners.rs:2"]);
    }

    #[test]
    fn lists_of_items_join_reachable() {
        let bad = "const A: &str = \"select id\n  from items where id = $1\";\n";
        assert_eq!(found(lists_are_reachable, &[("features/feed/src/queries.rs", bad)]), ["features/feed/src/queries.rs:1"]);
        let good = "const A: &str = \"select id from items join reachable r using (space_id)\";\nconst B: &str = \"-- one item\nselect id from items\";\n";
        assert_eq!(found(lists_are_reachable, &[("features/feed/src/queries.rs", good)]), Vec::<String>::new());
    }
}
