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
}
