//! The description of the API is the API: every route that it names answers, and every route that the contract promises is in it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use e2e::{Api, Server, Stage};
use serde_json::{Value, json};

use crate::BOTH;

/// What interface.md promises for what this version can do.
const PROMISED: &str = "
    GET /me | GET /people | GET /people/{} | GET /charter | PUT /charter/acceptance
    POST /spaces | GET /spaces | GET /spaces/{} | PATCH /spaces/{} | PUT /spaces/{}/archive | DELETE /spaces/{}/archive
    GET /spaces/{}/members | PUT /spaces/{}/members/{} | DELETE /spaces/{}/members/{} | PUT /spaces/{}/read
    POST /spaces/{}/items | GET /spaces/{}/items | GET /items/{} | PATCH /items/{} | DELETE /items/{}
    PUT /items/{}/trash | DELETE /items/{}/trash | GET /items/{}/history | GET /items/{}/comments | POST /items/{}/comments
    PUT /items/{}/reactions/{} | DELETE /items/{}/reactions/{} | PUT /items/{}/follow | DELETE /items/{}/follow
    PUT /items/{}/bookmark | DELETE /items/{}/bookmark | POST /items/{}/shares | POST /items/{}/links | POST /items/{}/become
    POST /files | GET /files/{} | GET /files/{}/content
    GET /feed | GET /inbox | PUT /inbox/{}/read | GET /search | GET /changes";

/// Every route of the description, as `GET /items/{}`.
fn described(description: &Value) -> BTreeSet<String> {
    let paths = description["paths"].as_object().expect("paths");
    let routes = paths.iter().flat_map(|(path, methods)| {
        let path = path.strip_prefix("/api/v1").unwrap_or_else(|| panic!("{path} is outside /api/v1"));
        let bare: Vec<&str> = path.split('/').map(|part| if part.starts_with('{') { "{}" } else { part }).collect();
        let bare = bare.join("/");
        methods.as_object().expect("methods").keys().map(move |method| format!("{} {bare}", method.to_uppercase())).collect::<Vec<_>>()
    });
    routes.collect()
}

#[test]
fn the_description_is_printed_and_served_alike() {
    let server = Server::start(BOTH[0]);
    let printed = server.run(&["openapi"], "");
    assert!(printed.status.success());
    let printed: Value = serde_json::from_slice(&printed.stdout).expect("JSON");
    assert!(printed["openapi"].as_str().is_some_and(|version| version.starts_with("3.1")), "{}", printed["openapi"]);
    let api = Api::new(&server.url, "");
    assert_eq!(api.get("/openapi.json"), printed);
    let readable = api.send("GET", "/api", &[], None).expect("an answer");
    assert!(readable.status == 200 && readable.text.contains("/api/v1/spaces/{id}/items"));
}

#[test]
fn every_route_is_there_and_wants_to_know_who_asks() {
    let server = Server::start(BOTH[0]);
    let stranger = Api::new(&server.url, "");
    let routes = described(&stranger.get("/openapi.json"));
    assert!(routes.len() > 40, "{}", routes.len());
    for route in &routes {
        let (method, path) = route.split_once(' ').expect("a method and a path");
        let answer = stranger.ask(method, &path.replace("{}", "1"), None);
        assert_eq!(answer.status, 401, "{route}: {}", answer.text);
        assert!(method == "HEAD" || answer.json["status"] == 401, "{route} answers a problem: {}", answer.text);
    }
    assert_eq!(stranger.ask("GET", "/nothing", None).status, 404);
}

#[test]
fn every_promise_is_described() {
    let server = Server::start(BOTH[0]);
    let routes = described(&Api::new(&server.url, "").get("/openapi.json"));
    let missing: Vec<&str> =
        PROMISED.split(['|', '\n']).map(str::trim).filter(|route| !route.is_empty() && !routes.contains(*route)).collect();
    assert_eq!(missing, Vec::<&str>::new());
}

/// A route that bypasses the description would have to be written as a path of the API; only the program writes such paths.
#[test]
fn no_feature_adds_a_route_beside_the_description() {
    let features = Path::new(env!("CARGO_MANIFEST_DIR")).join("../features");
    let mut folders = vec![features];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") && !path.components().any(|part| part.as_os_str() == "tests") {
                let text = fs::read_to_string(&path).expect("text");
                assert!(!text.contains("route(\"/api"), "{} routes around the description", path.display());
            }
        }
    }
}

#[test]
fn what_cannot_be_read_or_is_not_allowed_is_said_so() {
    for backend in BOTH {
        let stage = Stage::set(backend);
        let items = format!("/spaces/{}/items", stage.space);
        let post = |body: Value| stage.luc.api.ask("POST", &items, Some(&body));
        let unknown = post(json!({ "kind": "post", "body": "x", "colour": "red" }));
        assert_eq!((unknown.status, &unknown.json["errors"][0]["field"]), (422, &"colour".into()), "{}", unknown.text);
        assert_eq!(post(json!({ "kind": "post", "body": "x".repeat(60_000) })).status, 422);
        assert_eq!(post(json!({ "kind": "post", "body": "x".repeat(2_000_000) })).status, 413);
        let raw = |kind: &str, body: &str| {
            let headers = [("Content-Type", kind)];
            stage.luc.api.send_text("POST", &format!("/api/v1{items}"), &headers, body).expect("an answer").status
        };
        assert_eq!(raw("application/json", "{\"kind\": "), 400);
        assert_eq!(raw("text/plain", "hello"), 415);
        let secret = e2e::open_space(&stage.awa.api, "Sans Luc");
        for hidden in [format!("/spaces/{secret}"), format!("/spaces/{secret}/items"), "/spaces/1".into(), "/items/1".into()] {
            assert_eq!(stage.luc.api.ask("GET", &hidden, None).status, 404, "{hidden}");
        }
        let seen = stage.luc.api.ask("PATCH", &format!("/spaces/{}", stage.space), Some(&json!({ "name": "À moi" })));
        assert_eq!(seen.status, 403, "{}", seen.text);
        stage.awa.api.put(&format!("/spaces/{}/archive", stage.space), &Value::Null);
        assert_eq!(post(json!({ "kind": "post", "body": "trop tard" })).status, 409);
    }
}

#[test]
fn a_stale_change_is_refused_and_a_key_answers_twice_alike() {
    for backend in BOTH {
        let stage = Stage::set(backend);
        let path = format!("/api/v1/spaces/{}/items", stage.space);
        let send = |key: &str, body: &str| {
            stage
                .luc
                .api
                .send("POST", &path, &[("Idempotency-Key", key)], Some(&json!({ "kind": "post", "body": body })))
                .expect("an answer")
        };
        let (first, second) = (send("k-1", "une fois"), send("k-1", "une fois"));
        assert_eq!((first.status, second.status, &first.json["id"]), (201, 201, &second.json["id"]), "{backend:?}");
        assert_eq!(send("k-1", "autre chose").status, 422);
        let item = format!("/api/v1/items/{}", e2e::id(&first.json));
        let change = |revision: &str, body: &str| {
            stage.luc.api.send("PATCH", &item, &[("If-Match", revision)], Some(&json!({ "body": body }))).expect("an answer")
        };
        assert_eq!(change("\"1\"", "deux fois").status, 200);
        let stale = change("\"1\"", "trois fois");
        assert_eq!(stale.status, 409);
        assert!(stale.text.contains("deux fois") && stale.text.contains("trois fois"), "both versions are kept: {}", stale.text);
    }
}
