//! Proves that what the journeys rely on is so: the viewport, the colours, the scripts, the network, the keys and axe are really what
//! a journey believes them to be. Talks to a page of its own, not to Palabre.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::thread;

use e2e::{Browser, Relay, Visitor};

const PAGE: &str = r##"<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>Essai</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width">
<style>body { background: white } @media (prefers-color-scheme: dark) { body { background: black; color: white } }</style></head>
<body><main><h1>Sous l’arbre</h1><p id="state">sans script</p>
<label>Mot <input name="word"></label> <button type="button">Dire</button>
<script>
const state = document.querySelector("#state");
state.textContent = "avec script";
document.querySelector("button").onclick = () => { state.textContent = document.querySelector("[name=word]").value };
document.onkeydown = (e) => { if (e.key === "k" && e.ctrlKey) { e.preventDefault(); state.textContent = "Ctrl K" } };
</script></main></body></html>"##;

const BAD_PAGE: &str = r#"<!doctype html><html><head><meta charset="utf-8"><title>Essai</title></head>
<body><main><h1>Sans langue</h1><img src="data:,"><p style="width: 3000px">large</p></main></body></html>"#;

/// Serves the good page everywhere, the bad one at `/bad`, and says the accepted language at `/language`. Lives as long as the test.
fn site() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let url = format!("http://{}", listener.local_addr().expect("a bound address"));
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            thread::spawn(move || {
                let mut lines = BufReader::new(&stream).lines().map_while(Result::ok).take_while(|line| !line.is_empty());
                let first = lines.next().unwrap_or_default();
                let language = lines.filter(|line| line.to_lowercase().starts_with("accept-language")).collect::<String>();
                let body = match first.split(' ').nth(1) {
                    Some("/bad") => BAD_PAGE.to_owned(),
                    Some("/language") => format!("<!doctype html><title>x</title><p>{language}</p>"),
                    _ => PAGE.to_owned(),
                };
                let head =
                    "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Security-Policy: script-src 'unsafe-inline'\r\n";
                let _ = write!(&stream, "{head}Content-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len());
            });
        }
    });
    url
}

#[tokio::test]
async fn a_laptop_is_read_and_typed_on() {
    let browser = Browser::open(&site(), Visitor::default()).await;
    browser.visit("/").await;
    assert_eq!(browser.script("return [innerWidth, innerHeight]").await, serde_json::json!([1366, 768]));
    assert_eq!(browser.text("#state").await, "avec script");
    browser.fill("[name=word]", "Bonjour").await;
    browser.click("button").await;
    browser.wait_for_text("#state", "Bonjour").await;
    browser.press("Control+k").await;
    browser.wait_for_text("#state", "Ctrl K").await;
    assert_eq!(browser.script("return getComputedStyle(document.body).backgroundColor").await, "rgb(255, 255, 255)");
    assert_eq!(browser.count("em").await, 0);
    browser.wait_gone("em").await;
    let loaded = browser.loaded().await;
    assert_eq!(loaded.len(), 1, "{loaded:?}");
    assert!(loaded[0].by == "navigation" && loaded[0].bytes > PAGE.len() as u64, "{loaded:?}");
    assert_eq!(browser.complaints().await, Vec::<String>::new());
    browser.visit("/language").await;
    assert!(browser.text("p").await.contains("fr-FR,fr"));
}

#[tokio::test]
async fn a_phone_is_360_pixels_wide_and_dark_when_asked() {
    let browser = Browser::open(&site(), Visitor::on_phone().in_dark().in_english()).await;
    browser.visit("/").await;
    assert_eq!(browser.script("return [innerWidth, innerHeight, navigator.maxTouchPoints > 0]").await, serde_json::json!([360, 800, true]));
    assert_eq!(browser.script("return getComputedStyle(document.body).backgroundColor").await, "rgb(0, 0, 0)");
    browser.visit("/language").await;
    assert!(browser.text("p").await.contains("en-GB,en"));
}

#[tokio::test]
async fn scripts_can_be_off() {
    let browser = Browser::open(&site(), Visitor::default().without_javascript()).await;
    browser.visit("/").await;
    assert_eq!(browser.text("#state").await, "sans script");
    browser.fill("[name=word]", "Bonjour").await;
    browser.click("button").await;
    assert_eq!(browser.text("#state").await, "sans script");
}

#[tokio::test]
async fn axe_accepts_the_good_page_and_refuses_the_bad_one() {
    let browser = Browser::open(&site(), Visitor::default()).await;
    browser.visit("/").await;
    browser.assert_accessible().await;
    browser.visit("/bad").await;
    let rules: Vec<String> = browser.violations().await.into_iter().map(|v| v.rule).collect();
    assert!(rules.contains(&"html-has-lang".to_owned()) && rules.contains(&"image-alt".to_owned()), "{rules:?}");
}

#[tokio::test]
async fn the_network_goes_and_returns() {
    const REACHABLE: &str = "return fetch('/', { cache: 'no-store' }).then(() => true, () => false)";
    let relay = Relay::to(&site());
    let browser = Browser::open(&relay.url(), Visitor::default()).await;
    browser.visit("/").await;
    assert_eq!(browser.script(REACHABLE).await, true);
    browser.offline(true).await;
    assert_eq!(browser.script(REACHABLE).await, false);
    assert_eq!(browser.script("return navigator.onLine").await, false);
    browser.offline(false).await;
    assert_eq!(browser.script(REACHABLE).await, true);
    relay.cut();
    assert_eq!(browser.script(REACHABLE).await, false);
    relay.mend();
    assert_eq!(browser.script(REACHABLE).await, true);
}
