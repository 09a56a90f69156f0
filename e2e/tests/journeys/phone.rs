//! A telephone of 360×800: reading, writing, searching, changing language; and no screen that scrolls sideways, long words or not.

use e2e::{Backend, Browser, Stage, Visitor};
use serde_json::json;

use crate::hands::publish;

const LONG: &str = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";

#[tokio::test]
async fn a_day_on_the_telephone() {
    let stage = Stage::set(Backend::Sqlite);
    let item = stage.post(&stage.luc, &format!("{LONG}\n\n| a | b |\n|---|---|\n| {LONG} | {LONG} |\n\n```\n{LONG}{LONG}\n```"));
    stage.awa.api.patch("/me", &json!({ "headline": LONG, "skills": [LONG.chars().take(40).collect::<String>()] }));
    let phone = stage.browser(&stage.awa, Visitor::on_phone()).await;
    phone.wait_for_text("article.item .prose", LONG).await;
    publish(&phone, "Vu depuis le chantier").await;
    let card = format!("#item-{item}");
    phone.click(&format!("{card} .like")).await;
    phone.wait_for_text(&format!("{card} .like[aria-pressed=true] .n"), "1").await;
    phone.click(&format!("{card} [data-reply]")).await;
    phone.type_text("Je passe demain").await;
    phone.click(&format!("{card} .reply button[type=submit]")).await;
    phone.wait_for_text(&format!("{card} .comment:not(.pending) .prose"), "Je passe demain").await;

    phone.click(".bottom a[href='/search']").await;
    phone.fill("#q", "chantiers").await;
    phone.press("Enter").await;
    phone.wait_for_text(".hits mark", "chantier").await;
    for path in screens(&stage, &item) {
        phone.visit(&path).await;
        fits(&phone, &path).await;
    }

    phone.visit("/").await;
    phone.click(".bottom [popovertarget=nav]").await;
    fits(&phone, "the menu").await;
    phone.click("#nav .me > summary").await;
    phone.click("#nav form[action='/language'] button[value=en]").await;
    phone.wait_for("html[lang=en]").await;
    phone.wait_for_text(".bottom", "Search").await;
    assert_eq!(phone.path().await, "/");
}

fn screens(stage: &Stage, item: &str) -> Vec<String> {
    let (space, awa) = (stage.page(), &stage.awa.id);
    let fixed = [
        "/",
        "/inbox",
        "/spaces",
        "/spaces/new",
        "/people",
        "/search?q=planche",
        "/me",
        "/charter",
        "/invitations",
        "/trash",
        "/bookmarks",
    ];
    let made = [
        space.clone(),
        format!("{space}/documents"),
        format!("{space}/members"),
        format!("{space}/settings"),
        format!("{space}/audience"),
        format!("/items/{item}"),
        format!("/items/{item}/edit"),
        format!("/people/{awa}"),
        "/nowhere".to_owned(),
    ];
    fixed.into_iter().map(str::to_owned).chain(made).collect()
}

async fn fits(phone: &Browser, what: &str) {
    let widths = phone.script("const d = document.documentElement; return [d.scrollWidth, d.clientWidth]").await;
    assert_eq!(widths, json!([360, 360]), "{what} scrolls sideways");
}
