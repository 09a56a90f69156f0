//! Set-up, sign-in, sign-out, a lost password.

use kernel::people::PersonRole;
use kernel::people::sessions::{self, Arrival, Means};
use people::verbs;

use crate::on_both;
use crate::town::{PASSWORD, Visitor, nobody};

const OWNER: &[(&str, &str)] = &[
    ("network", "Menuiserie Le Goff"),
    ("name", "Sylvie Le Goff"),
    ("email", "Sylvie@Exemple.fr"),
    ("password", PASSWORD),
    ("language", "fr"),
    ("zone", "Europe/Paris"),
];

on_both! {
    async fn a_network_is_set_up_once(town) {
        let link = town.setup_link().await;
        assert_eq!(town.get(&nobody(), "/setup/wrong").await.status, 404);
        assert!(town.get(&nobody(), &link).await.text().contains("Nom du réseau"));
        let weak: Vec<_> = OWNER.iter().map(|(name, value)| (*name, if *name == "password" { "motdepasse2026" } else { *value })).collect();
        let refused = town.post(&nobody(), &link, &weak).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text().contains("Menuiserie Le Goff") && !refused.text().contains("motdepasse2026"));

        let done = town.post(&nobody(), &link, OWNER).await;
        assert_eq!((done.status.as_u16(), done.to()), (303, "/"), "{}", done.text());
        let owner = Visitor { cookie: done.session(), ..nobody() };
        let charter = town.get(&owner, "/charter").await.text();
        assert!(charter.contains("Les réseaux publics") && charter.contains("Public networks") && !charter.contains("/charter/acceptance"));
        for used in [town.get(&nobody(), &link).await, town.post(&nobody(), &link, OWNER).await] {
            assert_eq!(used.status, 404);
            assert!(used.text().contains("Ce lien ne vaut plus"));
        }
        assert!(town.write(verbs::setup::prepare).await.is_none());
        assert_eq!(town.count("SELECT count(*) FROM people").await, 1);
        assert_eq!(town.count("SELECT count(*) FROM people WHERE email = 'sylvie@exemple.fr' AND role = 'owner'").await, 1);
    }

    async fn a_new_set_up_link_replaces_the_former(town) {
        let (former, link) = (town.setup_link().await, town.setup_link().await);
        assert_eq!(town.get(&nobody(), &former).await.status, 404);
        let both = futures(town.post(&nobody(), &link, OWNER), town.post(&nobody(), &link, OWNER)).await;
        let mut answers = [both.0.status.as_u16(), both.1.status.as_u16()];
        answers.sort_unstable();
        assert_eq!(answers, [303, 404]);
    }

    async fn signing_in_and_out(town) {
        let awa = town.person("Awa Diallo", PersonRole::Owner).await;
        let form = |next: &'static str| [("email", " AWA.Diallo@exemple.fr "), ("password", PASSWORD), ("next", next)];
        let first = town.post(&awa, "/sign-in", &form("/people?q=x")).await;
        assert_eq!((first.status.as_u16(), first.to()), (303, "/charter?next=/people%3Fq%3Dx"));
        let session = Visitor { cookie: first.session(), ..nobody() };
        assert_ne!(session.cookie, awa.cookie);
        // The cookie one came with is worth nothing any more.
        assert_eq!(town.get(&awa, "/me").await.to(), "/sign-in?next=/me");
        assert_eq!(town.get(&session, "/me").await.status, 200);
        for elsewhere in ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "/%0d%0aSet-Cookie: a=b"] {
            let answer = town.post(&nobody(), "/sign-in", &form(elsewhere)).await;
            assert!(answer.to().starts_with("/charter?next=/") && !answer.to().contains("//"), "{}", answer.to());
        }
        assert_eq!(town.get(&session, "/sign-out").await.status, 405);
        let out = town.post(&session, "/sign-out", &[]).await;
        assert_eq!((out.status.as_u16(), out.to()), (303, "/sign-in"));
        assert!(out.headers.contains_key("clear-site-data"));
        assert_eq!(town.get(&session, "/me").await.status, 303);
    }

    async fn nothing_tells_who_exists(town) {
        let awa = town.person("Awa Diallo", PersonRole::Owner).await;
        let lea = town.person("Léa Martin", PersonRole::Member).await;
        town.write(move |tx| {
            let owner = kernel::Actor::of_person(tx, awa.id)?.ok_or(base::Refusal::NotFound)?;
            kernel::people::deactivate(tx, &owner, lea.id)
        }).await;
        let mut pages = Vec::new();
        for (email, password) in [
            ("awa.diallo@exemple.fr", "une autre phrase longue"),
            ("personne.x@exemple.fr", "une autre phrase longue"),
            ("lea.martin@exemple.fr", PASSWORD),
        ] {
            let answer = town.post(&nobody(), "/sign-in", &[("email", email), ("password", password)]).await;
            assert_eq!(answer.status, 422);
            let (mut headers, text) = (answer.headers.clone(), answer.text().replace(email, "…"));
            headers.remove("x-request-id");
            pages.push((headers, text));
        }
        assert!(pages.iter().all(|page| *page == pages[0]));
        let mut forgotten = Vec::new();
        for email in ["awa.diallo@exemple.fr", "personne.x@exemple.fr"] {
            forgotten.push(town.post(&nobody(), "/forgot", &[("email", email)]).await.text());
        }
        assert_eq!(forgotten[0], forgotten[1]);
    }

    async fn guesses_are_slowed_down(town) {
        town.person("Awa Diallo", PersonRole::Owner).await;
        let wrong = [("email", "awa.diallo@exemple.fr"), ("password", "une phrase au hasard")];
        for _ in 0..10 {
            assert_eq!(town.post(&nobody(), "/sign-in", &wrong).await.status, 422);
        }
        let right = town.post(&nobody(), "/sign-in", &[("email", "awa.diallo@exemple.fr"), ("password", PASSWORD)]).await;
        assert_eq!(right.status, 429);
        assert!(right.headers["retry-after"].to_str().expect("text").parse::<u32>().expect("seconds") <= 90);
        // Spread over many accounts, a hundred are too many as well.
        let mut last = 0;
        for n in 0..100 {
            last = town.post(&nobody(), "/sign-in", &[("email", &format!("p{n}@exemple.fr")), ("password", "x")]).await.status.as_u16();
        }
        assert_eq!(last, 429);
        assert_eq!(town.count("SELECT count(*) FROM audit WHERE act = 'sign-in-paused' AND subject_id IS NOT NULL").await, 1);
        let lines = town.count("SELECT count(*) FROM audit WHERE act = 'sign-in-paused'").await;
        assert!((2..=10).contains(&lines), "{lines} lines: some, and not one per guess");
    }

    async fn guesses_from_many_addresses_are_slowed_down_too(town) {
        town.person("Awa Diallo", PersonRole::Owner).await;
        let wrong = [("email", "awa.diallo@exemple.fr"), ("password", "une phrase au hasard")];
        let mut last = 0;
        for n in 0..100 {
            let elsewhere = Visitor { at: format!("203.0.113.{n}"), ..nobody() };
            last = town.post(&elsewhere, "/sign-in", &wrong).await.status.as_u16();
        }
        assert_eq!(last, 429);
        // What the visitor itself writes before the proxy's word changes nothing.
        let guessing = |n: u32| Visitor { at: format!("198.51.100.{n}, 203.0.113.200"), ..nobody() };
        let mut refused = 0;
        for n in 0..100 {
            let guess = [("email", &*format!("p{n}@exemple.fr")), ("password", "x")];
            refused += u32::from(town.post(&guessing(n), "/sign-in", &guess).await.status == 429);
        }
        assert!(refused >= 20, "{refused}");
    }

    async fn an_endless_password_is_not_even_read(town) {
        let long = "é".repeat(500_000);
        assert_eq!(town.post(&nobody(), "/sign-in", &[("email", "a@exemple.fr"), ("password", &long)]).await.status, 413);
        let before = house::password::computed();
        assert_eq!(town.post(&nobody(), "/sign-in", &[("email", "a@exemple.fr"), ("password", &"x".repeat(129))]).await.status, 422);
        assert_eq!(house::password::computed(), before);
    }

    async fn nobody_costs_as_much_as_somebody(town) {
        let awa = town.person("Awa Diallo", PersonRole::Owner).await;
        town.write(move |tx| {
            let reset = "UPDATE people SET password = NULL WHERE id = $1";
            let zoe = kernel::people::add(tx, &kernel::people::NewPerson::parse("Zoé", Some("zoe@exemple.fr"), PersonRole::Member)?, None)?;
            tx.run(reset, store::params![zoe])?;
            Ok(())
        }).await;
        for email in ["awa.diallo@exemple.fr", "zoe@exemple.fr", "personne@exemple.fr", "pas une adresse"] {
            let before = house::password::computed();
            assert_eq!(town.post(&nobody(), "/sign-in", &[("email", email), ("password", "une autre phrase longue")]).await.status, 422);
            assert_eq!(house::password::computed() - before, 1, "{email}");
            let before = house::password::computed();
            town.post(&nobody(), "/forgot", &[("email", email)]).await;
            assert_eq!(house::password::computed(), before, "{email}");
        }
        assert!(town.get(&awa, "/me").await.status == 200);
    }

    async fn a_form_without_a_proof_comes_back_with_all_it_held(town) {
        let awa = town.person("Awa Diallo", PersonRole::Owner).await;
        town.write(|tx| Ok(tx.run("UPDATE sessions SET proved_at = 0", &[])?)).await;
        let at_page = Visitor { token: String::new(), ..awa.clone() };
        let asked = town.post(&at_page, "/me/tokens", &[("token_name", "Sauvegarde"), ("days", "30")]).await;
        assert!(asked.status == 403 && asked.text().contains("value=\"Sauvegarde\""), "{}", asked.text());
        assert_eq!(town.count("SELECT count(*) FROM tokens WHERE name = 'Sauvegarde'").await, 0);
        let json = serde_json::json!({ "name": "Sauvegarde" }).to_string();
        let refused = town.ask(&at_page, http::Method::POST, "/api/v1/tokens", "application/json", json.into()).await;
        assert_eq!((refused.status.as_u16(), refused.json()["type"].as_str()), (403, Some("urn:palabre:problem:proof-needed")));
    }

    async fn a_link_for_a_new_password_works_once(town) {
        let awa = town.person("Awa Diallo", PersonRole::Owner).await;
        let luc = town.person("Luc Morel", PersonRole::Member).await;
        let secret = town
            .write(move |tx| {
                let by = kernel::Actor::of_person(tx, awa.id)?.expect("she is here");
                kernel::people::links::hand_over(tx, &by, luc.id)
            })
            .await;
        let link = format!("/reset/{}", secret.reveal());
        assert_eq!(town.get(&nobody(), "/reset/wrong").await.status, 404);
        assert_eq!(town.get(&nobody(), &link).await.status, 200);
        assert_eq!(town.post(&nobody(), &link, &[("password", "Luc Morel 2026")]).await.status, 422);
        let chosen = town.post(&nobody(), &link, &[("password", "sept hérons dans la brume")]).await;
        assert_eq!(chosen.status, 303);
        assert_eq!(town.post(&nobody(), &link, &[("password", "sept hérons dans la brume")]).await.status, 404);
        assert_eq!(town.get(&luc, "/me").await.status, 303, "other sessions are ended");
        assert_eq!(town.get(&Visitor { cookie: chosen.session(), ..nobody() }, "/me").await.status, 200);
        let email = ("email", "luc.morel@exemple.fr");
        assert_eq!(town.post(&nobody(), "/sign-in", &[email, ("password", PASSWORD)]).await.status, 422);
        assert_eq!(town.post(&nobody(), "/sign-in", &[email, ("password", "sept hérons dans la brume")]).await.status, 303);
    }

    async fn sessions_of_one_person_are_bounded(town) {
        let awa = town.person("Awa Diallo", PersonRole::Owner).await;
        for _ in 0..60 {
            town.write(move |tx| sessions::open(tx, awa.id, Means::Password, &Arrival::default())).await;
        }
        assert_eq!(town.count("SELECT count(*) FROM sessions").await, 50);
    }

    async fn the_language_is_switched_for_everybody(town) {
        let awa = town.person("Awa Diallo", PersonRole::Owner).await;
        let switched = town.post(&nobody(), "/language", &[("lang", "en"), ("back", "/forgot")]).await;
        assert_eq!((switched.status.as_u16(), switched.to()), (303, "/forgot"));
        let visitor = Visitor { cookie: switched.session(), ..nobody() };
        assert!(town.get(&visitor, "/forgot").await.text().contains("Forgotten password"));
        assert!(town.get(&awa, "/me").await.text().contains("Mon profil"));
        town.post(&awa, "/language", &[("lang", "en"), ("back", "//evil.example")]).await;
        assert!(town.get(&awa, "/me").await.text().contains("My profile"));
        assert_eq!(town.post(&awa, "/language", &[("lang", "de")]).await.status, 422);
    }
}

async fn futures<A, B>(a: impl Future<Output = A>, b: impl Future<Output = B>) -> (A, B) {
    tokio::join!(a, b)
}
