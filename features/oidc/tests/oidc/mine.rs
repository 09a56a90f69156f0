//! Linking and unlinking one's own account, and proving by it who one is.

use serde_json::json;
use village::in_both;

use crate::issuer::{Signed, now};
use crate::{Door, location, set};

const PASSWORD: &str = "UPDATE people SET password = 'a hash' WHERE id = $1";

in_both! {
    async fn one_links_and_unlinks_ones_own(village) {
        let door = Door::new(&village, "refuse").await;
        assert_eq!(location(&door.http.get_as("", "/me/identities").await), "/sign-in?next=/me/identities");
        door.prove("luc").await;
        let page = door.http.get_as("luc", "/me/identities").await.text();
        assert!(page.contains("Aucun compte Annuaire") && page.contains("href=\"/oidc/link\""), "{page}");
        door.issuer.lie(Signed::Ed25519, json!({}), |claims| claims["email"] = "<b>luc</b>@ailleurs.example".into());
        door.link("luc", "luc").await;
        door.issuer.be_right();
        let page = door.http.get_as("luc", "/me/identities").await.text();
        assert!(page.contains("&lt;b&gt;luc&lt;/b&gt;@ailleurs.example"), "{page}");
        let id = door.count("SELECT id FROM identities").await;
        let remove = format!("/me/identities/{id}/remove");
        door.prove("rita").await;
        assert_eq!(door.http.post_form("rita", &remove, &[]).await.status, 409, "Rita has no way in of her own to begin with");
        door.alter("rita", PASSWORD).await;
        assert_eq!(door.http.post_form("rita", &remove, &[]).await.status, 404);
        let answer = door.http.post_form("luc", &remove, &[]).await;
        assert_eq!(answer.status, 409);
        assert!(answer.text().contains("Choisissez d’abord un mot de passe"));
        door.sign_in("luc").await;
        let before = door.sessions_of("luc").await;
        door.alter("luc", PASSWORD).await;
        assert_eq!(location(&door.http.post_form("luc", &remove, &[]).await), "/me/identities");
        assert_eq!(door.sessions_of("luc").await, before - 1, "what the provider opened is closed");
        assert_eq!(door.sign_in("luc").await.status, 403);
        assert_eq!(door.count("SELECT count(*) FROM audit WHERE act IN ('factor-added', 'factor-removed')").await, 2);
    }

    async fn an_identity_is_one_persons(village) {
        let door = Door::new(&village, "refuse").await;
        door.link("luc", "luc").await;
        assert_eq!(location(&door.link("luc", "luc").await), "/me/identities", "again changes nothing");
        let answer = door.link("rita", "luc").await;
        assert_eq!(answer.status, 409);
        assert!(answer.text().contains("appartient ici à quelqu’un d’autre"));
        // Begun by one, ended by another, or by nobody.
        let away = door.leave("luc", "/oidc/link").await;
        assert_eq!(door.come_back("rita", &away, "stranger").await.status, 400);
        let away = door.leave("luc", "/oidc/link").await;
        assert_eq!(door.come_back("", &away, "stranger").await.status, 400);
        assert_eq!(door.count("SELECT count(*) FROM identities").await, 1);
    }

    async fn linking_asks_first_who_is_there(village) {
        let door = Door::new(&village, "refuse").await;
        door.prove("luc").await;
        let away = door.leave("luc", "/oidc/link").await;
        door.forget("luc").await;
        assert_eq!(location(&door.http.get_as("luc", "/oidc/link").await), "/me/identities");
        assert_eq!(location(&door.http.get_as("luc", "/me/identities").await), "/prove?next=/me/identities");
        assert_eq!(door.come_back("luc", &away, "luc").await.status, 400, "proved too long ago");
        assert_eq!(door.http.post_form("luc", "/me/identities/1/remove", &[]).await.status, 403);
        assert_eq!(door.count("SELECT count(*) FROM identities").await, 0);
    }

    async fn the_provider_proves_anew_who_is_there(village) {
        let door = Door::new(&village, "refuse").await;
        door.link("luc", "luc").await;
        door.link("rita", "rita").await;
        door.forget("luc").await;
        for (subject, auth_time, status) in [("luc", None, 400), ("luc", Some(now() - 3600), 400), ("rita", Some(now()), 409), ("unknown", Some(now()), 409)] {
            door.issuer.lie(Signed::Ed25519, json!({}), move |claims| claims["auth_time"] = json!(auth_time));
            let away = door.leave("luc", "/oidc/prove?next=/me/identities").await;
            assert_eq!(door.come_back("luc", &away, subject).await.status, status, "{subject} {auth_time:?}");
        }
        door.issuer.lie(Signed::Ed25519, json!({}), |claims| claims["auth_time"] = now().into());
        let away = door.leave("luc", "/oidc/prove?next=/me/identities").await;
        assert_eq!(door.come_back("rita", &away, "luc").await.status, 400, "not Luc's session");
        let away = door.leave("luc", "/oidc/prove?next=/me/identities").await;
        let answer = door.come_back("luc", &away, "luc").await;
        assert_eq!((answer.status, location(&answer)), (303, "/me/identities"));
        let session = set(&answer, "palabre_session").expect("the session goes on under a new secret");
        let page = door.http.ask("", http::Method::GET, "/me/identities", &[(http::header::COOKIE, &session)], "").await;
        assert_eq!(page.status, 200);
    }
}
