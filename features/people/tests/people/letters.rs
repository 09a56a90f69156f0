//! Letters: who gets one, what it says, and that no secret waits in the database.

use std::time::Duration;

use http::Method;
use kernel::people::PersonRole;
use reach::{Mail, Mailer};
use serde_json::json;
use store::Dialect;
use store::testing::block_on;

use crate::town::{PASSWORD, Town, Visitor, address, nobody};

/// Does what is enqueued, until so many letters left.
async fn sent(town: &Town, letters: usize) -> Vec<Mail> {
    let mailer = Mailer::keeping();
    let works = people::letters::works(&town.house.store, &mailer, &town.house.public_url).into_iter().collect();
    let pace = jobs::Pace { look: Duration::from_millis(20), ..jobs::Pace::default() };
    let store = town.house.store.clone();
    let enough = async {
        while jobs_left(town).await > 0 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), jobs::run(store, works, pace, enough)).await.expect("the jobs are done in time");
    assert_eq!(mailer.kept().len(), letters);
    mailer.kept()
}

async fn jobs_left(town: &Town) -> i64 {
    town.count("SELECT count(*) FROM jobs WHERE done_at IS NULL AND dead_at IS NULL").await
}

fn on(backend: Dialect) {
    block_on(async {
        let town = Town::with_mail(backend, true);
        let owner = town.person("Awa Diallo", PersonRole::Owner).await;
        for email in ["awa.diallo@exemple.fr", "personne@exemple.fr"] {
            let answer = town.post(&nobody(), "/forgot", &[("email", email)]).await;
            assert!(answer.text().contains("un courriel est en route"));
        }
        assert_eq!(jobs_left(&town).await, 2, "the work is the same for an address that nobody has");
        let letters = sent(&town, 1).await;
        assert_eq!((letters[0].to.as_str(), letters[0].to_name.as_str()), ("awa.diallo@exemple.fr", "Awa Diallo"));
        let link = address(&letters[0].text, "http://palabre.example/reset/").replace("http://palabre.example", "");
        assert_eq!(town.get(&nobody(), &link).await.status, 200);
        assert_eq!(town.post(&nobody(), &link, &[("password", "sept hérons dans la brume")]).await.status, 303);

        let at_it = Visitor { key: "clef".into(), ..owner.clone() };
        for _ in 0..2 {
            let made = town
                .call(&at_it, Method::POST, "/invitations", json!({ "role": "member", "email": "Luc@Exemple.fr", "name": "Luc\r\nBcc: x" }))
                .await;
            assert_eq!((made.status.as_u16(), &made.json()["url"]), (201, &serde_json::Value::Null));
        }
        let letters = sent(&town, 1).await;
        assert_eq!(letters[0].to, "luc@exemple.fr");
        assert!(letters[0].text.contains("Awa Diallo vous invite") && !letters[0].to_name.contains('\n'));
        let link = address(&letters[0].text, "http://palabre.example/join/").replace("http://palabre.example", "");
        let form = [("name", "Luc"), ("email", "x@exemple.fr"), ("password", PASSWORD), ("language", "fr"), ("zone", "Europe/Paris")];
        assert_eq!(town.post(&nobody(), &link, &form).await.status, 303);
        assert_eq!(town.count("SELECT count(*) FROM people WHERE email = 'luc@exemple.fr'").await, 1);
        assert_eq!(town.count("SELECT count(*) FROM jobs WHERE payload LIKE '%/join/%' OR payload LIKE '%/reset/%'").await, 0);
    });
}

#[test]
fn sqlite() {
    on(Dialect::Sqlite);
}

#[test]
fn postgres() {
    on(Dialect::Postgres);
}
