//! A client that tries again under its key gets its first answer again.

use http::header::CONTENT_TYPE;
use http::{HeaderName, Method};
use serde_json::{Value as Json, json};
use store::Query;
use village::{Answer, Http, in_both};

use crate::open;

async fn sends(api: &Http, name: &str, path: &str, key: &str, body: &Json) -> Answer {
    let headers = [(CONTENT_TYPE, "application/json"), (HeaderName::from_static("idempotency-key"), key)];
    api.ask(name, Method::POST, path, &headers, body.to_string()).await
}

in_both! {
    async fn a_replay_gives_the_first_answer(village) {
        let (village, api) = open(village);
        let item = village.post("luc", "Atelier", "Titre\nUn").await;
        let routes = [
            (format!("/api/v1/spaces/{}/items", village.space("Atelier")), json!({ "kind": "post", "body": "Une fois" })),
            (format!("/api/v1/items/{item}/comments"), json!({ "body": "Une fois" })),
            (format!("/api/v1/items/{item}/shares"), json!({ "space": village.space("Place") })),
            (format!("/api/v1/items/{item}/become"), json!({ "kind": "question" })),
        ];
        for (n, (path, body)) in routes.iter().enumerate() {
            let key = format!("clef-{n}");
            let first = sends(&api, "luc", path, &key, body).await;
            let place = first.headers["location"].clone();
            let id = first.expect(201)["id"].clone();
            let before = village.changes().await.len();
            let again = sends(&api, "luc", path, &key, body).await;
            assert_eq!(again.headers["location"], place);
            assert_eq!(again.expect(201)["id"], id, "{path}");
            assert_eq!(village.changes().await.len(), before, "{path}");
            let other = sends(&api, "luc", path, &key, &json!({ "kind": "post", "body": "Autre", "space": village.space("Comité") })).await;
            assert_eq!(other.status, 422, "{path}");
            assert_ne!(sends(&api, "luc", path, &format!("autre-{n}"), body).await.expect(201)["id"], id);
        }
        let (path, body) = &routes[0];
        let elsewhere = format!("/api/v1/spaces/{}/items", village.space("Place"));
        let moved = sends(&api, "luc", &elsewhere, "clef-0", body).await;
        let told = vec![("idempotency_key".to_owned(), "used_for_another".to_owned())];
        assert_eq!((moved.status, moved.wrong()), (422, told), "the same words in another place are another request");
        assert_eq!(sends(&api, "mehdi", path, "clef-0", body).await.status, 201, "a key is one person's");
        for odd in ["", &"k".repeat(201)] {
            assert_eq!(sends(&api, "luc", path, odd, body).await.status, 422);
        }
    }

    async fn a_link_is_made_once_however_it_was_undone(village) {
        let (village, api) = open(village);
        let (from, to) = (village.post("luc", "Atelier", "Un").await, village.post("luc", "Atelier", "Deux").await);
        let (path, body) = (format!("/api/v1/items/{from}/links"), json!({ "to": to, "relation": "relates" }));
        assert_eq!(sends(&api, "luc", &path, "clef", &body).await.status, 204);
        village.does("luc", |tx, _| Ok(tx.run("DELETE FROM links", &[])?)).await.expect("undone");
        assert_eq!(sends(&api, "luc", &path, "clef", &body).await.status, 204);
        let links = village.looks("luc", |db, _| Ok(db.count("SELECT count(*) FROM links", &[])?)).await.expect("counted");
        assert_eq!(links, 0, "the retry is answered, nothing is done again");
        let other = sends(&api, "luc", &path, "clef", &json!({ "to": to, "relation": "replaces" })).await;
        assert_eq!((other.status, other.wrong()), (422, vec![("idempotency_key".to_owned(), "used_for_another".to_owned())]));
        assert_eq!(sends(&api, "luc", &path, "autre", &json!({ "to": to, "relation": "is" })).await.status, 422);
        assert_eq!(sends(&api, "luc", &path, "autre", &body).await.status, 204, "what was refused may be tried again");
    }

    async fn twenty_at_once_make_one(village) {
        let (village, api) = open(village);
        let path = format!("/api/v1/spaces/{}/items", village.space("Atelier"));
        let tries: Vec<_> = (0..20)
            .map(|_| {
                let (api, path) = (api.clone(), path.clone());
                tokio::spawn(async move { sends(&api, "mehdi", &path, "clef", &json!({ "kind": "post", "body": "Une fois" })).await.expect(201)["id"].clone() })
            })
            .collect();
        let mut ids = Vec::new();
        for one in tries {
            ids.push(one.await.expect("an answer"));
        }
        assert!(ids.windows(2).all(|pair| pair[0] == pair[1]));
        let listed = api.get_as("mehdi", &path).await.expect(200);
        assert_eq!(listed["items"].as_array().map(Vec::len), Some(1));
    }
}
