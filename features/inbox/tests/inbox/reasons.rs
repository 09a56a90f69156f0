//! Why something waits, and where it leads.

use kernel::spaces::{SpaceRole, members};
use village::in_both;

use super::{clear, http, waiting};

in_both! {
    async fn mentions_and_answers(village) {
        let http = http(&village);
        for name in ["mehdi", "oscar", "luc", "bob"] {
            clear(&http, name).await;
        }
        let post = village.post("luc", "Place", "Le plan\nUn avis, @Mehdi Benali ?").await;
        let comment = village.comment("mehdi", post, "Oui, @Oscar Petit aussi").await;
        let answer = village.comment("luc", comment, "Parfait").await;
        let mine = waiting(&http, "mehdi").await;
        let told: Vec<_> = mine.iter().map(|n| (n["reason"].as_str().unwrap_or_default(), n["item"].as_str().unwrap_or_default().to_owned())).collect();
        assert_eq!(told, [("answered", answer.to_string()), ("mentioned", post.to_string())], "newest first");
        assert_eq!((&mine[1]["actor_name"], &mine[1]["title"], &mine[1]["space_name"]), (&"Luc Moreau".into(), &"Le plan".into(), &"Place".into()));
        assert_eq!((&mine[0]["root"], &mine[0]["excerpt"]), (&post.to_string().into(), &"Parfait".into()));
        assert_eq!(waiting(&http, "oscar").await.len(), 1);
        let page = http.get_as("mehdi", "/inbox").await.text();
        for shown in ["a répondu à votre commentaire sur «\u{202f}Le plan\u{202f}»", "vous mentionne dans «\u{202f}Le plan\u{202f}»", "C’est vu"] {
            assert!(page.contains(shown), "{shown}: {page}");
        }
        assert!(page.contains(&format!("href=\"/items/{post}#item-{answer}\"")) && page.contains(&format!("href=\"/items/{post}\"")));
        assert!(http.get_as("luc", "/inbox").await.text().contains("a répondu à votre publication «\u{202f}Le plan\u{202f}»"));
        assert!(waiting(&http, "awa").await.is_empty() && waiting(&http, "bob").await.is_empty());
    }

    async fn one_s_own_acts_wait_for_nobody(village) {
        let http = http(&village);
        for name in ["luc", "rita", "oscar"] {
            clear(&http, name).await;
        }
        let post = village.post("luc", "Place", "@Luc Moreau et @Rita Rossi").await;
        village.comment("luc", post, "À moi-même").await;
        assert!(waiting(&http, "luc").await.is_empty());
        assert_eq!(waiting(&http, "rita").await.len(), 1, "an open space is read by the house");
        village.post("luc", "Atelier", "@Oscar Petit n’en saura rien").await;
        assert!(waiting(&http, "oscar").await.is_empty(), "who can’t read it isn’t mentioned");
    }

    async fn a_text_without_title_is_told_once(village) {
        let http = http(&village);
        clear(&http, "mehdi").await;
        village.post("luc", "Place", "Bonjour @Mehdi Benali").await;
        let page = http.get_as("mehdi", "/inbox").await.text();
        assert_eq!(page.matches("Bonjour @Mehdi Benali").count(), 1, "{page}");
    }

    async fn invitations_and_requests(village) {
        let http = http(&village);
        let (committee, oscar) = (village.space("Comité"), village.person("oscar"));
        clear(&http, "oscar").await;
        village.does("oscar", move |tx, oscar| members::ask(tx, oscar, committee)).await.expect("asked");
        let asked = waiting(&http, "awa").await;
        assert_eq!((asked.len(), &asked[0]["reason"], &asked[0]["item"]), (1, &"asked".into(), &serde_json::Value::Null));
        let page = http.get_as("awa", "/inbox").await.text();
        assert!(page.contains("demande à rejoindre l’espace «\u{202f}Comité\u{202f}»") && page.contains(&format!("href=\"/spaces/{committee}/members\"")));
        assert!(waiting(&http, "luc").await.iter().all(|notice| notice["reason"] != "asked"), "for hosts alone");
        village.does("awa", move |tx, awa| members::admit(tx, awa, committee, oscar, SpaceRole::Reader)).await.expect("admitted");
        assert!(waiting(&http, "awa").await.is_empty(), "what is answered waits no more");
        let invited = waiting(&http, "oscar").await;
        assert!(invited.len() == 1 && invited[0]["reason"] == "invited" && invited[0]["space"] == committee.to_string(), "{invited:?}");
        let page = http.get_as("oscar", "/inbox").await.text();
        assert!(page.contains("vous invite dans l’espace") && page.contains(&format!("href=\"/spaces/{committee}\"")));
    }
}
