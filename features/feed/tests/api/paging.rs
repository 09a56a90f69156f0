//! Pages follow each other without a gap or a repeat, whatever is posted meanwhile.

use base::Id;
use village::{Http, Village, in_both};

use crate::open;

/// Reads every page, posting something new between two of them.
async fn walked(village: &Village, api: &Http, path: &str, limit: usize) -> Vec<Id> {
    let (mut seen, mut after) = (Vec::new(), String::new());
    loop {
        let page = api.get_as("mehdi", &format!("{path}?limit={limit}{after}")).await.expect(200);
        let items = page["items"].as_array().expect("items");
        assert!(items.len() <= limit);
        seen.extend(items.iter().map(|item| item["id"].as_str().expect("an id").parse::<Id>().expect("digits")));
        let Some(next) = page["next"].as_str() else { return seen };
        assert_eq!(items.len(), limit);
        after = format!("&after={next}");
        village.post("luc", "Atelier", "Entre deux pages").await;
    }
}

in_both! {
    async fn a_hundred_and_thirty_items(village) {
        let (village, api) = open(village);
        let mut posted = Vec::new();
        for n in 0..130 {
            posted.push(village.post("luc", "Atelier", &format!("n° {n}")).await);
        }
        posted.reverse();
        let space = format!("/api/v1/spaces/{}/items", village.space("Atelier"));
        assert_eq!(walked(&village, &api, &space, 50).await, posted);
        let all = walked(&village, &api, "/api/v1/feed", 37).await;
        let old: Vec<Id> = all.iter().copied().filter(|id| posted.contains(id)).collect();
        assert_eq!(old, posted);
        assert!(all.windows(2).all(|pair| pair[0] > pair[1]));
    }

    async fn comments_are_read_upwards(village) {
        let (village, api) = open(village);
        let item = village.post("luc", "Atelier", "Le fil").await;
        let mut written = Vec::new();
        for n in 0..9 {
            written.push(village.comment("mehdi", item, &format!("{n}")).await);
        }
        assert_eq!(walked(&village, &api, &format!("/api/v1/items/{item}/comments"), 2).await, written);
    }
}
