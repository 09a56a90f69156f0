//! When a right ends, open pages hear no more of it within five seconds, and its addresses tell nothing, not even a title.

use std::time::{Duration, Instant};

use e2e::{Backend, SPACE, Stage, Visitor};

use crate::hands::waiting;

const SOON: Duration = Duration::from_secs(5);

#[tokio::test]
async fn somebody_taken_out_of_a_space_hears_no_more_of_it() {
    let stage = Stage::set(Backend::Sqlite);
    let item = stage.post(&stage.awa, "Le budget du mois");
    let luc = stage.browser(&stage.luc, Visitor::default()).await;
    luc.wait_for_text("article.item .prose", "Le budget du mois").await;
    let removed = Instant::now();
    stage.awa.api.delete(&format!("/spaces/{}/members/{}", stage.space, stage.luc.id));
    stage.post(&stage.awa, "Entre nous maintenant");
    luc.wait_gone(&format!("#nav a[href='{}']", stage.page())).await;
    assert!(removed.elapsed() < SOON, "{:?}", removed.elapsed());
    // Time enough for whatever would still come.
    tokio::time::sleep(SOON.saturating_sub(removed.elapsed())).await;
    assert!(!luc.text("body").await.contains("Entre nous maintenant"));
    for path in [stage.page(), format!("{}/members", stage.page()), format!("/items/{item}"), format!("/items/{item}/card")] {
        luc.visit(&path).await;
        let page = luc.client.source().await.expect("a page is shown");
        assert!(!page.contains(SPACE) && !page.contains("Le budget"), "{path} tells what it is about");
        assert_eq!(luc.script("return performance.getEntriesByType('navigation')[0].responseStatus").await, 404, "{path}");
    }
    luc.visit("/").await;
    assert_eq!(luc.count("article.item").await, 0);
    luc.visit("/search?q=budget").await;
    assert_eq!(luc.count(".hits").await, 0);
}

#[tokio::test]
async fn a_closed_account_is_signed_out() {
    let stage = Stage::set(Backend::Sqlite);
    let luc = stage.browser(&stage.luc, Visitor::default()).await;
    luc.visit("/people").await;
    assert_eq!(waiting(&luc, "/inbox").await, 0);
    let closed = Instant::now();
    stage.awa.api.put(&format!("/people/{}/deactivation", stage.luc.id), &serde_json::Value::Null);
    luc.until("the open page is left for the door", async || luc.path().await.starts_with("/sign-in")).await;
    assert!(closed.elapsed() < SOON, "{:?}", closed.elapsed());
    luc.visit(&stage.page()).await;
    assert!(luc.path().await.starts_with("/sign-in"));
    assert_eq!(stage.luc.api.ask("GET", "/me", None).status, 401);
}
