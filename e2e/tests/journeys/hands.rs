//! What people do on a page again and again.

use e2e::{Browser, PASSWORD, Relay, Server, Stage, Visitor};

/// Writes in the composer and sends.
pub async fn publish(browser: &Browser, text: &str) {
    browser.fill("#composer textarea", text).await;
    browser.click("#composer button[type=submit]").await;
    browser.wait_for_text("article.item:not(.pending) .prose", text).await;
}

/// The number beside the navigation's link to `href`; 0 when there is none.
pub async fn waiting(browser: &Browser, href: &str) -> u64 {
    let count = format!("return Number(document.querySelector(`#nav li a[href='{href}'] .count`)?.firstChild.data ?? 0)");
    browser.script(&count).await.as_u64().unwrap_or_default()
}

/// The same server under a name: browsers have passkeys for `localhost`, never for an address in digits.
pub fn local(server: &Server) -> String {
    server.url.replace("127.0.0.1", "localhost")
}

/// Luc's browser, behind a wire that can be cut, at the space's page.
pub async fn through_a_wire(stage: &Stage, visitor: Visitor) -> (Relay, Browser) {
    let relay = Relay::to(&stage.server.url);
    let luc = Browser::open(&relay.url(), visitor).await;
    luc.sign_in(&stage.luc.email, PASSWORD).await;
    luc.visit(&stage.page()).await;
    (relay, luc)
}
