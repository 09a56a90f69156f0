//! Requests, their clock, and who may see and answer them.

use base::Moment;
use village::{Village, in_both};

use super::{http, waiting};

/// The id of the newest request.
async fn newest(village: &Village) -> String {
    use store::Query;
    let id = village.store().read(|db| db.one("SELECT id FROM data_requests ORDER BY id DESC LIMIT 1", &[], |row| row.id(0)));
    id.await.expect("read").expect("a request").to_string()
}

in_both! {
    async fn a_correction_from_asking_to_the_answer(village) {
        let http = http(&village);
        assert!(http.get_as("luc", "/me/data").await.text().contains("Mes données"));
        let empty = http.post_form("luc", "/me/data/rectification", &[("message", " ")]).await;
        assert!(empty.status == 422 && empty.text().contains("aria-invalid"), "{}", empty.text());
        assert_eq!(http.post_form("luc", "/me/data/rectification", &[("message", "Mon <b>nom</b> est faux")]).await.status, 303);
        let id = newest(&village).await;
        let page = http.get_as("luc", "/me/data").await.text();
        assert!(page.contains("Mon &lt;b&gt;nom&lt;/b&gt; est faux") && page.contains("Réponse due"), "{page}");
        assert_eq!((waiting(&village, "awa").await, waiting(&village, "mehdi").await), (1, 0), "administrators are called, nobody else");
        let here = format!("/administration/requests/{id}");
        // Those who don't administer see and answer nothing.
        for name in ["luc", "mehdi", "nadia", "bob"] {
            for path in ["/administration/requests", &here] {
                assert_eq!(http.get_as(name, path).await.status, 403, "{name} {path}");
            }
            assert_eq!(http.post_form(name, &here, &[("outcome", "done"), ("answer", "x")]).await.status, 403, "{name}");
        }
        assert_eq!(http.get_as("", "/me/data").await.status, 303);
        assert!(http.get_as("awa", "/administration/requests").await.text().contains(&here));
        let luc = village.person("luc");
        let way = format!("href=\"/administration/people/{luc}#rectify\"");
        assert!(http.get_as("awa", &here).await.text().contains(&way), "the way to where it is put right");
        assert_eq!(http.post_form("awa", &here, &[("outcome", "done"), ("answer", "")]).await.status, 422);
        assert_eq!(http.post_form("awa", &here, &[("outcome", "withdrawn"), ("answer", "x")]).await.status, 409);
        assert_eq!(http.post_form("awa", &here, &[("outcome", "done"), ("answer", "C’est corrigé.")]).await.status, 303);
        assert_eq!(http.post_form("awa", &here, &[("outcome", "refused"), ("answer", "Non")]).await.status, 409, "answered once");
        assert!(!http.get_as("awa", &here).await.text().contains(&way), "nothing is left to do");
        assert!(http.get_as("luc", "/me/data").await.text().contains("C’est corrigé."));
        assert_eq!((waiting(&village, "awa").await, waiting(&village, "luc").await), (0, 1));
        let trail = village.looks("awa", |db, _| Ok(kernel::audit::lines(db, Some(kernel::audit::Act::Rectified), None, 5)?)).await.expect("the trail");
        assert_eq!(trail.len(), 1);
    }

    async fn taking_a_request_back_is_for_whoever_asked(village) {
        let http = http(&village);
        assert_eq!(http.post_form("luc", "/me/data/erasure", &[("message", "")]).await.status, 303);
        assert_eq!(http.post_form("luc", "/me/data/erasure", &[("message", "")]).await.status, 409, "asked once");
        let id = newest(&village).await;
        let path = format!("/me/data/{id}/withdraw");
        for name in ["mehdi", "awa"] {
            let (other, unknown) = (http.post_form(name, &path, &[]).await, http.post_form(name, "/me/data/12/withdraw", &[]).await);
            assert_eq!((other.status, other.text()), (404, unknown.text()), "{name}");
        }
        assert_eq!(http.post_form("luc", &path, &[]).await.status, 303);
        assert_eq!(http.post_form("luc", &path, &[]).await.status, 409);
        assert_eq!(http.post_form("luc", "/me/data/erasure", &[("message", "")]).await.status, 303, "and may be asked again");
        // An erasure is done, never just said to be.
        let here = format!("/administration/requests/{}", newest(&village).await);
        assert_eq!(http.post_form("awa", &here, &[("outcome", "done"), ("answer", "Fait")]).await.status, 409);
        assert_eq!(http.post_form("awa", &here, &[("outcome", "refused"), ("answer", "Un procès est en cours")]).await.status, 303);
    }

    async fn the_month_and_its_reminders(village) {
        let http = http(&village);
        http.post_form("luc", "/me/data/rectification", &[("message", "Une faute")]).await;
        let now = Moment::now();
        let due = village.store().read(|db| { use store::Query; db.one("SELECT due_at FROM data_requests", &[], |row| row.moment(0)) }).await.expect("read").expect("a clock");
        let days = (due.0 - now.0 + 43_200_000) / 86_400_000;
        assert!((28..=31).contains(&days), "a month by the calendar, not {days} days");
        let house = village.house();
        let mut reminded = Vec::new();
        for left in [20, 11, 10, 9, 3, 2, -1] {
            reminded.push(rights::watch(&house, due.plus_days(-left)).await.expect("watched"));
        }
        assert_eq!(reminded, [0, 0, 1, 0, 1, 0, 0], "ten and three days before");
        assert_eq!(waiting(&village, "awa").await, 3);
        let late = village.does("luc", move |tx, _| Ok(tx.run("UPDATE data_requests SET due_at = $1", store::params![now.plus_days(-2)])?)).await;
        assert_eq!(late.expect("set back"), 1);
        for (name, path) in [("luc", "/me/data"), ("awa", "/administration/requests")] {
            assert!(http.get_as(name, path).await.text().contains("En retard"), "{path}");
        }
    }
}
