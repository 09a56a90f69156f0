//! The charter: accepted once per version.

use http::Method;
use kernel::people::PersonRole;
use serde_json::{Value, json};

use crate::on_both;

on_both! {
    async fn each_version_is_accepted_anew(town) {
        let owner = town.person("Awa Diallo", PersonRole::Owner).await;
        let luc = town.person("Luc Morel", PersonRole::Member).await;
        let first = town.call(&luc, Method::GET, "/charter", Value::Null).await.json();
        assert_eq!((&first["version"], &first["accepted"]), (&1.into(), &false.into()));
        assert!(first["html"].as_str().is_some_and(|html| html.contains("<h")));
        let acceptance = |version: Value| town.call(&luc, Method::PUT, "/charter/acceptance", json!({ "version": version }));
        assert_eq!(acceptance(2.into()).await.status, 409);
        assert_eq!(acceptance("1".into()).await.status, 422);
        assert_eq!(acceptance(1.into()).await.json()["accepted"], true);
        assert_eq!(acceptance(1.into()).await.status, 200);
        assert!(!town.get(&luc, "/charter").await.text().contains("/charter/acceptance"));

        let draft = json!({ "title": "Notre charte", "body": "## Une règle\n\n<script>alert(1)</script>" });
        assert_eq!(town.call(&luc, Method::PUT, "/charter", draft.clone()).await.status, 403);
        assert_eq!(town.call(&owner, Method::PUT, "/charter", json!({ "title": "", "body": " " })).await.status, 422);
        let second = town.call(&owner, Method::PUT, "/charter", draft).await.json();
        assert_eq!((&second["version"], &second["accepted"]), (&2.into(), &true.into()));
        assert!(!second["html"].as_str().is_some_and(|html| html.contains("<script>")));
        assert_eq!(town.call(&luc, Method::GET, "/me", Value::Null).await.json()["charter_accepted"], false);
        let page = town.get(&luc, "/charter?next=/spaces/1").await.text();
        assert!(page.contains("/charter/acceptance") && page.contains("value=\"/spaces/1\""));
        let accepted = town.post(&luc, "/charter/acceptance", &[("version", "1"), ("next", "/spaces/1")]).await;
        assert_eq!(accepted.to(), "/charter", "the one that was read no longer stands");
        let accepted = town.post(&luc, "/charter/acceptance", &[("version", "2"), ("next", "//evil.example")]).await;
        assert_eq!(accepted.to(), "/");
        assert!(town.get(&luc, "/charter/versions/1").await.text().contains("Les réseaux publics"));
    }
}
