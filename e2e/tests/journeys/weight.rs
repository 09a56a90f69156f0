//! What a page may weigh on the wire (experience.md): first with an empty cache, then from page to page.

use e2e::{Backend, Browser, Loaded, Server, Visitor};

const FIRST: u64 = 150_000;
const SCRIPTS: u64 = 60_000;
const STYLES: u64 = 30_000;
const NEXT: u64 = 30_000;

#[tokio::test]
async fn pages_are_light() {
    let server = Server::demo(Backend::Sqlite);
    let (email, password) = server.accounts().into_iter().next().expect("the demonstration prints accounts");
    let browser = Browser::open(&server.url, Visitor::default()).await;
    browser.visit("/sign-in").await;
    light(&first_load(&browser).await);
    browser.sign_in(&email, &password).await;
    browser.devtools("Network.enable", serde_json::json!({})).await;
    browser.devtools("Network.clearBrowserCache", serde_json::json!({})).await;
    browser.visit("/").await;
    light(&first_load(&browser).await);
    let space = browser.wait_for("#nav .spaces li a").await.attr("href").await.ok().flatten().expect("a link has an address");
    for path in ["/", &space, "/inbox", "/people", "/spaces", "/search?q=atelier", "/me", "/charter"] {
        browser.visit(path).await;
        let loaded = first_load(&browser).await;
        assert!(weight(&loaded, "") <= NEXT, "{path}: {loaded:#?}");
    }
}

/// Everything the page loaded, its font and its modules too.
async fn first_load(browser: &Browser) -> Vec<Loaded> {
    browser.script("return document.fonts.ready.then(() => new Promise((done) => setTimeout(done, 500, true)))").await;
    browser.loaded().await
}

fn light(loaded: &[Loaded]) {
    assert!(weight(loaded, "") <= FIRST, "{loaded:#?}");
    assert!(weight(loaded, ".js") <= SCRIPTS, "{loaded:#?}");
    assert!(weight(loaded, ".css") <= STYLES, "{loaded:#?}");
    assert!(weight(loaded, ".js") > 0 && weight(loaded, ".css") > 0, "nothing was measured: {loaded:#?}");
}

fn weight(loaded: &[Loaded], ending: &str) -> u64 {
    loaded.iter().filter(|one| one.url.ends_with(ending)).map(|one| one.bytes).sum()
}
