//! Every main screen on the demonstration network: axe finds nothing, nothing scrolls sideways, nothing comes from elsewhere,
//! and the browser has nothing to complain about; on a laptop and a telephone, in light and dark.

use e2e::{Backend, Browser, Server, Visitor};

const PLACE: &str = "main a[href^='/spaces/']:not([href$='/new'])";

#[tokio::test]
async fn every_screen_is_for_everybody() {
    let server = Server::demo(Backend::Sqlite);
    let (email, password) = server.accounts().into_iter().next().expect("the demonstration prints accounts");
    let api = server.api(&email);
    let me = api.get("/me")["id"].as_str().expect("an id").to_owned();
    let visit = async |visitor: Visitor| {
        let browser = Browser::open(&server.url, visitor.clone()).await;
        for colours in ["light", "dark"] {
            browser.prefer("prefers-color-scheme", colours).await;
            for door in ["/sign-in", "/forgot", "/join/nobody"] {
                look_at(&browser, door).await;
            }
            if colours == "light" {
                browser.sign_in(&email, &password).await;
            }
            for path in screens(&browser, &me).await {
                look_at(&browser, &path).await;
            }
            open_what_opens(&browser).await;
        }
    };
    // Two browsers at a time: one waits for its page while the other one thinks.
    tokio::join!(visit(Visitor::default()), visit(Visitor::on_phone()));
}

async fn screens(browser: &Browser, me: &str) -> Vec<String> {
    let space = first(browser, "/spaces", PLACE).await;
    let (item, person) = (first(browser, "/", "main a.when").await, first(browser, "/people", "main .person a.name").await);
    let fixed = ["/", "/inbox", "/inbox?all=1", "/spaces", "/spaces/new", "/people", "/search", "/search?q=atelier", "/me", "/charter"];
    let rare = ["/invitations", "/administration/people", "/trash", "/bookmarks", "/help", "/api", "/nowhere"];
    let made = [
        space.clone(),
        format!("{space}/members"),
        format!("{space}/settings"),
        format!("{space}/audience"),
        format!("{item}/edit"),
        format!("{item}/history"),
        format!("{item}/share"),
        format!("{item}/become"),
        format!("{item}/print"),
        item,
        person,
        format!("/people/{me}"),
    ];
    fixed.into_iter().chain(rare).map(str::to_owned).chain(made).collect()
}

/// Where the first such link of a page leads, without what follows `#`.
async fn first(browser: &Browser, path: &str, link: &str) -> String {
    browser.visit(path).await;
    let href = browser.wait_for(link).await.attr("href").await.ok().flatten().expect("a link has an address");
    href.split('#').next().unwrap_or_default().to_owned()
}

async fn look_at(browser: &Browser, path: &str) {
    browser.visit(path).await;
    browser.assert_accessible().await;
    calm(browser, path).await;
}

/// Nothing from another host, and no complaint but the status of a page that isn't there or isn't ours.
async fn calm(browser: &Browser, path: &str) {
    let here = browser.client.current_url().await.expect("a page is shown").origin().ascii_serialization();
    for one in browser.loaded().await {
        assert!(one.url.starts_with(&here), "{path} asks {}", one.url);
    }
    let mut complaints = browser.complaints().await;
    complaints.retain(|line| !(line.contains("Failed to load resource") && line.contains(path)));
    assert_eq!(complaints, Vec::<String>::new(), "{path}");
}

/// What shows only once it is asked for: the composer, a menu, the dialogs.
async fn open_what_opens(browser: &Browser) {
    let space = first(browser, "/spaces", PLACE).await;
    browser.visit(&space).await;
    browser.script("document.querySelector('#composer textarea')?.focus()").await;
    browser.assert_accessible().await;
    browser.script("document.activeElement.blur(); document.querySelector('article.item .menu').open = true").await;
    browser.assert_accessible().await;
    for key in ["?", "Control+k"] {
        browser.press(key).await;
        browser.wait_for("dialog[open]").await;
        browser.assert_accessible().await;
        browser.press("Escape").await;
        browser.wait_gone("dialog[open]").await;
    }
    browser.script("document.querySelector('article.item a[href$=\"/share\"]').click()").await;
    browser.wait_for("dialog#sheet[open]").await;
    browser.assert_accessible().await;
    calm(browser, &space).await;
}
