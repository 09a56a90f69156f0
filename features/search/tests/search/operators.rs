//! The operators of the field: what they find, what they say when they can't be understood, and that none tells of what is hidden (safety.md 1 and 2).

use kernel::items::{self, NewItem};
use kernel::people::PersonRole;
use kernel::{Kind, access};
use serde_json::Value as Json;
use village::{Http, in_both};

use super::{found, http, ids, items as items_found, query};

/// What is told of a question: the codes, in order.
async fn notes(http: &Http, name: &str, q: &str) -> Vec<String> {
    ids(&found(http, name, &[("q", q)]).await["notes"], "code")
}

in_both! {
    async fn each_operator_narrows_in_either_language(village) {
        let http = http(&village);
        let post = village.post("luc", "Place", "Le compte rendu du potager").await.to_string();
        let note = village.posts("mehdi", "Place", Kind::QuickNote, "Potager : compte à rendre", Json::Null).await.expect("a note").to_string();
        let there = village.post("luc", "Atelier", "Potager, brouillon").await.to_string();
        let all = [there.as_str(), &note, &post];
        for (q, expected) in [
            ("potager", &all[..]),
            ("potager de:luc", &[&there, &post]),
            ("from:Moreau potager", &[&there, &post]),
            ("de:Luc Moreau potager", &[&there, &post]),
            ("de:\"moreau luc\"", &[&there, &post]),
            ("de:moi", &[&note]),
            ("from:me", &[&note]),
            ("potager -de:luc", &[&note]),
            ("de:luc de:mehdi", &all),
            ("potager dans:place", &[&note, &post]),
            ("IN:Place potager", &[&note, &post]),
            ("potager -dans:place", &[&there]),
            ("type:info", &[&note]),
            ("kind:quick_note", &[&note]),
            ("type:\"info express\" potager", &[&note]),
            ("-type:publication dans:place", &[&note]),
            ("potager -brouillon", &[&note, &post]),
            ("potager -brouillons", &[&note, &post]),
            ("\"compte rendu\"", &[&post]),
            ("«\u{a0}COMPTE RENDU\u{a0}» de:luc", &[&post]),
            ("potager -\"compte rendu\"", &[&there, &note]),
            ("avant:demain potager", &all),
            ("avant:hier potager", &[]),
            ("après:hier potager", &all),
            ("apres:demain potager", &[]),
            ("-avant:aujourd’hui", &all),
            ("before:01/01/2020", &[]),
            ("potager après:décembre 2020", &all),
            ("a:fichier potager", &[]),
            ("-has:file potager", &all),
        ] {
            assert_eq!(items_found(&http, "mehdi", q).await, *expected, "{q}");
            assert_eq!(notes(&http, "mehdi", q).await, [""; 0], "{q}");
        }
        for nothing in ["de:", "\"\"", "-", "dans:nulle-part"] {
            assert_eq!(items_found(&http, "mehdi", nothing).await, [""; 0], "{nothing}");
        }
    }

    async fn files_and_what_is_written_in_them(village) {
        let (http, kinds, place) = (http(&village), village.kinds(), village.space("Place"));
        let bare = village.post("luc", "Place", "Le devis du\nmenuisier").await.to_string();
        let bears = village.does("luc", move |tx, luc| {
            let file = base::Id::new();
            let sql = "INSERT INTO files(id, sha256, name, folded, type, size, owner_id, created_at, loose_since) VALUES ($1, 'a', 'plan.pdf', 'plan.pdf', 'application/pdf', 1, $2, 1, 1)";
            tx.run(sql, store::params![file, luc.id])?;
            tx.run("INSERT INTO contents(sha256, read_at, text) VALUES ('a', 1, 'Escalier tournant en chêne')", &[])?;
            let new = NewItem::parse_with(&kinds, "post", "", "Le devis", Json::Null, vec![file])?;
            items::post(tx, &kinds, &access::space_to_post(tx, luc, place, Kind::Post)?, &new)
        }).await.expect("posted").to_string();
        for (q, expected) in [
            ("devis", &[bears.as_str(), &bare][..]),
            ("devis a:fichier", &[&bears]),
            ("has:files", &[&bears]),
            ("devis -a:fichier", &[&bare]),
            ("\"tournant en chene\"", &[&bears]),
            ("\"plan pdf\"", &[&bears]),
            ("\"devis plan\"", &[]),
            ("\"du menuisier\"", &[]),
            ("devis -\"escalier tournant\"", &[&bare]),
        ] {
            assert_eq!(items_found(&http, "mehdi", q).await, *expected, "{q}");
        }
    }

    async fn what_is_not_understood_is_said_and_the_rest_is_looked_for(village) {
        let http = http(&village);
        let post = village.post("luc", "Place", "Le potager couleur rouge").await.to_string();
        for (q, code) in [
            ("potager couleur:rouge", "unknown_operator"),
            ("potager de:personne", "unknown_person"),
            ("potager dans:nulle-part", "unknown_space"),
            ("potager type:machin", "unknown_kind"),
            ("potager a:moustache", "unknown_thing"),
            ("potager avant:hier-soir", "not_a_date"),
            ("potager après:2026-02-30", "not_a_date"),
            ("potager de:", "empty"),
            ("potager dans:\"\"", "empty"),
        ] {
            assert_eq!(items_found(&http, "mehdi", q).await, [post.as_str()], "{q}");
            assert_eq!(notes(&http, "mehdi", q).await, [code], "{q}");
            let page = http.get_as("mehdi", &format!("/search?{}", query(&[("q", q)]))).await.text();
            assert!(page.contains("class=\"notice\" role=\"status\"") && page.contains(&format!("/items/{post}")), "{q}");
        }
        let many = format!("potager {}", "de:luc ".repeat(50));
        assert_eq!((items_found(&http, "mehdi", &many).await.len(), notes(&http, "mehdi", &many).await), (1, vec!["too_many".to_owned()]));
        let before = village.store().queries();
        found(&http, "mehdi", &[("q", &"de:l dans:p ".repeat(2_000))]).await;
        assert!(village.store().queries() - before < 60, "a long question costs no more than twelve operators");
    }

    async fn several_of_a_name_are_all_looked_for_and_shown(village) {
        let mut village = village;
        village.settle("Lucie Morel", PersonRole::Member).await;
        let http = http(&village);
        let place = village.space("Place");
        village.does("awa", move |tx, awa| {
            let lucie = tx_person(tx, "Lucie Morel")?;
            kernel::spaces::members::admit(tx, awa, place, lucie, kernel::spaces::SpaceRole::Contributor)
        }).await.expect("admitted");
        let one = village.post("luc", "Place", "Un potager").await.to_string();
        let two = village.post("lucie", "Place", "Le potager").await.to_string();
        let answer = found(&http, "mehdi", &[("q", "de:luc potager")]).await;
        assert_eq!(ids(&answer["items"], "item"), [two.as_str(), &one]);
        assert_eq!(answer["notes"][0]["code"], "ambiguous");
        assert_eq!(answer["notes"][0]["choices"], serde_json::json!(["de:\"Luc Moreau\" potager", "de:\"Lucie Morel\" potager"]));
        for (q, item) in [("de:\"Luc Moreau\" potager", &one), ("de:\"Lucie Morel\" potager", &two), ("de:lucie", &two)] {
            assert_eq!(items_found(&http, "mehdi", q).await, [item.as_str()], "{q}");
        }
    }

    async fn a_hidden_space_answers_as_one_that_does_not_exist(village) {
        let mut village = village;
        village.settle("Caché Secret", PersonRole::Member).await;
        let http = http(&village);
        village.post("luc", "Atelier", "Le quetzalcoatl").await;
        village.post("luc", "Place", "Le potager").await;
        for (name, hidden, absent, value) in [
            ("oscar", "dans:Atelier", "dans:Etabliz", ("Atelier", "Etabliz")),
            ("oscar", "in:Archives potager", "in:Etablizz potager", ("Archives", "Etablizz")),
            ("oscar", "potager -dans:atelier", "potager -dans:etabliz", ("atelier", "etabliz")),
            ("oscar", "dans:atelier de:luc après:2020", "dans:etabliz de:luc après:2020", ("atelier", "etabliz")),
            // A guest knows only those of the spaces shared with them.
            ("nadia", "de:oscar", "de:osmin", ("oscar", "osmin")),
            ("nadia", "dans:Place potager", "dans:Plaza potager", ("Place", "Plaza")),
        ] {
            for path in ["/api/v1/search", "/search", "/search/quick", "/search/complete"] {
                let ask = async |q: &str| http.get_as(name, &format!("{path}?{}", query(&[("q", q)]))).await;
                let (one, other) = (ask(hidden).await, ask(absent).await);
                let told = |text: String, value: &str| {
                    let escaped = query(&[("", value)]);
                    text.replace(value, "…").replace(escaped.trim_start_matches('='), "…")
                };
                assert_eq!(one.status, other.status);
                assert_eq!(told(one.text(), value.0), told(other.text(), value.1), "{path} {hidden}");
            }
        }
        assert_eq!(items_found(&http, "nadia", "dans:atelier").await.len(), 1, "who is in it may name it");
    }

    async fn proposals_are_only_what_one_may_know(village) {
        let http = http(&village);
        let texts = async |name: &str, q: &str| ids(&http.get_as(name, &format!("/search/complete?{}", query(&[("q", q)]))).await.expect(200), "text");
        assert_eq!(texts("mehdi", "").await.len(), 6, "every operator");
        assert_eq!(texts("mehdi", "potager d").await, ["potager de:", "potager dans:"]);
        assert_eq!(texts("mehdi", "fro").await, ["de:"]);
        assert_eq!(texts("mehdi", "potager -ty").await, ["potager -type:"]);
        assert_eq!(texts("mehdi", "de:luc").await, ["de:\"Luc Moreau\" "]);
        assert_eq!(texts("mehdi", "de:luc mor").await, ["de:\"Luc Moreau\" "]);
        assert_eq!(texts("mehdi", "a -de:\"Luc M").await, ["a -de:\"Luc Moreau\" "]);
        assert_eq!(texts("mehdi", "de:m").await, ["de:moi ", "de:\"Luc Moreau\" ", "de:\"Mehdi Benali\" "]);
        assert_eq!(texts("mehdi", "dans:at").await, ["dans:Atelier "]);
        assert_eq!(texts("mehdi", "type:sond").await, ["type:sondage "]);
        assert_eq!(texts("mehdi", "a:f").await, ["a:fichier "]);
        assert_eq!(texts("mehdi", "avant:h").await, ["avant:hier "]);
        for q in ["dans:at", "de:nadia"] {
            assert_eq!(texts("oscar", q).await.is_empty(), q.starts_with("dans"), "{q}");
        }
        // A guest: nobody and nothing outside the shared space.
        for q in ["de:awa", "de:oscar", "dans:pl", "dans:com", "de:o"] {
            assert_eq!(texts("nadia", q).await, [""; 0], "{q}");
        }
        let all = [texts("nadia", "de:").await, texts("nadia", "dans:").await].concat().join(" ");
        assert!(all.contains("Luc Moreau") && all.contains("Atelier") && !all.contains("Awa") && !all.contains("Oscar") && !all.contains("Place"), "{all}");
        assert_eq!(http.get_as("", "/search/complete?q=de:").await.status, 303);
        let quick = http.get_as("mehdi", "/search/quick?q=de:lu").await.text();
        assert!(quick.contains("data-fill=\"de:&quot;Luc Moreau&quot; \""), "{quick}");
    }

    async fn operators_are_links(village) {
        let http = http(&village);
        village.post("luc", "Place", "Un potager").await;
        village.post("mehdi", "Atelier", "Le potager").await;
        let page = async |q: &str| http.get_as("mehdi", &format!("/search?{}", query(&[("q", q)]))).await.text();
        let text = page("potager").await;
        for offered in ["q=potager+de%3A%22Luc+Moreau%22", "q=potager+dans%3AAtelier", "sort=fit"] {
            assert!(text.contains(offered), "{offered} {text}");
        }
        let text = page("potager de:luc").await;
        assert!(text.contains("De\u{202f}: Luc Moreau") && text.contains("class=\"facet on\" href=\"/search?q=potager\""), "{text}");
        let help = page("").await;
        assert!(help.contains("href=\"/search?q=de%3Amoi\"") && help.contains("dans:Archives") | help.contains("dans:Atelier"), "{help}");
    }

    async fn the_best_first(village) {
        let http = http(&village);
        let family = village.post("luc", "Place", "Vieux\nLes potagers").await.to_string();
        let title = village.post("luc", "Place", "Le potager\nRien de plus").await.to_string();
        let exact = village.post("luc", "Place", "Autre\nUn potager").await.to_string();
        let plural = village.post("luc", "Place", "Encore\nDes potagers").await.to_string();
        let best = [title.as_str(), &exact, &plural, &family];
        let ask = async |pairs: &[(&str, &str)]| found(&http, "mehdi", &[&[("q", "potager")], pairs].concat()).await;
        assert_eq!(ids(&ask(&[("sort", "fit")]).await["items"], "item"), best);
        assert_eq!(ids(&ask(&[("sort", "date")]).await["items"], "item"), [plural.as_str(), &exact, &title, &family]);
        let (mut seen, mut after) = (Vec::new(), String::new());
        loop {
            let page = ask(&[("sort", "fit"), ("limit", "1"), ("after", &after)]).await;
            seen.extend(ids(&page["items"], "item"));
            let Some(next) = page["next"].as_str() else { break };
            after = next.to_owned();
        }
        assert_eq!(seen, best);
        assert_eq!(http.get_as("mehdi", "/api/v1/search?q=a&sort=rang").await.wrong(), [("sort".to_owned(), "unknown".to_owned())]);
        assert_eq!(ids(&found(&http, "mehdi", &[("q", "\"un potager\""), ("sort", "fit")]).await["items"], "item"), [exact]);
    }
}

fn tx_person(tx: &store::Tx, name: &str) -> kernel::Result<base::Id> {
    use store::Query;
    Ok(tx.one("SELECT id FROM people WHERE name = $1", store::params![name], |row| row.id(0))?.expect("somebody"))
}
