//! The pages as people use them without scripts.

use http::StatusCode;
use serde_json::{Value as Json, json};

use crate::network::Network;

const NEW: [(&str, &str); 5] =
    [("name", "Menuiserie <b>"), ("purpose", "Parler bois"), ("kind", "community"), ("opening", "request"), ("ends_on", "2027-06-30")];

store::on_both! {
    async fn the_one_form_opens_one_space(scratch) {
        let n = Network::new(&scratch).await;
        let form = n.page(&n.awa, "/spaces/new").await;
        let key = form.text.split("name=\"key\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
        let sent: Vec<_> = NEW.into_iter().chain([("key", key.as_str())]).collect();
        let first = n.form(&n.awa, "/spaces/new", &sent).await.led_to().to_owned();
        let shown = n.page(&n.awa, "/spaces").await.text;
        assert!(shown.contains("Menuiserie &lt;b&gt;") && !shown.contains("Menuiserie <b>"));
        // The button pressed twice: the near name is its own, the key says that it is the same form.
        let again: Vec<_> = sent.into_iter().chain([("confirm", "1")]).collect();
        assert_eq!(n.form(&n.awa, "/spaces/new", &again).await.led_to(), first);
    }

    async fn somebody_else_may_answer_for_it(scratch) {
        let n = Network::new(&scratch).await;
        let sent = |owner: String| json!({ "name": "Salon", "purpose": "Le stand", "kind": "project", "owner": owner });
        let made = n.api(&n.awa, "POST", "/spaces", sent(n.luc.id.to_string())).await;
        assert_eq!((made.status, made.json()["owner"].clone()), (StatusCode::CREATED, json!(n.luc.id)));
        assert_eq!(made.json()["my_role"], "host");
        let settings = format!("/spaces/{}/settings", made.json()["id"].as_str().unwrap());
        assert_eq!(n.page(&n.luc, &settings).await.status, StatusCode::OK);
        for nobody in [n.guest.id.to_string(), "12".into()] {
            assert_eq!(n.api(&n.awa, "POST", "/spaces", sent(nobody)).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        let luc = n.luc.id.to_string();
        let by_form = NEW.into_iter().chain([("owner", luc.as_str())]).collect::<Vec<_>>();
        let there = n.form(&n.awa, "/spaces/new", &by_form).await.led_to().to_owned();
        assert!(n.page(&n.luc, &format!("{there}/settings")).await.text.contains("Menuiserie"));
    }

    async fn a_refused_form_keeps_what_was_typed(scratch) {
        let n = Network::new(&scratch).await;
        let sent = [("name", ""), ("purpose", "Parler \"bois\""), ("kind", "cafe"), ("opening", "open"), ("ends_on", "2027-02-31")];
        let refused = n.form(&n.awa, "/spaces/new", &sent).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let text = refused.text;
        assert!(text.contains("Parler &quot;bois&quot;</textarea>") && text.contains("value=\"2027-02-31\""));
        assert!(text.contains("À remplir.") && text.contains("Ce n’est pas une date.") && text.contains("aria-invalid=\"true\""));
        assert!(text.contains("value=\"cafe\" checked") && text.contains("value=\"open\" checked"));
    }

    async fn asking_being_let_in_and_leaving(scratch) {
        let n = Network::new(&scratch).await;
        let space = n.space(&n.luc, "Atelier", "request").await;
        let at = |rest: &str| format!("/spaces/{space}/{rest}");
        assert_eq!(n.form(&n.awa, &at("join"), &[]).await.led_to(), format!("/spaces/{space}"));
        let door = n.page(&n.luc, &at("members")).await.text;
        assert!(door.contains("Demandes pour rejoindre l’espace") && door.contains("Awa Diallo"));
        n.form(&n.luc, &at(&format!("requests/{}", n.mia.id)), &[("answer", "accept")]).await.led_to();
        n.form(&n.luc, &at(&format!("requests/{}", n.awa.id)), &[("answer", "accept")]).await.led_to();
        let members = n.page(&n.awa, &at("members")).await.text;
        assert!(members.contains("Awa Diallo") && !members.contains("Mia"), "only who asked is let in");
        n.form(&n.awa, &at("level"), &[("level", "important")]).await.led_to();
        let question = n.form(&n.awa, &at("leave"), &[]).await;
        assert_eq!(question.status, StatusCode::OK);
        assert!(question.text.contains("name=\"confirm\" value=\"1\""));
        assert_eq!(n.form(&n.awa, &at("leave"), &[("confirm", "1")]).await.led_to(), "/spaces");
        assert_eq!(n.page(&n.awa, &at("members")).await.status, StatusCode::FORBIDDEN);
        assert_eq!(n.form(&n.luc, &at("leave"), &[("confirm", "1")]).await.status, StatusCode::CONFLICT);
    }

    async fn hosts_invite_change_roles_and_take_out(scratch) {
        let n = Network::new(&scratch).await;
        let space = n.space(&n.luc, "Atelier", "private").await;
        let members = format!("/spaces/{space}/members");
        let found = n.page(&n.luc, &format!("{members}?invite=diallo")).await.text;
        assert!(found.contains("Awa Diallo") && found.contains(&format!("name=\"person\" value=\"{}\"", n.awa.id)));
        let awa = n.awa.id.to_string();
        n.form(&n.luc, &members, &[("person", &awa), ("role", "reader")]).await.led_to();
        assert!(n.page(&n.luc, &format!("{members}?invite=diallo")).await.text.contains("Personne d’autre ne correspond."));
        let one = format!("{members}/{awa}");
        n.form(&n.luc, &one, &[("role", "host")]).await.led_to();
        assert_eq!(n.api(&n.awa, "GET", &format!("/spaces/{space}"), Json::Null).await.json()["my_role"], "host");
        n.form(&n.luc, &one, &[("role", "none")]).await.led_to();
        assert_eq!(n.page(&n.awa, &members).await.status, StatusCode::NOT_FOUND);
        let late = n.form(&n.luc, &one, &[("role", "reader")]).await;
        assert_eq!(late.status, StatusCode::NOT_FOUND, "a late change of role lets nobody in");
    }

    async fn settings_show_both_sides_of_a_conflict(scratch) {
        let n = Network::new(&scratch).await;
        let space = n.space(&n.luc, "Atelier", "open").await;
        let (path, owner) = (format!("/spaces/{space}/settings"), n.luc.id.to_string());
        let sent = |purpose: &'static str, revision: &'static str| {
            vec![("name", "Atelier"), ("purpose", purpose), ("kind", "project"), ("opening", "open"), ("ends_on", "2027-01-02"), ("kinds", "post"),
                ("kinds", "question"), ("who_posts", "host"), ("who_comments", "reader"), ("who_invites", "contributor"), ("revision", revision)]
        };
        let mut first = sent("Bâtir.", "1");
        first.push(("owner", &owner));
        n.form(&n.luc, &path, &first).await.led_to();
        let saved = n.api(&n.luc, "GET", &format!("/spaces/{space}"), Json::Null).await.json();
        assert_eq!((&saved["kinds"], &saved["who_posts"], &saved["who_comments"]), (&json!(["post", "question"]), &json!("host"), &json!("reader")));
        let stale = n.form(&n.luc, &path, &sent("Rénover.", "1")).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        assert!(stale.text.contains("Rénover.</textarea>") && stale.text.contains("<bdi>Bâtir.</bdi>"), "{}", stale.text);
        assert!(stale.text.contains("name=\"revision\" value=\"2\""), "what was seen can be saved");
        let none = n.form(&n.luc, &path, &[("name", "Atelier"), ("purpose", "x"), ("kind", "project"), ("opening", "open"), ("revision", "2")]).await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    }

    async fn mentions_offer_readers_of_the_space_to_writers(scratch) {
        let n = Network::new(&scratch).await;
        let space = n.space(&n.luc, "Atelier", "private").await;
        n.admit(&n.luc, space, &n.awa, "contributor").await;
        n.admit(&n.luc, space, &n.mia, "reader").await;
        let names = n.page(&n.luc, &format!("/spaces/{space}/mentions?q=dia")).await.json();
        assert_eq!(names, json!([{ "id": n.awa.id, "name": "Awa Diallo" }]));
        assert_eq!(n.page(&n.luc, &format!("/spaces/{space}/mentions?q=odi")).await.json(), json!([]), "nobody who can't read it");
        assert_eq!(n.page(&n.mia, &format!("/spaces/{space}/mentions?q=a")).await.status, StatusCode::FORBIDDEN);
    }

    async fn who_sees_what_names_only_whom_one_may_know(scratch) {
        let n = Network::new(&scratch).await;
        let space = n.space(&n.luc, "Atelier", "open").await;
        n.admit(&n.luc, space, &n.guest, "contributor").await;
        let path = format!("/spaces/{space}/audience");
        let insider = n.page(&n.awa, &path).await.text;
        assert!(insider.contains("6 personnes lisent cet espace, dont 1 invitée.") && insider.contains("Odile"));
        let guest = n.page(&n.guest, &path).await.text;
        assert!(guest.contains("Luc") && !guest.contains("Odile") && !guest.contains("Awa"), "{guest}");
        assert!(n.page(&n.guest, "/nav").await.text.starts_with("<nav"));
    }
}
