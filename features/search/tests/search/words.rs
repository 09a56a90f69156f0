//! Which words find which texts, and how hits are shown.

use village::in_both;

use super::{found, http, ids, items};

in_both! {
    async fn accents_stems_and_elisions(village) {
        let http = http(&village);
        for (text, words) in [
            ("Les réunions d’équipe auront lieu à l’atelier", &["réunion", "reunion", "RÉUNIONS", "atelier", "l’atelier", "l'equipe", "équipes lieu"][..]),
            ("We were running late, meetings again", &["run", "runs", "meeting late", "MEETINGS"]),
            ("Un cœur gros comme ça, noël à Łódź", &["coeur", "CŒUR", "noel", "lodz"]),
            ("Version v1.2 du dossier 2026-041", &["v1.2", "2026-041", "041"]),
            ("日本 한글 مرحبا", &["日本", "한글", "مرحبا"]),
        ] {
            let id = village.post("luc", "Place", text).await.to_string();
            for query in words {
                assert_eq!(items(&http, "mehdi", query).await, [id.as_str()], "{query}");
            }
        }
        for none in ["reun", "bureau", "équipe bureau", "_item", "item", "f", "a_b"] {
            assert_eq!(items(&http, "mehdi", none).await, [""; 0], "{none}");
        }
        let comment = village.comment("mehdi", village.post("luc", "Place", "Titre rare\nTexte").await, "Une girafe").await.to_string();
        assert_eq!(items(&http, "oscar", "girafe").await, [comment], "comments too");
        assert_eq!(items(&http, "oscar", "titre rare").await.len(), 1, "titles too");
        assert!(items(&http, "oscar", "girafe benali").await.len() == 1, "with their author’s name");
    }

    async fn a_compound_is_left_out_as_a_whole(village) {
        let http = http(&village);
        let kept = village.post("luc", "Place", "Réunion : dites si vous venez").await.to_string();
        village.post("luc", "Place", "Réunion, ou plutôt un Rendez-vous").await;
        assert_eq!(items(&http, "mehdi", "réunion").await.len(), 2);
        assert_eq!(items(&http, "mehdi", "réunion -rendez-vous").await, [kept.as_str()]);
        assert_eq!(items(&http, "mehdi", "-rendez-vous").await, [kept.as_str()]);
        assert_eq!(items(&http, "mehdi", "réunion -vous").await, [""; 0], "a word alone is looked for wherever it stands");
    }

    async fn excerpts_are_marked_and_escaped(village) {
        let http = http(&village);
        let text = format!("{} les <b>réunions</b> de l’équipe & co {}", "avant ".repeat(80), "après ".repeat(80));
        village.post("luc", "Place", &format!("Ordre du jour\n{text}")).await;
        let hit = found(&http, "mehdi", &[("q", "reunion équipe")]).await["items"][0].clone();
        let html = hit["html"].as_str().expect("html");
        assert!(html.contains("<mark>réunions</mark>") && html.contains("<mark>équipe</mark> &amp; co"), "{html}");
        let pieces = hit["excerpt"].as_array().expect("pieces");
        let plain: String = pieces.iter().map(|piece| piece["text"].as_str().unwrap_or_default()).collect();
        assert!(plain.chars().count() <= 220 && plain.starts_with('…') && plain.contains("de l’équipe"), "{plain}");
        assert_eq!(pieces.iter().filter(|piece| piece["hit"] == true).count(), 2);
        assert_eq!((&hit["title"], &hit["kind"], &hit["author_name"], &hit["space_name"]),
            (&"Ordre du jour".into(), &"post".into(), &"Luc Moreau".into(), &"Place".into()));
    }

    async fn one_tag_finds_what_bears_it(village) {
        let http = http(&village);
        let tagged = village.post("luc", "Place", "Sortie\nOn part en #Été").await.to_string();
        village.post("luc", "Place", "En été il fait chaud").await;
        village.post("luc", "Atelier", "Au secret #été").await;
        assert_eq!(items(&http, "oscar", "#ete").await, [tagged.as_str()]);
        assert_eq!(items(&http, "oscar", "été").await.len(), 2, "a word is not a tag");
        assert_eq!(items(&http, "luc", "#ÉTÉ").await.len(), 2);
        assert_eq!(items(&http, "oscar", "#rien").await, [""; 0]);
        let by_mehdi = [("q", "#été"), ("author", &village.person("mehdi").to_string())];
        assert_eq!(ids(&found(&http, "oscar", &by_mehdi).await["items"], "item"), [""; 0], "filters hold for tags too");
    }
}
