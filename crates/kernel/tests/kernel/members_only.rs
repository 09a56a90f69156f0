//! A private space against everybody who is not in it: every verb answers as if nothing were there.

use base::Refusal;
use kernel::people::{self, PersonRole};
use kernel::spaces::members;
use village::{Village, in_both};

use crate::verbs::{Needs, Scene, VERBS};

/// What somebody gets for each verb, on the real thing and on ids that name nothing; nothing is kept.
async fn refusals(village: &Village, name: &str, scene: &Scene) -> Vec<(&'static str, Option<Refusal>, Option<Refusal>)> {
    let mut got = Vec::new();
    for (verb, _, act) in VERBS {
        let mut both = Vec::new();
        for scene in [scene.clone(), scene.unknown()] {
            let done = village.does(name, move |tx, actor| act(tx, actor, &scene)).await;
            both.push(done.err().map(|fault| fault.refusal().cloned().unwrap_or_else(|| panic!("{verb}: {fault}"))));
        }
        let unknown = both.pop().flatten();
        got.push((*verb, both.pop().flatten(), unknown));
    }
    got
}

in_both! {
    async fn outsiders_cannot_tell_it_from_nothing(village) {
        let mut village = village;
        village.settle("Gil", PersonRole::Guest).await;
        let (gil, place) = (village.person("gil"), village.space("Place"));
        village.does("awa", move |tx, awa| members::admit(tx, awa, place, gil, kernel::spaces::SpaceRole::Contributor)).await.expect("Gil is let in");
        let mehdi = village.person("mehdi");
        let item = village.post("mehdi", "Atelier", "Le plan\nde l’atelier").await;
        let atelier = village.space("Atelier");
        village.does("luc", move |tx, luc| members::leave(tx, luc, atelier, mehdi)).await.expect("Mehdi is removed");
        let scene = Scene::of(&village, "Atelier", item).await;
        // An insider, the network's owner, a guest of another space, a bot, and the author himself, who was removed.
        for name in ["oscar", "awa", "gil", "bob", "mehdi"] {
            for (verb, real, unknown) in refusals(&village, name, &scene).await {
                assert_eq!(real, Some(Refusal::NotFound), "{name}: {verb}");
                assert_eq!(real, unknown, "{name}: {verb}");
            }
        }
    }

    async fn whoever_is_deactivated_is_signed_out(village) {
        let item = village.post("mehdi", "Atelier", "Le plan").await;
        let scene = Scene::of(&village, "Atelier", item).await;
        let mehdi = village.person("mehdi");
        village.does("awa", move |tx, awa| people::deactivate(tx, awa, mehdi)).await.expect("Mehdi is deactivated");
        for (verb, real, _) in refusals(&village, "mehdi", &scene).await {
            assert_eq!(real, Some(Refusal::SignedOut), "{verb}");
        }
    }

    async fn readers_only_read(village) {
        let item = village.post("mehdi", "Atelier", "Le plan").await;
        let scene = Scene::of(&village, "Atelier", item).await;
        for (verb, needs, act) in VERBS {
            let scene = scene.clone();
            let done = village.does("rita", move |tx, rita| act(tx, rita, &scene)).await;
            let refused = done.err().map(|fault| fault.refusal().cloned().unwrap_or_else(|| panic!("{verb}: {fault}")));
            let expected = match needs {
                Needs::View if crate::verbs::needs_elsewhere(verb) => Some(Refusal::Forbidden("not_a_member")),
                Needs::View => None,
                _ if *verb == "comment" => Some(Refusal::Forbidden("commenting_limited")),
                Needs::Contribute => Some(Refusal::Forbidden("read_only")),
                // Whoever is in already has nothing to ask for; leaving comes last in the list.
                Needs::Door => None,
                Needs::Moderate | Needs::Manage => Some(Refusal::Forbidden("not_a_host")),
            };
            assert_eq!(refused, expected, "{verb}");
            if *verb == "leave" {
                let (rita, atelier) = (village.person("rita"), village.space("Atelier"));
                village.does("luc", move |tx, luc| members::admit(tx, luc, atelier, rita, kernel::spaces::SpaceRole::Reader)).await.expect("back");
            }
        }
    }

    async fn contributors_change_only_their_own_words(village) {
        let item = village.post("luc", "Atelier", "Le plan").await;
        let scene = Scene::of(&village, "Atelier", item).await;
        for (verb, needs, act) in VERBS.iter().filter(|(_, needs, _)| *needs != Needs::Door) {
            let scene = scene.clone();
            let done = village.does("mehdi", move |tx, mehdi| act(tx, mehdi, &scene)).await;
            let refused = done.err().map(|fault| fault.refusal().cloned().unwrap_or_else(|| panic!("{verb}: {fault}")));
            let expected = match *verb {
                "edit" => Some(Refusal::Forbidden("not_the_author")),
                "trash" | "restore" => Some(Refusal::Forbidden("not_a_host")),
                _ if matches!(needs, Needs::Moderate | Needs::Manage) => Some(Refusal::Forbidden("not_a_host")),
                _ => None,
            };
            assert_eq!(refused, expected, "{verb}");
        }
    }

    async fn nobody_contributes_before_accepting_the_charter(village) {
        let item = village.post("mehdi", "Atelier", "Le plan").await;
        let scene = Scene::of(&village, "Atelier", item).await;
        village.store().write(|tx| {
            let sql = "INSERT INTO charters(version, title, source, html, at) VALUES (2, 'Charte', '', '', 0)";
            tx.run(sql, &[])
        }).await.expect("a new charter");
        for (verb, needs, act) in VERBS.iter().filter(|(_, needs, _)| matches!(needs, Needs::Contribute | Needs::View)) {
            let scene = scene.clone();
            let done = village.does("mehdi", move |tx, mehdi| act(tx, mehdi, &scene)).await;
            let refused = done.err().map(|fault| fault.refusal().cloned().unwrap_or_else(|| panic!("{verb}: {fault}")));
            let free = *needs == Needs::View && !crate::verbs::needs_elsewhere(verb);
            assert_eq!(refused, (!free).then_some(Refusal::CharterNotAccepted), "{verb}");
        }
    }
}
