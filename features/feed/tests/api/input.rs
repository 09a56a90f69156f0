//! Every route as it should not go: what is wrong is named, in the reader's language, and nothing breaks.

use http::header::{ACCEPT_LANGUAGE, CONTENT_TYPE, IF_MATCH};
use http::{HeaderName, Method};
use serde_json::{Value as Json, json};
use village::in_both;

use crate::open;

const JSON: (HeaderName, &str) = (CONTENT_TYPE, "application/json");

fn wrong(field: &str, code: &str) -> Vec<(String, String)> {
    vec![(field.to_owned(), code.to_owned())]
}

in_both! {
    async fn bodies_are_read_strictly(village) {
        let (village, api) = open(village);
        let item = village.post("luc", "Atelier", "Un").await;
        let (atelier, item) = (village.space("Atelier"), format!("/api/v1/items/{item}"));
        let items = format!("/api/v1/spaces/{atelier}/items");
        let routes = [
            (Method::POST, items.clone()),
            (Method::PATCH, item.clone()),
            (Method::POST, format!("{item}/comments")),
            (Method::POST, format!("{item}/shares")),
            (Method::POST, format!("{item}/links")),
            (Method::POST, format!("{item}/become")),
            (Method::PUT, format!("{item}/follow")),
        ];
        for (method, path) in routes {
            for unreadable in ["{", "", "{\"body\":\"\\ud800\"}", "nul", "\u{feff}{}"] {
                let answer = api.ask("luc", method.clone(), &path, &[JSON], unreadable).await;
                assert_eq!(answer.status, 400, "{method} {path} {unreadable}: {}", answer.text());
                assert_eq!(answer.headers["content-type"], "application/problem+json");
            }
            for shape in ["[]", "3", "\"x\"", "null"] {
                assert_eq!(api.ask("luc", method.clone(), &path, &[JSON], shape).await.status, 422, "{method} {path} {shape}");
            }
            let unknown = api.ask("luc", method.clone(), &path, &[JSON], r#"{"couleur":"rouge"}"#).await;
            assert_eq!(unknown.status, 422, "{method} {path}");
            assert!(unknown.wrong().contains(&("couleur".into(), "unknown_field".into())), "{method} {path}: {}", unknown.text());
            let plain = api.ask("luc", method.clone(), &path, &[(CONTENT_TYPE, "text/plain")], "{}").await;
            assert_eq!(plain.status, 415, "{method} {path}");
            let large = format!("{{\"body\":\"{}\"}}", "a".repeat(1 << 20));
            assert_eq!(api.ask("luc", method.clone(), &path, &[JSON], large).await.status, 413, "{method} {path}");
        }
    }

    async fn fields_have_their_limits(village) {
        let (village, api) = open(village);
        let item = village.post("luc", "Atelier", "Un").await;
        let path = format!("/api/v1/spaces/{}/items", village.space("Atelier"));
        let long = |n: usize| "é".repeat(n);
        let cases = [
            (json!({ "kind": "post", "title": long(201) }), wrong("title", "too_long")),
            (json!({ "kind": "post", "body": long(50_001) }), wrong("body", "too_long")),
            (json!({ "kind": "quick_note", "body": long(501) }), wrong("body", "too_long")),
            (json!({ "kind": "post" }), wrong("body", "required")),
            (json!({ "kind": "post", "title": " \n", "body": "\u{0}\t" }), wrong("body", "required")),
            (json!({ "kind": "quick_note" }), wrong("body", "required")),
            (json!({ "kind": "memo", "body": "x" }), wrong("kind", "unknown")),
            (json!({ "kind": "share", "body": "x" }), wrong("kind", "unknown")),
            (json!({ "body": "x" }), wrong("kind", "required")),
            (json!({ "kind": null, "body": "x" }), wrong("kind", "required")),
            (json!({ "kind": "post", "body": 3 }), wrong("body", "wrong_type")),
            (json!({ "kind": "post", "body": ["x"] }), wrong("body", "wrong_type")),
            (json!({ "kind": "post", "body": "x", "parent": item }), wrong("parent", "not_allowed")),
            (json!({ "kind": "post", "body": "x", "data": { "a": 1 } }), wrong("data", "unknown_field")),
            (json!({ "kind": "comment", "body": "x" }), wrong("parent", "required")),
            (json!({ "kind": "comment", "parent": item, "body": "" }), wrong("body", "required")),
            (json!({ "kind": "comment", "parent": 12, "body": "x" }), wrong("parent", "wrong_type")),
        ];
        for (body, expected) in cases {
            let answer = api.json("luc", Method::POST, &path, &body).await;
            assert_eq!((answer.status, answer.wrong()), (422, expected), "{}", body.to_string().chars().take(80).collect::<String>());
        }
        let nobodys = json!({ "kind": "post", "body": "x", "files": ["12"] });
        api.json("luc", Method::POST, &path, &nobodys).await.expect(404);
        let edge = json!({ "kind": "post", "title": long(200), "body": long(50_000) });
        api.json("luc", Method::POST, &path, &edge).await.expect(201);
        let both = api.json("luc", Method::POST, &path, &json!({ "kind": "post", "title": long(201), "body": long(50_001) })).await;
        assert_eq!(both.wrong(), [wrong("title", "too_long"), wrong("body", "too_long")].concat(), "all at once");
    }

    async fn an_edit_keeps_to_the_limits_of_its_kind(village) {
        let (village, api) = open(village);
        let post = village.post("luc", "Atelier", "Un").await;
        let note = village.posts("luc", "Atelier", kernel::Kind::QuickNote, "Bref", Json::Null).await.expect("a note");
        let comment = village.comment("luc", post, "Oui").await;
        let cases = [
            (note, json!({ "body": "é".repeat(501) }), wrong("body", "too_long")),
            (note, json!({ "body": "" }), wrong("body", "required")),
            (comment, json!({ "body": " " }), wrong("body", "required")),
            (comment, json!({ "title": "Un titre" }), wrong("title", "not_allowed")),
            (post, json!({ "title": "é".repeat(201) }), wrong("title", "too_long")),
            (post, json!({ "body": "" }), wrong("body", "required")),
            (post, json!({ "revision": "1" }), wrong("revision", "wrong_type")),
        ];
        for (id, body, expected) in cases {
            let answer = api.json("luc", Method::PATCH, &format!("/api/v1/items/{id}"), &body).await;
            assert_eq!((answer.status, answer.wrong()), (422, expected), "{body:.60}");
        }
    }

    async fn ids_of_every_shape_name_nothing(village) {
        let (village, api) = open(village);
        let item = village.post("luc", "Atelier", "Un").await;
        let odd = ["0", "-1", "1.5", "1e3", "9223372036854775808", "99999999999999999999999", "abc", "%00", "%F0%9F%98%80", "[1]", "%5B%5D", "null", "..%2f", " ", "%20"];
        for id in odd {
            let id = id.replace(' ', "%20").replace('[', "%5B").replace(']', "%5D");
            let own = json!({ "kind": "post", "body": "x" });
            for (method, path, body) in [
                (Method::GET, format!("/api/v1/items/{id}"), Json::Null),
                (Method::PATCH, format!("/api/v1/items/{id}"), json!({ "body": "x" })),
                (Method::DELETE, format!("/api/v1/items/{id}"), Json::Null),
                (Method::GET, format!("/api/v1/items/{id}/history"), Json::Null),
                (Method::GET, format!("/api/v1/items/{id}/comments"), Json::Null),
                (Method::PUT, format!("/api/v1/items/{id}/bookmark"), Json::Null),
                (Method::PUT, format!("/api/v1/items/{id}/reactions/%F0%9F%91%8D"), Json::Null),
                (Method::GET, format!("/api/v1/spaces/{id}/items"), Json::Null),
                (Method::POST, format!("/api/v1/spaces/{id}/items"), own),
            ] {
                let answer = api.json("luc", method.clone(), &path, &body).await;
                assert_eq!(answer.status, 404, "{method} {path}: {}", answer.text());
            }
        }
        let path = format!("/api/v1/items/{item}");
        for to in [json!(12), json!(1.5), json!([]), json!({}), json!(true), json!("x"), json!("9223372036854775808"), json!(9_223_372_036_854_775_808_u64), json!("")] {
            for (what, body) in [("links", json!({ "to": to, "relation": "relates" })), ("shares", json!({ "space": to }))] {
                let answer = api.json("luc", Method::POST, &format!("{path}/{what}"), &body).await;
                assert_eq!(answer.status, 422, "{body}: {}", answer.text());
            }
        }
        for to in ["1", "-9223372036854775808", "9223372036854775807"] {
            assert_eq!(api.json("luc", Method::POST, &format!("{path}/links"), &json!({ "to": to, "relation": "relates" })).await.status, 404);
            assert_eq!(api.json("luc", Method::POST, &format!("{path}/shares"), &json!({ "space": to })).await.status, 404);
        }
    }

    async fn words_that_are_not_the_right_ones(village) {
        let (village, api) = open(village);
        let item = village.post("luc", "Atelier", "Un").await;
        let (path, space) = (format!("/api/v1/items/{item}"), format!("/api/v1/spaces/{}/items", village.space("Atelier")));
        for emoji in ["a", "ab", "%20", "%00", "%F0%9F%91%8D%F0%9F%91%8D", "%3Cscript%3E", "1"] {
            for method in [Method::PUT, Method::DELETE] {
                let answer = api.json("luc", method.clone(), &format!("{path}/reactions/{emoji}"), &Json::Null).await;
                assert_eq!((answer.status, answer.wrong()), (422, wrong("emoji", "not_an_emoji")), "{method} {emoji}");
            }
        }
        for (relation, field) in [("shares", "relation"), ("became", "relation"), ("", "relation"), ("Relates", "relation")] {
            let answer = api.json("luc", Method::POST, &format!("{path}/links"), &json!({ "to": item, "relation": relation })).await;
            assert_eq!(answer.status, 422);
            assert!(answer.wrong().iter().any(|(name, _)| name == field || name == "to"), "{relation}");
        }
        assert_eq!(api.json("luc", Method::PUT, &format!("{path}/follow"), &json!({ "level": "loud" })).await.wrong(), wrong("level", "unknown"));
        for (query, field) in [
            ("limit=0", "limit"), ("limit=201", "limit"), ("limit=x", "limit"), ("after=x", "after"), ("kind=memo", "kind"), ("author=x", "author"),
        ] {
            let answer = api.get_as("luc", &format!("{space}?{query}")).await;
            assert_eq!((answer.status, answer.wrong()[0].0.as_str()), (422, field), "{query}");
        }
        for query in ["state=%00", "tag=%00", "q=%00", "state=%FF", "tag=%F0%9F%98%80", "q=%22%27%3B--", "q=%2A", "limit=&after=", "x=y"] {
            let status = api.get_as("luc", &format!("{space}?{query}")).await.status;
            assert!(matches!(status, 200 | 400), "{query}: {status}");
        }
        for (query, status) in [("since=x", 422), ("since=9223372036854775808", 422), ("since=-5", 200), ("limit=-1", 200), ("limit=x", 422)] {
            assert_eq!(api.get_as("luc", &format!("/api/v1/changes?{query}")).await.status, status, "{query}");
        }
    }

    async fn a_stale_edit_shows_both_texts(village) {
        let (village, api) = open(village);
        let item = village.post("luc", "Atelier", "Titre\nun").await;
        let path = format!("/api/v1/items/{item}");
        let tag = |value: &'static str| [JSON, (IF_MATCH, value)];
        assert_eq!(api.ask("luc", Method::PATCH, &path, &tag("\"1\""), r#"{"body":"deux"}"#).await.expect(200)["revision"], 2);
        for stale in [tag("\"1\"").to_vec(), vec![JSON]] {
            let body = r#"{"body":"trois","revision":1}"#;
            let answer = api.ask("luc", Method::PATCH, &path, &stale, body).await.expect(409);
            assert_eq!((&answer["current"], &answer["yours"], &answer["revision"]), (&json!("deux"), &json!("trois"), &json!(2)));
            assert!(answer["type"].as_str().is_some_and(|kind| kind.ends_with(":stale")));
        }
        assert_eq!(api.ask("luc", Method::PATCH, &path, &tag("*"), r#"{"body":"quatre"}"#).await.expect(200)["revision"], 3);
        for odd in ["1", "\"x\"", "\"", "\"9223372036854775808\""] {
            assert_eq!(api.ask("luc", Method::PATCH, &path, &tag(odd), r#"{"body":"x"}"#).await.status, 400, "{odd}");
        }
        let unconditional = api.json("luc", Method::PATCH, &path, &json!({ "body": "cinq" })).await.expect(200);
        assert_eq!(unconditional["revision"], 4);
    }

    async fn refusals_speak_french_and_english(village) {
        let (village, api) = open(village);
        let item = village.post("luc", "Atelier", "Un").await;
        let space = format!("/api/v1/spaces/{}/items", village.space("Atelier"));
        let long = json!({ "kind": "post", "title": "x".repeat(201) }).to_string();
        let english = (ACCEPT_LANGUAGE, "en-GB,en;q=0.9");
        for (headers, title, message) in [
            (vec![JSON], "Veuillez corriger", "Trop long\u{202f}: 200 caractères au plus."),
            (vec![JSON, english.clone()], "Please correct", "Too long: at most 200 characters."),
        ] {
            let answer = api.ask("luc", Method::POST, &space, &headers, long.clone()).await.expect(422);
            assert_eq!((&answer["errors"][0]["message"], &answer["status"]), (&json!(message), &json!(422)));
            assert!(answer["title"].as_str().is_some_and(|found| !found.is_empty()), "{title}: {}", answer["title"]);
        }
        let refused = |headers: Vec<(HeaderName, &'static str)>| {
            let (api, path) = (api.clone(), format!("/api/v1/items/{item}/pin"));
            async move { api.ask("mehdi", Method::PUT, &path, &headers, "").await.expect(403)["detail"].clone() }
        };
        let (french, english) = (refused(vec![]).await, refused(vec![english]).await);
        assert_eq!(english, "Only hosts of this space can do this.");
        assert!(french != english && french.is_string(), "{french}");
        assert_eq!(api.get_as("", "/api/v1/feed").await.expect(401)["status"], 401);
    }
}
