//! A small router in the whole kit, asked as browsers and programs ask it.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::routing::{get, post};
use base::{Fault, Language, Refusal};
use http::header::{
    ACCEPT, ACCEPT_ENCODING, ACCEPT_LANGUAGE, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, IF_NONE_MATCH, LOCATION, RETRY_AFTER,
};
use http::{HeaderMap, Request, StatusCode};
use serde::Deserialize;
use serde_json::Value;
use tower::ServiceExt;
use web::{Asset, Assets, Failure, Kit, Problem, Spoken};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Note {
    body: String,
}

fn draw(l: Language, problem: &Problem) -> String {
    format!("<title>{l} {} {}</title>", problem.title, problem.request)
}

async fn refuse(web::Path(code): web::Path<u16>) -> Result<(), Failure> {
    Err(match code {
        401 => Refusal::SignedOut.into(),
        403 => Refusal::CharterNotAccepted.into(),
        429 => Refusal::TooMany(7).into(),
        422 => Refusal::limit("title", "too_long", 200).into(),
        _ => Failure(Fault::broken("secret cause")),
    })
}

fn app() -> Router {
    let assets: &Assets = Box::leak(Box::new(Assets::new([Asset { name: "app.css", bytes: &[b'a'; 5000] }])));
    let routes = Router::new()
        .route("/refuse/{code}", get(refuse).post(refuse))
        .route("/api/v1/refuse/{code}", get(refuse))
        .route("/api/v1/notes", post(async |web::Body(note): web::Body<Note>| note.body))
        .route("/api/v1/list", get(async || axum::Json(vec![1, 2])).layer(axum::middleware::from_fn(web::etag::conditional)))
        .route("/panic", get(async || -> String { panic!("secret cause") }))
        .route("/language", get(async |Spoken(l): Spoken| l.to_string().repeat(500)))
        .merge(assets.routes());
    web::dress(routes, &Kit { draw, secure: true })
}

async fn ask(request: http::request::Builder, body: impl Into<Body>) -> (StatusCode, HeaderMap, Vec<u8>) {
    let answer = app().oneshot(request.body(body.into()).expect("a request")).await.expect("an answer");
    let (parts, body) = answer.into_parts();
    (parts.status, parts.headers, to_bytes(body, 1 << 20).await.expect("a body").to_vec())
}

async fn problem(path: &str, language: &str) -> (StatusCode, HeaderMap, Value) {
    let (status, headers, body) = ask(Request::get(path).header(ACCEPT_LANGUAGE, language), "").await;
    assert_eq!(headers[CONTENT_TYPE], "application/problem+json");
    (status, headers, serde_json::from_slice(&body).expect("JSON"))
}

#[tokio::test]
async fn programs_get_problems_in_their_language() {
    let (status, _, json) = problem("/api/v1/refuse/403", "en").await;
    assert_eq!((status.as_u16(), json["status"].as_u64()), (403, Some(403)));
    assert!(json["type"].as_str().is_some_and(|t| t.ends_with(":charter-not-accepted")));
    assert_eq!(json["detail"], "Accept the network’s code of conduct first, then post.");
    let (status, _, json) = problem("/api/v1/refuse/422", "fr-CA").await;
    assert_eq!((status.as_u16(), &json["errors"][0]["code"]), (422, &"too_long".into()));
    assert_eq!(json["errors"][0]["message"], "Trop long\u{202f}: 200 caractères au plus.");
    let (_, headers, _) = problem("/api/v1/refuse/429", "fr").await;
    assert_eq!(headers[RETRY_AFTER], "7");
    let (status, _, json) = problem("/api/v1/refuse/x", "en").await;
    assert_eq!((status.as_u16(), &json["title"]), (404, &"Not found".into()));
    assert_eq!(problem("/api/v1/unknown", "en").await.0, 404);
    assert_eq!(problem("/api/v1/refuse/401", "en").await.1["www-authenticate"], "Bearer");
    let (status, headers, _) = ask(Request::delete("/api/v1/list"), "").await;
    assert_eq!((status.as_u16(), &headers["allow"]), (405, &"GET,HEAD".parse().expect("a value")));
}

#[tokio::test]
async fn people_get_pages_and_are_led_to_sign_in() {
    let (status, headers, _) = ask(Request::get("/refuse/401?a=1").header(ACCEPT, "text/html"), "").await;
    assert_eq!((status.as_u16(), &headers[LOCATION]), (303, &"/sign-in?next=/refuse/401%3Fa%3D1".parse().expect("a value")));
    let (status, ..) = ask(Request::post("/refuse/401").header(ACCEPT, "text/html"), "").await;
    assert_eq!(status, 401);
    let (status, headers, body) = ask(Request::get("/nowhere").header(ACCEPT_LANGUAGE, "en"), "").await;
    assert_eq!((status.as_u16(), &headers[CONTENT_TYPE]), (404, &"text/html; charset=utf-8".parse().expect("a value")));
    assert!(String::from_utf8_lossy(&body).starts_with("<title>en Not found"));
}

#[tokio::test]
async fn what_breaks_says_no_more_than_an_id() {
    for path in ["/panic", "/refuse/500"] {
        let (status, headers, body) = ask(Request::get(path), "").await;
        let text = String::from_utf8_lossy(&body);
        assert_eq!(status, 500);
        assert!(text.contains(headers["x-request-id"].to_str().expect("ASCII")), "{text}");
        assert!(!text.contains("secret"));
    }
}

#[tokio::test]
async fn json_bodies_are_read_strictly() {
    let json = || Request::post("/api/v1/notes").header(CONTENT_TYPE, "application/json; charset=utf-8");
    assert_eq!(ask(json(), r#"{"body":"é"}"#).await.2, "é".as_bytes());
    for (body, status) in
        [("{", 400), (r#"{"body":1}"#, 422), (r#"{"body":"a","x":1}"#, 422), ("\u{feff}{}", 400), (r#"{"body":"\uD800"}"#, 400)]
    {
        assert_eq!(ask(json(), body).await.0, status, "{body}");
    }
    assert_eq!(ask(json(), "[".repeat(100_000)).await.0, 400);
    assert_eq!(ask(json(), format!("{{\"body\":\"{}\"}}", "a".repeat(1 << 20))).await.0, 413);
    assert_eq!(ask(Request::post("/api/v1/notes"), "{}").await.0, 415);
    let forged = json().header("sec-fetch-site", "cross-site");
    assert_eq!(ask(forged, r#"{"body":"a"}"#).await.0, 403);
}

#[tokio::test]
async fn what_is_known_is_not_sent_again() {
    let (status, headers, body) = ask(Request::get("/api/v1/list"), "").await;
    assert_eq!((status.as_u16(), body.as_slice()), (200, &b"[1,2]"[..]));
    let again = Request::get("/api/v1/list").header(IF_NONE_MATCH, &headers["etag"]);
    let (status, _, body) = ask(again, "").await;
    assert_eq!((status.as_u16(), body.len()), (304, 0));
}

#[tokio::test]
async fn every_answer_has_its_headers() {
    let (_, headers, _) = ask(Request::get("/language").header(ACCEPT_ENCODING, "gzip, zstd"), "").await;
    let policy = headers["content-security-policy"].to_str().expect("text");
    assert!(policy.starts_with("default-src 'self';") && !policy.contains("unsafe") && !policy.contains("sha256-"), "{policy}");
    assert_eq!(headers["x-content-type-options"], "nosniff");
    assert_eq!(headers[CACHE_CONTROL], "no-store, private");
    assert_eq!(headers[CONTENT_ENCODING], "zstd");
    assert!(headers.contains_key("strict-transport-security") && headers.contains_key("x-request-id"));
}

#[tokio::test]
async fn assets_are_kept_for_ever_under_their_hash() {
    let url = Assets::new([Asset { name: "app.css", bytes: &[b'a'; 5000] }]).url("app.css");
    let (status, headers, body) = ask(Request::get(&url).header(ACCEPT_ENCODING, "gzip, br"), "").await;
    assert_eq!((status.as_u16(), &headers[CONTENT_ENCODING]), (200, &"br".parse().expect("a value")));
    assert!(body.len() < 100 && headers[CACHE_CONTROL].to_str().is_ok_and(|c| c.contains("immutable")));
    let (_, plain, body) = ask(Request::get("/assets/app.css"), "").await;
    assert_eq!((body.len(), &plain[CACHE_CONTROL]), (5000, &"public, no-cache".parse().expect("a value")));
    assert_eq!(ask(Request::get(&url).header(IF_NONE_MATCH, &plain["etag"]), "").await.0, 304);
    assert_eq!(ask(Request::get("/assets/none.css"), "").await.0, 404);
}
