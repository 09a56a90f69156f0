//! The routes that the running router has, and whether the matrix knows each: asked from the router itself, not from a description of it.

use std::collections::BTreeSet;

use axum::Router;
use http::Method;
use village::Http;

use super::lines::{Line, bare};

/// Every route, as `GET /items/{}`.
pub async fn routes(router: &Router, http: &Http) -> BTreeSet<String> {
    let mut routes = BTreeSet::new();
    for path in paths(&format!("{router:?}")) {
        // No route knows this method, so that each answers which ones it knows.
        let unknown = Method::from_bytes(b"PROPFIND").expect("a method");
        let answer = http.ask("", unknown, &path.replace(['{', '}'], "1"), &[], "").await;
        let allowed =
            answer.headers.get("allow").and_then(|allow| allow.to_str().ok()).unwrap_or_else(|| panic!("{path}: {}", answer.status));
        let methods: Vec<&str> = allowed.split(',').map(str::trim).collect();
        // HEAD comes with every GET; by itself it is a route.
        let own = methods.iter().filter(|method| **method != "HEAD" || !methods.contains(&"GET"));
        routes.extend(own.map(|method| format!("{method} {}", bare(&path))));
    }
    routes
}

/// The paths that a router's own description of itself names, as registered.
fn paths(router: &str) -> BTreeSet<String> {
    let named = router.split("RouteId(").filter_map(|part| part.split_once("): \"")?.1.split('"').next());
    named.filter(|path| !path.contains("__private__")).map(str::to_owned).collect()
}

/// What is missing between the routes and the lines, in sentences that say what to do.
pub fn missing(routes: &BTreeSet<String>, lines: &[Line]) -> Vec<String> {
    let known: BTreeSet<String> = lines.iter().map(Line::route).collect();
    let add = "add a line to palabre/tests/program/attacks/routes.txt: who may, which kind of id fills each parameter, and a body that it accepts";
    let without = routes.difference(&known).map(|route| format!("{route} has no line in the matrix: {add}"));
    let stale = known
        .difference(routes)
        .map(|route| format!("{route} stands in the matrix, but the program has no such route: take the line away"));
    without.chain(stale).collect()
}

#[tokio::test]
async fn a_route_without_a_line_is_named() {
    use axum::routing::{get, post};
    let answer = || async { "ok" };
    let router: Router = Router::new()
        .route("/", get(answer))
        .merge(Router::new().nest("/new", Router::new().route("/{id}/secret", post(answer).get(answer))));
    let http = Http::from(router.clone());
    let found = routes(&router, &http).await;
    assert_eq!(found.iter().map(String::as_str).collect::<Vec<_>>(), ["GET /", "GET /new/{}/secret", "POST /new/{}/secret"]);
    let lines = Line::all("all GET /\nsigned GET /new/<item>/secret\nall GET /gone");
    let said = missing(&found, &lines);
    assert!(
        said.len() == 2 && said[0].starts_with("POST /new/{}/secret has no line") && said[1].starts_with("GET /gone stands in"),
        "{said:?}"
    );
}
