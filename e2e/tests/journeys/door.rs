//! An administrator with two factors (J-ADM-1): a passkey added, used to sign in without typing anything, and for a second step; recovery codes
//! without scripts; a session closed elsewhere ends its page.

use e2e::{Backend, Browser, PASSWORD, Server, Visitor};

use crate::hands::local;

async fn asks_for_the_password(browser: &Browser) {
    browser.wait_for_text("h1", "Confirmez que c’est vous").await;
    browser.fill("[name=proof]", PASSWORD).await;
    browser.press("Enter").await;
}

/// As if ten minutes had gone by.
async fn forget_proofs(server: &Server) {
    let store = store::Store::open(&format!("sqlite:{}", server.folder().join("palabre.db").display())).expect("the database opens");
    store.write(|tx| tx.run("UPDATE sessions SET proved_at = 0", &[]).map_err(base::Fault::broken)).await.expect("written");
    tokio::task::spawn_blocking(move || store.close()).await.expect("closed");
}

/// Everybody has accepted the charter, which would be asked first.
async fn accept_the_charter(server: &Server) {
    let store = store::Store::open(&format!("sqlite:{}", server.folder().join("palabre.db").display())).expect("the database opens");
    let accept = "INSERT INTO charter_acceptances(person_id, version, at) SELECT p.id, c.version, 1 FROM people p CROSS JOIN charters c";
    store.write(|tx| tx.run(accept, &[]).map_err(base::Fault::broken)).await.expect("written");
    tokio::task::spawn_blocking(move || store.close()).await.expect("closed");
}

#[tokio::test]
async fn an_administrator_signs_in_with_a_passkey() {
    let server = Server::start(Backend::Sqlite);
    server.add_person("Awa Diallo", "awa@lilas.example", "owner", PASSWORD);
    accept_the_charter(&server).await;
    let awa = Browser::open(&local(&server), Visitor::default()).await;
    let authenticator = awa.authenticator().await;
    awa.sign_in("awa@lilas.example", PASSWORD).await;
    awa.visit("/me/security").await;
    awa.click("a[href='/me/passkeys/new']").await;
    awa.fill("[name=name]", "Portable d’Awa").await;
    awa.click("main [data-passkey]").await;
    awa.wait_for_text("h1", "Codes de secours").await;
    let codes = awa.texts(".codes .secret").await;
    assert_eq!(codes.len(), 10);
    awa.assert_accessible().await;
    awa.click("main a.btn.main").await;
    awa.wait_for_text("#passkeys .entry", "Portable d’Awa").await;
    awa.assert_accessible().await;

    // From another browser the password alone no longer opens; without scripts a recovery code does.
    let plain = Browser::open(&local(&server), Visitor::default().without_javascript()).await;
    plain.visit("/sign-in?next=/me/security").await;
    assert_eq!(plain.texts("[data-passkey]").await, [""], "the button is hidden where there are no scripts");
    plain.fill("[name=email]", "awa@lilas.example").await;
    plain.fill("[name=password]", PASSWORD).await;
    plain.press("Enter").await;
    plain.wait_for_text("h1", "Encore une étape").await;
    plain.fill("[name=code]", &codes[0]).await;
    plain.press("Enter").await;
    plain.wait_for_text("#recovery", "Il vous en reste 9").await;
    assert_eq!(plain.path().await, "/me/security");

    // Nothing typed at all.
    sign_out(&awa).await;
    awa.visit("/sign-in?next=/me/security").await;
    awa.click("main [data-passkey]").await;
    awa.wait_for_text("#passkeys .entry", "dernière utilisation").await;

    // The other browser's session is closed from here, and its page is left at once.
    awa.wait_for_text("#sessions", "Cet appareil").await;
    awa.click("form[action='/me/sessions/close'] button").await;
    awa.until("one session is left", async || awa.count("#sessions .entry").await == 1).await;
    plain.visit("/me").await;
    plain.wait_for_text("h1", "Se connecter").await;

    // Without the authenticator the page says so, and the other ways stay.
    sign_out(&awa).await;
    awa.lose_authenticator(&authenticator).await;
    awa.authenticator().await;
    awa.click("main [data-passkey]").await;
    awa.wait_for("[data-passkey-error]:not([hidden])").await;
    password_step(&awa).await;
    awa.wait_for_text("h1", "Encore une étape").await;
}

async fn sign_out(browser: &Browser) {
    browser
        .script("const f = document.createElement('form'); f.method = 'post'; f.action = '/sign-out'; document.body.append(f); f.submit()")
        .await;
    browser.wait_for_text("h1", "Se connecter").await;
}

#[tokio::test]
async fn a_second_step_and_a_proof_by_passkey() {
    let server = Server::start(Backend::Sqlite);
    server.add_person("Awa Diallo", "awa@lilas.example", "owner", PASSWORD);
    accept_the_charter(&server).await;
    let awa = Browser::open(&local(&server), Visitor::on_phone()).await;
    awa.authenticator().await;
    awa.sign_in("awa@lilas.example", PASSWORD).await;
    awa.visit("/administration/sign-in").await;
    awa.click("input[value=administrators]").await;
    awa.click("main form button[type=submit]").await;
    awa.wait_for_text("main", "Vous n’en avez pas encore").await;
    sign_out(&awa).await;

    // The network asks for a second factor now: it is added on the way in.
    awa.visit("/sign-in?next=/administration/sign-in").await;
    password_step(&awa).await;
    awa.wait_for_text("h1", "Protéger votre compte").await;
    awa.assert_accessible().await;
    awa.click("main [data-passkey]").await;
    awa.wait_for_text("h1", "Codes de secours").await;
    awa.click("main a.btn.main").await;
    awa.wait_for_text("main", "Tout le monde en a une").await;
    sign_out(&awa).await;

    awa.visit("/sign-in?next=/administration/sign-in").await;
    password_step(&awa).await;
    awa.wait_for_text("h1", "Encore une étape").await;
    awa.assert_accessible().await;
    awa.click("main [data-passkey]").await;
    awa.wait_for_text("h1", "Connexion").await;

    // Later, a sensitive act asks again, and the choice that was made arrives.
    forget_proofs(&server).await;
    awa.click("input[value=everybody]").await;
    awa.click("main form button[type=submit]").await;
    awa.wait_for_text("h1", "Confirmez que c’est vous").await;
    awa.assert_accessible().await;
    awa.click("main [data-passkey]").await;
    awa.wait_for("input[value=everybody][checked]").await;
    forget_proofs(&server).await;
    awa.click("input[value=nobody]").await;
    awa.click("main form button[type=submit]").await;
    asks_for_the_password(&awa).await;
    awa.wait_for("input[value=nobody][checked]").await;
}

async fn password_step(browser: &Browser) {
    browser.fill("[name=email]", "awa@lilas.example").await;
    browser.fill("[name=password]", PASSWORD).await;
    browser.press("Enter").await;
}
