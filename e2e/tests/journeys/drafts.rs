//! What is begun on one device is gone on with on another; what is planned goes at its moment, once, whatever happens meanwhile.

use e2e::{Backend, Browser, Stage, Visitor, id};
use serde_json::{Value, json};

async fn written(browser: &Browser) -> String {
    browser.script("return document.querySelector('#composer textarea').value").await.as_str().unwrap_or_default().to_owned()
}

async fn kept(browser: &Browser) {
    browser.wait_for_text("#composer [data-kept]", "Brouillon gardé").await;
}

fn drafts(stage: &Stage) -> Vec<Value> {
    stage.luc.api.get("/drafts")["items"].as_array().cloned().unwrap_or_default()
}

#[tokio::test]
async fn begun_on_the_telephone_finished_at_the_desk() {
    let stage = Stage::set(Backend::Sqlite);
    let phone = stage.browser(&stage.luc, Visitor::on_phone()).await;
    phone.fill("#composer textarea", "La scie arrive").await;
    kept(&phone).await;
    let desk = stage.browser(&stage.luc, Visitor::default()).await;
    desk.until("the draft is there", async || written(&desk).await == "La scie arrive").await;
    desk.click("#composer textarea").await;
    desk.press("End").await;
    desk.type_text(" mardi").await;
    desk.until("what is added is kept", async || drafts(&stage)[0]["body"] == "La scie arrive mardi").await;

    // The telephone did not see it: its words and the others are both kept until one chooses.
    phone.fill("#composer textarea", "La scie arrive jeudi").await;
    phone.wait_for_text("#composer .other-draft blockquote", "La scie arrive mardi").await;
    phone.assert_accessible().await;
    assert_eq!(written(&phone).await, "La scie arrive jeudi");
    assert_eq!(drafts(&stage)[0]["body"], "La scie arrive mardi");
    phone.click("#composer .other-draft .btn:last-of-type").await;
    phone.wait_gone("#composer .other-draft").await;
    phone.until("the choice is kept", async || drafts(&stage)[0]["body"] == "La scie arrive jeudi").await;

    phone.click("#composer button[type=submit]").await;
    phone.wait_for_text("article.item:not(.pending) .prose", "La scie arrive jeudi").await;
    phone.until("the draft is gone", async || drafts(&stage).is_empty()).await;
    desk.visit(&stage.page()).await;
    desk.wait_for_text("article.item .prose", "La scie arrive jeudi").await;
    assert_eq!(written(&desk).await, "");
    assert_eq!(stage.posted("La scie arrive jeudi"), 1);
}

#[tokio::test]
async fn an_answer_that_was_begun_stands_under_its_post() {
    let stage = Stage::set(Backend::Sqlite);
    let item = stage.post(&stage.awa, "Qui vient samedi ?");
    let desk = stage.browser(&stage.luc, Visitor::default()).await;
    desk.click(&format!("#item-{item} [data-reply]")).await;
    desk.type_text("moi, avec").await;
    desk.wait_for_text(".reply [data-kept]", "Brouillon gardé").await;
    let phone = stage.browser(&stage.luc, Visitor::on_phone()).await;
    let there = "return document.querySelector('.reply[open] textarea')?.value";
    phone.until("the answer is there", async || phone.script(there).await == "moi, avec").await;
    let awa = stage.browser(&stage.awa, Visitor::default()).await;
    assert_eq!(awa.script("return document.body.innerHTML.includes('moi, avec')").await, false);
}

#[tokio::test]
async fn what_is_planned_goes_once_at_its_moment() {
    let mut stage = Stage::set(Backend::Sqlite);
    let luc = stage.browser(&stage.luc, Visitor::default()).await;
    luc.fill("#composer textarea", "Bonne semaine à tous").await;
    luc.click("#composer .later summary").await;
    luc.click("#composer .later .panel button").await;
    luc.wait_for_text("#toasts", "Sera publié").await;
    luc.wait_for_text("#planned", "Un envoi différé ici").await;
    assert_eq!(written(&luc).await, "");
    let planned = stage.luc.api.get("/scheduled")["items"][0].clone();
    assert_eq!((stage.posted("Bonne semaine à tous"), planned["body"].as_str()), (0, Some("Bonne semaine à tous")));
    assert_eq!(stage.awa.api.get("/scheduled")["items"], json!([]), "nobody else sees it");
    luc.click("#planned a").await;
    luc.wait_for_text(".planned", "Bonne semaine à tous").await;
    luc.assert_accessible().await;

    // Three seconds from now, with the program killed in between.
    let soon = luc.script("return new Date(Date.now() + 3000).toISOString()").await;
    stage.luc.api.patch(&format!("/scheduled/{}", id(&planned)), &json!({ "send_at": soon }));
    stage.server.restart();
    let awa = stage.browser(&stage.awa, Visitor::default()).await;
    awa.wait_for_text("article.item .prose", "Bonne semaine à tous").await;
    stage.server.restart();
    assert_eq!(stage.posted("Bonne semaine à tous"), 1);
    assert_eq!(stage.luc.api.get("/scheduled")["items"], json!([]));
}

#[tokio::test]
async fn without_scripts_all_of_it_works_too() {
    let stage = Stage::set(Backend::Sqlite);
    let luc = stage.browser(&stage.luc, Visitor::default().without_javascript()).await;
    luc.fill("#composer textarea", "À finir").await;
    luc.click("#composer .keep").await;
    luc.wait_for_text("#composer [data-kept]", "Brouillon gardé").await;
    assert_eq!(luc.text("#composer > textarea").await, "À finir");
    luc.click("#composer .later summary").await;
    luc.click("#composer .later .panel button").await;
    luc.wait_for_text(".planned", "À finir").await;
    assert!(drafts(&stage).is_empty());
    luc.click(".planned a[href^='/scheduled/']").await;
    luc.fill("[name=body]", "Fini").await;
    luc.click("main form button[type=submit]").await;
    luc.wait_for_text(".planned .clip", "Fini").await;
    luc.click(".planned form[action$='/send'] button").await;
    luc.wait_for_text("article.item .prose", "Fini").await;
    luc.visit(&format!("{}?on=2001-01-01", stage.page())).await;
    luc.wait_for_text(".empty", "Rien d’aussi ancien").await;
    luc.click(".since a").await;
    luc.wait_for_text("article.item .prose", "Fini").await;
}
