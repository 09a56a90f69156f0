//! From the first start to the second person's first words: set-up link, invitation, charter.

use e2e::{Backend, Browser, PASSWORD, Server, Visitor};

use crate::hands::publish;

#[tokio::test]
async fn a_network_begins_and_a_second_person_joins() {
    let server = Server::start(Backend::Sqlite);
    let setup = server.setup.clone().expect("the first start prints the set-up link");
    let awa = Browser::open(&server.url, Visitor::default()).await;
    awa.visit(&setup).await;
    awa.fill("[name=network]", "Les Lilas").await;
    introduce(&awa, "Awa Diallo", "awa@lilas.example").await;
    awa.wait_for_text("h1", "Accueil").await;
    assert_eq!(awa.path().await, "/");
    assert!(awa.text("#nav .brand").await.contains("Les Lilas"));
    awa.visit("/spaces/new").await;
    awa.fill("[name=name]", "Atelier").await;
    awa.fill("[name=purpose]", "Construire ensemble.").await;
    awa.click("main form button[type=submit]").await;
    awa.wait_for_text("h1", "Atelier").await;
    let space = awa.path().await;
    publish(&awa, "Bienvenue dans l’atelier").await;
    let link = invite(&awa).await;

    let luc = Browser::open(&server.url, Visitor::default()).await;
    luc.visit(&setup).await;
    luc.wait_for_text("h1", "Ce lien ne vaut plus").await;
    luc.visit(&link).await;
    luc.wait_for_text("main", "Awa Diallo").await;
    introduce(&luc, "Luc Martin", "luc@lilas.example").await;
    luc.wait_for_text("h1", "Chart").await;
    // Who looks first and accepts later may look, and is told before writing.
    luc.visit(&space).await;
    luc.wait_for_text("article.item .prose", "Bienvenue dans l’atelier").await;
    luc.wait_for_text("main .notice", "Avant de publier").await;
    assert_eq!(luc.count("#composer").await, 0);
    luc.click("main .notice a[href^='/charter']").await;
    luc.click("form[action='/charter/acceptance'] button").await;
    luc.until("the charter leads back to the space", async || luc.path().await == space).await;
    publish(&luc, "Bonjour à tous").await;
    awa.wait_for_text("article.item .prose", "Bonjour à tous").await;

    let late = Browser::open(&server.url, Visitor::default()).await;
    late.visit(&link).await;
    late.wait_for_text("h1", "Ce lien ne vaut plus").await;
    late.wait_for_text("main", "Il a déjà servi").await;
}

/// Fills what every newcomer is asked, and sends.
async fn introduce(browser: &Browser, name: &str, email: &str) {
    browser.fill("[name=name]", name).await;
    browser.fill("[name=email]", email).await;
    browser.fill("[name=password]", PASSWORD).await;
    browser.press("Enter").await;
}

/// Makes a link into the one space, and goes back to it.
async fn invite(host: &Browser) -> String {
    let space = host.path().await;
    host.visit("/invitations").await;
    host.click("[name=space] option:last-child").await;
    host.click("form[action='/invitations'] button[type=submit]").await;
    let link = host.wait_for("#field-link").await.prop("value").await.ok().flatten().expect("the link stands in its field");
    host.click("button[data-copy]").await;
    host.wait_for_text("#toasts", "Copié").await;
    host.visit(&space).await;
    link
}
