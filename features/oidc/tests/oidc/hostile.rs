//! A provider, or somebody between, that lies: nobody comes in (safety tests 60 and 62).

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use village::in_both;

use crate::Door;
use crate::issuer::{Signed, now};

type Twist = fn(&mut Value);

const TOKENS: [(&str, Signed, Twist); 17] = [
    ("another nonce", Signed::Ed25519, |c| c["nonce"] = "n".into()),
    ("no nonce", Signed::Ed25519, |c| drop(c.as_object_mut().unwrap().remove("nonce"))),
    ("another issuer", Signed::Ed25519, |c| c["iss"] = "https://evil.example".into()),
    ("the issuer with a slash", Signed::Ed25519, |c| c["iss"] = format!("{}/", c["iss"].as_str().unwrap()).into()),
    ("another audience", Signed::Ed25519, |c| c["aud"] = "another".into()),
    ("no audience", Signed::Ed25519, |c| drop(c.as_object_mut().unwrap().remove("aud"))),
    ("several audiences and no party", Signed::Ed25519, |c| c["aud"] = json!(["palabre", "another"])),
    ("another party", Signed::Ed25519, |c| c["azp"] = "another".into()),
    ("expired", Signed::Ed25519, |c| c["exp"] = (now() - 120).into()),
    ("without an end", Signed::Ed25519, |c| drop(c.as_object_mut().unwrap().remove("exp"))),
    ("made long ago", Signed::Ed25519, |c| c["iat"] = (now() - 3600).into()),
    ("made tomorrow", Signed::Ed25519, |c| c["iat"] = (now() + 86_400).into()),
    ("nobody's", Signed::Ed25519, |c| drop(c.as_object_mut().unwrap().remove("sub"))),
    ("of another access token", Signed::Ed25519, |c| c["at_hash"] = "AAAA".into()),
    ("unsigned", Signed::Not, |_| {}),
    ("signed by the public key as a secret", Signed::ByPublicKey, |_| {}),
    ("signed by a stranger", Signed::ByStranger, |_| {}),
];

in_both! {
    async fn no_token_that_lies_opens_a_session(village) {
        let door = Door::new(&village, "member").await;
        door.link("luc", "luc@annuaire").await;
        for (what, signed, twist) in TOKENS {
            door.issuer.lie(signed, json!({}), twist);
            let answer = door.sign_in("luc@annuaire").await;
            door.nobody_enters(&answer, 400, what).await;
            assert!(answer.text().contains("La connexion n’a pas abouti"), "{what}");
        }
        for head in [json!({"crit": ["exp"]}), json!({"typ": "logout+jwt"}), json!({"kid": "ec-1"}), json!({"alg": "HS512"}), json!({"alg": "RS256"})] {
            door.issuer.lie(Signed::Ed25519, head.clone(), |_| {});
            door.nobody_enters(&door.sign_in("luc@annuaire").await, 400, &head.to_string()).await;
        }
        // Somebody who tries all that has locked nobody out.
        door.issuer.be_right();
        assert_eq!(door.sign_in("luc@annuaire").await.status, 303);
    }

    async fn a_trip_ends_where_it_began_and_once(village) {
        let door = Door::new(&village, "refuse").await;
        door.link("luc", "luc@annuaire").await;
        let (mine, other) = (door.leave("", "/oidc/start").await, door.leave("", "/oidc/start").await);
        let code = |away| door.issuer.grant("luc@annuaire", away);
        for (what, cookie, query) in [
            ("no state", mine.cookie.as_str(), format!("code={}", code(&mine))),
            ("an empty state", &mine.cookie, format!("code={}&state=", code(&mine))),
            ("another state", &mine.cookie, format!("code={}&state={}", code(&mine), other.state)),
            ("another browser", &other.cookie, format!("code={}&state={}", code(&mine), mine.state)),
            ("no cookie", "", format!("code={}&state={}", code(&mine), mine.state)),
            ("rubbish", "palabre_oidc=rubbish", format!("code={}&state={}", code(&mine), mine.state)),
            ("no code", &mine.cookie, format!("state={}", mine.state)),
            ("a refusal", &mine.cookie, format!("error=access_denied&state={}", mine.state)),
            ("an unknown code", &mine.cookie, format!("code=x&state={}", mine.state)),
            ("a code of another trip", &mine.cookie, format!("code={}&state={}", code(&other), mine.state)),
            ("another issuer", &mine.cookie, format!("code={}&state={}&iss=https://evil.example", code(&mine), mine.state)),
        ] {
            door.nobody_enters(&door.back("", cookie, &query).await, 400, what).await;
        }
        let kept = mine.cookie.split_once('=').unwrap().1;
        let mut kept: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(kept).unwrap()).unwrap();
        kept["verifier"] = "another-verifier-that-is-long-enough-for-the-rfc-7636".into();
        let forged = format!("palabre_oidc={}", URL_SAFE_NO_PAD.encode(kept.to_string()));
        door.nobody_enters(&door.back("", &forged, &format!("code={}&state={}", code(&mine), mine.state)).await, 400, "another verifier").await;

        assert_eq!(door.come_back("", &mine, "luc@annuaire").await.status, 303);
        let sessions = door.sessions_of("luc").await;
        // Replayed with a code that the provider gave again for it.
        assert_eq!(door.come_back("", &mine, "luc@annuaire").await.status, 400);
        assert_eq!(door.sessions_of("luc").await, sessions);
    }

    async fn at_once_a_trip_ends_once_too(village) {
        let door = Door::new(&village, "refuse").await;
        door.link("luc", "luc@annuaire").await;
        let away = door.leave("", "/oidc/start").await;
        let both = tokio::join!(door.come_back("", &away, "luc@annuaire"), door.come_back("", &away, "luc@annuaire"));
        let mut answers = [both.0.status, both.1.status];
        answers.sort_unstable();
        assert_eq!(answers, [303, 400]);
    }

    async fn who_answers_is_named_when_the_provider_says_so(village) {
        let door = Door::new(&village, "refuse").await;
        door.link("luc", "luc@annuaire").await;
        let mut door = door;
        door.issuer.book().description["authorization_response_iss_parameter_supported"] = true.into();
        door.restart("refuse");
        door.nobody_enters(&door.sign_in("luc@annuaire").await, 400, "not named").await;
        let away = door.leave("", "/oidc/start").await;
        let query = format!("code={}&state={}&iss={}", door.issuer.grant("luc@annuaire", &away), away.state, door.issuer.url);
        assert_eq!(door.back("", &away.cookie, &query).await.status, 303);
    }

    async fn keys_are_changed_and_strangers_ask_in_vain(village) {
        let door = Door::new(&village, "refuse").await;
        door.link("luc", "luc@annuaire").await;
        door.issuer.new_keys();
        assert_eq!(door.sign_in("luc@annuaire").await.status, 303);
        assert_eq!(door.issuer.read("keys"), 2);
        door.issuer.lie(Signed::ByStranger, json!({"kid": "invented"}), |_| {});
        for _ in 0..10 {
            assert_eq!(door.sign_in("luc@annuaire").await.status, 400);
        }
        assert!(door.issuer.read("keys") <= 6, "whoever invents names of keys does not make us ask each time");
        door.issuer.be_right();
        assert_eq!(door.sign_in("luc@annuaire").await.status, 303);
    }
}
