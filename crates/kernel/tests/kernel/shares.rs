//! A share shows its original to those who may see it, and to nobody else, whatever way it took.

use base::{Id, Refusal, Result};
use kernel::items::{self, Relation, View as Seen, queries};
use kernel::{Kind, View, access};
use store::Tx;
use village::{Village, in_both};

async fn shares(village: &Village, name: &str, item: Id, space: &str) -> Result<Id> {
    let (kinds, space) = (village.kinds(), village.space(space));
    let share = move |tx: &Tx, actor: &kernel::Actor| {
        let shown = access::item::<View>(tx, actor, item)?;
        items::share(tx, &kinds, &shown, &access::space_to_post(tx, actor, space, Kind::Share)?, "À voir")
    };
    village.does(name, share).await
}

async fn seen(village: &Village, name: &str, item: Id) -> Seen {
    let kinds = village.kinds();
    village.looks(name, move |db, actor| queries::one(db, &kinds, &access::item::<View>(db, actor, item)?)).await.expect("the item")
}

fn original(share: &Seen) -> Option<Id> {
    share.links.iter().find(|link| link.relation == Relation::Shares && !link.back).map(|link| link.id)
}

in_both! {
    async fn the_original_is_hidden_from_who_may_not_see_it(village) {
        let item = village.post("luc", "Atelier", "Le secret\nde la girouette").await;
        let share = shares(&village, "luc", item, "Place").await.expect("shared");
        let for_mehdi = seen(&village, "mehdi", share).await;
        assert_eq!(original(&for_mehdi), Some(item));
        assert!(for_mehdi.links[0].html.contains("girouette"));
        let for_oscar = seen(&village, "oscar", share).await;
        assert_eq!((for_oscar.links.len(), for_oscar.html.contains("À voir")), (0, true));
        let everybody = village.kinds();
        let live = village.store().read(move |db| queries::for_everybody(db, &everybody, &[share])).await.expect("live");
        assert!(live[0].links.is_empty(), "what is sent to all has no links");
        let back = seen(&village, "luc", item).await;
        assert!(back.links.iter().any(|link| link.back && link.id == share));
    }

    async fn the_share_of_a_share_is_a_share_of_the_original(village) {
        let item = village.post("luc", "Atelier", "Le secret").await;
        let share = shares(&village, "luc", item, "Place").await.expect("shared");
        let again = shares(&village, "luc", share, "Comité").await.expect("shared again");
        assert_eq!(original(&seen(&village, "luc", again).await), Some(item));
        // Oscar sees the share, not what it shows: he can't hand on what he can't see.
        let comite = village.space("Comité");
        let oscar = village.person("oscar");
        village
            .does("awa", move |tx, awa| kernel::spaces::members::admit(tx, awa, comite, oscar, kernel::spaces::SpaceRole::Contributor))
            .await
            .expect("let in");
        let handed = shares(&village, "oscar", share, "Comité").await.err().and_then(|fault| fault.refusal().cloned());
        assert_eq!(handed, Some(Refusal::NotFound));
    }

    async fn both_sides_are_checked(village) {
        let refusal = |done: Result<Id>| done.err().and_then(|fault| fault.refusal().cloned());
        let inside = village.post("luc", "Atelier", "Dedans").await;
        let outside = village.post("awa", "Place", "Dehors").await;
        assert_eq!(refusal(shares(&village, "oscar", inside, "Place").await), Some(Refusal::NotFound));
        assert_eq!(refusal(shares(&village, "oscar", outside, "Atelier").await), Some(Refusal::NotFound));
        assert_eq!(refusal(shares(&village, "oscar", outside, "Comité").await), Some(Refusal::Forbidden("not_a_member")));
        assert_eq!(refusal(shares(&village, "mehdi", inside, "Archives").await), Some(Refusal::Conflict("archived")));
        assert_eq!(refusal(shares(&village, "luc", inside, "Atelier").await), Some(Refusal::field("space", "same_space")));
        village.does("luc", move |tx, luc| items::trash(tx, &access::item_to_trash(tx, luc, inside)?)).await.expect("trashed");
        assert_eq!(refusal(shares(&village, "luc", inside, "Place").await), Some(Refusal::Conflict("trashed")));
    }

    async fn a_link_says_nothing_of_what_one_may_not_see(village) {
        let inside = village.post("luc", "Atelier", "Dedans").await;
        let outside = village.post("luc", "Place", "Dehors").await;
        let link = move |tx: &Tx, luc: &kernel::Actor| {
            let from = access::item::<kernel::Contribute>(tx, luc, outside)?;
            items::link(tx, &from, &access::item::<View>(tx, luc, inside)?, Relation::Duplicates)
        };
        village.does("luc", link).await.expect("linked");
        village.does("luc", link).await.expect("linked again");
        assert_eq!(seen(&village, "mehdi", outside).await.links.len(), 1);
        assert_eq!(seen(&village, "mehdi", inside).await.links.len(), 1);
        assert!(seen(&village, "oscar", outside).await.links.is_empty());
        let itself = move |tx: &Tx, luc: &kernel::Actor| {
            let from = access::item::<kernel::Contribute>(tx, luc, outside)?;
            items::link(tx, &from, &access::item::<View>(tx, luc, outside)?, Relation::Relates)
        };
        assert_eq!(village.does("luc", itself).await.err().and_then(|f| f.refusal().cloned()), Some(Refusal::field("to", "itself")));
    }
}
