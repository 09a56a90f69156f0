//! A file of people: judged without writing, let in once, the wrong lines given back, the links handed out.

use base::Id;
use kernel::people::PersonRole;
use store::params;
use village::in_both;

use crate::{count, http, upload};

const HERE: &str = "/administration/people/import";
const PEOPLE: &str = "SELECT count(*) FROM people";

/// A file of eighty, as a French spreadsheet writes it: four lines are wrong.
fn eighty() -> Vec<u8> {
    let mut file = String::from("Nom;Prénom;Courriel;Rôle;Site;Service;Compétences;Langues;Badge\r\n");
    for n in 0..76 {
        file += &format!(
            "Œuvrard{n};Zoé;zoe{n}@lilas.fr;{};Rennes;Atelier;scie, rabot;français, breton;{n}\r\n",
            if n % 10 == 0 { "Invitée" } else { "" }
        );
    }
    file += "Sans;Adresse;pas une adresse;membre;;;;;\r\n";
    file += "Deux;Fois;ZOE3@lilas.fr;membre;;;;;\r\n";
    file += "Trop;Haut;haut@lilas.fr;chef;;;;;\r\n";
    file += "Une;Case;de@trop.fr;membre;;;;;;;\r\n";
    // Windows-1252, as Excel writes without being asked for better.
    file.chars().map(|c| if c == 'Œ' { 0x8c } else { u8::try_from(u32::from(c)).expect("Latin") }).collect()
}

/// The text that the page keeps for its next step.
fn kept(page: &str) -> String {
    let from = page.find("<textarea name=\"text\"").and_then(|at| page[at..].find(">\n").map(|end| at + end + 2)).expect("the file");
    let text = &page[from..from + page[from..].find("</textarea>").expect("its end")];
    text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

in_both! {
    async fn a_dry_run_writes_nothing_then_the_good_lines_come_in_once(village) {
        let http = http(&village);
        let before = (count(&village, PEOPLE).await, count(&village, "SELECT count(*) FROM audit").await, count(&village, "SELECT count(*) FROM changes").await);
        let judged = upload(&http, "awa", HERE, "file", &eighty()).await;
        assert_eq!(judged.status, 200, "{}", judged.text());
        let page = judged.text();
        for told in ["76 personnes peuvent être importées", "4 lignes sont à corriger", "Colonnes laissées de côté\u{202f}: Badge", ">78<", "pas une adresse",
            "Cette adresse est déjà celle de quelqu’un", "Rôle inconnu", "plus de cases que l’en-tête", "Zoé Œuvrard0"] {
            assert!(page.contains(told), "{told}: {page}");
        }
        let after = (count(&village, PEOPLE).await, count(&village, "SELECT count(*) FROM audit").await, count(&village, "SELECT count(*) FROM changes").await);
        assert_eq!(before, after, "nothing is written by judging");

        let text = kept(&page);
        let mend = http.post_form("awa", "/administration/people/import/mend", &[("text", &text)]).await.text();
        assert_eq!(mend.lines().count(), 5, "{mend}");
        assert!(mend.contains("Nom;Prénom;Courriel") && mend.contains("haut@lilas.fr;chef"), "{mend}");

        for _ in 0..2 {
            let done = http.post_form("awa", "/administration/people/import/admit", &[("text", &text)]).await;
            assert_eq!(done.status, 200, "{}", done.text());
            assert_eq!(count(&village, PEOPLE).await, before.0 + 76, "the second time finds every address taken");
        }
        assert_eq!(count(&village, "SELECT count(*) FROM people WHERE email = 'zoe10@lilas.fr' AND role = 'guest' AND ends_at IS NOT NULL AND site = 'Rennes' AND headline = 'Atelier' AND skills = 'scie, rabot' AND language = 'fr' AND password IS NULL").await, 1);
        assert_eq!(count(&village, "SELECT count(*) FROM audit WHERE act = 'people-imported' AND details = '76'").await, 1);
        let listed = http.get_as("awa", "/administration/people?which=waiting&q=uvrard75").await.text();
        assert!(listed.contains("Zoé Œuvrard75") && !listed.contains("Zoé Œuvrard74") && !listed.contains("lilas.fr"), "{listed}");
    }

    async fn letting_people_in_asks_who_is_there_and_loses_nothing(village) {
        let http = http(&village);
        let before = (count(&village, PEOPLE).await, count(&village, "SELECT count(*) FROM audit").await);
        village.store().write(|tx| tx.run("UPDATE sessions SET proved_at = 0", &[])).await.expect("long ago");
        assert_eq!(http.get_as("awa", HERE).await.headers["location"], "/prove?next=/administration/people/import", "before a file is chosen");
        let text = "nom,courriel,rôle\r\n\"Haut, Placée\",haut@lilas.fr,propriétaire\r\n";
        for (path, fields, kept) in [
            ("/administration/people/import/admit", &[("text", text)][..], "&quot;Haut, Placée&quot;,haut@lilas.fr,propriétaire"),
            ("/administration/people/welcome", &[][..], ""),
        ] {
            let asked = http.post_form("awa", path, fields).await;
            let page = asked.text();
            assert!(asked.status == 403 && page.contains(&format!("action=\"/prove?next={path}&amp;send=1\"")) && page.contains(kept), "{page}");
        }
        assert_eq!((count(&village, PEOPLE).await, count(&village, "SELECT count(*) FROM audit").await), before);
        village.store().write(|tx| tx.run("UPDATE sessions SET proved_at = created_at", &[])).await.expect("proved");
        let done = http.post_form("awa", "/administration/people/import/admit", &[("text", text)]).await;
        assert_eq!((done.status, count(&village, "SELECT count(*) FROM people WHERE role = 'owner'").await), (200, 2));
    }

    async fn links_are_handed_out_and_no_cell_is_a_formula(village) {
        let http = http(&village);
        let text = "name,e-mail\n=HYPERLINK(1),f@lilas.fr\nAwa Two,two@lilas.fr\n";
        assert_eq!(http.post_form("awa", "/administration/people/import/admit", &[("text", text)]).await.status, 200);
        let file = http.post_form("awa", "/administration/people/links", &[]).await.text();
        assert!(file.contains("'=HYPERLINK(1);f@lilas.fr;http://village.example/reset/"), "{file}");
        // The village's own people never chose a password either: each has a link, the bot has none.
        assert!(file.contains("Luc Moreau") && !file.contains("Bob"), "{file}");
        assert_eq!(count(&village, "SELECT count(*) FROM resets").await, i64::try_from(file.lines().count()).expect("few") - 1);
        assert_eq!(http.post_form("luc", "/administration/people/links", &[]).await.status, 403);
    }

    async fn whoever_comes_in_without_a_password_does_not_wait(village) {
        let mut village = village;
        let (kim, oto) = (village.settle("Kim Key", PersonRole::Member).await, village.settle("Oto Outside", PersonRole::Member).await);
        let http = http(&village);
        let before = http.post_form("awa", "/administration/people/links", &[]).await.text();
        assert!(before.contains("Kim Key") && before.contains("Oto Outside"), "{before}");
        village.does("awa", move |tx, _| {
            let key = "INSERT INTO passkeys(id, person_id, credential, public_key, counter, name, created_at) VALUES ($1, $2, 'k', $3, 0, 'key', 0)";
            tx.run(key, params![Id::new(), kim, vec![0u8]])?;
            let linked = "INSERT INTO identities(id, issuer, subject, person_id, label, linked_at) VALUES ($1, 'https://id.example', 'oto', $2, 'oto', 0)";
            Ok(tx.run(linked, params![Id::new(), oto])?)
        }).await.expect("two other ways in");
        let after = http.post_form("awa", "/administration/people/links", &[]).await.text();
        assert!(!after.contains("Kim Key") && !after.contains("Oto Outside") && after.contains("Luc Moreau"), "{after}");
        let open = http.get_as("awa", "/administration/people?which=open").await.text();
        assert!(open.contains("Kim Key") && open.contains("Oto Outside") && !open.contains("Luc Moreau"), "{open}");
    }

    async fn nobody_grants_a_role_above_their_own(village) {
        let mut village = village;
        village.settle("Ada Admin", PersonRole::Admin).await;
        let http = http(&village);
        let text = "nom,courriel,rôle\nHaut Placé,haut@lilas.fr,propriétaire\n";
        let done = http.post_form("ada", "/administration/people/import/admit", &[("text", text)]).await.text();
        assert!(done.contains("Ce rôle dépasse le vôtre"), "{done}");
        assert_eq!(count(&village, "SELECT count(*) FROM people WHERE role = 'owner'").await, 1);
        let (awa, luc) = (village.person("awa"), village.person("luc"));
        for (person, role) in [(luc, "owner"), (awa, "member")] {
            let refused = http.post_form("ada", &format!("/administration/people/{person}/role"), &[("role", role)]).await;
            assert_eq!(refused.status, 403, "{role}");
        }
        assert_eq!(http.post_form("ada", &format!("/administration/people/{awa}/deactivate"), &[]).await.status, 403);
        // No link to an owner's password, nor to her own: that would be a way in under another name.
        for person in [awa, village.person("ada")] {
            assert_eq!(http.post_form("ada", &format!("/administration/people/{person}/link"), &[]).await.status, 403);
        }
        assert_eq!(count(&village, "SELECT count(*) FROM resets").await, 0);
        let made = http.post_form("ada", &format!("/administration/people/{luc}/link"), &[]).await.text();
        assert!(made.contains("http://village.example/reset/"), "{made}");
        assert_eq!(http.post_form("awa", &format!("/administration/people/{awa}/role"), &[("role", "member")]).await.status, 409, "the last owner stays");
        assert_eq!(http.post_form("ada", &format!("/administration/people/{luc}/role"), &[("role", "admin")]).await.status, 303);
        assert_eq!(count(&village, "SELECT count(*) FROM audit WHERE act = 'role-changed' AND details = 'member → admin'").await, 1);
    }

    async fn what_is_no_such_file_is_told(village) {
        let http = http(&village);
        for (file, told) in [(&b"%PDF-1.7\n\x00\x01"[..], "n’a pas de colonnes nom et courriel"), (b"Nom,Service\nAwa,RH\n", "n’a pas de colonnes"), (b"", "À remplir")] {
            let refused = upload(&http, "awa", HERE, "file", file).await;
            assert_eq!(refused.status, 422);
            assert!(refused.text().contains(told), "{}", refused.text());
        }
        let long: String = std::iter::once("nom,courriel\n".to_owned()).chain((0..2_001).map(|n| format!("N {n},n{n}@x.fr\n"))).collect();
        assert_eq!(upload(&http, "awa", HERE, "file", long.as_bytes()).await.status, 422);
        assert_eq!(upload(&http, "awa", HERE, "file", &vec![b'a'; 600 << 10]).await.status, 413);
    }
}
