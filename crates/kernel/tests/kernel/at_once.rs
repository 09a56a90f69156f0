//! Marks that many people leave at the same moment are counted exactly.

use std::sync::Arc;

use kernel::items::{self, ItemEdit, LIKE, queries};
use kernel::people::PersonRole;
use kernel::spaces::members;
use kernel::{Contribute, Edit, Refusal, View, access};
use village::{Village, in_both};

async fn likes(village: &Village, name: &str, item: base::Id) -> (i64, bool) {
    let kinds = village.kinds();
    let view =
        village.looks(name, move |db, actor| queries::one(db, &kinds, &access::item::<View>(db, actor, item)?)).await.expect("the item");
    view.reactions.first().map_or((0, false), |reaction| (reaction.count, reaction.mine))
}

in_both! {
    async fn fifty_likes_are_fifty(village) {
        let mut village = village;
        let item = village.post("awa", "Place", "Bienvenue").await;
        let place = village.space("Place");
        let names: Vec<String> = (0..50).map(|n| format!("voisin{n}")).collect();
        for name in &names {
            village.settle(name, PersonRole::Member).await;
            village.does(name, move |tx, actor| members::join(tx, actor, place)).await.expect("joined");
        }
        let before = village.changes().await.len();
        let village = Arc::new(village);
        for round in 0..2 {
            let given: Vec<_> = names
                .iter()
                .cloned()
                .map(|name| {
                    let village = Arc::clone(&village);
                    let like = move |tx: &store::Tx, actor: &kernel::Actor| items::react(tx, &access::item::<Contribute>(tx, actor, item)?, LIKE);
                    tokio::spawn(async move { village.does(&name, like).await })
                })
                .collect();
            for one in given {
                one.await.expect("no panic").expect("liked");
            }
            assert_eq!(likes(&village, "voisin7", item).await, (50, true), "round {round}");
        }
        assert_eq!(likes(&village, "awa", item).await, (50, false));
        assert_eq!(village.changes().await.len(), before + 50, "giving twice is no news");
        for round in 0..2 {
            village.does("voisin7", move |tx, actor| items::unreact(tx, &access::item::<Contribute>(tx, actor, item)?, LIKE)).await.expect("taken back");
            assert_eq!(likes(&village, "voisin7", item).await, (49, false), "round {round}");
        }
        assert_eq!(village.changes().await.len(), before + 51);
        tokio::task::spawn_blocking(move || drop(village)).await.expect("closed");
    }

    async fn of_ten_edits_at_once_one_stands(village) {
        let item = village.post("luc", "Atelier", "Titre\nun").await;
        let village = Arc::new(village);
        let edits: Vec<_> = (0..10)
            .map(|n| {
                let (village, kinds) = (Arc::clone(&village), village.kinds());
                let edit = ItemEdit { body: Some(format!("version {n}")), revision: Some(1), ..ItemEdit::default() };
                tokio::spawn(async move {
                    village.does("luc", move |tx, luc| items::edit(tx, &kinds, &access::item::<Edit>(tx, luc, item)?, &edit)).await
                })
            })
            .collect();
        let mut stood = 0;
        for edit in edits {
            match edit.await.expect("no panic") {
                Ok(()) => stood += 1,
                Err(fault) => assert!(matches!(fault.refusal(), Some(Refusal::Stale { .. } | Refusal::Busy)), "{fault}"),
            }
        }
        assert_eq!(stood, 1);
        let versions = village.looks("luc", move |db, luc| queries::history(db, &access::item::<View>(db, luc, item)?, None, 50)).await.expect("a history");
        assert_eq!(versions.iter().map(|version| version.revision).collect::<Vec<_>>(), [2, 1]);
        tokio::task::spawn_blocking(move || drop(village)).await.expect("closed");
    }
}
