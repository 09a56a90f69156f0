//! Whom the network asks for a second factor, the way through for whoever has none yet, and the help for whoever lost theirs.

use base::Moment;
use kernel::people::PersonRole;
use kernel::people::sessions::{Means, Step};
use village::in_both;

use crate::hall::{Hall, Visitor, codes, to};

fn letters(page: &str) -> String {
    page.split("<code class=\"secret\">").nth(1).and_then(|rest| rest.split('<').next()).expect("letters").replace(' ', "")
}

in_both! {
    async fn the_rule_is_the_administrators(village) {
        let hall = Hall::of(village);
        for name in ["luc", "nadia"] {
            let mut visitor = hall.signed_in(name).await;
            assert_eq!(visitor.get("/administration/sign-in").await.status, 403);
            assert_eq!(visitor.post("/administration/sign-in", &[("rule", "everybody")]).await.status, 403);
        }
        let mut awa = hall.signed_in("awa").await;
        assert_eq!(awa.post("/administration/sign-in", &[("rule", "some")]).await.status, 422);
        assert_eq!(awa.post("/administration/sign-in", &[("rule", "everybody")]).await.status, 303);
        let page = awa.get("/administration/sign-in").await.text();
        assert!(page.contains("Luc Moreau") && page.contains("Nadia Novak") && !page.contains(">Bob<"), "{page}");
        assert_eq!(hall.count("SELECT count(*) FROM audit WHERE act = 'sign-in-rule-changed' AND details = 'nobody → everybody'").await, 1);
    }

    async fn a_rule_asks_those_it_names_at_their_next_sign_in(village) {
        let mut hall = Hall::of(village);
        hall.village.settle("Zoé Petit", PersonRole::Admin).await;
        let mut inside = hall.signed_in("luc").await;
        let step = async |hall: &Hall, name: &str| hall.arrives(name, Means::Password).await.0.step;
        hall.signed_in("awa").await.post("/administration/sign-in", &[("rule", "administrators")]).await;
        assert_eq!([step(&hall, "awa").await, step(&hall, "zoé").await, step(&hall, "luc").await], [Step::Enrol, Step::Enrol, Step::In]);
        hall.run("UPDATE settings SET value = 'everybody' WHERE name = 'second_factor'").await;
        assert_eq!([step(&hall, "luc").await, step(&hall, "nadia").await], [Step::Enrol, Step::Enrol]);
        assert_eq!(inside.get("/").await.status, 200, "nobody is interrupted");
        let strong = [hall.arrives("luc", Means::Passkey).await.0.step, hall.arrives("luc", Means::ExternalStrong).await.0.step];
        assert_eq!(strong, [Step::In, Step::In]);
    }

    async fn whoever_is_asked_adds_one_and_goes_on(village) {
        let hall = Hall::of(village);
        hall.signed_in("awa").await.post("/administration/sign-in", &[("rule", "everybody")]).await;
        let (_, mut luc) = hall.arrives("luc", Means::Password).await;
        assert_eq!(to(&luc.get("/export").await), "/sign-in?next=/export");
        assert_eq!(to(&luc.get("/sign-in/second?next=/export").await), "/sign-in/enrol?next=/export");
        let page = luc.get("/sign-in/enrol?next=/export").await.text();
        let (letters, sealed) = (letters(&page), Visitor::field(&page, "sealed"));
        let wrong = luc.post("/sign-in/enrol", &[("sealed", &sealed), ("code", "1"), ("next", "/export")]).await;
        assert!(wrong.status == 422 && wrong.text().contains("value=\"/export\""));
        let before = luc.clone();
        let code = door::codes::shown(&letters, Moment::now());
        let added = luc.post("/sign-in/enrol", &[("sealed", &sealed), ("code", &code), ("next", "/export")]).await;
        assert_eq!((added.status, codes(&added.text()).len()), (200, 10), "{}", added.text());
        assert!(added.text().contains("href=\"/export\""));
        assert_eq!(luc.get("/export").await.status, 200);
        assert_eq!(before.clone().get("/").await.status, 303, "the secret of the step before is dead");
        assert_eq!(hall.arrives("luc", Means::Password).await.0.step, Step::Second);
        // The last factor stays while the network asks for one.
        assert_eq!(luc.post("/me/codes/remove", &[]).await.status, 409);
        assert_eq!(hall.count("SELECT count(*) FROM code_apps").await, 1);
    }

    async fn somebody_else_s_seal_adds_nothing(village) {
        let hall = Hall::of(village);
        let page = hall.signed_in("mehdi").await.get("/me/codes/new").await.text();
        let code = door::codes::shown(&letters(&page), Moment::now());
        let mut luc = hall.signed_in("luc").await;
        let stolen = luc.post("/me/codes/new", &[("sealed", &Visitor::field(&page, "sealed")), ("code", &code)]).await;
        assert_eq!(stolen.status, 422);
        assert_eq!(hall.count("SELECT count(*) FROM code_apps").await, 0);
    }

    async fn administrators_help_whoever_lost_theirs(village) {
        let mut hall = Hall::of(village);
        hall.village.settle("Zoé Petit", PersonRole::Admin).await;
        let mut luc = hall.signed_in("luc").await;
        let page = luc.get("/me/codes/new").await.text();
        let code = door::codes::shown(&letters(&page), Moment::now());
        luc.post("/me/codes/new", &[("sealed", &Visitor::field(&page, "sealed")), ("code", &code)]).await;
        let path = |name: &str| format!("/administration/people/{}/factors", hall.village.person(name));
        for (by, whom) in [("mehdi", "luc"), ("luc", "luc"), ("zoé", "awa"), ("zoé", "zoé")] {
            // A passkey lets in whoever has other factors too.
            let mut visitor = hall.arrives(by, Means::Passkey).await.1;
            assert_eq!(visitor.post(&path(whom), &[]).await.status, 403, "{by} {whom}");
        }
        let mut awa = hall.signed_in("awa").await;
        assert!(awa.get(&path("luc")).await.text().contains("Luc Moreau"));
        assert_eq!(awa.post(&path("luc"), &[]).await.status, 303);
        assert_eq!(luc.get("/").await.status, 303, "their sessions end");
        assert_eq!(hall.arrives("luc", Means::Password).await.0.step, Step::In);
        assert_eq!(hall.count("SELECT count(*) FROM audit WHERE act = 'factor-removed' AND details = 'all'").await, 1);
    }
}
