//! A whole visit without a mouse. Invariant: nothing here clicks.

use e2e::{Backend, Browser, PASSWORD, SPACE, Stage, Visitor};

#[tokio::test]
async fn everything_is_reached_from_the_keyboard() {
    let stage = Stage::set(Backend::Sqlite);
    let first = stage.post(&stage.luc, "La première **planche** est rabotée");
    let page = stage.page();
    let browser = Browser::open(&stage.server.url, Visitor::default()).await;
    browser.visit("/sign-in").await;
    tab_to(&browser, "[name=email]").await;
    browser.type_text(&stage.awa.email).await;
    tab_to(&browser, "[name=password]").await;
    browser.type_text(PASSWORD).await;
    browser.press("Enter").await;
    browser.wait_for_text("h1", "Accueil").await;

    browser.press("Control+k").await;
    browser.wait_for("dialog#go[open]").await;
    browser.type_text("lilas").await;
    browser.wait_for_text("#go-list [aria-selected=true]", SPACE).await;
    browser.press("Enter").await;
    browser.until("the space is open", async || browser.path().await == page).await;

    browser.press("n").await;
    focused(&browser, "#composer textarea").await;
    browser.type_text("La colle est sèche").await;
    browser.press("Control+Enter").await;
    browser.wait_for_text("article.item:not(.pending) .prose", "La colle est sèche").await;
    browser.press("Escape").await;
    focused(&browser, "body").await;

    browser.press("j").await;
    focused(&browser, "article.item:first-of-type").await;
    browser.press("j").await;
    focused(&browser, &format!("#item-{first}")).await;
    browser.press("k").await;
    focused(&browser, "article.item:first-of-type").await;
    browser.press("j").await;
    browser.press("l").await;
    browser.wait_for_text(&format!("#item-{first} .like[aria-pressed=true] .n"), "1").await;
    browser.press("r").await;
    focused(&browser, &format!("#item-{first}-reply textarea")).await;
    browser.type_text("Bravo").await;
    browser.press("Control+Enter").await;
    browser.wait_for_text(&format!("#item-{first} .comment:not(.pending) .prose"), "Bravo").await;
    browser.press("Escape").await;
    focused(&browser, &format!("#item-{first}")).await;

    browser.press("?").await;
    browser.wait_for("dialog#keys[open]").await;
    browser.press("Escape").await;
    browser.wait_gone("dialog[open]").await;

    browser.press("/").await;
    browser.wait_for("dialog#go[open]").await;
    browser.type_text("planches").await;
    browser.wait_for_text("#go-list", "planches").await;
    browser.press("Up").await;
    browser.wait_for("#go-all[aria-selected=true]").await;
    browser.press("Enter").await;
    browser.wait_for_text(".hits mark", "planche").await;
    browser.press("/").await;
    focused(&browser, "#q").await;
}

/// Presses Tab until it is reached.
async fn tab_to(browser: &Browser, css: &str) {
    for _ in 0..40 {
        if has_focus(browser, css).await {
            return;
        }
        browser.press("Tab").await;
    }
    focused(browser, css).await;
}

async fn focused(browser: &Browser, css: &str) {
    browser.until(&format!("`{css}` has the focus"), async || has_focus(browser, css).await).await;
}

async fn has_focus(browser: &Browser, css: &str) -> bool {
    browser.script(&format!("return document.activeElement?.matches(`{css}`) ?? false")).await == true
}
