//! Every route as it should go.

use http::Method;
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use serde_json::{Value as Json, json};
use village::{Http, in_both};

use crate::open;

/// Posts as Luc in the Atelier, or whatever `path` says.
async fn made(api: &Http, path: &str, body: Json) -> Json {
    api.json("luc", Method::POST, path, &body).await.expect(201)
}

fn texts<'a>(page: &'a Json, member: &str) -> Vec<&'a str> {
    page["items"].as_array().expect("items").iter().filter_map(|item| item[member].as_str()).collect()
}

in_both! {
    async fn an_item_is_posted_read_changed_and_remembered(village) {
        let (village, api) = open(village);
        let (atelier, luc) = (village.space("Atelier"), village.person("luc"));
        let new = json!({ "kind": "post", "title": "Le plan", "body": "**Voici** @Mehdi Benali #plan" });
        let answer = api.json("luc", Method::POST, &format!("/api/v1/spaces/{atelier}/items"), &new).await;
        let place = answer.headers["location"].to_str().expect("ASCII").to_owned();
        let item = answer.expect(201);
        let id = item["id"].as_str().expect("an id is a string").to_owned();
        assert_eq!(place, format!("/api/v1/items/{id}"));
        let expected = [
            ("space", json!(atelier)), ("kind", json!("post")), ("author", json!(luc)), ("author_name", json!("Luc Moreau")), ("title", json!("Le plan")),
            ("body", json!("**Voici** @Mehdi Benali #plan")), ("state", json!("open")), ("revision", json!(1)), ("parent", Json::Null), ("root", json!(id)),
            ("files", json!([])), ("reactions", json!([])), ("comments", json!(0)), ("links", json!([])), ("bookmarked", json!(false)),
            ("follow", Json::Null), ("edited_at", Json::Null), ("pinned_at", Json::Null), ("trashed_at", Json::Null), ("data", json!({})),
        ];
        for (member, value) in expected {
            assert_eq!(item[member], value, "{member}");
        }
        assert!(item["html"].as_str().is_some_and(|html| html.contains("<strong>Voici</strong>")));
        assert!(item["created_at"].as_str().is_some_and(|at| at.ends_with('Z') && at.len() == 24), "{}", item["created_at"]);

        let path = format!("/api/v1/items/{id}");
        assert_eq!(api.get_as("rita", &path).await.expect(200)["title"], "Le plan");
        let changed = api.json("luc", Method::PATCH, &path, &json!({ "body": "Autrement", "revision": 1 })).await.expect(200);
        assert_eq!((&changed["revision"], &changed["body"], &changed["title"]), (&json!(2), &json!("Autrement"), &json!("Le plan")));
        assert!(changed["edited_at"].is_string());
        let history = api.get_as("rita", &format!("{path}/history")).await.expect(200);
        assert_eq!(texts(&history, "body"), ["Autrement", "**Voici** @Mehdi Benali #plan"]);
        assert_eq!(history["items"][1]["revision"], 1);
    }

    async fn a_token_is_as_good_as_a_session_and_stands_alone(village) {
        let (village, api) = open(village);
        let mehdi = village.person("mehdi");
        village.store().write(move |tx| {
            let sql = "INSERT INTO tokens(id, digest, person_id, name, created_at) VALUES ($1, $2, $3, 'script', 0)";
            tx.run(sql, store::params![base::Id::new(), base::Secret::digest_of("jeton"), mehdi])
        }).await.expect("a token");
        let path = format!("/api/v1/spaces/{}/items", village.space("Atelier"));
        let with = |token: &'static str| [(CONTENT_TYPE, "application/json"), (AUTHORIZATION, token)];
        let item = api.ask("", Method::POST, &path, &with("Bearer pal_jeton"), r#"{"kind":"post","body":"Un script"}"#).await.expect(201);
        assert_eq!(item["author"], json!(mehdi));
        // Whoever shows a bad token is nobody, whatever cookie travels along.
        for bad in ["Bearer pal_autre", "Bearer jeton", "bearer pal_autre", "Bearer "] {
            assert_eq!(api.ask("luc", Method::GET, &path, &with(bad), "").await.status, 401, "{bad}");
        }
        // The password of a proxy is no token of ours: the cookie says who it is, and nobody without one is known by it.
        assert_eq!(api.ask("luc", Method::GET, &path, &with("Basic bHVjOngK"), "").await.status, 200);
        assert_eq!(api.ask("", Method::GET, &path, &with("Basic bHVjOngK"), "").await.status, 401);
    }

    async fn lists_are_narrowed(village) {
        let (village, api) = open(village);
        let atelier = village.space("Atelier");
        let path = format!("/api/v1/spaces/{atelier}/items");
        made(&api, &path, json!({ "kind": "post", "title": "Un", "body": "#bois la girouette" })).await;
        made(&api, &path, json!({ "kind": "quick_note", "body": "Deux" })).await;
        api.json("mehdi", Method::POST, &path, &json!({ "kind": "post", "title": "Trois" })).await.expect(201);
        let list = async |query: &str| texts(&api.get_as("rita", &format!("{path}?{query}")).await.expect(200), "title").join(" ");
        assert_eq!(list("").await, "Trois  Un");
        assert_eq!(list("kind=post").await, "Trois Un");
        assert_eq!(list(&format!("author={}", village.person("mehdi"))).await, "Trois");
        assert_eq!(list("tag=BOIS").await, "Un");
        assert_eq!(list("q=girouettes").await, "Un");
        assert_eq!(list("q=absent").await, "");
        assert_eq!(list("state=open&limit=1").await, "Trois");
        assert_eq!(texts(&api.get_as("mehdi", "/api/v1/feed").await.expect(200), "title"), ["Trois", "", "Un"]);
        assert!(texts(&api.get_as("awa", "/api/v1/feed").await.expect(200), "title").is_empty());
    }

    async fn a_thread_grows(village) {
        let (village, api) = open(village);
        let item = village.post("luc", "Atelier", "Le fil").await;
        let path = format!("/api/v1/items/{item}/comments");
        let first = api.json("mehdi", Method::POST, &path, &json!({ "body": "Oui" })).await.expect(201);
        assert_eq!((&first["kind"], &first["parent"], &first["root"]), (&json!("comment"), &json!(item), &json!(item)));
        let under = format!("/api/v1/items/{}/comments", first["id"].as_str().expect("an id"));
        let answer = api.json("luc", Method::POST, &under, &json!({ "body": "Pourquoi ?" })).await.expect(201);
        assert_eq!((&answer["parent"], &answer["root"]), (&first["id"], &json!(item)));
        let atelier = village.space("Atelier");
        let by_space = json!({ "kind": "comment", "parent": item, "body": "Par l’espace" });
        let third = api.json("luc", Method::POST, &format!("/api/v1/spaces/{atelier}/items"), &by_space).await.expect(201);
        assert_eq!(third["parent"], json!(item));
        assert_eq!(texts(&api.get_as("rita", &path).await.expect(200), "body"), ["Oui", "Pourquoi ?", "Par l’espace"]);
        assert_eq!(texts(&api.get_as("rita", &under).await.expect(200), "body"), ["Pourquoi ?"]);
        assert_eq!(api.get_as("rita", &format!("/api/v1/items/{item}")).await.expect(200)["comments"], 3);
    }

    async fn marks_are_given_and_taken_back(village) {
        let (village, api) = open(village);
        let item = village.post("luc", "Atelier", "À marquer").await;
        let path = format!("/api/v1/items/{item}");
        let thumb = "%F0%9F%91%8D";
        for _ in 0..2 {
            let given = api.json("mehdi", Method::PUT, &format!("{path}/reactions/{thumb}"), &Json::Null).await.expect(200);
            assert_eq!(given["reactions"], json!([{ "emoji": "👍", "count": 1, "mine": true }]));
        }
        assert_eq!(api.get_as("luc", &path).await.expect(200)["reactions"][0]["mine"], false);
        for _ in 0..2 {
            let left = api.json("mehdi", Method::DELETE, &format!("{path}/reactions/{thumb}"), &Json::Null).await.expect(200);
            assert_eq!(left["reactions"], json!([]));
        }
        for (mark, body) in [("follow", json!({ "level": "important" })), ("bookmark", Json::Null)] {
            assert_eq!(api.json("rita", Method::PUT, &format!("{path}/{mark}"), &body).await.status, 204);
            assert_eq!(api.json("rita", Method::PUT, &format!("{path}/{mark}"), &body).await.status, 204);
        }
        let marked = api.get_as("rita", &path).await.expect(200);
        assert_eq!((&marked["follow"], &marked["bookmarked"]), (&json!("important"), &json!(true)));
        assert_eq!(texts(&api.get_as("rita", "/api/v1/bookmarks").await.expect(200), "id"), [item.to_string()]);
        assert_eq!(api.json("rita", Method::PUT, &format!("{path}/follow"), &Json::Null).await.status, 204);
        assert_eq!(api.get_as("rita", &path).await.expect(200)["follow"], "all");
        for mark in ["follow", "bookmark"] {
            assert_eq!(api.json("rita", Method::DELETE, &format!("{path}/{mark}"), &Json::Null).await.status, 204);
        }
        let bare = api.get_as("rita", &path).await.expect(200);
        assert_eq!((&bare["follow"], &bare["bookmarked"]), (&Json::Null, &json!(false)));
        assert_eq!(api.json("luc", Method::PUT, &format!("{path}/pin"), &Json::Null).await.status, 204);
        assert!(api.get_as("rita", &path).await.expect(200)["pinned_at"].is_string());
        assert_eq!(api.json("luc", Method::DELETE, &format!("{path}/pin"), &Json::Null).await.status, 204);
        assert!(api.get_as("rita", &path).await.expect(200)["pinned_at"].is_null());
    }

    async fn shares_links_and_other_faces(village) {
        let (village, api) = open(village);
        let (item, other) = (village.post("luc", "Atelier", "Titre\nUn texte").await, village.post("luc", "Atelier", "Autre").await);
        let path = format!("/api/v1/items/{item}");
        let share = made(&api, &format!("{path}/shares"), json!({ "space": village.space("Place"), "body": "Voyez" })).await;
        assert_eq!((&share["kind"], &share["links"][0]["item"], &share["links"][0]["relation"]), (&json!("share"), &json!(item), &json!("shares")));
        let linked = api.json("luc", Method::POST, &format!("{path}/links"), &json!({ "to": other, "relation": "duplicates" })).await;
        assert_eq!(linked.status, 204);
        let question = made(&api, &format!("{path}/become"), json!({ "kind": "question" })).await;
        assert_eq!((&question["kind"], &question["title"], &question["body"]), (&json!("question"), &json!("Titre"), &json!("Un texte")));
        let links = api.get_as("mehdi", &path).await.expect(200)["links"].clone();
        let relations: Vec<&str> = links.as_array().expect("links").iter().filter_map(|link| link["relation"].as_str()).collect();
        assert_eq!(relations.len(), 3, "{links}");
        let back = &api.get_as("mehdi", &format!("/api/v1/items/{}", question["id"].as_str().expect("an id"))).await.expect(200)["links"][0];
        assert_eq!((&back["item"], &back["relation"], &back["back"], &back["title"]), (&json!(item), &json!("became"), &json!(true), &json!("Titre")));
    }

    async fn the_trash_is_a_way_and_back(village) {
        let (village, api) = open(village);
        let item = village.post("luc", "Atelier", "À jeter").await;
        let path = format!("/api/v1/items/{item}");
        for (method, there) in [(Method::DELETE, path.clone()), (Method::PUT, format!("{path}/trash"))] {
            assert_eq!(api.json("luc", method, &there, &Json::Null).await.status, 204);
            assert_eq!(api.get_as("mehdi", &path).await.status, 404);
            assert!(api.get_as("luc", &path).await.expect(200)["trashed_at"].is_string());
            assert_eq!(texts(&api.get_as("luc", "/api/v1/trash").await.expect(200), "id"), [item.to_string()]);
            let back = api.json("luc", Method::DELETE, &format!("{path}/trash"), &Json::Null).await.expect(200);
            assert!(back["trashed_at"].is_null());
            assert_eq!(api.get_as("mehdi", &path).await.status, 200);
        }
    }

    async fn what_happened_is_told_in_order(village) {
        let (village, api) = open(village);
        let before = village.changes().await.last().map_or(0, |change| change.seq);
        let item = village.post("luc", "Atelier", "Un").await;
        village.comment("mehdi", item, "Deux").await;
        village.changes().await;
        let since = |seq: i64| format!("/api/v1/changes?since={seq}&limit=1");
        let (mut seq, mut verbs) = (before, Vec::new());
        loop {
            let page = api.get_as("rita", &since(seq)).await.expect(200);
            seq = page["next"].as_str().expect("next").parse().expect("a number");
            let Some(change) = page["items"].get(0) else { break };
            assert_eq!(change["seq"], json!(seq.to_string()));
            assert_eq!(change["item"]["root"], json!(item));
            verbs.push(change["verb"].as_str().expect("a verb").to_owned());
        }
        assert_eq!(verbs, ["posted", "commented"]);
        assert_eq!(texts(&api.get_as("mehdi", &format!("/api/v1/changes?since={before}")).await.expect(200), "verb").len(), 2);
        assert!(texts(&api.get_as("oscar", &format!("/api/v1/changes?since={before}")).await.expect(200), "verb").is_empty());
    }
}
