//! One person's Chromium: what they see and do. Every wait ends after ten seconds with a panic that names what was sought
//! and leaves a picture of the page in `target/journeys`.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::axe::{self, Violation};
use crate::driver::{Driver, Extra, Removed};
use crate::keys;
use crate::scratch::Scratch;
use crate::visitor::Visitor;

const PATIENCE: Duration = Duration::from_secs(10);
const GLANCE: Duration = Duration::from_millis(25);

/// A browser of its own: its own process, profile and cookies. Closed on drop.
pub struct Browser {
    /// The WebDriver session, for what the helpers below do not say.
    pub client: Client,
    site: String,
    // Dropped in this order: the browser stops before its profile is removed.
    _driver: Driver,
    _profile: Scratch,
}

/// One thing the page loaded, as the browser measured it.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// Its address.
    pub url: String,
    /// Who asked for it: `navigation`, `script`, `link`, `css`, `img`, `fetch`…
    pub by: String,
    /// Bytes on the wire, headers included; 0 when it came from the cache.
    pub bytes: u64,
}

impl Browser {
    /// Opens a browser for `visitor`; the paths given later are those of `site` (`http://127.0.0.1:port`).
    pub async fn open(site: &str, visitor: Visitor) -> Browser {
        let (driver, profile) = (Driver::start(), Scratch::new("profile"));
        let Value::Object(capabilities) = visitor.capabilities(&profile) else { unreachable!("capabilities are an object") };
        let client =
            ClientBuilder::new(HttpConnector::new()).capabilities(capabilities).connect(&driver.url()).await.expect("Chromium starts");
        let browser = Browser { client, site: site.trim_end_matches('/').to_owned(), _driver: driver, _profile: profile };
        if !visitor.touch {
            // A window of 1366×768 would leave less to the page.
            let metrics = json!({ "width": visitor.width, "height": visitor.height, "deviceScaleFactor": 1, "mobile": false });
            browser.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
        }
        browser.prefer("prefers-color-scheme", if visitor.dark { "dark" } else { "light" }).await;
        browser
    }

    /// Goes to a path of the site, or to a full address.
    pub async fn visit(&self, path: &str) {
        let url = if path.starts_with("http") { path.to_owned() } else { format!("{}{path}", self.site) };
        if let Err(error) = self.client.goto(&url).await {
            self.fail(&format!("could not visit {url}: {error}")).await;
        }
    }

    /// Fills the sign-in form and waits until it is left.
    pub async fn sign_in(&self, email: &str, password: &str) {
        self.visit("/sign-in").await;
        self.fill("[name=email]", email).await;
        self.fill("[name=password]", password).await;
        self.press("Enter").await;
        self.until("the sign-in page is left", async || !self.path().await.starts_with("/sign-in")).await;
    }

    /// The path of the page shown, with its query.
    pub async fn path(&self) -> String {
        match self.client.current_url().await {
            Ok(url) => url[url::Position::BeforePath..url::Position::AfterQuery].to_owned(),
            Err(error) => self.fail(&format!("no page is shown: {error}")).await,
        }
    }

    /// Waits for the first element that matches.
    pub async fn wait_for(&self, css: &str) -> Element {
        match self.client.wait().at_most(PATIENCE).every(GLANCE).for_element(Locator::Css(css)).await {
            Ok(element) => element,
            Err(error) => self.fail(&format!("`{css}` did not appear: {error}")).await,
        }
    }

    /// Waits until an element that matches contains `text`.
    pub async fn wait_for_text(&self, css: &str, text: &str) {
        self.until(&format!("`{css}` says “{text}”"), async || self.texts(css).await.iter().any(|t| t.contains(text))).await;
    }

    /// Waits until nothing matches.
    pub async fn wait_gone(&self, css: &str) {
        self.until(&format!("`{css}` is gone"), async || self.count(css).await == 0).await;
    }

    /// How many elements match now.
    pub async fn count(&self, css: &str) -> usize {
        self.client.find_all(Locator::Css(css)).await.map_or(0, |all| all.len())
    }

    /// The visible text of the first element that matches, waited for.
    pub async fn text(&self, css: &str) -> String {
        self.wait_for(css).await.text().await.unwrap_or_default()
    }

    /// The visible texts of all that match now. An element replaced meanwhile counts as empty.
    pub async fn texts(&self, css: &str) -> Vec<String> {
        let mut texts = Vec::new();
        for element in self.client.find_all(Locator::Css(css)).await.unwrap_or_default() {
            texts.push(element.text().await.unwrap_or_default());
        }
        texts
    }

    /// Clicks or taps the first element that matches, as soon as it can be.
    pub async fn click(&self, css: &str) {
        // Found and clicked anew each time: a stream may replace the element in between, or something may cover it for a moment.
        self.until(&format!("`{css}` can be clicked"), async || {
            let Ok(element) = self.client.find(Locator::Css(css)).await else { return false };
            let clicked = element.click().await.is_ok();
            if !clicked && let Ok(element) = serde_json::to_value(&element) {
                // Under a bar that stays: one scrolls on. Without scripts on the page this is refused, and the next try says why.
                let _ = self.client.execute("arguments[0].scrollIntoView({ block: 'center' })", vec![element]).await;
            }
            clicked
        })
        .await;
    }

    /// Empties a field and types into it.
    pub async fn fill(&self, css: &str, text: &str) {
        let field = self.wait_for(css).await;
        let typed = async {
            field.clear().await?;
            field.send_keys(text).await
        };
        if let Err(error) = typed.await {
            self.fail(&format!("`{css}` cannot be filled: {error}")).await;
        }
    }

    /// Types into whatever has the focus.
    pub async fn type_text(&self, text: &str) {
        let typed = async { self.client.active_element().await?.send_keys(text).await };
        if let Err(error) = typed.await {
            self.fail(&format!("nothing takes “{text}”: {error}")).await;
        }
    }

    /// Presses a key or a combination: `Tab`, `j`, `Control+Enter`.
    pub async fn press(&self, combination: &str) {
        if let Err(error) = self.client.perform_actions(keys::strokes(combination)).await {
            self.fail(&format!("{combination} cannot be pressed: {error}")).await;
        }
    }

    /// Runs a function body in the page and gives what it returns.
    pub async fn script(&self, body: &str) -> Value {
        match self.client.execute(body, Vec::new()).await {
            Ok(value) => value,
            Err(error) => self.fail(&format!("the script failed: {error}\n{body}")).await,
        }
    }

    /// Waits until `is_so` answers true; `what` is said when it never does.
    pub async fn until(&self, what: &str, is_so: impl AsyncFn() -> bool) {
        let end = Instant::now() + PATIENCE;
        while !is_so().await {
            if Instant::now() > end {
                self.fail(&format!("still waiting until {what}")).await;
            }
            tokio::time::sleep(GLANCE).await;
        }
    }

    /// Makes the browser believe that it has no network, or has it again. Open WebSockets stay: cut those with a [`Relay`](crate::Relay).
    pub async fn offline(&self, offline: bool) {
        let conditions = json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.devtools("Network.enable", json!({})).await;
        self.devtools("Network.emulateNetworkConditions", conditions).await;
    }

    /// Sets a media feature such as `prefers-color-scheme`.
    pub async fn prefer(&self, feature: &str, value: &str) {
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": [{ "name": feature, "value": value }] })).await;
    }

    /// Sends a command of the Chrome DevTools Protocol.
    pub async fn devtools(&self, method: &str, parameters: Value) -> Value {
        let body = json!({ "cmd": method, "params": parameters });
        match self.client.issue_cmd(Extra { path: "goog/cdp/execute", body }).await {
            Ok(answer) => answer,
            Err(error) => self.fail(&format!("{method} failed: {error}")).await,
        }
    }

    /// Gives the browser a virtual authenticator with passkeys (Web Authentication §11) that verifies its user; tells its id.
    pub async fn authenticator(&self) -> String {
        let body = json!({ "protocol": "ctap2", "transport": "internal", "hasResidentKey": true, "hasUserVerification": true, "isUserVerified": true });
        match self.client.issue_cmd(Extra { path: "webauthn/authenticator", body }).await {
            Ok(id) => id.as_str().unwrap_or_default().to_owned(),
            Err(error) => self.fail(&format!("no authenticator: {error}")).await,
        }
    }

    /// Takes an authenticator and its passkeys away.
    pub async fn lose_authenticator(&self, id: &str) {
        if let Err(error) = self.client.issue_cmd(Removed(format!("webauthn/authenticator/{id}"))).await {
            self.fail(&format!("the authenticator stays: {error}")).await;
        }
    }

    /// What axe-core finds wrong with the page once all of it is laid out and no colour is on its way to another.
    pub async fn violations(&self) -> Vec<Violation> {
        let moving = "return document.querySelectorAll('.feed:not(.laid)').length + document.getAnimations().length";
        self.until("nothing moves", async || self.script(moving).await == 0).await;
        self.script(axe::SOURCE).await;
        match self.client.execute_async(axe::RUN, Vec::new()).await {
            Ok(answer) => Violation::list(&answer),
            Err(error) => self.fail(&format!("axe did not finish: {error}")).await,
        }
    }

    /// Panics with the list when axe-core finds anything wrong, or when the page scrolls sideways.
    pub async fn assert_accessible(&self) {
        let violations: Vec<String> = self.violations().await.iter().map(ToString::to_string).collect();
        if !violations.is_empty() {
            self.fail(&format!("axe:\n{}", violations.join("\n"))).await;
        }
        let widths = self.script("const d = document.documentElement; return [d.scrollWidth, d.clientWidth]").await;
        if widths[0].as_u64() > widths[1].as_u64() {
            self.fail(&format!("the page is {} px wide in a window of {}", widths[0], widths[1])).await;
        }
    }

    /// Everything the page loaded since it was visited, itself first.
    pub async fn loaded(&self) -> Vec<Loaded> {
        let list = self.script(
            "return performance.getEntries().filter((e) => 'transferSize' in e).map((e) => [e.name, e.initiatorType, e.transferSize])",
        );
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let read = |e: &Value| Loaded { url: text(&e[0]), by: text(&e[1]), bytes: e[2].as_u64().unwrap_or(0) };
        list.await.as_array().into_iter().flatten().map(read).collect()
    }

    /// Errors and warnings the browser noted since the last call: failed loads, policy violations, exceptions.
    pub async fn complaints(&self) -> Vec<String> {
        let log = match self.client.issue_cmd(Extra { path: "se/log", body: json!({ "type": "browser" }) }).await {
            Ok(log) => log,
            Err(error) => self.fail(&format!("no browser log: {error}")).await,
        };
        let serious = |entry: &&Value| matches!(entry["level"].as_str(), Some("SEVERE" | "WARNING"));
        log.as_array().into_iter().flatten().filter(serious).map(|entry| entry["message"].as_str().unwrap_or_default().to_owned()).collect()
    }

    /// Writes a picture of what the window shows.
    pub async fn picture(&self, file: &Path) {
        let png = self.client.screenshot().await.expect("Chromium takes pictures");
        fs::write(file, png).expect("the picture can be written");
    }

    async fn fail(&self, why: &str) -> ! {
        let (page, file) = (self.client.current_url().await.map_or_else(|e| e.to_string(), String::from), failure_picture());
        if let Ok(png) = self.client.screenshot().await {
            let _ = fs::write(&file, png);
        }
        panic!("{why}\n  on {page}\n  seen in {}", file.display());
    }
}

/// `target/journeys/<test>.png`, beside the test binary.
fn failure_picture() -> PathBuf {
    let executable = env::current_exe().unwrap_or_default();
    let target = executable.ancestors().find(|dir| dir.join("CACHEDIR.TAG").is_file());
    let directory = target.map_or_else(env::temp_dir, |target| target.join("journeys"));
    let _ = fs::create_dir_all(&directory);
    directory.join(format!("{}.png", thread::current().name().unwrap_or("journey").replace("::", "-")))
}
