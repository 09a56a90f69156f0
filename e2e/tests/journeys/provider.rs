//! Signing in by a real identity provider: the account is linked, opens the network without a password, and closes it from there.

use e2e::{Backend, Browser, PASSWORD, Person, Provider, Server, Visitor};

#[tokio::test]
async fn an_account_elsewhere_is_linked_opens_and_closes() {
    let mut server = Server::start(Backend::Sqlite);
    Person::settle(&server, "Awa Diallo", "awa@lilas.example", "owner");
    let provider = Provider::of(&mut server, &[]);

    // Somebody the provider knows and the network does not.
    let zoe = Browser::open(&server.url, Visitor::default()).await;
    zoe.visit("/sign-in").await;
    zoe.assert_accessible().await;
    zoe.click("a[href^='/oidc/start']").await;
    at_the_provider(&zoe, "zoe").await;
    zoe.wait_for_text("h1", "Demandez une invitation").await;
    zoe.assert_accessible().await;

    let awa = Browser::open(&server.url, Visitor::default()).await;
    awa.sign_in("awa@lilas.example", PASSWORD).await;
    awa.visit("/me").await;
    awa.click("#identities a").await;
    awa.wait_for_text("main", "Aucun compte l’Annuaire").await;
    awa.assert_accessible().await;
    awa.click("a[href='/oidc/link']").await;
    at_the_provider(&awa, "awa").await;
    awa.wait_for_text("main li.entry", "awa@annuaire.example").await;
    awa.assert_accessible().await;

    // The linked account opens the network in another browser, back where she was going.
    let elsewhere = Browser::open(&server.url, Visitor::default()).await;
    elsewhere.visit("/people").await;
    elsewhere.click("a[href^='/oidc/start']").await;
    at_the_provider(&elsewhere, "awa").await;
    elsewhere.wait_for_text("h1", "Annuaire").await;
    assert_eq!(elsewhere.path().await, "/people");

    // Signing out there closes what it opened here, even a page that is open; the session of the password stands.
    elsewhere.script(&format!("location.href = {:?}", provider.sign_out())).await;
    elsewhere.click("button[name=logout]").await;
    elsewhere.wait_for_text("h1", "Sign-out Success").await;
    elsewhere.script(&format!("location.href = {:?}", server.url)).await;
    elsewhere.wait_for_text("h1", "Se connecter").await;
    awa.visit("/me").await;
    awa.wait_for_text("h1", "Mon profil").await;
}

/// Signs in and agrees on the provider's own pages, as far as they ask.
async fn at_the_provider(browser: &Browser, name: &str) {
    browser.fill("[name=login]", name).await;
    browser.fill("[name=password]", "sans importance").await;
    browser.click("input[value=login] ~ button").await;
    browser.click("input[value=consent] ~ button").await;
}
