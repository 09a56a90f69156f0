//! `serve --demo` on a fresh folder: a living network, accounts to sign in with, and the same network at the next start.

use e2e::{Api, Server};
use serde_json::Value;

use crate::BOTH;

#[test]
fn the_demonstration_is_a_living_network_and_stays_the_same() {
    for backend in BOTH {
        let mut server = Server::demo(backend);
        let accounts = server.accounts();
        assert!(accounts.len() >= 3, "{:?}", server.said);
        assert!(server.setup.is_none(), "a network with people needs no set-up link");
        let (email, password) = &accounts[0];
        signs_in(&server, email, password);
        let api = server.api(email);
        let before = counted(&api);
        let [people, spaces, items] = before;
        assert!(people >= 24 && spaces >= 6 && items >= 300, "{before:?}");
        lively(&api);

        let (status, _) = server.stop();
        assert!(status.success());
        server.start_again(&["--demo"]);
        assert_eq!(server.accounts(), accounts, "{backend:?}");
        assert_eq!(counted(&api), before, "{backend:?}");
    }
}

#[test]
fn a_network_of_ones_own_is_never_filled() {
    let mut server = Server::start(BOTH[0]);
    server.add_person("Awa Diallo", "awa@lilas.example", "owner", e2e::PASSWORD);
    server.kill();
    server.start_again(&["--demo"]);
    let api = server.api("awa@lilas.example");
    assert_eq!((api.all("/people").len(), api.all("/spaces").len()), (1, 0));
}

/// People, spaces, and items with their comments, as one member sees them.
fn counted(api: &Api) -> [usize; 3] {
    let items = api.all("/feed");
    let comments: i64 = items.iter().map(comments).sum();
    [api.all("/people").len(), api.all("/spaces").len(), items.len() + usize::try_from(comments).expect("few")]
}

/// Every kind is there, with comments, reactions, and something to find.
fn lively(api: &Api) {
    let items = api.all("/feed");
    for kind in ["post", "quick_note", "question", "poll"] {
        assert!(items.iter().any(|item| item["kind"] == kind), "no {kind}");
    }
    assert!(items.iter().map(comments).max() > Some(3));
    assert!(items.iter().any(|item| item["reactions"].as_array().is_some_and(|given| given.len() > 1)));
    assert!(!api.get("/search?q=atelier")["items"].as_array().expect("hits").is_empty());
}

fn comments(item: &Value) -> i64 {
    item["comments"].as_i64().expect("a number")
}

fn signs_in(server: &Server, email: &str, password: &str) {
    let encoded = |text: &str| text.replace('@', "%40").replace(' ', "+");
    let form = format!("email={}&password={}", encoded(email), encoded(password));
    let answer = server.form("/sign-in", &form);
    assert!(
        answer.status == 303 && answer.head.to_lowercase().contains("set-cookie: palabre_session="),
        "{}\n{}",
        answer.head,
        answer.text
    );
}
