//! A real Slack export, into an empty network and beside a running server; a second time adds nothing.

use e2e::{Api, PASSWORD, Server};
use serde_json::Value;

use crate::BOTH;

const EXPORT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/samples/slack/slack-export-viewer.zip");

#[test]
fn a_network_is_filled_from_an_export_once() {
    for backend in BOTH {
        let server = Server::start(backend);
        let planned = report(&server, &["--dry-run"]);
        assert!(server.setup.is_some());
        let done = report(&server, &[]);
        assert_eq!(planned["mapped"], done["mapped"], "{backend:?}: a dry run tells what would be done");
        assert_eq!(done["read"], serde_json::json!({ "people": 4, "spaces": 2, "messages": 158 }));
        server.add_person("Awa Diallo", "awa@lilas.example", "owner", PASSWORD);
        let api = server.api("awa@lilas.example");
        let first = counted(&api);
        let number = |name: &str| usize::try_from(done["mapped"][name].as_u64().expect("a number")).expect("small");
        // Awa, and the robot in whose name spaces without an owner of ours are kept.
        let people = number("people") + number("applications") + number("former") + 2;
        assert_eq!(first, [people, 2, number("posts"), number("comments")], "{done}");
        let skipped: u64 = done["skipped"].as_object().expect("reasons").values().filter_map(Value::as_u64).sum();
        assert!(number("posts") + number("comments") <= 158 && skipped > 0, "{done}");

        let again = report(&server, &[]);
        assert_eq!((&again["made"]["people"], &again["made"]["posts"]), (&0.into(), &0.into()), "{again}");
        assert_eq!(counted(&api), first, "{backend:?}: twice adds nothing");
        let found = api.get("/search?q=monkeys");
        assert!(found["items"].is_array(), "{found}");
    }
}

#[test]
fn the_report_is_also_told_in_sentences() {
    let server = Server::start(BOTH[0]);
    let output = server.run(&["import", "slack", EXPORT], "");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && text.lines().count() > 3 && text.contains("158"), "{text}");
    assert!(output.stderr.is_empty(), "nobody watches the progress here");
}

#[test]
fn a_file_that_is_no_export_is_refused_in_one_line() {
    let server = Server::start(BOTH[0]);
    for wrong in [concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"), concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/samples/slack")] {
        let output = server.run(&["import", "slack", wrong], "");
        let why = String::from_utf8_lossy(&output.stderr);
        assert_eq!((output.status.code(), why.lines().count()), (Some(1), 1), "{why}");
    }
}

fn report(server: &Server, more: &[&str]) -> Value {
    let output = server.run(&[&["import", "slack", EXPORT, "--json"], more].concat(), "");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("the report is JSON")
}

/// People, spaces, posts, comments.
fn counted(api: &Api) -> [usize; 4] {
    let spaces = api.all("/spaces?archived=1");
    let items: Vec<Value> = spaces.iter().flat_map(|space| api.all(&format!("/spaces/{}/items", e2e::id(space)))).collect();
    let comments = items.iter().map(|item| api.all(&format!("/items/{}/comments", e2e::id(item))).len()).sum();
    [api.all("/people").len(), spaces.len(), items.len(), comments]
}
