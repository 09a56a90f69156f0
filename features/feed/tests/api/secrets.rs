//! A string that stands only in a private space never reaches anybody outside it, whatever they ask, even knowing every id.

use http::Method;
use kernel::people::PersonRole;
use kernel::spaces::{SpaceRole, members};
use serde_json::{Value as Json, json};
use village::in_both;

use crate::open;

const CANARY: &str = "kanarivogel";

in_both! {
    async fn the_canary_is_never_heard_outside(village) {
        let mut village = village;
        village.settle("Gil", PersonRole::Guest).await;
        let (gil, place) = (village.person("gil"), village.space("Place"));
        village.does("awa", move |tx, awa| members::admit(tx, awa, place, gil, SpaceRole::Contributor)).await.expect("Gil is let into Place");
        let (village, api) = open(village);
        let item = village.post("luc", "Atelier", &format!("{CANARY}\n{CANARY} #{CANARY} @Oscar Petit")).await;
        let comment = village.comment("mehdi", item, CANARY).await;
        let outside = village.post("oscar", "Place", "Dehors").await;
        let gils = village.post("gil", "Place", "Le mien").await;
        // Everything that crosses the border: a share, a link, another's bookmark of the share.
        let share = api.json("luc", Method::POST, &format!("/api/v1/items/{item}/shares"), &json!({ "space": place })).await.expect(201);
        let share = share["id"].as_str().expect("an id").to_owned();
        assert_eq!(api.json("luc", Method::POST, &format!("/api/v1/items/{outside}/links"), &json!({ "to": item, "relation": "relates" })).await.status, 204);
        let own = village.post("luc", "Place", "Lié").await;
        assert_eq!(api.json("luc", Method::POST, &format!("/api/v1/items/{own}/links"), &json!({ "to": item, "relation": "relates" })).await.status, 204);
        let atelier = village.space("Atelier");
        village.changes().await;
        assert!(api.get_as("mehdi", &format!("/api/v1/items/{share}")).await.text().contains(CANARY), "inside it is heard");

        for name in ["oscar", "awa", "gil", "bob", ""] {
            let mine = if name == "gil" { gils } else { outside };
            let mut asked = vec![
                (Method::GET, "/api/v1/feed?limit=200".to_owned(), Json::Null),
                (Method::GET, "/api/v1/bookmarks".to_owned(), Json::Null),
                (Method::GET, "/api/v1/trash".to_owned(), Json::Null),
                (Method::GET, "/api/v1/changes?limit=200".to_owned(), Json::Null),
                (Method::GET, format!("/api/v1/spaces/{atelier}/items"), Json::Null),
                (Method::GET, format!("/api/v1/spaces/{atelier}/items?q={CANARY}"), Json::Null),
                (Method::GET, format!("/api/v1/spaces/{place}/items?q={CANARY}"), Json::Null),
                (Method::GET, format!("/api/v1/spaces/{place}/items?tag={CANARY}"), Json::Null),
                (Method::GET, format!("/api/v1/spaces/{place}/items?limit=200"), Json::Null),
                (Method::GET, format!("/api/v1/items/{share}"), Json::Null),
                (Method::GET, format!("/api/v1/items/{share}/history"), Json::Null),
                (Method::GET, format!("/api/v1/items/{own}"), Json::Null),
                (Method::PUT, format!("/api/v1/items/{share}/bookmark"), Json::Null),
                (Method::POST, format!("/api/v1/items/{share}/comments"), json!({ "body": "?" })),
                (Method::POST, format!("/api/v1/items/{share}/become"), json!({ "kind": "question", "title": "?" })),
                (Method::POST, format!("/api/v1/items/{mine}/links"), json!({ "to": item, "relation": "relates" })),
                (Method::POST, format!("/api/v1/spaces/{atelier}/items"), json!({ "kind": "post", "body": "?" })),
                (Method::POST, format!("/api/v1/spaces/{place}/items"), json!({ "kind": "comment", "parent": item, "body": "?" })),
            ];
            for id in [item, comment] {
                let path = format!("/api/v1/items/{id}");
                asked.extend([
                    (Method::GET, path.clone(), Json::Null),
                    (Method::GET, format!("{path}/history"), Json::Null),
                    (Method::GET, format!("{path}/comments"), Json::Null),
                    (Method::PATCH, path.clone(), json!({ "body": "?", "revision": 7 })),
                    (Method::DELETE, path.clone(), Json::Null),
                    (Method::PUT, format!("{path}/trash"), Json::Null),
                    (Method::DELETE, format!("{path}/trash"), Json::Null),
                    (Method::PUT, format!("{path}/reactions/%F0%9F%91%8D"), Json::Null),
                    (Method::DELETE, format!("{path}/reactions/%F0%9F%91%8D"), Json::Null),
                    (Method::PUT, format!("{path}/follow"), Json::Null),
                    (Method::PUT, format!("{path}/bookmark"), Json::Null),
                    (Method::PUT, format!("{path}/pin"), Json::Null),
                    (Method::POST, format!("{path}/comments"), json!({ "body": "?" })),
                    (Method::POST, format!("{path}/shares"), json!({ "space": place })),
                    (Method::POST, format!("{path}/links"), json!({ "to": mine, "relation": "relates" })),
                    (Method::POST, format!("{path}/become"), json!({ "kind": "question" })),
                ]);
            }
            for (method, path, body) in asked {
                let answer = api.json(name, method.clone(), &path, &body).await;
                assert!(!answer.text().contains(CANARY), "{name}: {method} {path}");
                assert!(answer.status < 500, "{name}: {method} {path}");
                if name.is_empty() {
                    assert_eq!(answer.status, 401, "{method} {path}");
                } else if path.contains(&format!("/items/{item}")) || path.contains(&format!("/items/{comment}")) || path.contains(&atelier.to_string()) {
                    assert_eq!(answer.status, 404, "{name}: {method} {path}");
                    let unknown = path.replace(&item.to_string(), "17").replace(&comment.to_string(), "17").replace(&atelier.to_string(), "17");
                    let nothing = api.json(name, method.clone(), &unknown, &body).await;
                    assert_eq!((nothing.status, nothing.text()), (404, answer.text()), "{name}: {method} {path}");
                }
            }
        }
    }

    async fn whoever_is_removed_hears_it_no_more(village) {
        let (village, api) = open(village);
        let item = village.post("mehdi", "Atelier", CANARY).await;
        let path = format!("/api/v1/items/{item}");
        assert_eq!(api.json("mehdi", Method::PUT, &format!("{path}/bookmark"), &Json::Null).await.status, 204);
        assert!(api.get_as("mehdi", "/api/v1/bookmarks").await.text().contains(CANARY));
        let (mehdi, atelier) = (village.person("mehdi"), village.space("Atelier"));
        village.does("luc", move |tx, luc| members::leave(tx, luc, atelier, mehdi)).await.expect("removed");
        for place in [path.clone(), format!("{path}/history"), "/api/v1/bookmarks".into(), "/api/v1/feed".into(), "/api/v1/trash".into(), "/api/v1/changes".into()] {
            assert!(!api.get_as("mehdi", &place).await.text().contains(CANARY), "{place}");
        }
        village.does("awa", move |tx, awa| kernel::people::deactivate(tx, awa, mehdi)).await.expect("deactivated");
        assert_eq!(api.get_as("mehdi", "/api/v1/feed").await.status, 401);
    }
}
