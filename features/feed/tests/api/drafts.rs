//! Drafts and deferred posts over HTTP, on pages and in the API: one's own alone (safety 13 and 43), and nothing lost on the way.

use base::Moment;
use http::Method;
use serde_json::{Value as Json, json};
use utoipa_axum::router::OpenApiRouter;
use village::{Http, Village, in_both};

const CANARY: &str = "kanarivogel";

/// The API and the pages together, as the program has them.
fn open(village: Village) -> (Village, Http) {
    let (village, _) = crate::open(village);
    let (api, _) = OpenApiRouter::new().nest("/api/v1", feed::api()).split_for_parts();
    let http = village.http(api.merge(feed::pages()));
    (village, http)
}

in_both! {
    async fn a_draft_is_kept_seen_replaced_and_forgotten(village) {
        let (village, http) = open(village);
        let place = format!("/api/v1/drafts/space:{}", village.space("Atelier"));
        assert_eq!(http.get_as("luc", &place).await.status, 404);
        let kept = http.json("luc", Method::PUT, &place, &json!({ "kind": "post", "body": "un", "version": "0" })).await.expect(200);
        assert_eq!((&kept["body"], &kept["place"]), (&json!("un"), &json!(format!("space:{}", village.space("Atelier")))));
        let stale = http.json("luc", Method::PUT, &place, &json!({ "kind": "post", "body": "deux", "version": "0" })).await.expect(409);
        assert_eq!((&stale["current"], &stale["yours"]), (&json!("un"), &json!("deux")));
        let next = http.json("luc", Method::PUT, &place, &json!({ "kind": "post", "body": "un deux", "version": kept["version"] })).await.expect(200);
        assert_ne!(next["version"], kept["version"]);
        assert_eq!(http.get_as("luc", "/api/v1/drafts").await.expect(200)["items"], json!([next]));
        assert_eq!(http.json("luc", Method::PUT, &place, &json!({ "body": "", "version": next["version"] })).await.status, 204);
        assert_eq!(http.get_as("luc", &place).await.status, 404);
        assert_eq!(http.json("luc", Method::DELETE, &place, &Json::Null).await.status, 204);
        for odd in ["space:x", "space", "person:1", "space:99"] {
            assert_eq!(http.json("luc", Method::PUT, &format!("/api/v1/drafts/{odd}"), &json!({ "body": "un" })).await.status, 404, "{odd}");
        }
        assert_eq!(http.json("luc", Method::PUT, &place, &json!({ "body": "un", "colour": 1 })).await.wrong(), [("colour".into(), "unknown_field".into())]);
    }

    async fn without_scripts_it_is_kept_by_a_button_and_goes_with_the_post(village) {
        let (village, http) = open(village);
        let atelier = village.space("Atelier");
        let fields = [("kind", "poll"), ("title", "Quel jour"), ("body", "dites"), ("option", "lundi"), ("option", ""), ("draft", "0")];
        let kept = http.post_form("mehdi", &format!("/drafts/space:{atelier}"), &fields).await;
        assert_eq!((kept.status, kept.headers["location"].to_str().ok()), (303, Some(&*format!("/spaces/{atelier}#composer"))));
        let page = http.get_as("mehdi", &format!("/spaces/{atelier}")).await.text();
        for there in ["Quel jour", ">dites</textarea>", "value=\"lundi\"", "Brouillon gardé"] {
            assert!(page.contains(there), "{there}");
        }
        // Refused, nothing is lost: a post has a text or a title.
        let bare = [("kind", "question"), ("title", ""), ("body", &*"é".repeat(50_001)), ("draft", "0")];
        assert_eq!(http.post_form("mehdi", &format!("/spaces/{atelier}/items"), &bare).await.status, 422);
        assert!(http.get_as("mehdi", &format!("/spaces/{atelier}")).await.text().contains("Quel jour"));
        let version = http.get_as("mehdi", &format!("/drafts/space:{atelier}")).await.json()["version"].as_str().unwrap_or_default().to_owned();
        let sent = http.post_form("mehdi", &format!("/spaces/{atelier}/items"), &[("kind", "post"), ("body", "dites !"), ("draft", &version)]).await;
        assert_eq!(sent.status, 303);
        assert_eq!(http.get_as("mehdi", "/api/v1/drafts").await.expect(200)["items"], json!([]));
    }

    async fn a_comment_has_its_own(village) {
        let (village, http) = open(village);
        let item = village.post("luc", "Atelier", "Qui vient ?").await;
        assert_eq!(http.post_form("mehdi", &format!("/drafts/item:{item}"), &[("body", "moi, si"), ("draft", "0")]).await.status, 303);
        let card = http.get_as("mehdi", &format!("/items/{item}/card")).await.text();
        assert!(card.contains(">moi, si</textarea>"));
        assert!(!http.get_as("luc", &format!("/items/{item}/card")).await.text().contains("moi, si"));
        http.post_form("mehdi", &format!("/items/{item}/comments"), &[("body", "moi, si"), ("draft", "0")]).await;
        assert_eq!(http.get_as("mehdi", "/api/v1/drafts").await.expect(200)["items"], json!([]));
    }

    async fn a_post_is_planned_changed_taken_back_and_sent(village) {
        let (village, http) = open(village);
        let atelier = village.space("Atelier");
        let path = format!("/api/v1/spaces/{atelier}/scheduled");
        let tomorrow = Moment::now().plus_days(1).to_string();
        let answer = http.json("mehdi", Method::POST, &path, &json!({ "kind": "post", "body": "Demain", "send_at": tomorrow })).await;
        let at = answer.headers["location"].to_str().expect("ASCII").to_owned();
        let planned = answer.expect(201);
        assert_eq!((&planned["send_at"], &planned["refused"]), (&json!(tomorrow), &Json::Null));
        let after = Moment::now().plus_days(2).to_string();
        let changed = http.json("mehdi", Method::PATCH, &at, &json!({ "body": "Après-demain", "send_at": after })).await.expect(200);
        assert_eq!((&changed["body"], &changed["send_at"]), (&json!("Après-demain"), &json!(after)));
        let past = http.json("mehdi", Method::PATCH, &at, &json!({ "send_at": "2020-01-01T00:00:00Z" })).await.wrong();
        assert_eq!(past, [("send_at".into(), "in_the_past".into())]);
        assert_eq!(http.get_as("mehdi", "/api/v1/scheduled").await.expect(200)["items"], json!([changed]));
        let page = http.get_as("mehdi", &format!("/spaces/{atelier}")).await.text();
        assert!(page.contains("Un envoi différé ici"));
        let first = http.json("mehdi", Method::POST, &format!("{at}/send"), &Json::Null).await.expect(201);
        let second = http.json("mehdi", Method::POST, &format!("{at}/send"), &Json::Null).await.expect(201);
        assert_eq!((&first["id"], &first["body"]), (&second["id"], &json!("Après-demain")));
        assert_eq!(http.get_as("mehdi", &at).await.status, 404);
    }

    async fn planned_by_a_form_in_one_s_own_time(village) {
        let (village, http) = open(village);
        let atelier = village.space("Atelier");
        let zone = base::Zone::default();
        let civil = zone.civil(Moment::now().plus_days(3));
        let form = [("kind", "post"), ("body", "À l’heure"), ("send_at", &*civil), ("key", "k"), ("draft", "0")];
        for _ in 0..2 {
            assert_eq!(http.post_form("mehdi", &format!("/spaces/{atelier}/scheduled"), &form).await.status, 303);
        }
        let all = http.get_as("mehdi", "/api/v1/scheduled").await.expect(200);
        assert_eq!(all["items"].as_array().map(Vec::len), Some(1), "the same form twice plans one");
        assert_eq!(all["items"][0]["send_at"], json!(zone.moment_of(&civil).expect("a time")));
        let id = all["items"][0]["id"].as_str().expect("an id");
        let wrong = http.post_form("mehdi", &format!("/scheduled/{id}"), &[("kind", "post"), ("body", "Changé"), ("send_at", "hier")]).await;
        assert!(wrong.status == 422 && wrong.text().contains(">Changé</textarea>"), "what was typed stays");
        assert_eq!(http.post_form("mehdi", &format!("/scheduled/{id}/cancel"), &[]).await.status, 303);
        assert!(http.get_as("mehdi", "/drafts").await.text().contains("À l’heure"), "cancelled, it is a draft again");
    }

    async fn nobody_else_ever_hears_of_them(village) {
        let (village, http) = open(village);
        let atelier = village.space("Atelier");
        let place = format!("space:{atelier}");
        http.json("mehdi", Method::PUT, &format!("/api/v1/drafts/{place}"), &json!({ "body": CANARY })).await.expect(200);
        let new = json!({ "kind": "post", "body": CANARY, "send_at": Moment::now().plus_days(1) });
        let planned = http.json("mehdi", Method::POST, &format!("/api/v1/spaces/{atelier}/scheduled"), &new).await.expect(201);
        let id = planned["id"].as_str().expect("an id");
        village.changes().await;
        for name in ["luc", "awa", "rita", "nadia", "oscar", ""] {
            let asked = [
                (Method::GET, format!("/api/v1/drafts/{place}"), Json::Null), (Method::GET, "/api/v1/drafts".into(), Json::Null),
                (Method::DELETE, format!("/api/v1/drafts/{place}"), Json::Null), (Method::GET, "/api/v1/scheduled".into(), Json::Null),
                (Method::GET, format!("/api/v1/scheduled/{id}"), Json::Null), (Method::DELETE, format!("/api/v1/scheduled/{id}"), Json::Null),
                (Method::PATCH, format!("/api/v1/scheduled/{id}"), json!({ "body": "?" })), (Method::POST, format!("/api/v1/scheduled/{id}/send"), Json::Null),
                (Method::GET, "/api/v1/changes?limit=200".into(), Json::Null), (Method::GET, format!("/drafts/{place}"), Json::Null),
                (Method::GET, "/drafts".into(), Json::Null), (Method::GET, format!("/scheduled/{id}"), Json::Null), (Method::GET, format!("/spaces/{atelier}"), Json::Null),
            ];
            for (method, path, body) in asked {
                let answer = http.json(name, method.clone(), &path, &body).await;
                assert!(!answer.text().contains(CANARY), "{name}: {method} {path}");
                if path.contains(&format!("scheduled/{id}")) && !name.is_empty() {
                    let unknown = http.json(name, method.clone(), &path.replace(id, "17"), &body).await;
                    assert_eq!((answer.status, answer.text()), (404, unknown.text()), "{name}: {method} {path}");
                }
            }
            for path in [format!("/scheduled/{id}/send"), format!("/scheduled/{id}/cancel"), format!("/drafts/{place}/discard")] {
                let answer = http.post_form(name, &path, &[("confirm", "1")]).await;
                assert!(!answer.text().contains(CANARY), "{name}: {path}");
            }
        }
        let mine = http.get_as("mehdi", "/drafts").await.text();
        assert_eq!(mine.matches(CANARY).count(), 2, "both are still there");
    }

    async fn a_day_is_jumped_to_and_the_unread_is_told(village) {
        let (village, http) = open(village);
        let atelier = village.space("Atelier");
        let read = village.post("luc", "Atelier", "Déjà lu").await;
        village.changes().await;
        let path = format!("/spaces/{atelier}");
        http.get_as("mehdi", &path).await;
        village.post("luc", "Atelier", "Nouveau").await;
        village.changes().await;
        let page = http.get_as("mehdi", &path).await.text();
        let at = |text: &str| page.find(text).unwrap_or_else(|| panic!("{text}"));
        assert!(at("Nouveau") < at("data-unread") && at("data-unread") < at(&format!("id=\"item-{read}\"")));
        assert!(!http.get_as("mehdi", &path).await.text().contains("data-unread"), "once seen, the line is gone");
        for path in [path, "/".to_owned()] {
            let today = base::Zone::default().civil(Moment::now());
            let day = http.get_as("mehdi", &format!("{path}?on={}", &today[..10])).await.text();
            assert!(day.contains("Déjà lu") && day.contains("Revenir au plus récent"), "{path}");
            let old = http.get_as("mehdi", &format!("{path}?on=2001-01-01")).await.text();
            assert!(!old.contains("Déjà lu") && old.contains("Rien d’aussi ancien"), "{path}");
            let bad = http.get_as("mehdi", &format!("{path}?on=2026-02-30")).await;
            assert_eq!(bad.status, 422);
            assert!(bad.text().contains("Ce n’est pas une date") && bad.text().contains("Déjà lu"), "{path}");
        }
    }

    async fn words_are_narrowed_by_state_and_tag_and_a_heart_is_one(village) {
        let (village, http) = open(village);
        let path = format!("/api/v1/spaces/{}/items", village.space("Atelier"));
        let item = village.post("luc", "Atelier", "La girouette\ntourne #vent").await;
        village.post("luc", "Atelier", "La girouette\ngrince").await;
        for (narrow, found) in [("", 2), ("&tag=Vent", 1), ("&tag=pluie", 0), ("&state=open", 2), ("&state=closed", 0)] {
            let page = http.get_as("mehdi", &format!("{path}?q=girouette{narrow}")).await.expect(200);
            assert_eq!(page["items"].as_array().map(Vec::len), Some(found), "{narrow}");
        }
        let heart = |typed: &str| format!("/api/v1/items/{item}/reactions/{typed}");
        http.json("luc", Method::PUT, &heart("%E2%9D%A4"), &Json::Null).await.expect(200);
        let both = http.json("mehdi", Method::PUT, &heart("%E2%9D%A4%EF%B8%8F"), &Json::Null).await.expect(200);
        assert_eq!(both["reactions"], json!([{ "emoji": "❤\u{fe0f}", "count": 2, "mine": true }]));
        let left = http.json("mehdi", Method::DELETE, &heart("%E2%9D%A4"), &Json::Null).await.expect(200);
        assert_eq!(left["reactions"][0]["count"], 1);
    }
}
