//! Near names (S2-03): shown before another space is made, and never a name that one may not know.

use http::StatusCode;
use serde_json::{Value as Json, json};

use crate::network::Network;

const RH: [(&str, &str); 5] = [("name", "RH"), ("purpose", "Congés & paie"), ("kind", "help_desk"), ("opening", "open"), ("ends_on", "")];

store::on_both! {
    async fn an_abbreviation_of_what_exists_is_shown_it_first(scratch) {
        let n = Network::new(&scratch).await;
        let exists = n.space(&n.luc, "Ressources humaines", "request").await;
        let first = n.form(&n.awa, "/spaces/new", &RH).await;
        assert_eq!(first.status, StatusCode::OK);
        assert!(first.text.contains("Ressources humaines") && first.text.contains(&format!("/spaces/{exists}")));
        assert!(first.text.contains("value=\"RH\"") && first.text.contains("Congés &amp; paie"), "what was typed stays");
        assert!(first.text.contains("name=\"confirm\" value=\"1\"") && first.text.contains("Créer quand même"));
        assert_eq!(n.api(&n.awa, "GET", "/spaces?q=rh", Json::Null).await.json()["items"], json!([]), "nothing was made");
        let anyway: Vec<_> = RH.iter().copied().chain([("confirm", "1")]).collect();
        let made = n.form(&n.awa, "/spaces/new", &anyway).await.led_to().to_owned();
        let made = n.api(&n.awa, "GET", &made, Json::Null).await.json();
        assert_eq!((&made["name"], &made["my_role"], &made["opening"]), (&json!("RH"), &json!("host"), &json!("open")));
    }

    async fn a_hidden_name_weighs_nothing(scratch) {
        let n = Network::new(&scratch).await;
        n.space(&n.luc, "Ressources humaines", "private").await;
        for who in [&n.awa, &n.admin, &n.owner] {
            assert_eq!(n.api(who, "GET", "/spaces/near?name=RH", Json::Null).await.json(), json!({ "items": [], "next": null }));
        }
        n.form(&n.awa, "/spaces/new", &RH).await.led_to();
        let near = n.api(&n.luc, "GET", "/spaces/near?name=RH", Json::Null).await.json();
        assert_eq!(near["items"].as_array().unwrap().len(), 2, "its member sees both");
    }

    async fn the_api_tells_near_names_and_refuses_them_when_asked(scratch) {
        let n = Network::new(&scratch).await;
        let exists = n.space(&n.luc, "Ressources humaines", "request").await;
        n.space(&n.luc, "R. H. (paie)", "private").await;
        let new = |name: &str, near_ok: Option<bool>| json!({ "name": name, "purpose": "Congés", "kind": "help_desk", "near_ok": near_ok });
        let refused = n.api(&n.awa, "POST", "/spaces", new("RH", Some(false))).await;
        assert_eq!((refused.status, &refused.json()["errors"][0]["code"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("near")));
        let made = n.api(&n.awa, "POST", "/spaces", new("RH", None)).await;
        assert_eq!(made.status, StatusCode::CREATED);
        let near = json!([{ "id": exists.to_string(), "name": "Ressources humaines", "purpose": made.json()["near"][0]["purpose"] }]);
        assert_eq!(made.json()["near"], near, "what one may not know of is never among them");
        let free = n.api(&n.awa, "POST", "/spaces", new("Verger", Some(false))).await;
        assert_eq!((free.status, &free.json()["near"]), (StatusCode::CREATED, &Json::Null));
    }

    async fn a_request_is_taken_back_from_the_page(scratch) {
        let n = Network::new(&scratch).await;
        let space = n.space(&n.luc, "Comité des fêtes", "request").await;
        let page = format!("/spaces/{space}");
        n.form(&n.awa, &format!("{page}/join"), &[]).await.led_to();
        n.form(&n.awa, &format!("{page}/withdraw"), &[]).await.led_to();
        n.form(&n.awa, &format!("{page}/withdraw"), &[]).await.led_to();
        n.form(&n.luc, &format!("{page}/requests/{}", n.awa.id), &[("answer", "accept")]).await.led_to();
        assert_eq!(n.api(&n.awa, "GET", &page, Json::Null).await.json()["my_role"], Json::Null, "whoever withdrew is not let in by a late answer");
    }
}
