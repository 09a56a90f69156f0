//! What must be refused, and how: hidden is 404 with the body of an unknown id, seen but not allowed is 403, archived is 409.

use base::Id;
use http::StatusCode;
use serde_json::{Value as Json, json};

use crate::network::{Network, Somebody};

/// Every route of one space, as method, path and body.
fn routes(space: Id, person: Id) -> Vec<(&'static str, String, Json)> {
    let at = |rest: &str| format!("/spaces/{space}{rest}");
    vec![
        ("GET", at(""), Json::Null),
        ("PATCH", at(""), json!({ "name": "x" })),
        ("GET", at("/members"), Json::Null),
        ("PUT", at(&format!("/members/{person}")), json!({ "role": "contributor" })),
        ("DELETE", at(&format!("/members/{person}")), Json::Null),
        ("GET", at("/requests"), Json::Null),
        ("PUT", at("/request"), Json::Null),
        ("DELETE", at("/request"), Json::Null),
        ("PUT", at("/archive"), Json::Null),
        ("DELETE", at("/archive"), Json::Null),
        ("PUT", at("/read"), json!({})),
        ("PUT", at("/level"), json!({ "level": "all" })),
    ]
}

async fn hidden_from(n: &Network, who: &Somebody, space: Id) {
    for ((method, there, body), (_, nowhere, _)) in routes(space, n.mia.id).into_iter().zip(routes(Id(42), n.mia.id)) {
        let (hidden, unknown) = (n.api(who, method, &there, body.clone()).await, n.api(who, method, &nowhere, body).await);
        assert_eq!(hidden.status, StatusCode::NOT_FOUND, "{method} {there}");
        assert_eq!((hidden.status, &hidden.text), (unknown.status, &unknown.text), "{method} {there}");
    }
    for page in ["members", "settings", "audience", "mentions?q=a"] {
        let (hidden, unknown) = (n.page(who, &format!("/spaces/{space}/{page}")).await, n.page(who, &format!("/spaces/42/{page}")).await);
        assert_eq!((hidden.status, hidden.text), (StatusCode::NOT_FOUND, unknown.text), "{page}");
    }
    for form in ["join", "leave", "archive", "reopen", "read", "settings"] {
        assert_eq!(n.form(who, &format!("/spaces/{space}/{form}"), &[]).await.status, StatusCode::NOT_FOUND, "{form}");
    }
    let listed = n.api(who, "GET", "/spaces?archived=1&q=secret", Json::Null).await;
    assert_eq!(listed.json()["items"], json!([]));
    let page = n.page(who, "/spaces?q=secret").await.text;
    assert!(!page.contains("Plan secret"));
}

store::on_both! {
    async fn a_private_space_is_unknown_to_everybody_else(scratch) {
        let n = Network::new(&scratch).await;
        let space = n.space(&n.luc, "Plan secret", "private").await;
        let elsewhere = n.space(&n.awa, "Ailleurs", "open").await;
        n.admit(&n.awa, elsewhere, &n.guest, "contributor").await;
        for who in [&n.awa, &n.owner, &n.admin, &n.guest] {
            hidden_from(&n, who, space).await;
        }
        let members = n.api(&n.luc, "GET", &format!("/spaces/{space}/members"), Json::Null).await.json();
        assert_eq!(members["items"].as_array().unwrap().len(), 1, "nothing was changed");
    }

    async fn a_guest_knows_no_space_but_their_own(scratch) {
        let n = Network::new(&scratch).await;
        for opening in ["open", "request"] {
            let space = n.space(&n.luc, "Plan secret", opening).await;
            hidden_from(&n, &n.guest, space).await;
        }
        let wanted = json!({ "name": "Chez moi", "purpose": "Essai", "kind": "cafe" });
        assert_eq!(n.api(&n.guest, "POST", "/spaces", wanted).await.status, StatusCode::FORBIDDEN);
        assert_eq!(n.page(&n.guest, "/spaces/new").await.status, StatusCode::FORBIDDEN);
        let sent = [("name", "Plan secret"), ("purpose", "x"), ("kind", "cafe"), ("opening", "open")];
        assert_eq!(n.form(&n.guest, "/spaces/new", &sent).await.status, StatusCode::FORBIDDEN);
    }

    async fn a_space_on_request_shows_its_card_and_no_more(scratch) {
        let n = Network::new(&scratch).await;
        let space = n.space(&n.luc, "Atelier", "request").await;
        let path = format!("/spaces/{space}");
        assert_eq!(n.api(&n.awa, "GET", &path, Json::Null).await.json()["name"], "Atelier");
        assert_eq!(n.api(&n.awa, "GET", &format!("{path}/members"), Json::Null).await.status, StatusCode::FORBIDDEN);
        for page in ["members", "mentions?q=", "settings"] {
            assert_eq!(n.page(&n.awa, &format!("{path}/{page}")).await.status, StatusCode::FORBIDDEN, "{page}");
        }
        let rules = n.page(&n.awa, &format!("{path}/audience")).await;
        assert_eq!(rules.status, StatusCode::OK);
        assert!(rules.text.contains("1 personne lit cet espace") && !rules.text.contains("Seules paraissent"), "rules, and no list of names");
        let join = n.api(&n.awa, "PUT", &format!("{path}/members/{}", n.awa.id), json!({ "role": "contributor" })).await;
        assert_eq!((join.status, &join.json()["type"]), (StatusCode::FORBIDDEN, &json!("urn:palabre:problem:ask-first")));
    }

    async fn roles_hold(scratch) {
        let n = Network::new(&scratch).await;
        let space = n.space(&n.luc, "Atelier", "open").await;
        n.admit(&n.luc, space, &n.awa, "contributor").await;
        n.admit(&n.luc, space, &n.guest, "contributor").await;
        let member = |who: &Somebody| format!("/spaces/{space}/members/{}", who.id);
        for who in [&n.awa, &n.guest] {
            assert_eq!(n.api(who, "PATCH", &format!("/spaces/{space}"), json!({ "name": "x" })).await.status, StatusCode::FORBIDDEN);
            assert_eq!(n.page(who, &format!("/spaces/{space}/settings")).await.status, StatusCode::FORBIDDEN);
            assert_eq!(n.form(who, &format!("/spaces/{space}/archive"), &[]).await.status, StatusCode::FORBIDDEN);
            assert_eq!(n.api(who, "PUT", &member(who), json!({ "role": "host" })).await.status, StatusCode::FORBIDDEN, "a role above one's own");
            assert_eq!(n.api(who, "DELETE", &member(&n.luc), Json::Null).await.status, StatusCode::FORBIDDEN);
        }
        assert_eq!(n.api(&n.awa, "PUT", &member(&n.mia), json!({ "role": "reader" })).await.status, StatusCode::FORBIDDEN, "hosts invite");
        assert_eq!(n.api(&n.luc, "PUT", &member(&n.guest), json!({ "role": "host" })).await.status, StatusCode::FORBIDDEN, "no guest hosts");
        n.api(&n.luc, "PATCH", &format!("/spaces/{space}"), json!({ "who_invites": "contributor" })).await;
        assert_eq!(n.api(&n.awa, "PUT", &member(&n.mia), json!({ "role": "host" })).await.status, StatusCode::FORBIDDEN, "above one's own");
        n.admit(&n.awa, space, &n.mia, "contributor").await;
        assert_eq!(n.api(&n.awa, "PUT", &member(&n.mia), json!({ "role": "reader" })).await.status, StatusCode::FORBIDDEN, "hosts change roles");
        assert_eq!(n.api(&n.guest, "PUT", &member(&n.admin), json!({ "role": "reader" })).await.status, StatusCode::NOT_FOUND, "a guest knows only their own spaces' people");
    }

    async fn a_space_keeps_its_owner_and_a_host(scratch) {
        let n = Network::new(&scratch).await;
        let space = n.space(&n.luc, "Atelier", "private").await;
        let luc = format!("/spaces/{space}/members/{}", n.luc.id);
        let left = n.api(&n.luc, "DELETE", &luc, Json::Null).await;
        assert_eq!((left.status, &left.json()["type"]), (StatusCode::CONFLICT, &json!("urn:palabre:problem:space-owner")));
        assert_eq!(n.api(&n.luc, "PUT", &luc, json!({ "role": "reader" })).await.status, StatusCode::CONFLICT);
        let stranger = n.api(&n.luc, "PATCH", &format!("/spaces/{space}"), json!({ "owner": n.awa.id })).await;
        assert_eq!((stranger.status, &stranger.json()["errors"][0]["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("owner")));
        n.admit(&n.luc, space, &n.awa, "contributor").await;
        let handed = n.api(&n.luc, "PATCH", &format!("/spaces/{space}"), json!({ "owner": n.awa.id })).await.json();
        assert_eq!(handed["owner"], n.awa.id.to_string());
        assert_eq!(n.api(&n.luc, "DELETE", &luc, Json::Null).await.status, StatusCode::NO_CONTENT);
        assert_eq!(n.api(&n.luc, "GET", &format!("/spaces/{space}"), Json::Null).await.status, StatusCode::NOT_FOUND, "access ends at once");
        let awa = format!("/spaces/{space}/members/{}", n.awa.id);
        assert_eq!(n.api(&n.awa, "DELETE", &awa, Json::Null).await.status, StatusCode::CONFLICT);
    }

    async fn an_archived_space_takes_no_writing(scratch) {
        let n = Network::new(&scratch).await;
        let space = n.space(&n.luc, "Atelier", "open").await;
        n.admit(&n.luc, space, &n.awa, "contributor").await;
        let path = format!("/spaces/{space}");
        for _ in 0..2 {
            assert_eq!(n.api(&n.luc, "PUT", &format!("{path}/archive"), Json::Null).await.status, StatusCode::NO_CONTENT);
        }
        let member = |who: &Somebody| format!("{path}/members/{}", who.id);
        for (who, method, path, body) in [
            (&n.luc, "PATCH", path.clone(), json!({ "name": "x" })),
            (&n.luc, "PUT", member(&n.mia), json!({ "role": "reader" })),
            (&n.luc, "PUT", member(&n.awa), json!({ "role": "reader" })),
            (&n.luc, "DELETE", member(&n.awa), Json::Null),
            (&n.mia, "PUT", member(&n.mia), json!({ "role": "contributor" })),
            (&n.mia, "PUT", format!("{path}/request"), Json::Null),
        ] {
            let refused = n.api(who, method, &path, body).await;
            assert_eq!((refused.status, &refused.json()["type"]), (StatusCode::CONFLICT, &json!("urn:palabre:problem:archived")), "{method} {path}");
        }
        assert_eq!(n.page(&n.awa, &format!("{path}/members")).await.status, StatusCode::OK, "it can still be read");
        assert!(n.page(&n.luc, &format!("{path}/settings")).await.text.contains("Rouvrir"));
        assert_eq!(n.form(&n.luc, &format!("{path}/reopen"), &[]).await.led_to(), format!("{path}/settings"));
        assert_eq!(n.api(&n.luc, "PATCH", &path, json!({ "name": "x" })).await.status, StatusCode::OK);
    }
}
