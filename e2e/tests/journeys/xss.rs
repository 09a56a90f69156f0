//! Hostile texts, all of DOMPurify's own tests, in every place that takes text: none runs, none reaches out.
//! Invariant: the content policy has nothing left to stop, for what it would stop has been taken out before; a violation fails the journey.

use std::fs;
use std::path::Path;

use e2e::{Backend, Browser, Stage, Visitor, id};
use serde_json::{Value, json};

/// Notes what a payload would do, before any script of a page runs.
const TRAP: &str = "window.ran = []; for (const name of ['alert', 'confirm', 'prompt', 'print', 'open', 'eval'])
    window[name] = (what) => { window.ran.push(`${name} ${what}`) };";

#[tokio::test]
async fn hostile_texts_stay_texts() {
    let stage = Stage::set(Backend::Sqlite);
    let payloads = payloads();
    assert!(payloads.len() > 200, "{} payloads were read", payloads.len());
    let hostile = |title: &str, body: &str| json!({ "kind": "post", "title": title, "body": body });
    let mut last = String::new();
    for payload in &payloads {
        let items = format!("/spaces/{}/items", stage.space);
        last = id(&stage.luc.api.post(&items, &hostile(&line(payload, 200), payload)));
    }
    for payload in &payloads {
        stage.luc.api.post(&format!("/items/{last}/comments"), &json!({ "body": format!("> {payload}\n\n[a](<{}>)", line(payload, 500)) }));
    }
    let names: Vec<String> = payloads.iter().map(|payload| line(payload, 80)).filter(|name| name.contains('<')).collect();
    let mut spaces = Vec::new();
    for name in names.iter().take(40) {
        let space = json!({ "name": name, "purpose": name, "kind": "project", "opening": "open" });
        let made = stage.luc.api.ask("POST", "/spaces", Some(&space));
        spaces.extend(made.json["id"].as_str().map(str::to_owned));
    }
    assert!(spaces.len() > 10, "names are text too: {} were taken", spaces.len());
    let name = "<img src=x onerror=alert(1)>\"'><svg/onload=alert(2)>";
    stage.luc.api.patch("/me", &json!({ "name": name, "headline": name, "ask_me": name, "site": name, "skills": [line(name, 40)] }));

    let browser = stage.browser(&stage.awa, Visitor::default()).await;
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": TRAP })).await;
    let luc = &stage.luc.id;
    let pages = [
        "/".to_owned(),
        "/spaces".into(),
        format!("/spaces/{}", spaces[0]),
        format!("/items/{last}"),
        format!("/items/{last}/history"),
        format!("/items/{last}/print"),
        format!("/items/{last}/share"),
        "/search?q=alert".into(),
        format!("/search?q={}", "%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E"),
        "/people".into(),
        format!("/people/{luc}"),
        "/inbox".into(),
        format!("/spaces/{}/members", stage.space),
    ];
    let (mut page, mut read) = (stage.page(), 0);
    loop {
        harmless(&browser, &page).await;
        read += browser.count("article.item").await;
        let Some(older) =
            browser.script("return document.querySelector('.pager [rel=next]')?.getAttribute('href')").await.as_str().map(str::to_owned)
        else {
            break;
        };
        page = older;
    }
    assert_eq!(read, payloads.len(), "every payload was shown");
    for page in &pages {
        harmless(&browser, page).await;
    }
}

async fn harmless(browser: &Browser, page: &str) {
    browser.visit(page).await;
    browser.until("the page's own scripts have run", async || browser.script("return document.readyState").await == "complete").await;
    assert_eq!(browser.script("return window.ran").await, json!([]), "{page}");
    assert_eq!(browser.complaints().await, Vec::<String>::new(), "{page}");
    let here = browser.client.current_url().await.expect("a page is shown").origin().ascii_serialization();
    for one in browser.loaded().await {
        assert!(one.url.starts_with(&here), "{page} asks {}", one.url);
    }
    let left = "script:not([src]):not([type$=json]):not([type=importmap]), iframe, object, embed, main style, main link, main base, main meta, [onerror], [onload]";
    assert_eq!(browser.count(left).await, 0, "{page}");
}

/// The payloads of the sample, which is a JavaScript module whose strings are JSON.
fn payloads() -> Vec<String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/samples/xss/dompurify-expect.mjs");
    let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let strings = text.lines().filter_map(|line| line.trim().strip_prefix("\"payload\": ")).map(|line| line.trim_end_matches(','));
    strings
        .filter_map(|line| serde_json::from_str::<Value>(line).ok()?.as_str().map(str::to_owned))
        .filter(|text| !text.trim().is_empty())
        .collect()
}

/// One line of at most so many characters, as titles and names are.
fn line(text: &str, longest: usize) -> String {
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().filter(|c| !c.is_control()).take(longest).collect();
    if line.trim().is_empty() { "<b>".to_owned() } else { line.trim().to_owned() }
}
