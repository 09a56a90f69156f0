//! Only what the reader may see now, whatever happened since it was written (safety.md 1 and 3).

use kernel::items::{self, ItemEdit};
use kernel::spaces::members;
use kernel::{Edit, access, people};
use village::in_both;

use super::{found, http, ids, items};

const CANARY: &str = "quetzalcoatl";

in_both! {
    async fn a_private_space_is_for_its_members(village) {
        let http = http(&village);
        let secret = village.post("luc", "Atelier", CANARY).await;
        village.comment("mehdi", secret, &format!("Encore {CANARY} #{CANARY}")).await;
        for (name, hits) in [("luc", 2), ("mehdi", 2), ("rita", 2), ("nadia", 2), ("awa", 0), ("oscar", 0), ("bob", 0)] {
            assert_eq!(items(&http, name, CANARY).await.len(), hits, "{name}");
            assert_eq!(items(&http, name, &format!("#{CANARY}")).await.len(), hits / 2, "{name}");
            for path in ["/search", "/search/quick"] {
                let shown = http.get_as(name, &format!("{path}?q={CANARY}")).await.text();
                assert_eq!(shown.contains("/items/"), hits > 0, "{name} {path}");
            }
        }
        assert_eq!(http.get_as("", &format!("/api/v1/search?q={CANARY}")).await.status, 401);
    }

    async fn a_guest_finds_nothing_of_the_house(village) {
        let http = http(&village);
        village.post("luc", "Place", CANARY).await;
        assert_eq!(items(&http, "nadia", CANARY).await, [""; 0]);
        for name in ["awa", "oscar"] {
            assert_eq!(found(&http, "nadia", &[("q", name)]).await["people"], serde_json::json!([]), "{name}");
        }
        assert_eq!(ids(&found(&http, "nadia", &[("q", "luc")]).await["people"], "name"), ["Luc Moreau"]);
        let spaces = async |who| ids(&found(&http, who, &[("q", "lieu village")]).await["spaces"], "name");
        assert_eq!(spaces("nadia").await, ["Atelier"]);
        assert_eq!(spaces("oscar").await, ["Comité", "Place"]);
        assert_eq!(spaces("mehdi").await, ["Atelier", "Comité", "Place", "Archives"], "archived ones last");
    }

    async fn a_right_that_ends_ends_the_hits(village) {
        let http = http(&village);
        village.post("mehdi", "Atelier", CANARY).await;
        let (atelier, mehdi) = (village.space("Atelier"), village.person("mehdi"));
        assert_eq!(items(&http, "mehdi", CANARY).await.len(), 1);
        village.does("luc", move |tx, luc| members::leave(tx, luc, atelier, mehdi)).await.expect("removed");
        assert_eq!(items(&http, "mehdi", CANARY).await, [""; 0], "one’s own words too");
        let narrowed = http.get_as("mehdi", &format!("/api/v1/search?q=x&space={atelier}")).await;
        assert_eq!(narrowed.wrong(), [("space".to_owned(), "unknown".to_owned())]);
        village.does("awa", move |tx, awa| people::deactivate(tx, awa, mehdi)).await.expect("deactivated");
        assert_eq!(http.get_as("mehdi", "/api/v1/search?q=x").await.status, 401);
        assert_eq!(found(&http, "luc", &[("q", "benali")]).await["people"], serde_json::json!([]));
    }

    async fn what_is_trashed_edited_or_restored(village) {
        let (http, kinds) = (http(&village), village.kinds());
        let post = village.post("luc", "Place", CANARY).await;
        village.comment("mehdi", post, "Un iguanodon").await;
        village.does("luc", move |tx, luc| items::trash(tx, &access::item_to_trash(tx, luc, post)?)).await.expect("trashed");
        assert_eq!(items(&http, "luc", CANARY).await, [""; 0]);
        assert_eq!(items(&http, "luc", "iguanodon").await, [""; 0], "nor what hangs under it");
        let rooms = kinds.clone();
        village.does("luc", move |tx, luc| items::restore(tx, &rooms, &access::item_to_trash(tx, luc, post)?)).await.expect("restored");
        assert_eq!((items(&http, "oscar", CANARY).await.len(), items(&http, "oscar", "iguanodon").await.len()), (1, 1));
        let edit = ItemEdit { body: Some("Un tamanoir".into()), ..ItemEdit::default() };
        village.does("luc", move |tx, luc| items::edit(tx, &kinds, &access::item::<Edit>(tx, luc, post)?, &edit)).await.expect("edited");
        assert_eq!((items(&http, "oscar", CANARY).await.len(), items(&http, "oscar", "tamanoir").await.len()), (0, 1));
    }
}
