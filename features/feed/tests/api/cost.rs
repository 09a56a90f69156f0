//! A page costs the same number of statements however long it is.

use kernel::Kind;
use serde_json::Value as Json;
use store::counted;
use village::{Http, Village, in_both};

use crate::open;

async fn fills(village: &Village, from: usize, to: usize) {
    for n in from..to {
        let kind = Kind::OFFERED[n % Kind::OFFERED.len()];
        let item = village.posts("luc", "Atelier", kind, &format!("Titre {n}\nUn texte"), Json::Null).await.expect("an item");
        village.comment("mehdi", item, "Oui").await;
    }
}

async fn cost(api: &Http, path: &str, items: usize) -> u64 {
    let (answer, statements) = counted(api.get_as("mehdi", path)).await;
    assert_eq!(answer.expect(200)["items"].as_array().map(Vec::len), Some(items), "{path}");
    statements
}

in_both! {
    async fn fifty_items_cost_what_five_cost(village) {
        let (village, api) = open(village);
        let paths = [format!("/api/v1/spaces/{}/items", village.space("Atelier")), "/api/v1/feed".to_owned()];
        fills(&village, 0, 5).await;
        let five = [cost(&api, &paths[0], 5).await, cost(&api, &paths[1], 5).await];
        fills(&village, 5, 50).await;
        let fifty = [cost(&api, &paths[0], 50).await, cost(&api, &paths[1], 50).await];
        assert_eq!(five, fifty);
        assert!(fifty.iter().all(|statements| *statements <= 8), "{fifty:?}");
    }
}
