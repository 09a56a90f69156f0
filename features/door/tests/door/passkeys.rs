//! Passkeys over HTTP, with an authenticator made of software (safety test 66).

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use http::Method;
use kernel::people::sessions::{Means, Step};
use serde_json::json;
use village::in_both;

use crate::hall::{Hall, Visitor, codes, to};
use crate::soft::{FLAGS, How, Soft};

const ORIGIN: &str = "https://palabre.example";
const PARTY: &str = "palabre.example";

fn text(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

async fn challenge(visitor: &mut Visitor<'_>, path: &str) -> String {
    let question = visitor.ask(Method::POST, path, "").await.expect(200);
    let inner = if question["get"].is_object() { &question["get"] } else { &question["create"] };
    assert_eq!(inner["timeout"], 300_000);
    inner["challenge"].as_str().expect("a challenge").to_owned()
}

fn registration(soft: &Soft, challenge: &str, how: &How<'_>) -> String {
    let (client, attestation) = soft.register(challenge, how);
    json!({ "id": text(&soft.id), "client_data": text(&client), "attestation": text(&attestation) }).to_string()
}

fn assertion(soft: &Soft, challenge: &str, how: &How<'_>, user: &str) -> String {
    let (client, data, signature) = soft.answer(challenge, how);
    json!({ "id": text(&soft.id), "client_data": text(&client), "authenticator_data": text(&data), "signature": text(&signature), "user": user })
        .to_string()
}

async fn adds(visitor: &mut Visitor<'_>, soft: &Soft) -> village::Answer {
    let challenge = challenge(visitor, "/me/passkeys/options").await;
    let answer = registration(soft, &challenge, &How::registering(ORIGIN, PARTY));
    visitor.post("/me/passkeys/new", &[("name", "Téléphone"), ("passkey", &answer)]).await
}

async fn signs_in(hall: &Hall, soft: &Soft, how: &How<'_>, user: &str) -> (u16, String) {
    let mut nobody = hall.nobody();
    let challenge = challenge(&mut nobody, "/sign-in/passkey/options").await;
    let answer = nobody.post("/sign-in/passkey", &[("passkey", &assertion(soft, &challenge, how, user)), ("next", "/export")]).await;
    (answer.status, to(&answer).to_owned())
}

in_both! {
    async fn a_passkey_alone_signs_in(village) {
        let hall = Hall::of(village);
        let mut luc = hall.signed_in("luc").await;
        let mut soft = Soft::es256(b"key of luc");
        let user = door::passkeys::handle(hall.village.person("luc"));
        let added = adds(&mut luc, &soft).await;
        assert_eq!((added.status, codes(&added.text()).len()), (200, 10));
        let page = luc.get("/me/security").await.text();
        assert!(page.contains("Téléphone") && page.contains("jamais utilisée"));

        let how = How::signing_in(ORIGIN, PARTY);
        soft.counter += 1;
        assert_eq!(signs_in(&hall, &soft, &how, &user).await, (303, "/export".to_owned()));
        assert!(luc.get("/me/security").await.text().contains("dernière utilisation"));
        // A password that is right leads to the second step now.
        assert_eq!(hall.arrives("luc", Means::Password).await.0.step, Step::Second);
        assert_eq!(hall.count("SELECT count(*) FROM audit WHERE act = 'signed-in' AND details = 'passkey'").await, 1);
    }

    async fn what_must_be_refused_is_refused(village) {
        let hall = Hall::of(village);
        let (mut luc, mut mehdi) = (hall.signed_in("luc").await, hall.signed_in("mehdi").await);
        let (mut soft, other) = (Soft::es256(b"key of luc"), Soft::eddsa(b"key of mehdi"));
        adds(&mut luc, &soft).await;
        adds(&mut mehdi, &other).await;
        let (user, somebody) = (door::passkeys::handle(hall.village.person("luc")), door::passkeys::handle(hall.village.person("mehdi")));
        soft.counter = 5;
        let how = How::signing_in(ORIGIN, PARTY);
        for wrong in [
            How { origin: "https://evil.example", ..how.clone() },
            How { party: "evil.example", ..how.clone() },
            How { flags: FLAGS & !(1 << 2), ..how.clone() },
            How { kind: "webauthn.create", ..how.clone() },
        ] {
            assert_eq!(signs_in(&hall, &soft, &wrong, &user).await.0, 422);
        }
        // Somebody else's name on it, or none.
        assert_eq!(signs_in(&hall, &soft, &how, &somebody).await.0, 422);
        assert_eq!(signs_in(&hall, &soft, &how, "").await.0, 422);
        assert_eq!(signs_in(&hall, &Soft::es256(b"unknown"), &how, &user).await.0, 422);
        assert_eq!(signs_in(&hall, &Soft::es256(b"key of luc"), &how, &user).await.0, 422, "another key under the same id");

        // Replayed with the challenge's own cookie; a fresh challenge answered with an old signature; a challenge of another browser.
        let mut nobody = hall.nobody();
        let asked = challenge(&mut nobody, "/sign-in/passkey/options").await;
        let answer = assertion(&soft, &asked, &how, &user);
        let mut elsewhere = hall.nobody();
        challenge(&mut elsewhere, "/sign-in/passkey/options").await;
        assert_eq!(elsewhere.post("/sign-in/passkey", &[("passkey", &answer)]).await.status, 422);
        assert_eq!(hall.nobody().post("/sign-in/passkey", &[("passkey", &answer)]).await.status, 422);
        let mut again = nobody.clone();
        assert_eq!(nobody.post("/sign-in/passkey", &[("passkey", &answer)]).await.status, 303);
        assert_eq!(again.post("/sign-in/passkey", &[("passkey", &answer)]).await.status, 422);
        // The counter stands still, then moves.
        assert_eq!(signs_in(&hall, &soft, &how, &user).await.0, 422);
        soft.counter += 1;
        assert_eq!(signs_in(&hall, &soft, &how, &user).await.0, 303);

        for junk in ["", "{}", "[]", "{\"id\":\"\",\"client_data\":\"*\"}"] {
            assert_eq!(hall.nobody().post("/sign-in/passkey", &[("passkey", junk)]).await.status, 422);
        }
        let awa = hall.village.person("luc");
        hall.village.does("awa", move |tx, actor| kernel::people::deactivate(tx, actor, awa)).await.expect("closed");
        soft.counter += 1;
        assert_eq!(signs_in(&hall, &soft, &how, &user).await.0, 422, "a closed account");
    }

    async fn a_second_step_takes_one_s_own_passkey_alone(village) {
        let hall = Hall::of(village);
        let (mut soft, mut other) = (Soft::es256(b"key of luc"), Soft::es256(b"key of mehdi"));
        adds(&mut hall.signed_in("luc").await, &soft).await;
        adds(&mut hall.signed_in("mehdi").await, &other).await;
        (soft.counter, other.counter) = (9, 9);
        let how = How::signing_in(ORIGIN, PARTY);
        let (_, mut luc) = hall.arrives("luc", Means::Password).await;
        let asked = challenge(&mut luc, "/prove/passkey/options").await;
        for user in ["", &door::passkeys::handle(hall.village.person("mehdi")), &door::passkeys::handle(hall.village.person("luc"))] {
            assert_eq!(luc.post("/sign-in/second", &[("passkey", &assertion(&other, &asked, &how, user))]).await.status, 422);
        }
        // A challenge for signing in, or of another session, answers no other question.
        let asked = challenge(&mut luc, "/sign-in/passkey/options").await;
        assert_eq!(luc.post("/sign-in/second", &[("passkey", &assertion(&soft, &asked, &how, ""))]).await.status, 422);
        let asked = challenge(&mut luc, "/prove/passkey/options").await;
        let before = luc.session();
        assert_eq!(luc.post("/sign-in/second", &[("passkey", &assertion(&soft, &asked, &how, ""))]).await.status, 303);
        assert_ne!(luc.session(), before);
        assert_eq!(luc.get("/").await.status, 200);
    }

    async fn several_with_names_and_none_twice(village) {
        let hall = Hall::of(village);
        let mut luc = hall.signed_in("luc").await;
        let (first, second) = (Soft::es256(b"one"), Soft::eddsa(b"two"));
        adds(&mut luc, &first).await;
        assert_eq!(to(&adds(&mut luc, &second).await), "/me/security", "recovery codes come with the first one alone");
        assert_eq!(adds(&mut luc, &first).await.status, 422);
        assert_eq!(adds(&mut hall.signed_in("mehdi").await, &Soft::es256(b"one")).await.status, 422, "somebody has it");
        let challenge_text = challenge(&mut luc, "/me/passkeys/options").await;
        let answer = registration(&Soft::es256(b"three"), &challenge_text, &How::registering(ORIGIN, PARTY));
        let unnamed = luc.post("/me/passkeys/new", &[("name", " "), ("passkey", &answer)]).await;
        assert_eq!(unnamed.status, 422);
        let page = luc.get("/me/security").await.text();
        let remove = page.split("action=\"/me/passkeys/").nth(1).and_then(|rest| rest.split('"').next()).expect("a form").to_owned();
        assert_eq!(hall.signed_in("mehdi").await.post(&format!("/me/passkeys/{remove}"), &[]).await.status, 404, "somebody else's");
        let mut elsewhere = {
            let (opened, visitor) = hall.arrives("luc", Means::Passkey).await;
            assert_eq!(opened.step, Step::In);
            visitor
        };
        assert_eq!(to(&luc.post(&format!("/me/passkeys/{remove}"), &[]).await), "/me/security");
        assert_eq!(elsewhere.get("/").await.status, 303, "other sessions end");
        assert_eq!(hall.count("SELECT count(*) FROM passkeys").await, 1);
        assert_eq!(hall.count("SELECT count(*) FROM audit WHERE act = 'factor-added' AND details = 'passkey'").await, 2);
    }
}
