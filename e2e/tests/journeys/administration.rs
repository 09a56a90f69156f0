//! An administrator's first day (J-ADM-1): set-up, a colour that fails and the nearest that doesn't, the hours, the health page, nothing
//! asked of another host. And the day when eighty people come and one leaves (J-ADM-2).

use std::fs;

use e2e::{Backend, Browser, PASSWORD, Server, Visitor};

#[tokio::test]
async fn a_network_is_installed_and_shows_itself() {
    let server = Server::start(Backend::Sqlite);
    let awa = Browser::open(&server.url, Visitor::default()).await;
    awa.visit(&server.setup.clone().expect("the first start prints the set-up link")).await;
    awa.fill("[name=network]", "Les Lilas").await;
    awa.fill("[name=name]", "Awa Diallo").await;
    awa.fill("[name=email]", "awa@lilas.example").await;
    awa.fill("[name=password]", PASSWORD).await;
    awa.press("Enter").await;
    awa.wait_for_text("h1", "Accueil").await;

    awa.click("#nav .me > summary").await;
    awa.click("#nav .me a[href='/administration']").await;
    awa.wait_for_text("h1", "Administration").await;
    awa.assert_accessible().await;
    awa.click("main a[href='/administration/identity']").await;
    awa.wait_for_text("h1", "Identité").await;
    awa.script("document.querySelector('[name=accent]').value = '#ffd400'").await;
    awa.click("form[action='/administration/identity'] .btn.main").await;
    awa.wait_for_text("main .offer", "Son contraste le plus faible").await;
    awa.assert_accessible().await;
    let offer = awa.wait_for("main .offer button[name=accent]").await.attr("value").await.ok().flatten().expect("an offer");
    awa.click("main .offer button[name=accent]").await;
    awa.wait_gone("main .notice").await;
    assert_eq!(awa.script("return document.querySelector('[name=accent]').value").await, offer);
    awa.prefer("prefers-color-scheme", "dark").await;
    awa.assert_accessible().await;
    awa.prefer("prefers-color-scheme", "light").await;
    let leaf = awa.script("return getComputedStyle(document.documentElement).getPropertyValue('--leaf')").await;
    assert!(leaf.as_str().is_some_and(|leaf| leaf.contains(&offer)), "{leaf} {offer}");

    awa.click("[name=country] option[value=BE]").await;
    awa.click("form[action='/administration/identity/hours'] button[type=submit]").await;
    awa.until("the hours are kept", async || awa.script("return document.querySelector('[name=country]').value").await == "BE").await;
    awa.click(".sections a[href='/administration/health']").await;
    awa.wait_for_text("h1", "Santé").await;
    awa.wait_for_text(".watch", "Elle répond").await;
    awa.click(".sections a[href='/administration/outside']").await;
    awa.wait_for_text("main", "Rien ne sort de cette machine").await;
    for path in ["/", "/administration/identity", "/administration/health"] {
        awa.visit(path).await;
        let foreign: Vec<String> = awa.loaded().await.into_iter().map(|one| one.url).filter(|url| !url.starts_with(&server.url)).collect();
        assert!(foreign.is_empty(), "{path} asks {foreign:?}");
    }
    // Chromium notes that the page of the refused colour came with 422, as it should.
    let complaints: Vec<String> = awa.complaints().await.into_iter().filter(|line| !line.contains("422")).collect();
    assert_eq!(complaints, Vec::<String>::new());

    // Who is not signed in sees the same colour and the same name.
    let door = Browser::open(&server.url, Visitor::default()).await;
    door.visit("/sign-in").await;
    door.wait_for_text(".brand", "Les Lilas").await;
    let leaf = door.script("return getComputedStyle(document.documentElement).getPropertyValue('--leaf')").await;
    assert!(leaf.as_str().is_some_and(|leaf| leaf.contains(&offer)), "{leaf}");
}

#[tokio::test]
async fn eighty_people_come_and_one_leaves() {
    let server = Server::start(Backend::Sqlite);
    server.add_person("Awa Diallo", "awa@lilas.example", "owner", PASSWORD);
    let leaver = server.add_person("Luc Martin", "luc@lilas.example", "member", PASSWORD);
    let luc = server.api("luc@lilas.example");
    let space = e2e::open_space(&luc, "Atelier");
    let file = server.folder().join("personnes.csv");
    let people: String = (1..80).map(|n| format!("Personne {n};p{n}@lilas.example;;Rennes;Atelier\n")).collect();
    fs::write(&file, format!("Nom;Courriel;Rôle;Site;Service\n{people}Dernière;sans adresse;;Brest;Vente\n")).expect("the file");

    let awa = Browser::open(&server.url, Visitor::default()).await;
    awa.sign_in("awa@lilas.example", PASSWORD).await;
    awa.visit("/administration/people").await;
    awa.click("main a[href='/administration/people/import']").await;
    awa.wait_for("[name=file]").await.send_keys(&file.display().to_string()).await.expect("a file is chosen");
    awa.click("main form button[type=submit]").await;
    awa.wait_for_text("main .notice", "79 personnes peuvent être importées").await;
    awa.wait_for_text("main table", "sans adresse").await;
    awa.assert_accessible().await;
    awa.click("form[action$='/admit'] button").await;
    awa.wait_for_text("main .notice", "79 personnes ont été importées").await;
    awa.click("main .btn.main[href*='waiting']").await;
    awa.wait_for_text("main h2", "79 personnes ne sont pas encore entrées").await;
    awa.assert_accessible().await;

    let socket_page = Browser::open(&server.url, Visitor::default()).await;
    socket_page.sign_in("luc@lilas.example", PASSWORD).await;
    socket_page.visit(&format!("/spaces/{space}")).await;
    awa.visit(&format!("/administration/people/{leaver}")).await;
    awa.click("main .btn.danger").await;
    awa.wait_for_text("h1", "Fermer le compte de Luc Martin").await;
    awa.click("main .btn.danger").await;
    awa.wait_for_text("main", "Un espace privé où vous n’êtes pas").await;
    awa.click("form[action$='/hand-over'] button").await;
    awa.wait_for_text("main", "Rien n’est à confier").await;
    awa.assert_accessible().await;
    socket_page
        .until("the leaver's page signs out", async || {
            socket_page.visit("/").await;
            socket_page.path().await.starts_with("/sign-in")
        })
        .await;
    awa.visit("/administration/trail").await;
    awa.wait_for_text("main", "Compte fermé").await;
    awa.wait_for_text("main", "Personnes importées").await;
}
