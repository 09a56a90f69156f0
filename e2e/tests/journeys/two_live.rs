//! Two people at work at the same time: what one does, the other sees in under a second, without reloading.

use std::time::{Duration, Instant};

use e2e::{Backend, Browser, Person, Stage, Visitor, open_space};
use serde_json::json;

use crate::hands::{publish, waiting};

/// What a person calls at once (experience.md).
const AT_ONCE: Duration = Duration::from_secs(1);

#[tokio::test]
async fn what_one_does_the_other_sees() {
    let stage = Stage::set(Backend::Sqlite);
    let awa = stage.browser(&stage.awa, Visitor::default()).await;
    let luc = stage.browser(&stage.luc, Visitor::default()).await;
    stay(&awa).await;
    stay(&luc).await;

    awa.fill("#composer textarea", "La scie arrive mardi").await;
    awa.press("Control+Enter").await;
    at_once(&luc, "article.item:not(.pending) .prose", "La scie arrive mardi").await;
    luc.click("article.item .like").await;
    at_once(&awa, "article.item .like .n", "1").await;
    luc.click("article.item [data-reply]").await;
    luc.type_text("Qui la réceptionne ?").await;
    luc.press("Control+Enter").await;
    at_once(&awa, ".comment:not(.pending) .prose", "Qui la réceptionne ?").await;
    luc.wait_gone(".pending").await;
    assert_eq!(luc.count("article.item").await, 1);
    assert_eq!(luc.count(".comment").await, 1);

    // Edited elsewhere, seen here.
    let item = luc.wait_for("article.item").await.attr("data-item").await.ok().flatten().expect("a card names its item");
    let edited = stage.awa.api.patch(&format!("/items/{item}"), &json!({ "body": "La scie arrive jeudi" }));
    assert_eq!(edited["revision"], 2);
    at_once(&luc, "article.item .prose", "La scie arrive jeudi").await;
    assert!(luc.text("article.item .who").await.contains("modifié"));

    vote(&awa, &luc).await;
    assert!(stayed(&awa).await && stayed(&luc).await, "a page was loaded again");
    assert_eq!(awa.complaints().await, Vec::<String>::new());
    assert_eq!(luc.complaints().await, Vec::<String>::new());
}

async fn vote(author: &Browser, voter: &Browser) {
    author.click("#composer textarea").await;
    author.click("#composer .kinds label:has([value=poll])").await;
    author.fill("#composer [name=title]", "Quel jour pour le déménagement ?").await;
    author.fill("#composer [name=option]", "lundi").await;
    author.fill("#composer [name=option] + [name=option]", "vendredi").await;
    author.click("#composer button[type=submit]").await;
    // Whoever writes is not disturbed: what arrives waits behind a button.
    at_once(voter, "#fresh", "1 nouvelle publication").await;
    voter.click("#fresh").await;
    voter.wait_for_text("article.item .title", "Quel jour pour le déménagement ?").await;
    voter.click(".poll .choice:nth-of-type(2)").await;
    voter.click(".poll button[type=submit]").await;
    at_once(author, ".poll .choice:nth-of-type(2) b", "1").await;
    voter.wait_for(".poll .choice.mine:nth-of-type(2)").await;
}

#[tokio::test]
async fn what_waits_is_counted_everywhere_alike() {
    let stage = Stage::set(Backend::Sqlite);
    let elsewhere = stage.browser(&stage.luc, Visitor::default()).await;
    let phone = stage.browser(&stage.luc, Visitor::on_phone()).await;
    elsewhere.visit("/people").await;
    phone.visit("/").await;
    for browser in [&elsewhere, &phone] {
        stay(browser).await;
    }
    let posted = Instant::now();
    stage.post(&stage.awa, "@Luc Martin, tu as les clés de l’atelier ?");
    for browser in [&elsewhere, &phone] {
        counts(browser, "/inbox", 1).await;
        counts(browser, &stage.page(), 1).await;
    }
    assert!(posted.elapsed() < 2 * AT_ONCE, "{:?}", posted.elapsed());
    assert!(stayed(&elsewhere).await && stayed(&phone).await, "a page was loaded again");

    // Settled on one device, settled on the other.
    elsewhere.visit("/inbox").await;
    elsewhere.wait_for_text(".notices", "Awa Diallo").await;
    elsewhere.click(".notices form button").await;
    counts(&elsewhere, "/inbox", 0).await;
    counts(&phone, "/inbox", 0).await;
    elsewhere.visit(&stage.page()).await;
    counts(&elsewhere, &stage.page(), 0).await;
    counts(&phone, &stage.page(), 0).await;
    assert!(stayed(&phone).await, "the phone's page was loaded again");
}

#[tokio::test]
async fn whoever_is_let_in_finds_the_space_without_reloading() {
    let stage = Stage::set(Backend::Sqlite);
    let luc = stage.browser(&stage.luc, Visitor::default()).await;
    luc.visit("/").await;
    stay(&luc).await;
    let Person { api, .. } = &stage.awa;
    let second = open_space(api, "Salon des lilas");
    assert_eq!(luc.count(&format!("#nav a[href='/spaces/{second}']")).await, 0);
    api.put(&format!("/spaces/{second}/members/{}", stage.luc.id), &json!({ "role": "contributor" }));
    luc.wait_for(&format!("#nav a[href='/spaces/{second}']")).await;
    counts(&luc, "/inbox", 1).await;
    assert!(stayed(&luc).await, "the page was loaded again");
}

#[tokio::test]
async fn what_arrives_does_not_move_what_one_reads() {
    let stage = Stage::set(Backend::Sqlite);
    for n in 1..=15 {
        stage.post(&stage.awa, &format!("Compte rendu numéro {n}\n\nligne\n\nligne\n\nligne"));
    }
    let luc = stage.browser(&stage.luc, Visitor::default()).await;
    luc.wait_gone(".feed:not(.laid)").await;
    luc.script("document.querySelector('article.item:nth-of-type(8)').scrollIntoView()").await;
    let seen = "return document.querySelector('article.item:nth-of-type(8)').getBoundingClientRect().top";
    let before = luc.script(seen).await;
    stage.post(&stage.awa, "Le dernier mot");
    luc.wait_for_text("#fresh", "1 nouvelle publication").await;
    assert_eq!(luc.script(seen).await, before);
    luc.click("#fresh").await;
    luc.wait_for_text("article.item:first-of-type .prose", "Le dernier mot").await;
    assert_eq!(luc.script("return scrollY").await, 0);
    publish(&luc, "Bien reçu").await;
}

async fn counts(browser: &Browser, href: &str, n: u64) {
    browser.until(&format!("{href} counts {n}"), async || waiting(browser, href).await == n).await;
}

async fn at_once(browser: &Browser, css: &str, text: &str) {
    let asked = Instant::now();
    browser.wait_for_text(css, text).await;
    assert!(asked.elapsed() < AT_ONCE, "“{text}” took {:?}", asked.elapsed());
}

/// Marks the page, so that a reload shows.
async fn stay(browser: &Browser) {
    browser.script("window.stayed = true").await;
}

async fn stayed(browser: &Browser) -> bool {
    browser.script("return window.stayed === true").await == true
}
