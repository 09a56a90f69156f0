//! Erasure: what goes, what stays, and that whoever comes after sees nothing of it (safety.md 71).

use base::Id;
use kernel::find::{self, Wanted};
use kernel::people::{self, NewPerson, PersonRole};
use kernel::{Actor, spaces};
use rights::{CENSUS, End};
use store::{Query, Tx, params};
use village::{Village, in_both};

use super::{http, work};

/// How often a text stands anywhere in the columns of the database that hold text.
async fn traces(village: &Village, word: &'static str) -> Vec<String> {
    let sql =
        "SELECT 'person ' || id FROM people WHERE name LIKE $1 OR folded LIKE $1 OR email LIKE $1 OR headline LIKE $1 OR skills LIKE $1
        UNION ALL SELECT 'body ' || id FROM bodies WHERE source LIKE $1 OR html LIKE $1 OR plain LIKE $1
        UNION ALL SELECT 'invitation ' || id FROM invitations WHERE email LIKE $1 OR name LIKE $1
        UNION ALL SELECT 'token ' || id FROM tokens WHERE name LIKE $1
        UNION ALL SELECT 'request ' || id FROM data_requests WHERE message LIKE $1 OR answer LIKE $1
        UNION ALL SELECT 'archive ' || request_id FROM data_archives WHERE json LIKE $1
        UNION ALL SELECT 'audit ' || id FROM audit WHERE details LIKE $1";
    village.store().read(move |db| db.all(sql, params![format!("%{word}%")], |row| row.text(0))).await.expect("read")
}

in_both! {
    async fn what_goes_goes_and_what_stays_names_nobody(village) {
        let http = http(&village);
        let post = village.post("mehdi", "Place", "Le potager").await;
        let named = village.post("luc", "Place", "Merci @Mehdi Benali pour tout").await;
        village.does("mehdi", |tx, mehdi| {
            tx.run("UPDATE people SET headline = 'Benali, menuisier' WHERE id = $1", params![mehdi.id])?;
            tx.run("INSERT INTO tokens(id, digest, person_id, name, created_at) VALUES (5, 'x', $1, 'robot de Benali', 1)", params![mehdi.id])?;
            Ok(tx.run("INSERT INTO invitations(id, digest, email, name, role, inviter_id, created_at, expires_at, used_by) VALUES (6, 'y', 'mehdi@village.example', 'Benali', 'member', $1, 1, 2, $1)", params![mehdi.id])?)
        }).await.expect("more of him");
        http.post_form("mehdi", "/me/data/archive", &[]).await;
        work(&village).await;
        assert_eq!(http.post_form("mehdi", "/me/data/erasure", &[("message", "Benali s’en va")]).await.status, 303);
        let mehdi = village.person("mehdi");
        let path = format!("/administration/people/{mehdi}/erase");
        let page = http.get_as("awa", &path).await.text();
        for said in ["Ce qui part", "Ce qui reste", "Publications et commentaires (1)", "Code du travail", "Mentions de votre nom"] {
            assert!(page.contains(said), "{said} {page}");
        }
        assert!(http.get_as("mehdi", "/me/data/erasure").await.text().contains("Publications et commentaires (1)"), "and he sees the same");
        for name in ["luc", "mehdi", "nadia", "bob"] {
            assert_eq!((http.get_as(name, &path).await.status, http.post_form(name, &path, &[]).await.status), (403, 403), "{name}");
        }
        assert!(traces(&village, "Benali").await.len() > 4);
        assert_eq!(http.post_form("awa", &path, &[]).await.status, 303);
        assert_eq!(http.get_as("mehdi", "/me/data").await.status, 303, "his sessions are over");
        assert_eq!(http.post_form("awa", &path, &[]).await.status, 409, "once");
        work(&village).await;
        assert_eq!(traces(&village, "enali").await, [""; 0]);
        assert_eq!(traces(&village, "mehdi@").await, [""; 0]);
        for entry in CENSUS.iter().filter(|entry| entry.end == End::Goes) {
            let sql = format!("SELECT count(*) FROM {} WHERE {} = $1", entry.table, entry.column);
            let left = village.store().read(move |db| db.count(&sql, params![mehdi])).await.expect("read");
            assert_eq!(left, 0, "{}.{}", entry.table, entry.column);
        }
        // The post stands, under nobody's name; nothing is found by the old one.
        let found = village.looks("oscar", |db, oscar| {
            let names = |words: &str| -> kernel::Result<Vec<_>> { Ok(find::items(db, oscar, &Wanted::words(words), 10)?.into_iter().map(|hit| (hit.id, hit.author.name)).collect()) };
            Ok((names("potager")?, names("benali")?, names("ancien membre")?.len(), find::people_named(db, oscar, "mehdi")?.len()))
        }).await.expect("found");
        assert_eq!(found, (vec![(post, "Ancien membre".to_owned())], Vec::new(), 2, 0));
        let html = village.store().read(move |db| db.one("SELECT html FROM bodies WHERE item_id = $1", params![named], |row| row.text(0))).await.expect("read");
        assert!(html.expect("a text").contains("@Ancien membre</a> pour tout"));
        let trail = village.looks("awa", |db, _| Ok(kernel::audit::lines(db, Some(kernel::audit::Act::Erased), None, 5)?)).await.expect("the trail");
        assert_eq!((trail.len(), trail[0].subject), (1, Some(mehdi)));
        let again = village.does("awa", move |tx, awa| people::reactivate(tx, awa, mehdi)).await;
        assert_eq!(again.expect_err("refused").refusal(), Some(&kernel::Refusal::Conflict("erased")), "nothing is left to let in");
    }

    async fn whoever_comes_after_sees_nothing_old(village) {
        let http = http(&village);
        village.post("mehdi", "Atelier", "Le secret de l’atelier").await;
        let old = village.person("mehdi");
        assert_eq!(http.post_form("awa", &format!("/administration/people/{old}/erase"), &[]).await.status, 303);
        work(&village).await;
        let new = village.does("awa", |tx, awa| {
            let new = people::add(tx, &NewPerson::parse("Mehdi Benali", Some("mehdi@village.example"), PersonRole::Member)?, Some(awa.id))?;
            people::admit(tx, new)?;
            Ok(new)
        }).await.expect("the address is free again");
        assert_ne!(new, old);
        let (found, mine, requests) = village.store().read(move |db| {
            let me = Actor::of_person(db, new)?.expect("an active person");
            let found = find::items(db, &me, &Wanted::words("secret"), 5)?.len();
            let requests = db.count("SELECT count(*) FROM data_requests WHERE person_id = $1", params![new])?;
            Ok::<_, base::Fault>((found, spaces::queries::mine(db, &me)?.len(), requests))
        }).await.expect("what they see");
        assert_eq!((found, mine, requests), (0, 0, 0));
    }

    async fn an_owner_answers_for_the_network_first(village) {
        let http = http(&village);
        let (awa, luc) = (village.person("awa"), village.person("luc"));
        assert_eq!(http.post_form("awa", &format!("/administration/people/{awa}/erase"), &[]).await.status, 409, "the last owner");
        assert_eq!(http.get_as("awa", "/administration/people/12/erase").await.status, 404);
        assert_eq!(http.post_form("awa", "/administration/people/12/erase", &[]).await.status, 404);
        let atelier = village.space("Atelier");
        assert_eq!(http.post_form("awa", &format!("/administration/people/{luc}/erase"), &[]).await.status, 303);
        let owner = village.store().read(move |db| db.one("SELECT owner_id FROM spaces WHERE id = $1", params![atelier], |row| row.id(0)));
        assert_eq!(owner.await.expect("read"), Some(village.person("mehdi")), "whose spaces pass to who is longest there");
    }

    async fn every_space_is_handed_over_in_a_few_statements_each(village) {
        const SPACES: u64 = 520;
        let (luc, oscar) = (village.person("luc"), village.person("oscar"));
        let open = move |tx: &Tx, luc: &Actor| {
            for n in 0..SPACES {
                let id = Id::new();
                let opened = "INSERT INTO spaces(id, kind, name, folded, purpose, owner_id, opening, created_at) VALUES ($1, 'project', 'Un', 'un', '', $2, 'private', 1)";
                tx.run(opened, params![id, luc.id])?;
                // In every other one somebody is there to take it over.
                for (person, role) in [(luc.id, "host"), (oscar, "reader")].into_iter().take(if n % 2 == 0 { 2 } else { 1 }) {
                    tx.run("INSERT INTO memberships(space_id, person_id, role, since) VALUES ($1, $2, $3, 1)", params![id, person, role])?;
                }
            }
            Ok(())
        };
        village.does("luc", open).await.expect("opened");
        let (erased, statements) = store::counted(http(&village).post_form("awa", &format!("/administration/people/{luc}/erase"), &[])).await;
        assert_eq!(erased.status, 303);
        assert!(statements < 10 * SPACES, "{statements}");
        let count = |sql: &'static str, person| village.store().read(move |db| db.count(sql, params![person]));
        let standing = "SELECT count(*) FROM spaces WHERE owner_id = $1 AND archived_at IS NULL";
        assert_eq!((count(standing, luc).await, count(standing, oscar).await), (Ok(0), Ok(260)));
        assert_eq!(count("SELECT count(*) FROM spaces WHERE owner_id = $1 AND name = 'Un' AND archived_at IS NOT NULL", luc).await, Ok(260));
    }
}
