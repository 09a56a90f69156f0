//! Every main screen on the demonstration network: axe finds nothing, nothing scrolls sideways, nothing comes from elsewhere,
//! and the browser has nothing to complain about; on a laptop and a telephone, in light and dark.

use e2e::{Backend, Browser, Server, Visitor, id};

const PLACE: &str = "main a[href^='/spaces/']:not([href$='/new'])";

#[tokio::test]
async fn every_screen_is_for_everybody() {
    let server = Server::demo(Backend::Sqlite);
    let (email, password, mine) = somebody_with_every_page(&server);
    let visit = async |device: &'static str, visitor: Visitor| {
        let browser = Browser::open(&server.url, visitor).await;
        let mut eye = Eye { device, found: Vec::new() };
        for door in ["/sign-in", "/forgot", "/join/nobody"] {
            eye.look(&browser, door).await;
        }
        browser.sign_in(&email, &password).await;
        for path in screens(&browser, &mine).await {
            eye.look(&browser, &path).await;
        }
        eye.open_what_opens(&browser).await;
        eye.found
    };
    // Two browsers at a time: one waits for its page while the other one thinks.
    let (laptop, phone) = tokio::join!(visit("laptop", Visitor::default()), visit("phone", Visitor::on_phone()));
    let found = [laptop, phone].concat();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// An administrator's account, with pages that only they, a host or an author has.
fn somebody_with_every_page(server: &Server) -> (String, String, Vec<String>) {
    for (email, password) in server.accounts() {
        let api = server.api(&email);
        let me = api.get("/me");
        let space = api.all("/spaces").into_iter().find(|space| space["my_role"] == "host");
        let items = api.all("/feed");
        let item = items.iter().find(|item| item["author"] == me["id"]);
        if let ("owner" | "admin", Some(space), Some(item)) = (me["role"].as_str().unwrap_or_default(), space, item) {
            let (me, space, item) = (id(&me), id(&space), id(item));
            let mine = ["", "/documents", "/members", "/settings", "/audience"].map(|page| format!("/spaces/{space}{page}"));
            let written = ["", "/edit", "/history", "/share", "/become", "/print"].map(|page| format!("/items/{item}{page}"));
            return (email, password, mine.into_iter().chain(written).chain([format!("/people/{me}")]).collect());
        }
    }
    panic!("the demonstration prints the account of an administrator who hosts and writes")
}

async fn screens(browser: &Browser, mine: &[String]) -> Vec<String> {
    let (item, person) = (first(browser, "/", "main a.when").await, first(browser, "/people", "main .person a.name").await);
    let fixed = ["/", "/inbox", "/inbox?all=1", "/spaces", "/spaces/new", "/people", "/search", "/search?q=atelier", "/me", "/charter"];
    let account = ["/me/security", "/me/passkeys/new", "/me/codes/new", "/drafts", "/me/data", "/me/data/erasure"];
    let sections = [
        "identity",
        "people",
        "people/import",
        "rights",
        "charter",
        "retention",
        "retention/purge",
        "storage",
        "cost?people=200",
        "health",
        "outside",
        "trail",
        "sign-in",
        "backups",
        "requests",
    ];
    let administration = ["/administration".to_owned()].into_iter().chain(sections.map(|section| format!("/administration/{section}")));
    let rare = ["/invitations", "/trash", "/bookmarks", "/help", "/api", "/nowhere"];
    fixed
        .into_iter()
        .chain(rare)
        .chain(account)
        .map(str::to_owned)
        .chain(administration)
        .chain(mine.iter().cloned())
        .chain([item, person])
        .collect()
}

/// Where the first such link of a page leads, without what follows `#`.
async fn first(browser: &Browser, path: &str, link: &str) -> String {
    browser.visit(path).await;
    let href = browser.wait_for(link).await.attr("href").await.ok().flatten().expect("a link has an address");
    href.split('#').next().unwrap_or_default().to_owned()
}

/// Notes everything that is wrong, so that one visit tells it all.
struct Eye {
    device: &'static str,
    found: Vec<String>,
}

impl Eye {
    async fn look(&mut self, browser: &Browser, path: &str) {
        browser.visit(path).await;
        self.check(browser, path).await;
        let missing = browser.script("return performance.getEntriesByType('navigation')[0].responseStatus >= 400").await == true;
        if missing != ["/nowhere", "/join/nobody"].contains(&path) {
            self.found.push(format!("{path} is there or is not, against what was expected"));
        }
        let here = browser.client.current_url().await.expect("a page is shown").origin().ascii_serialization();
        let foreign = browser.loaded().await.into_iter().filter(|one| !one.url.starts_with(&here));
        self.found.extend(foreign.map(|one| format!("{path} asks {}", one.url)));
        // The status of a page that isn't there, or isn't ours, is no complaint about it.
        let complaints =
            browser.complaints().await.into_iter().filter(|line| !(line.contains("Failed to load resource") && line.contains(path)));
        self.found.extend(complaints.map(|line| format!("{path}: {line}")));
    }

    /// What shows now, in both colours.
    async fn check(&mut self, browser: &Browser, what: &str) {
        for colours in ["light", "dark"] {
            browser.prefer("prefers-color-scheme", colours).await;
            let device = self.device;
            self.found.extend(browser.violations().await.into_iter().map(|wrong| format!("{what} ({device}, {colours}): {wrong}")));
        }
        let widths = browser.script("const d = document.documentElement; return [d.scrollWidth, d.clientWidth]").await;
        if widths[0].as_u64() > widths[1].as_u64() {
            self.found.push(format!("{what} ({}) is {} px wide in a window of {}", self.device, widths[0], widths[1]));
        }
    }

    /// What shows only once it is asked for: the composer, a menu, the dialogs.
    async fn open_what_opens(&mut self, browser: &Browser) {
        let space = first(browser, "/spaces", PLACE).await;
        browser.visit(&space).await;
        browser.script("document.querySelector('#composer textarea')?.focus()").await;
        self.check(browser, "the composer").await;
        browser.script("document.activeElement.blur(); document.querySelector('article.item .menu').open = true").await;
        self.check(browser, "a menu").await;
        browser.press("Escape").await;
        for key in ["?", "Control+k"] {
            browser.press(key).await;
            browser.wait_for("dialog[open]").await;
            self.check(browser, key).await;
            browser.press("Escape").await;
            browser.wait_gone("dialog[open]").await;
        }
        browser.script("document.querySelector('article.item a[href$=\"/share\"]').click()").await;
        browser.wait_for("dialog#sheet[open]").await;
        self.check(browser, "a sheet").await;
    }
}
