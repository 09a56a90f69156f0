//! Somebody leaves: their access ends, and what they answered for is handed over without telling anybody what they may not know.

use base::Id;
use kernel::{Manage, access, spaces};
use village::{Village, in_both};

use crate::{count, http};

async fn owner(village: &Village, space: &str) -> Id {
    let id = village.space(space);
    village
        .store()
        .read(move |db| {
            use store::Query;
            db.one("SELECT owner_id FROM spaces WHERE id = $1", store::params![id], |row| row.id(0))
        })
        .await
        .expect("a space")
        .expect("an owner")
}

in_both! {
    async fn spaces_of_a_leaver_are_handed_over(village) {
        let http = http(&village);
        let (luc, oscar) = (village.person("luc"), village.person("oscar"));
        let place = |id: Id| format!("/administration/people/{id}");
        let (atelier, here) = (village.space("Atelier").to_string(), place(luc));
        assert_eq!(http.post_form("awa", &format!("{here}/hand-over"), &[("space", &atelier)]).await.status, 404, "not before they left");
        let asked = http.get_as("awa", &format!("{here}/deactivate")).await.text();
        assert!(asked.contains("1 espace est à confier"), "{asked}");
        assert_eq!(http.post_form("awa", &format!("{here}/deactivate"), &[]).await.status, 303);
        assert_eq!(count(&village, "SELECT count(*) FROM sessions s JOIN people p ON p.id = s.person_id WHERE p.deactivated_at IS NOT NULL").await, 0);
        let page = http.get_as("awa", &here).await.text();
        // Awa owns the network, yet is not in Atelier: neither its name nor its people are told.
        assert!(page.contains("Un espace privé où vous n’êtes pas") && page.contains("Confier au membre le plus ancien"), "{page}");
        assert!(!page.contains("Atelier") && !page.contains("Mehdi"), "{page}");
        assert_eq!(http.post_form("awa", &format!("{here}/hand-over"), &[("space", &atelier), ("to", &oscar.to_string())]).await.status, 422);
        assert_eq!(http.post_form("awa", &format!("{here}/hand-over"), &[("space", &village.space("Place").to_string())]).await.status, 404, "not theirs");
        assert_eq!(http.post_form("awa", &format!("{here}/hand-over"), &[("space", &atelier)]).await.status, 303);
        assert_eq!(owner(&village, "Atelier").await, village.person("mehdi"), "the longest there of the house; Nadia is a guest");
        assert!(http.get_as("awa", &here).await.text().contains("Rien n’est à confier"));
        assert_eq!(http.post_form("awa", &format!("{here}/reactivate"), &[]).await.status, 303);
        assert_eq!(count(&village, "SELECT count(*) FROM audit WHERE act IN ('deactivated', 'reactivated') OR details = 'handed-over'").await, 3);
    }

    async fn whoever_answers_for_a_space_is_no_guest_yet(village) {
        let http = http(&village);
        let luc = village.person("luc");
        let role = format!("/administration/people/{luc}/role");
        let kept = http.post_form("awa", &role, &[("role", "guest")]).await;
        let page = kept.text();
        assert!(kept.status == 409 && page.contains("À confier d’abord") && page.contains("Un espace privé où vous n’êtes pas"), "{page}");
        assert!(!page.contains("Atelier") && !page.contains("/hand-over"), "{page}");
        let (atelier, mehdi) = (village.space("Atelier"), village.person("mehdi"));
        let mut edit = spaces::SpaceEdit::default();
        edit.owner = Some(mehdi);
        let hand_over = move |tx: &store::Tx, luc: &kernel::Actor| spaces::edit(tx, &access::space::<Manage>(tx, luc, atelier)?, &edit);
        village.does("luc", hand_over).await.expect("handed over");
        assert_eq!(http.post_form("awa", &role, &[("role", "guest")]).await.status, 303);
        assert_eq!(count(&village, "SELECT count(*) FROM people WHERE name = 'Luc Moreau' AND role = 'guest' AND ends_at IS NOT NULL").await, 1);
    }

    async fn a_space_that_the_administrator_knows_goes_to_whom_they_choose(village) {
        let mut village = village;
        village.settle("Odile Owner", kernel::people::PersonRole::Owner).await;
        let http = http(&village);
        let (awa, mehdi) = (village.person("awa"), village.person("mehdi").to_string());
        let here = format!("/administration/people/{awa}");
        assert_eq!(http.post_form("odile", &format!("{here}/deactivate"), &[]).await.status, 303);
        let page = http.get_as("odile", &here).await.text();
        assert!(page.contains("Place") && page.contains("Mehdi Benali") && !page.contains("Comité"), "{page}");
        let space = village.space("Place").to_string();
        assert_eq!(http.post_form("odile", &format!("{here}/hand-over"), &[("space", &space), ("to", &mehdi)]).await.status, 303);
        assert_eq!(owner(&village, "Place").await.to_string(), mehdi);
        assert_eq!(village.heard_by("oscar").await.last().map(|change| change.verb), Some(kernel::changes::Verb::Arranged));
    }
}
