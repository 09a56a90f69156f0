//! One's own data: asked for, announced, fetched as a ZIP; then an account erased, with what goes and what stays said before (J-DRH-5).

use e2e::{Backend, Stage, Visitor};

#[tokio::test]
async fn a_copy_of_my_data_then_my_account_erased() {
    let stage = Stage::set(Backend::Sqlite);
    stage.post(&stage.luc, "Le budget du mois");
    let luc = stage.browser(&stage.luc, Visitor::default()).await;
    luc.visit("/me").await;
    luc.click("a[href='/me/data']").await;
    luc.click("#archive button[type=submit]").await;
    // Leaving the page before the answer would take the question back.
    luc.wait_for("#archive :is([role='status'], a[href$='/archive'])").await;
    luc.until("the copy is announced", async || {
        luc.visit("/inbox").await;
        luc.texts(".notices .entry").await.iter().any(|line| line.contains("La copie de vos données est prête"))
    })
    .await;
    luc.visit("/me/data").await;
    let copy = luc.wait_for("#archive a[href$='/archive']").await.attr("href").await.ok().flatten().expect("a link has an address");
    let fetch = "const done = arguments[arguments.length - 1];
        fetch(arguments[0]).then(async (a) => done([a.status, new TextDecoder('latin1').decode((await a.arrayBuffer()).slice(0, 2))]))";
    let fetched = luc.client.execute_async(fetch, vec![copy.clone().into()]).await.expect("fetched");
    assert_eq!(fetched, serde_json::json!([200, "PK"]));
    let awa = stage.browser(&stage.awa, Visitor::default()).await;
    let refused = awa.client.execute_async(fetch, vec![copy.into()]).await.expect("asked");
    assert_eq!(refused[0], 404, "not even an administrator");

    luc.click("a[href='/me/data/erasure']").await;
    let said = luc.text("main").await;
    assert!(said.contains("Publications et commentaires (1)") && said.contains("Ancien membre"), "{said}");
    luc.click("main form button[type=submit]").await;
    luc.wait_for_text("main", "Votre demande d’effacement attend sa réponse").await;
    awa.visit("/administration/requests").await;
    awa.click(".list a.cover").await;
    awa.click("a[href$='/erase']").await;
    awa.click("main form .btn.danger").await;
    awa.wait_for_text("#ended ~ .list", "Ancien membre").await;
    luc.visit(&stage.page()).await;
    assert!(luc.path().await.starts_with("/sign-in"), "the account is over");
    awa.visit(&stage.page()).await;
    awa.wait_for_text("article.item", "Ancien membre").await;
    awa.wait_for_text("article.item .prose", "Le budget du mois").await;
}
