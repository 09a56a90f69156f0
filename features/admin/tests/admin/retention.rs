//! Durations and the purge: what a preview counts is what is erased, no more and no less.

use base::Moment;
use http::Method;
use kernel::retention::{self, Keep};
use serde_json::json;
use store::params;
use village::{Village, in_both};

use crate::{count, http};

const HERE: &str = "/administration/retention";

/// Two of each on either side of its duration.
async fn fill(village: &Village) {
    let (awa, item) = (village.person("awa"), village.post("awa", "Place", "Vieille annonce").await);
    let young = village.post("awa", "Place", "Annonce récente").await;
    village
        .store()
        .write(move |tx| {
            let now = Moment::now();
            for (n, days) in [(1, 10), (2, 400), (3, 700)] {
                let at = now.plus_days(-days);
                tx.run(
                    "INSERT INTO notices(id, person_id, reason, due_at, read_at) VALUES ($1, $2, 'mentioned', $3, $3)",
                    params![n, awa, at],
                )?;
                tx.run(
                    "INSERT INTO invitations(id, digest, role, inviter_id, created_at, expires_at) VALUES ($1, $2, 'member', $3, $4, $4)",
                    params![n, n.to_string(), awa, at],
                )?;
                tx.run(
                    "INSERT INTO tokens(id, digest, person_id, name, created_at, revoked_at) VALUES ($1, $2, $3, 't', $4, $4)",
                    params![n, n.to_string(), awa, at],
                )?;
                tx.run(
                    "INSERT INTO sessions(id, digest, person_id, created_at, expires_at) VALUES ($1, $2, $3, $4, $4)",
                    params![n, n.to_string(), awa, at],
                )?;
                tx.run("INSERT INTO resets(digest, person_id, expires_at) VALUES ($1, $2, $3)", params![n.to_string(), awa, at])?;
                tx.run("INSERT INTO jobs(id, kind, payload, due_at, done_at) VALUES ($1, 'k', '', $2, $2)", params![n, at])?;
                tx.run("INSERT INTO audit(id, at, act, details) VALUES ($1, $2, 'invited', 'old')", params![n, at])?;
            }
            tx.run("UPDATE items SET trashed_at = $2 WHERE id = $1", params![item, now.plus_days(-40)])?;
            tx.run("UPDATE items SET trashed_at = $2 WHERE id = $1", params![young, now.plus_days(-20)])?;
            Ok::<_, base::Fault>(())
        })
        .await
        .expect("old things");
}

/// The moment that the preview was made at.
fn moment(page: &str) -> String {
    page.split("name=\"at\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a moment").to_owned()
}

in_both! {
    async fn what_is_previewed_is_what_is_purged(village) {
        fill(&village).await;
        let http = http(&village);
        let now = Moment::now();
        let due = village.looks("awa", move |db, _| Ok(retention::due(db, now)?)).await.expect("counted");
        let expected = [(Keep::Trash, 1), (Keep::Notices, 2), (Keep::Invitations, 2), (Keep::Tokens, 2), (Keep::Sessions, 3), (Keep::Resets, 3), (Keep::Jobs, 3), (Keep::Audit, 2)];
        assert_eq!(due, expected);
        let preview = http.get_as("awa", &format!("{HERE}/purge")).await.text();
        assert!(preview.contains("18 choses ont dépassé leur durée"), "{preview}");
        let at = moment(&preview);

        // What outlives its duration between the look and the press was not shown, and stays.
        let later = Moment(at.parse().expect("a number"));
        village.store().write(move |tx| tx.run("UPDATE notices SET read_at = $1 WHERE id = 1", params![Moment(later.0 + 1).plus_days(-90)])).await.expect("one more");
        assert_eq!(http.post_form("luc", &format!("{HERE}/purge"), &[("at", &at)]).await.status, 403);
        let done = http.post_form("awa", &format!("{HERE}/purge"), &[("at", &at)]).await;
        assert!(done.text().contains("18 choses ont été effacées"), "{}", done.text());
        for (table, left) in [("notices WHERE id < 10", 1), ("invitations", 1), ("tokens WHERE id < 10", 1), ("sessions WHERE id < 10", 0), ("resets", 0), ("jobs", 0), ("audit WHERE details = 'old'", 1)] {
            let sql: &'static str = format!("SELECT count(*) FROM {table}").leak();
            assert_eq!(count(&village, sql).await, left, "{table}");
        }
        assert_eq!(count(&village, "SELECT count(*) FROM items WHERE state = 'purged'").await, 1);
        assert_eq!(count(&village, "SELECT count(*) FROM audit WHERE act = 'purged'").await, 1);
        let again = village.looks("awa", move |db, _| Ok(retention::due(db, now)?)).await.expect("counted");
        assert!(again.iter().all(|(_, n)| *n == 0), "{again:?}");
    }

    async fn a_duration_changes_for_a_reason(village) {
        let http = http(&village);
        let set = async |by: &str, keep: &str, days: &str, why: &str| http.post_form(by, HERE, &[("keep", keep), ("days", days), ("why", why)]).await;
        assert_eq!(set("awa", "notices", "60", "Accord du CSE").await.status, 303);
        let page = http.get_as("awa", HERE).await.text();
        assert!(page.contains("60 jours") && page.contains("Durée choisie ici\u{202f}: Accord du CSE"), "{page}");
        for (keep, days, why, status) in [("notices", "60", " ", 422), ("notices", "5", "x", 422), ("notices", "soon", "x", 422), ("notices", "9999", "x", 422), ("trash", "60", "x", 409), ("changes", "60", "x", 422)] {
            let refused = set("awa", keep, days, why).await;
            assert_eq!(refused.status, status, "{keep} {days}");
        }
        assert_eq!(count(&village, "SELECT count(*) FROM audit WHERE act = 'retention-changed' AND details = 'notices: 90 → 60 (Accord du CSE)'").await, 1);
        let api = http.json("awa", Method::PUT, "/api/v1/administration/retention/notices", &json!({ "days": 45, "why": "Essai" })).await.expect(200);
        assert_eq!(api["items"][1], json!({ "keep": "notices", "days": 45, "why": "Essai", "due": 0 }));
        assert_eq!(http.json("awa", Method::PUT, "/api/v1/administration/retention/changes", &json!({ "days": 45, "why": "x" })).await.status, 404);
    }

    async fn the_trail_goes_at_its_time_and_not_before(village) {
        let old = |days: i64| async move { Moment::now().plus_days(-days) };
        let (young, aged) = (old(100).await, old(200).await);
        village.store().write(move |tx| {
            tx.run("INSERT INTO audit(id, at, act) VALUES (1, $1, 'invited')", params![young])?;
            tx.run("INSERT INTO audit(id, at, act) VALUES (2, $1, 'invited')", params![aged])
        }).await.expect("two lines");
        let end = |id: i64| village.store().write(move |tx| tx.run("DELETE FROM audit WHERE id = $1", params![id]));
        assert!(end(1).await.is_err(), "younger than 180 days");
        assert_eq!(end(2).await.expect("old enough"), 1);
        assert!(village.store().write(|tx| tx.run("UPDATE audit SET details = 'x'", &[])).await.is_err());
    }

    async fn a_night_purges_once(village) {
        fill(&village).await;
        let house = village.house();
        let now = Moment::now();
        assert_eq!(admin::nightly::purge(&house, now).await.expect("a night"), Some(18));
        assert_eq!(admin::nightly::purge(&house, now).await.expect("the same night"), None);
        let told = "SELECT count(*) FROM audit WHERE act = 'purged' AND details = 'trash 1 · notices 2 · invitations 2 · tokens 2 · sessions 3 · resets 3 · jobs 3 · audit 2'";
        assert_eq!(count(&village, told).await, 1, "the trash too is told");
        assert_eq!(admin::nightly::purge(&house, now.plus_days(1)).await.expect("the next night"), Some(0));
        assert_eq!(count(&village, "SELECT count(*) FROM audit WHERE act = 'purged'").await, 1);
        let page = http(&village).get_as("awa", "/administration/trail?act=purged").await.text();
        assert!(page.contains("La corbeille\u{202f}: 1 · Les notifications traitées\u{202f}: 2"), "{page}");
    }

    async fn a_trash_that_ended_is_told_once(village) {
        let mut items = Vec::new();
        for n in 0..3 {
            items.push(village.post("awa", "Place", &format!("Annonce {n}")).await);
        }
        let (house, now) = (village.house(), Moment::now());
        let sql = "UPDATE items SET trashed_at = $2 WHERE id = $1";
        for item in items {
            village.store().write(move |tx| tx.run(sql, params![item, now.plus_days(-40)])).await.expect("in the trash");
        }
        // A night that breaks off after its first batches is told by the next.
        for _ in 0..2 {
            let kinds = village.kinds();
            village.store().write(move |tx| retention::purge_trash(tx, &kinds, now, 1)).await.expect("one of three");
        }
        assert_eq!(count(&village, "SELECT count(*) FROM audit WHERE act = 'purged'").await, 0);
        assert_eq!(admin::nightly::purge(&house, now).await.expect("a night"), Some(3));
        assert_eq!(admin::nightly::purge(&house, now.plus_days(1)).await.expect("the next night"), Some(0));
        assert_eq!(count(&village, "SELECT count(*) FROM audit WHERE act = 'purged' AND details = 'trash 3'").await, 1);
        assert_eq!(count(&village, "SELECT count(*) FROM audit WHERE act = 'purged'").await, 1);
    }
}
