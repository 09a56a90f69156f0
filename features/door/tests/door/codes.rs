//! One-time codes and recovery codes (safety tests 48, 51, 65).

use base::Moment;
use http::Method;
use kernel::people::sessions::{Means, Step};
use tokio::task::JoinSet;
use village::in_both;

use crate::hall::{Hall, Visitor, codes, to};

/// Adds an application; its letters and the recovery codes.
async fn adds_an_app(visitor: &mut Visitor<'_>) -> (String, Vec<String>) {
    let page = visitor.get("/me/codes/new").await.text();
    let letters = page.split("<code class=\"secret\">").nth(1).and_then(|rest| rest.split('<').next()).expect("letters").replace(' ', "");
    let sealed = Visitor::field(&page, "sealed");
    assert!(page.contains("<svg class=\"qr\"") && !sealed.contains(&letters));
    let wrong = visitor.post("/me/codes/new", &[("sealed", &sealed), ("code", "000000")]).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.text().replace(' ', "").contains(&letters), "the same secret is offered again");
    let code = door::codes::shown(&letters, Moment::now());
    let added = visitor.post("/me/codes/new", &[("sealed", &sealed), ("code", &code)]).await;
    assert_eq!(added.status, 200, "{}", added.text());
    (letters, codes(&added.text()))
}

fn next_code(letters: &str) -> String {
    // The code that confirmed is used up: the next step's is accepted early.
    door::codes::shown(letters, Moment::now().plus_seconds(30))
}

in_both! {
    async fn a_password_alone_opens_nothing_once_there_is_an_application(village) {
        let hall = Hall::of(village);
        let (letters, recovery) = adds_an_app(&mut hall.signed_in("luc").await).await;
        assert_eq!(recovery.len(), 10);
        let (opened, mut luc) = hall.arrives("luc", Means::Password).await;
        assert_eq!(opened.step, Step::Second);
        // Nothing is open while the second step is awaited.
        for path in ["/", "/me/security", "/me/codes/new", "/prove", "/export"] {
            let answer = luc.get(path).await;
            assert!(answer.status == 303 && to(&answer).starts_with("/sign-in?next="), "{path} {}", answer.status);
        }
        for path in ["/api/v1/me/sessions", "/api/v1/me/factors", "/api/v1/export"] {
            assert_eq!(luc.get(path).await.status, 401, "{path}");
        }
        for (path, fields) in [("/me/codes/remove", vec![]), ("/me/recovery-codes", vec![]), ("/me/sessions/close", vec![]), ("/sensitive", vec![("a", "x"), ("b", "y")])] {
            assert_eq!(luc.post(path, &fields).await.status, 401, "{path}");
        }
        assert_eq!(luc.post("/me/passkeys/options", &[]).await.status, 403);
        assert!(luc.get("/sign-in/second?next=/export").await.text().contains("value=\"/export\""));
        assert_eq!(luc.post("/sign-in/second", &[("code", "000000")]).await.status, 422);

        let waiting = luc.clone();
        let code = next_code(&letters);
        let through = luc.post("/sign-in/second", &[("code", &format!("{} {}", &code[..3], &code[3..])), ("next", "/export")]).await;
        assert_eq!((through.status, to(&through)), (303, "/export"), "{}", through.text());
        assert_ne!(luc.session(), waiting.session());
        assert_eq!(luc.get("/").await.status, 200);
        // The secret of the step before is worth nothing any more.
        assert_eq!(to(&waiting.clone().get("/sign-in/second").await), "/sign-in?next=/sign-in/second");
        assert_eq!(waiting.clone().post("/sign-in/second", &[("code", &code)]).await.status, 401);
        let (_, mut again) = hall.arrives("luc", Means::Password).await;
        assert_eq!(again.post("/sign-in/second", &[("code", &code)]).await.status, 422, "a code works once");
    }

    async fn a_code_is_accepted_once_however_many_ask_at_once(village) {
        let hall: &'static Hall = Box::leak(Box::new(Hall::of(village)));
        let (letters, recovery) = adds_an_app(&mut hall.signed_in("luc").await).await;
        for code in [next_code(&letters), recovery[0].clone(), recovery[1].to_uppercase().replace('-', "")] {
            let mut asked = JoinSet::new();
            for _ in 0..20 {
                let (code, mut luc) = (code.clone(), hall.arrives("luc", Means::Password).await.1);
                asked.spawn(async move { luc.post("/sign-in/second", &[("code", &code)]).await.status });
            }
            let statuses = asked.join_all().await;
            assert_eq!(statuses.iter().filter(|status| **status == 303).count(), 1, "{statuses:?}");
            assert!(statuses.iter().all(|status| matches!(status, 303 | 422 | 429)), "{statuses:?}");
        }
        assert_eq!(hall.count("SELECT count(*) FROM recovery_codes").await, 8);
    }

    async fn secrets_are_sealed_and_hashed(village) {
        let hall = Hall::of(village);
        let (letters, recovery) = adds_an_app(&mut hall.signed_in("luc").await).await;
        let stored = hall.village.store().read(|db| {
            use store::Query;
            let sealed = db.all("SELECT sealed FROM code_apps", &[], |row| row.text(0))?;
            let digests = db.all("SELECT digest FROM recovery_codes", &[], |row| row.text(0))?;
            Ok::<_, base::Fault>([sealed, digests].concat().join(" "))
        }).await.expect("read");
        assert!(!stored.contains(&letters) && recovery.iter().all(|code| !stored.contains(code) && !stored.contains(&code.replace('-', ""))));
        // Another machine's key, or another person's row, opens nothing.
        let (awa, luc, code) = (hall.village.person("awa"), hall.village.person("luc"), next_code(&letters));
        let elsewhere = hall.village.house();
        let vault = elsewhere.vault.clone();
        assert!(elsewhere.write(move |tx| door::codes::spend(tx, &vault, luc, &code)).await.is_err());
        hall.house.store.write(move |tx| {
            tx.run("UPDATE code_apps SET person_id = $1 WHERE person_id = $2", store::params![awa, luc])?;
            Ok::<_, base::Fault>(())
        }).await.expect("written");
        let (_, mut other) = hall.arrives("awa", Means::Password).await;
        assert_eq!(other.post("/sign-in/second", &[("code", &next_code(&letters))]).await.status, 422);
    }

    async fn removing_ends_the_other_sessions(village) {
        let hall = Hall::of(village);
        let mut elsewhere = hall.signed_in("luc").await;
        let mut here = hall.signed_in("luc").await;
        let (letters, recovery) = adds_an_app(&mut here).await;
        assert_eq!(elsewhere.get("/").await.status, 200);
        assert_eq!(to(&here.post("/me/codes/remove", &[]).await), "/me/security");
        assert_eq!(elsewhere.get("/").await.status, 303);
        assert_eq!(here.get("/").await.status, 200);
        assert_eq!(hall.arrives("luc", Means::Password).await.0.step, Step::In);
        assert_eq!(hall.count("SELECT count(*) FROM recovery_codes").await, 0, "no code without a factor");
        assert_eq!(here.post("/me/recovery-codes", &[]).await.status, 409);
        assert!(!letters.is_empty() && !recovery.is_empty());
        let trail = hall.count("SELECT count(*) FROM audit WHERE act IN ('factor-added', 'factor-removed') AND details = 'codes'").await;
        assert_eq!(trail, 2);
    }

    async fn tries_are_counted_per_person(village) {
        let mut hall = Hall::of(village);
        hall.house.attempts = web::Throttle::new(10, std::time::Duration::from_secs(90), 100).into();
        let hall = Hall::with(hall.village, hall.house);
        adds_an_app(&mut hall.signed_in("luc").await).await;
        let mut statuses = Vec::new();
        for _ in 0..12 {
            // A new sign-in grants no new tries.
            let (_, mut luc) = hall.arrives("luc", Means::Password).await;
            statuses.push(luc.post("/sign-in/second", &[("code", "000000")]).await.status);
        }
        assert!(statuses[..8].iter().all(|status| *status == 422) && statuses[11] == 429, "{statuses:?}");
        let (_, mut luc) = hall.arrives("luc", Means::Password).await;
        let paused = luc.post("/sign-in/second", &[("code", "000000")]).await;
        assert!(paused.headers["retry-after"].to_str().expect("text").parse::<u32>().is_ok_and(|seconds| seconds <= 90));
    }

    async fn the_api_reads_and_never_shows_a_secret(village) {
        let hall = Hall::of(village);
        let mut luc = hall.signed_in("luc").await;
        let (letters, _) = adds_an_app(&mut luc).await;
        let factors = luc.ask(Method::GET, "/api/v1/me/factors", "").await;
        assert_eq!((factors.json()["items"][0]["kind"].as_str(), factors.json()["recovery_codes_left"].as_i64()), (Some("codes"), Some(10)));
        assert!(!factors.text().contains(&letters));
    }
}
