//! What is settled, and counts that are equal everywhere.

use base::Id;
use http::Method;
use kernel::changes::Verb;
use kernel::spaces::members;
use kernel::{access, items};
use serde_json::Value as Json;
use village::{Http, Village, in_both};

use super::{clear, http, waiting};

async fn count(http: &Http, name: &str) -> i64 {
    http.get_as(name, "/api/v1/inbox/count").await.expect(200)["waiting"].as_i64().expect("a number")
}

async fn reads(village: &Village) -> usize {
    village.changes().await.iter().filter(|change| change.verb == Verb::Read).count()
}

in_both! {
    async fn settled_once_and_by_its_person_alone(village) {
        let http = http(&village);
        clear(&http, "mehdi").await;
        village.post("luc", "Place", "@Mehdi Benali").await;
        let (before, id) = (reads(&village).await, waiting(&http, "mehdi").await[0]["id"].as_str().expect("an id").to_owned());
        let read = format!("/api/v1/inbox/{id}/read");
        for name in ["luc", "awa"] {
            http.json(name, Method::PUT, &read, &Json::Null).await.expect(404);
            assert_eq!(http.post_form(name, &format!("/inbox/{id}/read"), &[]).await.status, 404);
        }
        assert_eq!(count(&http, "mehdi").await, 1);
        for _ in 0..2 {
            http.json("mehdi", Method::PUT, &read, &Json::Null).await.expect(204);
        }
        assert_eq!((count(&http, "mehdi").await, reads(&village).await), (0, before + 1), "other devices hear of it once");
        let all = http.get_as("mehdi", "/api/v1/inbox?all=1").await.expect(200);
        assert!(all["items"][0]["id"] == id && all["items"][0]["read_at"].is_string() && all["waiting"] == 0);
        for unknown in ["1", "-1", "x", "9223372036854775808"] {
            http.json("mehdi", Method::PUT, &format!("/api/v1/inbox/{unknown}/read"), &Json::Null).await.expect(404);
        }
        assert_eq!(http.get_as("", "/api/v1/inbox").await.status, 401);
    }

    async fn all_that_was_seen(village) {
        let http = http(&village);
        clear(&http, "mehdi").await;
        for n in 0..3 {
            village.post("luc", "Place", &format!("@Mehdi Benali {n}")).await;
        }
        let seen = waiting(&http, "mehdi").await[1]["id"].as_str().expect("an id").to_owned();
        let answer = http.post_form("mehdi", "/inbox/read", &[("up_to", &seen)]).await;
        assert_eq!(answer.status, 303);
        assert_eq!(waiting(&http, "mehdi").await.len(), 1, "what came after the page was drawn still waits");
        clear(&http, "mehdi").await;
        assert_eq!(count(&http, "mehdi").await, 0);
    }

    async fn nothing_of_a_place_one_has_left(village) {
        let http = http(&village);
        clear(&http, "mehdi").await;
        let canary = "quetzalcoatl";
        village.post("luc", "Atelier", &format!("{canary} @Mehdi Benali")).await;
        let post = village.post("luc", "Place", "@Mehdi Benali").await;
        assert_eq!(count(&http, "mehdi").await, 2);
        let (atelier, mehdi) = (village.space("Atelier"), village.person("mehdi"));
        village.does("luc", move |tx, luc| members::leave(tx, luc, atelier, mehdi)).await.expect("removed");
        assert_eq!(waiting(&http, "mehdi").await.len(), 1);
        for path in ["/inbox", "/inbox?all=1", "/api/v1/inbox?all=1"] {
            assert!(!http.get_as("mehdi", path).await.text().contains(canary), "{path}");
        }
        village.does("luc", move |tx, luc| items::trash(tx, &access::item_to_trash(tx, luc, post)?)).await.expect("trashed");
        assert_eq!(waiting(&http, "mehdi").await.len(), 0);
        let kinds = village.kinds();
        village.does("luc", move |tx, luc| items::restore(tx, &kinds, &access::item_to_trash(tx, luc, post)?)).await.expect("restored");
        assert_eq!((waiting(&http, "mehdi").await.len(), count(&http, "mehdi").await), (1, 1));
    }

    async fn pages_without_gap_or_repeat(village) {
        let http = http(&village);
        for n in 0..7 {
            village.post("luc", "Place", &format!("@Mehdi Benali {n}")).await;
        }
        let expected: Vec<Json> = waiting(&http, "mehdi").await.into_iter().map(|notice| notice["id"].clone()).collect();
        let (mut seen, mut after) = (Vec::new(), String::new());
        loop {
            let page = http.get_as("mehdi", &format!("/api/v1/inbox?limit=3&after={after}")).await.expect(200);
            seen.extend(page["items"].as_array().expect("a list").iter().map(|notice| notice["id"].clone()));
            let Some(next) = page["next"].as_str() else { break };
            after = next.to_owned();
            village.post("luc", "Place", "@Mehdi Benali encore").await;
        }
        assert_eq!(seen, expected);
        assert!(seen.iter().all(|id| id.as_str().is_some_and(|id| id.parse::<Id>().is_ok())));
    }
}
