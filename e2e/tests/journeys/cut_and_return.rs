//! The network goes and comes back. Invariant: what was missed arrives once and in order, and what was written meanwhile is sent once.

use e2e::{Backend, Stage, Visitor};

use crate::hands::through_a_wire;

#[tokio::test]
async fn what_was_missed_and_what_was_written_both_arrive_once() {
    let stage = Stage::set(Backend::Sqlite);
    let (relay, luc) = through_a_wire(&stage, Visitor::default()).await;
    stage.post(&stage.awa, "avant la coupure");
    luc.wait_for_text("article.item .prose", "avant la coupure").await;

    relay.cut();
    for text in ["un", "deux", "trois"] {
        stage.post(&stage.awa, text);
    }
    luc.fill("#composer textarea", "écrit dans le tunnel").await;
    luc.press("Control+Enter").await;
    luc.wait_for_text("article.pending .state", "En attente").await;
    luc.wait_for("#offline:not([hidden])").await;
    relay.mend();
    luc.wait_gone(".pending").await;
    luc.wait_for("#offline[hidden]").await;
    luc.wait_for_text("article.item .prose", "trois").await;
    let shown = ["écrit dans le tunnel", "trois", "deux", "un", "avant la coupure"];
    luc.until("all five stand in order, once", async || luc.texts("article.item .prose").await == shown).await;
    assert_eq!(stage.posted("écrit dans le tunnel"), 1);
    luc.visit(&stage.page()).await;
    assert_eq!(luc.texts("article.item .prose").await, shown);
}

#[tokio::test]
async fn what_waits_survives_a_reload() {
    let stage = Stage::set(Backend::Sqlite);
    let item = stage.post(&stage.awa, "Qui vient samedi ?");
    let (relay, luc) = through_a_wire(&stage, Visitor::default()).await;
    relay.cut();
    luc.fill("#composer textarea", "gardé sur l’appareil").await;
    luc.press("Control+Enter").await;
    luc.wait_for_text("article.pending .state", "En attente").await;
    luc.click(&format!("#item-{item} [data-reply]")).await;
    luc.type_text("moi").await;
    luc.press("Control+Enter").await;
    luc.wait_for_text(".comment.pending .prose", "moi").await;
    relay.mend();
    luc.visit(&stage.page()).await;
    luc.wait_for_text("article.item:not(.pending) .prose", "gardé sur l’appareil").await;
    luc.wait_for_text(".comment:not(.pending) .prose", "moi").await;
    luc.wait_gone(".pending").await;
    luc.visit(&stage.page()).await;
    assert_eq!((luc.count("article.item").await, luc.count(".comment").await), (2, 1));
    assert_eq!(stage.posted("gardé sur l’appareil"), 1);
    assert_eq!(stage.awa.api.all(&format!("/items/{item}/comments")).len(), 1);
}

#[tokio::test]
async fn what_one_was_writing_is_still_there() {
    let stage = Stage::set(Backend::Sqlite);
    let (relay, luc) = through_a_wire(&stage, Visitor::default()).await;
    luc.fill("#composer textarea", "une pensée inachevée").await;
    // Kept a moment after the last key.
    luc.until("the draft is kept", async || luc.script("return Object.keys(localStorage).some((k) => k.includes('draft'))").await == true)
        .await;
    relay.cut();
    relay.mend();
    luc.visit(&stage.page()).await;
    luc.until("the draft is back", async || {
        luc.script("return document.querySelector('#composer textarea').value").await == "une pensée inachevée"
    })
    .await;
    assert_eq!(stage.posted("une pensée inachevée"), 0);
}
