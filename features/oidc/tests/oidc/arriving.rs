//! Who comes in, as whom, and who stays outside.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use kernel::people;
use serde_json::json;
use sha2::{Digest, Sha512};
use village::in_both;

use crate::issuer::Signed;
use crate::{Door, INVITATION, location, set};

in_both! {
    async fn a_linked_identity_comes_in(village) {
        let door = Door::new(&village, "refuse").await;
        assert_eq!(location(&door.link("luc", "luc@annuaire").await), "/me/identities");
        let before = door.sessions_of("luc").await;
        let half = URL_SAFE_NO_PAD.encode(&Sha512::digest("jeton-d-acces")[..32]);
        door.issuer.lie(Signed::Ed25519, json!({}), move |claims| claims["at_hash"] = half.clone().into());
        let answer = door.sign_in("luc@annuaire").await;
        assert_eq!((answer.status, location(&answer)), (303, "/spaces"), "{}", answer.text());
        assert!(set(&answer, "palabre_session").is_some() && set(&answer, "palabre_oidc").is_none());
        door.issuer.lie(Signed::P256, json!({}), |_| {});
        assert_eq!(door.sign_in("luc@annuaire").await.status, 303);
        assert_eq!(door.sessions_of("luc").await, before + 2);
        assert_eq!(door.count("SELECT count(*) FROM sessions WHERE means = 'external'").await, 2);
        assert_eq!(door.count("SELECT count(*) FROM audit WHERE act = 'signed-in' AND details = 'external'").await, 2);
        // Another subject of the same provider is somebody else.
        assert_eq!(door.sign_in("LUC@annuaire").await.status, 403);
        assert_eq!((door.issuer.read("description"), door.issuer.read("keys")), (1, 1));
    }

    async fn an_address_links_nobody(village) {
        let mut door = Door::new(&village, "refuse").await;
        for policy in ["refuse", "member"] {
            door.restart(policy);
            for verified in [json!(false), json!(null), json!("true"), json!(true)] {
                let claim = verified.clone();
                door.issuer.lie(Signed::Ed25519, json!({}), move |claims| {
                    claims["email"] = "luc@village.example".into();
                    claims["email_verified"] = claim.clone();
                    claims["name"] = "Luc Moreau".into();
                });
                for path in ["/oidc/start".to_owned(), format!("/oidc/start?invitation={INVITATION}")] {
                    // An invitation is for somebody new; without a proven address it makes an account of its own.
                    if path.contains("invitation") && verified != json!(true) {
                        continue;
                    }
                    let away = door.leave("", &path).await;
                    let answer = door.come_back("", &away, "somebody").await;
                    door.nobody_enters(&answer, 403, &format!("{policy} {verified} {path}")).await;
                    assert!(answer.text().contains("Demandez une invitation"), "{}", answer.text());
                }
            }
        }
        assert_eq!(door.count("SELECT count(*) FROM identities").await, 0);
        assert_eq!(door.count("SELECT count(*) FROM people WHERE email = 'luc@village.example'").await, 1);
    }

    async fn newcomers_as_the_operator_wants(village) {
        let mut door = Door::new(&village, "refuse").await;
        let tells = |verified: bool| move |claims: &mut serde_json::Value| {
            claims["email"] = "Zoe@Ailleurs.example".into();
            claims["email_verified"] = verified.into();
            claims["given_name"] = "Zoé".into();
            claims["family_name"] = "Martin".into();
            claims["locale"] = "en-GB".into();
            claims["zoneinfo"] = "Africa/Dakar".into();
        };
        door.issuer.lie(Signed::Ed25519, json!({}), tells(true));
        door.nobody_enters(&door.sign_in("zoe").await, 403, "refused").await;
        door.restart("member");
        door.issuer.lie(Signed::Ed25519, json!({}), tells(false));
        door.nobody_enters(&door.sign_in("zoe").await, 403, "not proven").await;
        door.issuer.lie(Signed::Ed25519, json!({}), tells(true));
        let answer = door.sign_in("zoe").await;
        assert_eq!((answer.status, location(&answer)), (303, "/charter?next=/spaces"));
        let sql = "SELECT count(*) FROM people WHERE name = 'Zoé Martin' AND role = 'member' AND email = 'zoe@ailleurs.example'
          AND language = 'en' AND zone = 'Africa/Dakar' AND password IS NULL";
        assert_eq!(door.count(sql).await, 1);
        // From now on they are known, whatever the provider says of their address.
        door.issuer.be_right();
        assert_eq!(door.sign_in("zoe").await.status, 303);
        assert_eq!(door.count("SELECT count(*) FROM identities").await, 1);
    }

    async fn what_is_told_apart_from_the_token_is_of_the_same_person(village) {
        let door = Door::new(&village, "member").await;
        let tell = |subject: &str| door.issuer.book().more = json!({"sub": subject, "email": "zoe@ailleurs.example", "email_verified": true, "name": "Zoé"});
        tell("another");
        door.nobody_enters(&door.sign_in("zoe").await, 403, "somebody else's").await;
        tell("zoe");
        door.issuer.lie(Signed::Ed25519, json!({}), |claims| claims["email_verified"] = false.into());
        door.nobody_enters(&door.sign_in("zoe").await, 403, "what is signed stands").await;
        door.issuer.be_right();
        assert_eq!(door.sign_in("zoe").await.status, 303);
        assert_eq!(door.count("SELECT count(*) FROM people WHERE name = 'Zoé' AND email = 'zoe@ailleurs.example'").await, 1);
    }

    async fn an_invitation_is_carried_through(village) {
        let door = Door::new(&village, "refuse").await;
        door.issuer.lie(Signed::Ed25519, json!({}), |claims| claims["preferred_username"] = "zoe".into());
        let away = door.leave("", "/oidc/start?invitation=another").await;
        door.nobody_enters(&door.come_back("", &away, "zoe").await, 403, "a dead invitation").await;
        let away = door.leave("", &format!("/oidc/start?invitation={INVITATION}")).await;
        assert_eq!(door.come_back("", &away, "zoe").await.status, 303);
        assert_eq!(door.count("SELECT count(*) FROM people WHERE name = 'zoe' AND email IS NULL").await, 1);
        assert_eq!(door.sign_in("zoe").await.status, 303);
    }

    async fn who_is_deactivated_stays_so(village) {
        let door = Door::new(&village, "member").await;
        door.link("rita", "rita@annuaire").await;
        let rita = village.person("rita");
        village.does("awa", move |tx, awa| people::deactivate(tx, awa, rita)).await.unwrap();
        let answer = door.sign_in("rita@annuaire").await;
        door.nobody_enters(&answer, 403, "deactivated").await;
        assert!(answer.text().contains("Votre accès a pris fin"));
        let away = door.leave("", &format!("/oidc/start?invitation={INVITATION}")).await;
        door.nobody_enters(&door.come_back("", &away, "rita@annuaire").await, 403, "with an invitation").await;
        assert_eq!(door.count("SELECT count(*) FROM people WHERE deactivated_at IS NOT NULL").await, 1);
        door.link("nadia", "nadia@annuaire").await;
        door.alter("nadia", "UPDATE people SET ends_at = 1 WHERE id = $1").await;
        door.nobody_enters(&door.sign_in("nadia@annuaire").await, 403, "a guest whose time is over").await;
    }

    async fn a_second_factor_is_asked_unless_the_provider_asked_for_two(village) {
        let door = Door::new(&village, "refuse").await;
        door.link("luc", "luc@annuaire").await;
        village.does("awa", |tx, awa| people::factors::set_rule(tx, awa, people::factors::Rule::Everybody)).await.unwrap();
        let answer = door.sign_in("luc@annuaire").await;
        assert_eq!(location(&answer), "/sign-in/enrol?next=/spaces");
        for (claim, strong) in [
            (json!({"amr": ["pwd", "mfa"]}), true),
            (json!({"acr": "https://refeds.org/profile/mfa"}), true),
            (json!({"amr": ["pwd", "otp"]}), false),
            (json!({"amr": "mfa"}), false),
            (json!({"acr": "urn:mfa"}), false),
        ] {
            let told = claim.clone();
            door.issuer.lie(Signed::Ed25519, json!({}), move |claims| claims.as_object_mut().unwrap().extend(told.as_object().unwrap().clone()));
            let to = if strong { "/spaces" } else { "/sign-in/enrol?next=/spaces" };
            assert_eq!(location(&door.sign_in("luc@annuaire").await), to, "{claim}");
        }
    }
}
