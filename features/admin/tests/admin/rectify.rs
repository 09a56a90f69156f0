//! What is wrong in somebody's account is put right by whoever administers, and by nobody else (RGPD art. 16).

use kernel::find;
use kernel::people::{PersonRole, links};
use village::{Village, in_both};

use crate::{count, http};

/// Somebody's address.
async fn address(village: &Village, name: &str) -> Option<String> {
    use store::Query;
    let id = village.person(name);
    let read = village.store().read(move |db| db.one("SELECT email FROM people WHERE id = $1", store::params![id], |row| row.opt_text(0)));
    read.await.expect("read").flatten()
}

in_both! {
    async fn a_name_and_an_address_are_put_right(village) {
        let http = http(&village);
        let luc = village.person("luc");
        let here = format!("/administration/people/{luc}");
        let page = http.get_as("awa", &here).await.text();
        assert!(page.contains(&format!("action=\"{here}/rectify\"")) && page.contains("value=\"Luc Moreau\""), "{page}");
        assert!(!page.contains("luc@village.example"), "an address is told to nobody");
        village.does("awa", move |tx, awa| links::hand_over(tx, awa, luc)).await.expect("a link that waits");
        village.store().write(|tx| tx.run("UPDATE people SET invited_at = 1", &[])).await.expect("letters went out");
        assert_eq!(http.post_form("awa", &format!("{here}/rectify"), &[("name", "Luc Moreau"), ("email", "")]).await.status, 303);
        assert_eq!(count(&village, "SELECT count(*) FROM audit WHERE act = 'rectified'").await, 0, "nothing to put right");
        assert_eq!(count(&village, "SELECT count(*) FROM resets").await, 1, "whose link goes on");
        assert_eq!(http.post_form("awa", &format!("{here}/rectify"), &[("name", "Luce  Morel "), ("email", " Luce@Lilas.FR ")]).await.status, 303);
        assert_eq!(address(&village, "luc").await.as_deref(), Some("luce@lilas.fr"));
        assert_eq!(count(&village, "SELECT count(*) FROM resets").await, 0, "a link mailed to the former address no longer works");
        assert_eq!(count(&village, "SELECT count(*) FROM people WHERE invited_at IS NULL").await, 1, "and another letter may leave");
        assert_eq!(count(&village, "SELECT count(*) FROM audit WHERE act = 'rectified' AND details = 'name · email'").await, 1);
        assert!(http.get_as("awa", "/administration/trail?act=rectified").await.text().contains("nom · adresse électronique"));
        let found = |words: &'static str| village.looks("oscar", move |db, oscar| Ok(find::people_named(db, oscar, words)?.len()));
        assert_eq!((found("luce morel").await.ok(), found("luc moreau").await.ok()), (Some(1), Some(0)));
        assert!(http.get_as("awa", &here).await.text().contains("Luce Morel"));
    }

    async fn what_is_wrong_stands_beside_its_field(village) {
        let http = http(&village);
        let (rectify, mehdi) = (format!("/administration/people/{}/rectify", village.person("mehdi")), village.person("mehdi"));
        village.does("awa", move |tx, awa| kernel::people::deactivate(tx, awa, mehdi)).await.expect("closed");
        let rectify_luc = format!("/administration/people/{}/rectify", village.person("luc"));
        for (email, told) in [("Mehdi@village.example", "Déjà pris"), ("pas une adresse", "pas une adresse électronique")] {
            let refused = http.post_form("awa", &rectify_luc, &[("name", "Luce Morel"), ("email", email)]).await;
            let page = refused.text();
            assert!(refused.status == 422 && page.contains(told) && page.matches("aria-invalid").count() == 1, "{page}");
            assert!(page.contains("value=\"Luce Morel\"") && page.contains(&format!("value=\"{email}\"")), "nothing typed is lost: {page}");
        }
        assert_eq!(http.post_form("awa", &rectify_luc, &[("name", " "), ("email", "")]).await.status, 422);
        assert_eq!(address(&village, "luc").await.as_deref(), Some("luc@village.example"));
        assert_eq!(http.post_form("awa", &rectify, &[("name", "Mehdi Benali"), ("email", "m@lilas.fr")]).await.status, 303, "a closed account as well");
        let bob = format!("/administration/people/{}/rectify", village.person("bob"));
        assert_eq!(http.post_form("awa", &bob, &[("name", "Bob"), ("email", "bob@lilas.fr")]).await.status, 409);
        village.store().write(move |tx| tx.run("UPDATE people SET erased_at = 1 WHERE id = $1", store::params![mehdi])).await.expect("erased");
        assert_eq!(http.post_form("awa", &rectify, &[("name", "Mehdi Benali"), ("email", "")]).await.status, 409, "whoever is erased stays nameless");
        assert_eq!(http.post_form("awa", "/administration/people/12/rectify", &[("name", "X")]).await.status, 404);
    }

    async fn who_may_and_under_a_proof(village) {
        let mut village = village;
        village.settle("Ada Admin", PersonRole::Admin).await;
        let http = http(&village);
        let path = |name: &str| format!("/administration/people/{}/rectify", village.person(name));
        let typed = [("name", "Autre Nom"), ("email", "autre@lilas.fr")];
        for other in ["luc", "nadia", "bob"] {
            assert_eq!(http.post_form(other, &path("oscar"), &typed).await.status, 403, "{other}");
        }
        assert_eq!(http.post_form("ada", &path("awa"), &typed).await.status, 403, "no administrator touches an owner");
        let page = http.get_as("ada", &format!("/administration/people/{}", village.person("awa"))).await.text();
        assert!(!page.contains("/rectify"), "nor is offered to: {page}");
        village.store().write(|tx| tx.run("UPDATE sessions SET proved_at = 0", &[])).await.expect("long ago");
        let asked = http.post_form("ada", &path("oscar"), &typed).await;
        assert!(asked.status == 403 && asked.text().contains("value=\"autre@lilas.fr\""), "{}", asked.text());
        assert_eq!((address(&village, "awa").await.as_deref(), address(&village, "oscar").await.as_deref()), (Some("awa@village.example"), Some("oscar@village.example")));
        village.store().write(|tx| tx.run("UPDATE sessions SET proved_at = created_at", &[])).await.expect("proved");
        assert_eq!(http.post_form("ada", &path("oscar"), &typed).await.status, 303);
        // Their own as well: nobody else may be there to do it.
        assert_eq!(http.post_form("awa", &path("awa"), &[("name", "Awa Diallo"), ("email", "awa@lilas.fr")]).await.status, 303);
        assert_eq!((address(&village, "awa").await.as_deref(), address(&village, "oscar").await.as_deref()), (Some("awa@lilas.fr"), Some("autre@lilas.fr")));
    }
}
