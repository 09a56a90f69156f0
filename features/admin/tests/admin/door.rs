//! Who gets in: administrators. Everybody else is refused, page or API, reading or writing.

use http::Method;
use serde_json::{Value, json};
use village::in_both;

use crate::{count, http};

const PAGES: [&str; 15] = [
    "/administration",
    "/administration/identity",
    "/administration/people",
    "/administration/people/import",
    "/administration/rights",
    "/administration/charter",
    "/administration/retention",
    "/administration/retention/purge",
    "/administration/storage",
    "/administration/cost",
    "/administration/health",
    "/administration/outside",
    "/administration/trail",
    "/administration/trail.csv",
    "/api/v1/administration/health",
];

in_both! {
    async fn every_page_opens_for_administrators_and_for_nobody_else(village) {
        let http = http(&village);
        for path in PAGES {
            let seen = http.get_as("awa", path).await;
            assert_eq!(seen.status, 200, "{path}: {}", seen.text());
            for other in ["luc", "nadia", "bob"] {
                assert_eq!(http.get_as(other, path).await.status, 403, "{other} {path}");
            }
            assert!([303, 401].contains(&http.get_as("", path).await.status), "{path}");
        }
    }

    async fn every_act_is_refused_to_others_and_changes_nothing(village) {
        let http = http(&village);
        let oscar = village.person("oscar");
        let before = count(&village, "SELECT count(*) FROM audit").await;
        for path in [
            "/administration/identity".to_owned(),
            "/administration/identity/hours".into(),
            "/administration/identity/logo/remove".into(),
            "/administration/people/welcome".into(),
            "/administration/people/links".into(),
            "/administration/people/import/admit".into(),
            format!("/administration/people/{oscar}/role"),
            format!("/administration/people/{oscar}/rectify"),
            format!("/administration/people/{oscar}/deactivate"),
            format!("/administration/people/{oscar}/link"),
            format!("/administration/people/{oscar}/hand-over"),
            "/administration/charter".into(),
            "/administration/retention".into(),
            "/administration/retention/purge".into(),
            "/administration/health/jobs/1/retry".into(),
            "/administration/health/jobs/1/discard".into(),
        ] {
            let fields = [("name", "À moi"), ("role", "guest"), ("country", "FR"), ("zone", "Europe/Paris"), ("opens", "09:00"), ("closes", "10:00"),
                ("days", "1"), ("keep", "notices"), ("days", "40"), ("why", "x"), ("title", "T"), ("body", "B"), ("text", "Nom,Courriel\nA,a@b.fr\n"), ("space", "1"), ("at", "1")];
            for other in ["luc", "nadia"] {
                let refused = http.post_form(other, &path, &fields).await;
                assert!([403, 404].contains(&refused.status), "{other} {path}: {} {}", refused.status, refused.text());
            }
        }
        for (method, path, body) in [
            (Method::PATCH, "/api/v1/network", json!({ "name": "À moi" })),
            (Method::PUT, "/api/v1/administration/retention/notices", json!({ "days": 40, "why": "x" })),
            (Method::GET, "/api/v1/administration/retention", Value::Null),
            (Method::GET, "/api/v1/administration/trail", Value::Null),
        ] {
            assert_eq!(http.json("luc", method, path, &body).await.status, 403, "{path}");
        }
        assert_eq!(count(&village, "SELECT count(*) FROM audit").await, before);
    }
}
