//! The trail, read and taken away; the jobs that were given up; what stands on the pages about the machine.

use base::Moment;
use kernel::audit::{self, Act};
use store::params;
use village::in_both;

use crate::{count, http};

in_both! {
    async fn lines_are_found_by_act_and_person_page_by_page(village) {
        let http = http(&village);
        let (awa, luc) = (village.person("awa"), village.person("luc"));
        village.store().write(move |tx| {
            for (n, (act, _)) in Act::ALL.iter().enumerate() {
                let subject = (n % 2 == 0).then_some(luc);
                audit::note(tx, Some(awa), *act, subject, if n == 0 { "=cmd" } else { "" })?;
            }
            audit::note(tx, None, Act::BackedUp, None, "nuit")
        }).await.expect("lines");
        let page = http.get_as("awa", "/administration/trail?limit=5").await.text();
        assert!(page.contains("Réglage changé") && page.contains("Le programme") && page.contains("after="), "{page}");
        let page = http.get_as("awa", &format!("/administration/trail?act=backed-up&person={luc}")).await;
        assert!(page.status == 200 && !page.text().contains("nuit"), "{}", page.text());
        let json = http.get_as("awa", &format!("/api/v1/administration/trail?act=role-changed&person={luc}")).await.expect(200);
        assert_eq!(json["items"].as_array().map(Vec::len), Some(1));
        let json = http.get_as("awa", "/api/v1/administration/trail?act=backed-up").await.expect(200);
        assert_eq!(json["items"].as_array().map(Vec::len), Some(2));
        let file = http.get_as("awa", "/administration/trail.csv").await.text();
        assert!(file.contains(";'=cmd") && file.contains("Awa Diallo;Rôle changé;Luc Moreau"), "{file}");
        assert_eq!(count(&village, "SELECT count(*) FROM audit WHERE act = 'exported' AND details = 'audit'").await, 1);
        // Every act has its word in both languages.
        assert!(!http.get_as("awa", "/administration/trail").await.text().contains("<b></b>"));
    }

    async fn what_the_program_wrote_is_said_in_words(village) {
        let http = http(&village);
        let awa = village.person("awa");
        village.store().write(move |tx| {
            audit::note(tx, None, Act::Imported, None, "Slack · people 6 · posts 120")?;
            audit::note(tx, Some(awa), Act::SettingChanged, None, "files_largest: 1048576 → 2097152 · files_person: 2097152 → 4194304")?;
            audit::note(tx, Some(awa), Act::RoleChanged, None, "member → admin")?;
            audit::note(tx, Some(awa), Act::Rectified, Some(awa), "erasure refused")?;
            audit::note(tx, Some(awa), Act::TokenMade, None, "audit 2026")
        }).await.expect("lines");
        let page = http.get_as("awa", "/administration/trail").await.text();
        for told in [
            "Slack · personnes\u{202f}: 6 · publications\u{202f}: 120",
            "taille d’un fichier, en octets\u{202f}: 1048576 → 2097152 · fichiers d’une personne, en octets\u{202f}: 2097152 → 4194304",
            "demande d’effacement\u{202f}: refusée",
            "audit 2026",
        ] {
            assert!(page.contains(told), "{told}: {page}");
        }
    }

    async fn a_job_given_up_is_shown_tried_again_or_let_go(village) {
        let http = http(&village);
        village.store().write(|tx| {
            for id in [1, 2] {
                let sql = "INSERT INTO jobs(id, kind, payload, due_at, tries, last_error, dead_at) VALUES ($1, 'people.invitation', 'secret', 1, 10, 'no such host', $2)";
                tx.run(sql, params![id, Moment::now()])?;
            }
            Ok::<_, base::Fault>(())
        }).await.expect("two jobs");
        let page = http.get_as("awa", "/administration/health").await.text();
        assert!(page.contains("Courriel\u{202f}: invitation") && page.contains("no such host") && page.contains("2 abandonnés") && !page.contains("secret"), "{page}");
        assert_eq!(http.get_as("awa", "/api/v1/administration/health").await.expect(200)["jobs"], "bad");
        assert_eq!(http.post_form("awa", "/administration/health/jobs/1/retry", &[]).await.status, 303);
        assert_eq!(http.post_form("awa", "/administration/health/jobs/2/discard", &[]).await.status, 303);
        assert_eq!(http.post_form("awa", "/administration/health/jobs/2/discard", &[]).await.status, 404);
        assert_eq!(count(&village, "SELECT count(*) FROM jobs WHERE id = 1 AND dead_at IS NULL AND tries = 0").await, 1);
        assert_eq!(count(&village, "SELECT count(*) FROM jobs").await, 1);
    }

    async fn nothing_leaves_this_machine(village) {
        let http = http(&village);
        let page = http.get_as("awa", "/administration/outside").await.text();
        assert!(page.contains("Rien ne sort de cette machine") && !page.contains("Ouverte"), "{page}");
        assert!(http.get_as("awa", "/administration/storage").await.text().contains("Ko"));
        let rights = http.get_as("awa", "/administration/rights").await.text();
        assert!(rights.contains("n’en sait rien") && rights.contains("Awa Diallo"), "{rights}");
    }
}
