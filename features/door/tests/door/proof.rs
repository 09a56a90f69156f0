//! The proof before sensitive acts: asked for once in ten minutes, and nothing is lost on the way.

use http::header::LOCATION;
use kernel::people::sessions::{Means, Opened};
use village::in_both;

use crate::hall::{Hall, PASSWORD, to};

const TYPED: [(&str, &str); 4] = [("a", "l’été <b>"), ("b", "1"), ("b", "2 & 3"), ("other", "x")];

in_both! {
    async fn a_form_arrives_with_everything_that_was_typed(village) {
        let hall = Hall::of(village);
        hall.sets_password("luc").await;
        let mut luc = hall.signed_in("luc").await;
        assert_eq!(luc.post("/sensitive", &TYPED).await.text(), "l’été <b>+1,2 & 3");
        hall.forget_proofs().await;
        let asked = luc.post("/sensitive", &TYPED).await;
        assert_eq!(asked.status, 403);
        let page = asked.text();
        assert!(page.contains("action=\"/prove?next=/sensitive&amp;send=1\"") && page.contains("value=\"l’été &lt;b&gt;\""), "{page}");
        assert_eq!(page.matches("name=\"b\"").count(), 2);

        let before = luc.session();
        let wrong = luc.post("/prove?next=/sensitive&send=1", &[&TYPED[..], &[("proof", "faux faux faux")]].concat()).await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.text().contains("value=\"2 &amp; 3\"") && !wrong.text().contains("faux faux"));
        let right = luc.post("/prove?next=/sensitive&send=1", &[&TYPED[..], &[("proof", PASSWORD)]].concat()).await;
        // 307: the browser sends the very same body on.
        assert_eq!((right.status, right.headers[LOCATION].to_str().ok()), (307, Some("/sensitive")));
        assert_ne!(luc.session(), before, "another secret after each proof");
        assert_eq!(luc.post("/sensitive", &TYPED).await.text(), "l’été <b>+1,2 & 3");
    }

    async fn a_large_form_arrives_as_well(village) {
        let hall = Hall::of(village);
        hall.sets_password("luc").await;
        let mut luc = hall.signed_in("luc").await;
        hall.forget_proofs().await;
        // Written in percents, each of its letters takes six bytes: more than any other form may be.
        let file = "é".repeat(house::KEPT_LIMIT / 6 - 100);
        let typed = [("a", file.as_str()), ("b", "1"), ("proof", PASSWORD)];
        assert_eq!(luc.post("/prove?next=/sensitive&send=1", &typed).await.status, 307);
    }

    async fn a_page_is_opened_after_the_proof(village) {
        let hall = Hall::of(village);
        hall.sets_password("luc").await;
        let mut luc = hall.signed_in("luc").await;
        assert_eq!(luc.get("/export").await.text(), "export");
        assert_eq!(luc.get("/api/v1/export").await.status, 200);
        hall.forget_proofs().await;
        assert_eq!(to(&luc.get("/export").await), "/prove?next=/export");
        assert_eq!(luc.get("/api/v1/export").await.status, 403);
        assert_eq!(luc.get("/prove?next=/export").await.status, 200);
        for elsewhere in ["//evil.example", "https://evil.example", "/\\evil.example"] {
            let gone = luc.post(&format!("/prove?next={}", crate::hall::escaped(elsewhere)), &[("proof", PASSWORD)]).await;
            assert_eq!(to(&gone), "/", "{elsewhere}");
        }
        hall.forget_proofs().await;
        assert_eq!(to(&luc.post("/prove?next=/export", &[("proof", PASSWORD)]).await), "/export");
        assert_eq!(luc.get("/export").await.status, 200);
    }

    async fn factors_and_rules_are_behind_it(village) {
        let hall = Hall::of(village);
        let mut awa = hall.signed_in("awa").await;
        hall.forget_proofs().await;
        for path in ["/me/passkeys/new", "/me/codes/new"] {
            assert_eq!(to(&awa.get(path).await), format!("/prove?next={path}"));
        }
        assert_eq!(awa.post("/me/passkeys/options", &[]).await.status, 403);
        let luc = hall.village.person("luc");
        for (path, fields) in [
            ("/me/codes/new".to_owned(), vec![("sealed", "x"), ("code", "1")]),
            ("/me/codes/remove".to_owned(), vec![]),
            ("/me/passkeys/1/remove".to_owned(), vec![]),
            ("/me/recovery-codes".to_owned(), vec![]),
            ("/administration/sign-in".to_owned(), vec![("rule", "everybody")]),
            (format!("/administration/people/{luc}/factors"), vec![]),
        ] {
            let asked = awa.post(&path, &fields).await;
            assert!(asked.status == 403 && asked.text().contains("/prove?next="), "{path}");
        }
        assert_eq!(hall.count("SELECT count(*) FROM settings WHERE name = 'second_factor'").await, 0);
    }

    async fn guesses_are_counted(village) {
        let mut hall = Hall::of(village);
        hall.house.attempts = web::Throttle::new(10, std::time::Duration::from_secs(90), 100).into();
        let hall = Hall::with(hall.village, hall.house);
        hall.sets_password("luc").await;
        let mut luc = hall.signed_in("luc").await;
        hall.forget_proofs().await;
        let mut last = 0;
        for _ in 0..12 {
            last = luc.post("/prove?next=/", &[("proof", "encore une phrase")]).await.status;
        }
        assert_eq!(last, 429);
    }

    async fn a_proof_lasts_ten_minutes(village) {
        let hall = Hall::of(village);
        let (Opened { .. }, mut luc) = hall.arrives("luc", Means::Password).await;
        let ago = |minutes: i64| move |tx: &store::Tx| {
            tx.run("UPDATE sessions SET proved_at = $1", store::params![base::Moment::now().plus_seconds(-minutes * 60)])?;
            Ok::<_, base::Fault>(())
        };
        hall.house.store.write(ago(9)).await.expect("written");
        assert_eq!(luc.get("/export").await.status, 200);
        hall.house.store.write(ago(11)).await.expect("written");
        assert_eq!(luc.get("/export").await.status, 303);
    }
}
