//! Everything that reads and writes works as plain forms and links, with scripts blocked.

use e2e::{Backend, Scratch, Stage, Visitor, id};
use serde_json::json;

#[tokio::test]
async fn a_visit_without_scripts() {
    let stage = Stage::set(Backend::Sqlite);
    let poll = json!({ "kind": "poll", "title": "Quel jour ?", "data": { "options": ["lundi", "mardi"], "multiple": false } });
    let poll = id(&stage.luc.api.post(&format!("/spaces/{}/items", stage.space), &poll));
    stage.post(&stage.luc, "@Awa Diallo, un mot pour toi");
    let browser = stage.browser(&stage.awa, Visitor::default().without_javascript()).await;

    browser.fill("#composer textarea", "Écrit sans script").await;
    browser.click("#composer button[type=submit]").await;
    browser.wait_for_text("article.item:first-of-type .prose", "Écrit sans script").await;
    let folder = Scratch::new("form");
    let file = folder.path().join("plan.txt");
    std::fs::write(&file, "Le plan").expect("written");
    browser.click("#composer .attach > summary").await;
    browser.wait_for("#composer [name=upload]").await.send_keys(&file.display().to_string()).await.expect("a file is chosen");
    browser.click("#composer button[type=submit]").await;
    browser.wait_for_text("article.item:first-of-type .file", "plan.txt").await;
    browser.visit(&format!("{}/documents", stage.page())).await;
    browser.wait_for_text(".documents .name", "plan.txt").await;
    browser.visit(&stage.page()).await;
    browser.click("article.item:first-of-type .like").await;
    browser.wait_for_text(".like[aria-pressed=true] .n", "1").await;
    browser.visit(&stage.page()).await;
    browser.click("article.item:first-of-type [data-reply]").await;
    browser.fill(".thread > .reply textarea", "Un commentaire").await;
    browser.click(".thread > .reply button[type=submit]").await;
    browser.wait_for_text(".comment .prose", "Un commentaire").await;
    browser.click("article.item > .by .menu > summary").await;
    browser.click("article.item > .by .menu a[href$='/edit']").await;
    browser.fill("[name=body]", "Corrigé sans script").await;
    browser.click("main form button[type=submit]").await;
    browser.wait_for_text("article.item .prose", "Corrigé sans script").await;
    assert!(browser.text("article.item .who").await.contains("modifié"));

    browser.visit(&format!("/items/{poll}")).await;
    browser.click(".poll .choice:nth-of-type(2)").await;
    browser.click(".poll button[type=submit]").await;
    browser.wait_for_text(".poll .choice.mine b", "1").await;

    browser.visit("/inbox").await;
    browser.wait_for_text(".notices .unread", "Luc Martin").await;
    browser.click(".notices form button").await;
    browser.wait_gone(".notices .unread").await;

    browser.click("#nav a.find").await;
    browser.fill("#q", "corriger").await;
    browser.press("Enter").await;
    browser.wait_for_text(".hits mark", "Corrigé").await;

    browser.click("#nav .me > summary").await;
    browser.click("#nav form[action='/language'] button[value=en]").await;
    browser.wait_for("html[lang=en]").await;
    browser.click("#nav .me > summary").await;
    browser.click("form[action='/sign-out'] button").await;
    browser.until("the door", async || browser.path().await.starts_with("/sign-in")).await;
    browser.visit(&stage.page()).await;
    browser.until("the door again", async || browser.path().await.starts_with("/sign-in")).await;
}
