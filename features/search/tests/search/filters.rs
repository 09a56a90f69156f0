//! Filters, and pages without gap or repeat.

use base::Moment;
use kernel::items::{self, NewItem};
use kernel::{Kind, access};
use serde_json::Value as Json;
use village::in_both;

use super::{found, http, ids, query};

in_both! {
    async fn each_filter_narrows(village) {
        let (http, kinds) = (http(&village), village.kinds());
        let post = village.post("luc", "Place", "Le potager").await;
        let note = village.posts("mehdi", "Place", Kind::QuickNote, "Le potager", Json::Null).await.expect("a note");
        let there = village.post("luc", "Atelier", "Le potager").await;
        let comment = village.comment("oscar", post, "Quel potager !").await;
        let place = village.space("Place");
        let old = village.does("luc", move |tx, luc| {
            let new = NewItem::parse(&kinds, "post", "", "Vieux potager", Json::Null)?;
            let new = new.dated(Moment::parse("2025-03-12T23:30:00Z").expect("a time"), 0, None);
            items::post(tx, &kinds, &access::space_to_post(tx, luc, place, Kind::Post)?, &new)
        }).await.expect("an old post");
        let (luc, place) = (village.person("luc").to_string(), place.to_string());
        for (filters, expected) in [
            (&[][..], &[comment, there, note, post, old][..]),
            (&[("kind", "quick_note")], &[note]),
            (&[("kind", "comment")], &[comment]),
            (&[("space", &place)], &[comment, note, post, old]),
            (&[("author", &luc)], &[there, post, old]),
            (&[("author", &luc), ("space", &place), ("kind", "post")], &[post, old]),
            // 2025-03-12T23:30Z is the 13th in Paris, where Mehdi lives.
            (&[("until", "2025-03-13")], &[old]),
            (&[("until", "2025-03-12")], &[]),
            (&[("from", "2025-03-13"), ("until", "2025-03-13")], &[old]),
            (&[("from", "2025-03-14")], &[comment, there, note, post]),
            (&[("until", "2025-03-12T23:30:00Z")], &[]),
            (&[("until", "2025-03-12T23:30:00.001Z")], &[old]),
            (&[("kind", ""), ("space", ""), ("author", ""), ("from", ""), ("until", "")], &[comment, there, note, post, old]),
        ] {
            let pairs: Vec<(&str, &str)> = [("q", "potager")].into_iter().chain(filters.iter().copied()).collect();
            let expected: Vec<String> = expected.iter().map(ToString::to_string).collect();
            assert_eq!(ids(&found(&http, "mehdi", &pairs).await["items"], "item"), expected, "{filters:?}");
        }
    }

    async fn every_wrong_filter_is_named(village) {
        let http = http(&village);
        let wrong = [("q", "a"), ("kind", "memo"), ("space", "1"), ("author", "moi"), ("from", "hier"), ("until", "2026-02-30")];
        let answer = http.get_as("luc", &format!("/api/v1/search?{}", query(&wrong))).await;
        assert_eq!(answer.status, 422);
        let named: Vec<String> = answer.wrong().into_iter().map(|(field, code)| format!("{field} {code}")).collect();
        assert_eq!(named, ["kind unknown", "space unknown", "author unknown", "from not_a_date", "until not_a_date"]);
        let page = http.get_as("luc", &format!("/search?{}", query(&wrong))).await;
        assert!(page.status == 422 && page.text().matches("aria-invalid=\"true\"").count() == 5, "{}", page.text());
        for bad in ["limit=0", "limit=201", "after=x", "after=AAAA"] {
            assert_eq!(http.get_as("luc", &format!("/api/v1/search?q=a&{bad}")).await.status, 422, "{bad}");
        }
        assert_eq!(http.get_as("nadia", &format!("/api/v1/search?q=a&author={}", village.person("awa"))).await.status, 422);
    }

    async fn pages_without_gap_or_repeat(village) {
        let http = http(&village);
        let mut expected = Vec::new();
        for n in 0..25 {
            expected.insert(0, village.post("luc", "Place", &format!("Radis numéro {n}")).await.to_string());
        }
        let (mut seen, mut after) = (Vec::new(), String::new());
        loop {
            let page = found(&http, "mehdi", &[("q", "radis"), ("limit", "10"), ("after", &after)]).await;
            seen.extend(ids(&page["items"], "item"));
            let Some(next) = page["next"].as_str() else { break };
            after = next.to_owned();
            village.post("luc", "Place", "Un radis de plus").await;
        }
        assert_eq!(seen, expected);
    }
}
