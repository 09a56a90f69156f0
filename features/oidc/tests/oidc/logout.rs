//! The provider says that somebody signed out there (OpenID Connect Back-Channel Logout 1.0).

use base::Secret;
use serde_json::{Value, json};
use village::{Answer, in_both};

use crate::Door;
use crate::issuer::{Signed, now};

const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

impl Door<'_> {
    fn logout(&self, more: &Value) -> Value {
        let mut claims = json!({"iss": self.issuer.url, "aud": "palabre", "iat": now(), "exp": now() + 120, "jti": Secret::new().reveal(), "events": {EVENT: {}}});
        claims.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        claims
    }

    async fn tell(&self, token: &str) -> Answer {
        self.http.post_form("", "/oidc/logout", &[("logout_token", token)]).await
    }
}

in_both! {
    async fn the_sessions_it_opened_end_and_no_other(village) {
        let door = Door::new(&village, "refuse").await;
        door.link("luc", "luc").await;
        door.link("rita", "rita").await;
        let (luc, rita) = (door.sessions_of("luc").await, door.sessions_of("rita").await);
        door.issuer.lie(Signed::Ed25519, json!({}), |claims| claims["sid"] = "first".into());
        door.sign_in("luc").await;
        door.issuer.lie(Signed::Ed25519, json!({}), |claims| claims["sid"] = "second".into());
        door.sign_in("luc").await;
        door.issuer.be_right();
        door.sign_in("rita").await;
        let token = door.issuer.sign(door.logout(&json!({"sub": "luc", "sid": "first"})));
        let answer = door.tell(&token).await;
        assert_eq!((answer.status, answer.headers["cache-control"].to_str().unwrap()), (200, "no-store"));
        assert_eq!(door.sessions_of("luc").await, luc + 1);
        assert_eq!(door.tell(&token).await.status, 400, "a token speaks once");
        // Somebody else's session under the same subject, or ours under another: nothing.
        assert_eq!(door.tell(&door.issuer.sign(door.logout(&json!({"sub": "rita", "sid": "second"})))).await.status, 200);
        assert_eq!(door.sessions_of("luc").await, luc + 1);
        assert_eq!(door.tell(&door.issuer.sign(door.logout(&json!({"sid": "second"})))).await.status, 200);
        // The session that a password opened is none of the provider's business.
        assert_eq!((door.sessions_of("luc").await, door.sessions_of("rita").await), (luc, rita + 1));
        let token = door.issuer.sign(door.logout(&json!({"sub": "rita"})));
        assert_eq!(door.tell(&token).await.status, 200);
        assert_eq!(door.sessions_of("rita").await, rita);
        assert_eq!(door.count("SELECT count(*) FROM changes WHERE verb = 'signed_out'").await, 3, "open pages hear it");
    }

    async fn a_token_that_lies_ends_nothing(village) {
        let door = Door::new(&village, "refuse").await;
        door.link("luc", "luc").await;
        door.sign_in("luc").await;
        let before = door.sessions_of("luc").await;
        let without = |name: &str| {
            let mut claims = door.logout(&json!({"sub": "luc"}));
            claims.as_object_mut().unwrap().remove(name);
            claims
        };
        let mut tokens = vec![String::new(), "a.b.c".into()];
        tokens.extend(["iss", "aud", "iat", "exp", "jti", "events", "sub"].map(|name| door.issuer.sign(without(name))));
        tokens.push(door.issuer.sign(door.issuer.claims("luc", "n")));
        for more in [
            json!({"sub": "luc", "nonce": "n"}), json!({"sub": "luc", "aud": "another"}), json!({"sub": "luc", "iss": "https://evil.example"}),
            json!({"sub": "luc", "exp": now() - 120}), json!({"sub": "luc", "iat": now() - 3600}), json!({"sub": "luc", "events": {}}),
            json!({"sub": "luc", "events": {EVENT: "yes"}}), json!({"sub": "luc", "events": EVENT}),
        ] {
            tokens.push(door.issuer.sign(door.logout(&more)));
        }
        for signed in [Signed::Not, Signed::ByPublicKey, Signed::ByStranger] {
            door.issuer.lie(signed, json!({}), |_| {});
            tokens.push(door.issuer.sign(door.logout(&json!({"sub": "luc"}))));
        }
        for token in tokens {
            assert_eq!(door.tell(&token).await.status, 400, "{token}");
        }
        assert_eq!(door.sessions_of("luc").await, before);
        assert_eq!(door.http.get_as("", "/oidc/logout").await.status, 405);
    }
}
