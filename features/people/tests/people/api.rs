//! The API as programs ask it.

use http::Method;
use kernel::people::PersonRole;
use serde_json::{Value, json};

use crate::on_both;
use crate::town::{Visitor, nobody};

on_both! {
    async fn myself(town) {
        let awa = town.person("Awa Diallo", PersonRole::Member).await;
        let me = town.call(&awa, Method::GET, "/me", Value::Null).await.json();
        assert_eq!((&me["name"], &me["email"], &me["role"]), (&"Awa Diallo".into(), &"awa.diallo@exemple.fr".into(), &"member".into()));
        assert!(me["id"].is_string() && me["photo"].is_null());
        for (body, status) in [
            (json!({ "role": "owner" }), 422),
            (json!({ "id": "1", "headline": "x" }), 422),
            (json!({ "zone": "Mars/Olympus" }), 422),
            (json!({ "skills": "Rust" }), 422),
            (json!({ "name": "x".repeat(81) }), 422),
            (json!({ "skills": ["Rust", "SQL"], "zone": "America/Montreal", "language": "en" }), 200),
        ] {
            let answer = town.call(&awa, Method::PATCH, "/me", body.clone()).await;
            assert_eq!(answer.status.as_u16(), status, "{body} {}", answer.text());
        }
        let me = town.call(&awa, Method::GET, "/me", Value::Null).await.json();
        assert_eq!((&me["skills"], &me["zone"], &me["role"]), (&json!(["Rust", "SQL"]), &"America/Montreal".into(), &"member".into()));
        assert_eq!(town.call(&nobody(), Method::GET, "/me", Value::Null).await.status, 401);
        assert_eq!(town.call(&Visitor { token: "pal_x".into(), ..nobody() }, Method::GET, "/me", Value::Null).await.status, 401);
    }

    async fn the_directory_in_pages(town) {
        let awa = town.person("Awa Diallo", PersonRole::Owner).await;
        for name in ["Élodie Blanc", "Luc Morel", "Zoé Petit", "élise Brun"] {
            town.person(name, PersonRole::Member).await;
        }
        let guest = town.person("Inès Roux", PersonRole::Guest).await;
        let (mut names, mut after) = (Vec::new(), String::new());
        loop {
            let page = town.call(&awa, Method::GET, &format!("/people?limit=2{after}"), Value::Null).await.json();
            names.extend(page["items"].as_array().expect("a list").iter().map(|p| p["name"].as_str().expect("a name").to_owned()));
            let Some(next) = page["next"].as_str() else { break };
            after = format!("&after={next}");
        }
        assert_eq!(names, ["Awa Diallo", "élise Brun", "Élodie Blanc", "Inès Roux", "Luc Morel", "Zoé Petit"]);
        let found = town.call(&awa, Method::GET, "/people?q=elo", Value::Null).await;
        assert_eq!(found.json()["items"].as_array().map(Vec::len), Some(1));
        assert!(!found.text().contains("exemple.fr"));
        assert_eq!(town.call(&awa, Method::GET, "/people?limit=201", Value::Null).await.status, 422);
        assert_eq!(town.call(&awa, Method::GET, "/people?after=x", Value::Null).await.status, 422);
        let seen = town.call(&guest, Method::GET, "/people", Value::Null).await.json();
        assert_eq!(seen["items"].as_array().map(Vec::len), Some(1), "a guest without a space knows nobody else");
        assert_eq!(town.call(&guest, Method::GET, &format!("/people/{}", awa.id), Value::Null).await.status, 404);
        let unknown = town.call(&guest, Method::GET, "/people/1", Value::Null).await;
        assert_eq!(unknown.bytes.len(), town.call(&guest, Method::GET, &format!("/people/{}", awa.id), Value::Null).await.bytes.len());
    }

    async fn a_closed_account_is_closed_everywhere(town) {
        let owner = town.person("Awa Diallo", PersonRole::Owner).await;
        let luc = town.person("Luc Morel", PersonRole::Member).await;
        let path = format!("/people/{}/deactivation", luc.id);
        assert_eq!(town.call(&luc, Method::PUT, &path, Value::Null).await.status, 403);
        assert_eq!(town.call(&owner, Method::PUT, &format!("/people/{}/deactivation", owner.id), Value::Null).await.status, 409);
        assert_eq!(town.call(&owner, Method::PUT, &path, Value::Null).await.status, 204);
        assert_eq!(town.call(&luc, Method::GET, "/me", Value::Null).await.status, 401);
        assert_eq!(town.get(&luc, "/me").await.to(), "/sign-in?next=/me");
        assert!(town.get(&owner, &format!("/people/{}", luc.id)).await.text().contains(&format!("/administration/people/{}", luc.id)));
        assert_eq!(town.call(&owner, Method::DELETE, &path, Value::Null).await.status, 204);
        assert_eq!(town.call(&luc, Method::GET, "/me", Value::Null).await.status, 401, "its tokens stay revoked");
    }

    async fn roles_are_given_downwards(town) {
        let owner = town.person("Awa Diallo", PersonRole::Owner).await;
        let (admin, luc) = (town.person("Zoé Petit", PersonRole::Admin).await, town.person("Luc Morel", PersonRole::Member).await);
        let give = |by: &Visitor, to: base::Id, role: &'static str| {
            let (by, town) = (by.clone(), &town);
            async move { town.call(&by, Method::PUT, &format!("/people/{to}/role"), json!({ "role": role })).await.status.as_u16() }
        };
        assert_eq!(give(&luc, luc.id, "admin").await, 403);
        assert_eq!(give(&admin, luc.id, "owner").await, 403);
        assert_eq!(give(&admin, owner.id, "member").await, 403);
        assert_eq!(give(&admin, luc.id, "king").await, 422);
        assert_eq!(give(&admin, luc.id, "bot").await, 422);
        assert_eq!(give(&admin, luc.id, "admin").await, 200);
        assert_eq!(give(&owner, owner.id, "member").await, 409);
    }

    async fn a_retry_makes_no_other_token(town) {
        let awa = town.person("Awa Diallo", PersonRole::Member).await;
        let at_page = Visitor { token: String::new(), key: "clef".into(), ..awa.clone() };
        let make = async |name: &str| town.ask(&at_page, Method::POST, "/api/v1/tokens", "application/json", json!({ "name": name }).to_string().into()).await;
        let made = make("Sauvegarde").await;
        assert_eq!(made.status, 201, "{}", made.text());
        let again = make("Sauvegarde").await;
        assert_eq!(again.status, 409);
        assert!(again.json()["type"].as_str().is_some_and(|kind| kind.ends_with(":token-made")), "{}", again.text());
        assert_eq!(make("Autre").await.status, 422);
        assert_eq!(town.count("SELECT count(*) FROM tokens WHERE name = 'Sauvegarde'").await, 1);
        assert_eq!(town.count("SELECT count(*) FROM answers WHERE length(answer) > 25").await, 0, "no text of a token is kept");
    }

    async fn an_address_is_put_right_by_administrators(town) {
        let owner = town.person("Awa Diallo", PersonRole::Owner).await;
        let (admin, luc) = (town.person("Zoé Petit", PersonRole::Admin).await, town.person("Luc Morel", PersonRole::Member).await);
        let put = |by: &Visitor, of: base::Id, body: Value| {
            let (by, town) = (by.clone(), &town);
            async move { town.call(&by, Method::PATCH, &format!("/people/{of}"), body).await }
        };
        for (by, of, body, status) in [
            (&luc, luc.id, json!({ "email": "luc@lilas.fr" }), 403),
            (&admin, owner.id, json!({ "email": "luc@lilas.fr" }), 403),
            (&admin, base::Id(12), json!({ "email": "luc@lilas.fr" }), 404),
            (&admin, luc.id, json!({ "email": "luc" }), 422),
            (&admin, luc.id, json!({ "email": "AWA.diallo@exemple.fr" }), 422),
            (&admin, luc.id, json!({ "role": "admin" }), 422),
            (&admin, luc.id, json!({ "email": "Luc@Lilas.fr" }), 200),
        ] {
            let answer = put(by, of, body.clone()).await;
            assert_eq!(answer.status.as_u16(), status, "{body} {}", answer.text());
            assert!(!answer.text().contains("lilas.fr"), "an address is told to nobody else");
        }
        let me = town.call(&luc, Method::GET, "/me", Value::Null).await.json();
        assert_eq!((&me["name"], &me["email"]), (&"Luc Morel".into(), &"luc@lilas.fr".into()));
    }

    async fn a_guest_added_by_command_has_an_end(town) {
        town.person("Inès Roux", PersonRole::Guest).await;
        town.person("Awa Diallo", PersonRole::Member).await;
        assert_eq!(town.count("SELECT count(*) FROM people WHERE ends_at > created_at AND role = 'guest'").await, 1);
        assert_eq!(town.count("SELECT count(*) FROM people WHERE ends_at IS NULL AND role = 'member'").await, 1);
    }

    async fn tokens_are_made_by_people(town) {
        let awa = town.person("Awa Diallo", PersonRole::Member).await;
        assert_eq!(town.call(&awa, Method::POST, "/tokens", json!({ "name": "x" })).await.status, 403);
        let at_page = Visitor { token: String::new(), ..awa.clone() };
        let made = town.ask(&at_page, Method::POST, "/api/v1/tokens", "application/json", json!({ "name": "Sauvegarde" }).to_string().into()).await;
        assert_eq!(made.status, 201, "{}", made.text());
        let text = made.json()["token"].as_str().expect("a token").to_owned();
        assert!(text.starts_with("pal_") && text.len() == 36);
        let program = Visitor { token: text.clone(), ..nobody() };
        let list = town.call(&program, Method::GET, "/tokens", Value::Null).await;
        assert_eq!(list.json()["items"][0]["name"], "Sauvegarde");
        assert!(!list.text().contains(&text[4..]));
        // A token is for the API alone.
        assert_eq!(town.get(&program, "/me").await.status, 303);
        let id = made.json()["id"].as_str().expect("an id").to_owned();
        let other = town.person("Luc Morel", PersonRole::Member).await;
        assert_eq!(town.call(&other, Method::DELETE, &format!("/tokens/{id}"), Value::Null).await.status, 404);
        assert_eq!(town.call(&program, Method::DELETE, &format!("/tokens/{id}"), Value::Null).await.status, 204);
        assert_eq!(town.call(&program, Method::GET, "/me", Value::Null).await.status, 401);
        let page = town.post(&at_page, "/me/tokens", &[("token_name", "Page"), ("days", "30")]).await;
        assert!(page.status == 200 && page.text().contains("pal_"));
        assert_eq!(town.post(&at_page, "/me/tokens", &[("token_name", ""), ("days", "30")]).await.status, 422);
    }

    async fn a_guest_makes_no_token(town) {
        let (awa, ines) = (town.person("Awa Diallo", PersonRole::Member).await, town.person("Inès Roux", PersonRole::Guest).await);
        let at_page = Visitor { token: String::new(), ..ines.clone() };
        let before = town.count("SELECT count(*) FROM tokens").await;
        let asked = town.ask(&at_page, Method::POST, "/api/v1/tokens", "application/json", json!({ "name": "Sauvegarde" }).to_string().into()).await;
        assert_eq!((asked.status.as_u16(), &asked.json()["type"]), (403, &json!("urn:palabre:problem:guest")), "{}", asked.text());
        assert_eq!(town.post(&at_page, "/me/tokens", &[("token_name", "Page"), ("days", "30")]).await.status, 403);
        assert_eq!(town.count("SELECT count(*) FROM tokens").await, before);
        let form = "action=\"/me/tokens#tokens\"";
        assert!(town.get(&awa, "/me").await.text().contains(form), "people of the house are offered the form");
        let page = town.get(&at_page, "/me").await.text();
        assert!(!page.contains(form) && page.contains("/revoke"), "a token made for her by command can still be revoked: {page}");
    }
}
