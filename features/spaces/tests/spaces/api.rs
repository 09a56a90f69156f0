//! The API's own promises: shapes, defaults, paging, retries, revisions.

use http::StatusCode;
use serde_json::{Value as Json, json};

use crate::network::Network;

store::on_both! {
    async fn a_space_is_private_unless_said_otherwise(scratch) {
        let n = Network::new(&scratch).await;
        let made = n.api(&n.awa, "POST", "/spaces", json!({ "name": " Nouvel  atelier ", "purpose": "Le bâtir.", "kind": "project", "ends_on": "2027-02-28", "template": null })).await;
        assert_eq!(made.status, StatusCode::CREATED);
        let (location, made) = (made.headers["location"].to_str().unwrap().to_owned(), made.json());
        assert_eq!(location, format!("/api/v1/spaces/{}", made["id"].as_str().unwrap()));
        let expected = json!({
            "id": made["id"], "name": "Nouvel atelier", "purpose": "Le bâtir.", "kind": "project", "opening": "private", "owner": n.awa.id,
            "ends_on": "2027-02-28", "kinds": ["post", "quick_note", "question", "poll"], "who_posts": "contributor", "who_comments": "contributor",
            "who_invites": "host", "archived_at": null, "revision": 1, "my_role": "host", "level": "all", "unread": 0,
            "audience": { "people": 1, "guests": 0, "members": 1 },
        });
        assert_eq!(made, expected);
        let wrong = json!({ "name": "", "purpose": "x".repeat(501), "kind": "club", "opening": "ajar", "ends_on": "demain" });
        let wrong = n.api(&n.awa, "POST", "/spaces", wrong).await;
        let fields: Vec<_> = wrong.json()["errors"].as_array().unwrap().iter().map(|e| e["field"].as_str().unwrap().to_owned()).collect();
        assert_eq!((wrong.status, fields), (StatusCode::UNPROCESSABLE_ENTITY, ["kind", "opening", "ends_on", "name", "purpose"].map(String::from).to_vec()));
        let template = n.api(&n.awa, "POST", "/spaces", json!({ "name": "a", "purpose": "b", "kind": "cafe", "template": "agile" })).await;
        assert_eq!((template.status, &template.json()["errors"][0]["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("template")));
    }

    async fn joining_asking_and_leaving(scratch) {
        let n = Network::new(&scratch).await;
        let open = n.space(&n.luc, "Café", "open").await;
        let me = format!("/spaces/{open}/members/{}", n.awa.id);
        assert_eq!(n.api(&n.awa, "PUT", &me, json!({ "role": "host" })).await.status, StatusCode::FORBIDDEN);
        n.admit(&n.awa, open, &n.awa, "contributor").await;
        assert_eq!(n.api(&n.awa, "GET", &format!("/spaces/{open}"), Json::Null).await.json()["my_role"], "contributor");
        assert_eq!(n.api(&n.awa, "DELETE", &me, Json::Null).await.status, StatusCode::NO_CONTENT);
        let asked = n.space(&n.luc, "Atelier", "request").await;
        let (request, requests) = (format!("/spaces/{asked}/request"), format!("/spaces/{asked}/requests"));
        for (method, waiting) in [("PUT", 1), ("PUT", 1), ("DELETE", 0), ("PUT", 1)] {
            assert_eq!(n.api(&n.awa, method, &request, Json::Null).await.status, StatusCode::NO_CONTENT);
            assert_eq!(n.api(&n.luc, "GET", &requests, Json::Null).await.json()["items"].as_array().unwrap().len(), waiting);
        }
        assert_eq!(n.api(&n.mia, "GET", &requests, Json::Null).await.status, StatusCode::FORBIDDEN);
        n.admit(&n.luc, asked, &n.awa, "reader").await;
        assert_eq!(n.api(&n.luc, "GET", &requests, Json::Null).await.json()["items"], json!([]), "letting in answers the request");
    }

    async fn those_at_the_door_are_read_in_pages(scratch) {
        let n = Network::new(&scratch).await;
        let space = n.space(&n.luc, "Atelier", "request").await;
        let mut waiting = Vec::new();
        for who in [&n.mia, &n.awa, &n.admin] {
            assert_eq!(n.api(who, "PUT", &format!("/spaces/{space}/request"), Json::Null).await.status, StatusCode::NO_CONTENT);
            waiting.push(who.id.to_string());
        }
        // Two who asked at the same moment are told apart by their ids.
        n.all_asked_at_once().await;
        waiting.sort();
        let (mut seen, mut after) = (Vec::new(), String::new());
        loop {
            let page = n.api(&n.luc, "GET", &format!("/spaces/{space}/requests?limit=1{after}"), Json::Null).await.json();
            assert_eq!(page["items"].as_array().unwrap().len(), 1);
            seen.push(page["items"][0]["id"].as_str().unwrap().to_owned());
            let Some(next) = page["next"].as_str() else { break };
            after = format!("&after={next}");
        }
        assert_eq!(seen, waiting);
        let foreign = web::Cursor(vec![1]);
        let refused = n.api(&n.luc, "GET", &format!("/spaces/{space}/requests?after={foreign}"), Json::Null).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    }

    async fn lists_go_on_where_they_ended(scratch) {
        let n = Network::new(&scratch).await;
        for name in ["Éole", "atelier", "Zèbre", "Bois"] {
            n.space(&n.luc, name, "open").await;
        }
        let (mut names, mut after) = (Vec::new(), String::new());
        loop {
            let page = n.api(&n.awa, "GET", &format!("/spaces?limit=1{after}"), Json::Null).await.json();
            names.push(page["items"][0]["name"].as_str().unwrap().to_owned());
            let Some(next) = page["next"].as_str() else { break };
            after = format!("&after={next}");
        }
        assert_eq!(names, ["atelier", "Bois", "Éole", "Zèbre"]);
        let hidden = n.space(&n.luc, "Caché", "private").await;
        let cursor = web::Cursor(vec![hidden.0]);
        assert_eq!(n.api(&n.awa, "GET", &format!("/spaces?after={cursor}"), Json::Null).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }

    async fn a_stale_edit_overwrites_nothing(scratch) {
        let n = Network::new(&scratch).await;
        let space = n.space(&n.luc, "Atelier", "open").await;
        let path = format!("/spaces/{space}");
        let edited = n.api(&n.luc, "PATCH", &path, json!({ "purpose": "Premier.", "kinds": ["post"], "revision": 1 })).await.json();
        assert_eq!((&edited["revision"], &edited["kinds"]), (&json!(2), &json!(["post"])));
        let late = n.api(&n.luc, "PATCH", &path, json!({ "purpose": "Second.", "revision": 1 })).await;
        let told = late.json();
        assert_eq!((late.status, &told["current"], &told["yours"], &told["revision"]), (StatusCode::CONFLICT, &json!("Premier."), &json!("Second."), &json!(2)));
        assert_eq!(n.api(&n.luc, "GET", &path, Json::Null).await.json()["purpose"], "Premier.");
    }

    async fn levels_and_marks_are_one_s_own(scratch) {
        let n = Network::new(&scratch).await;
        let space = n.space(&n.luc, "Atelier", "open").await;
        let path = format!("/spaces/{space}");
        assert_eq!(n.api(&n.luc, "PUT", &format!("{path}/level"), json!({ "level": "none" })).await.status, StatusCode::NO_CONTENT);
        assert_eq!(n.api(&n.luc, "GET", &path, Json::Null).await.json()["level"], "none");
        assert_eq!(n.api(&n.luc, "PUT", &format!("{path}/level"), json!({ "level": "loud" })).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(n.api(&n.awa, "PUT", &format!("{path}/level"), json!({ "level": "all" })).await.status, StatusCode::FORBIDDEN, "not joined");
        assert_eq!(n.api(&n.luc, "PUT", &format!("{path}/read"), json!({})).await.status, StatusCode::NO_CONTENT);
        assert_eq!(n.api(&n.luc, "PUT", &format!("{path}/read"), json!({ "up_to": "12" })).await.status, StatusCode::NO_CONTENT);
    }
}
