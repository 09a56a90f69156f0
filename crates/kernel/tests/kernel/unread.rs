//! Unread counts: what others wrote since one last looked, the same wherever one asks.

use base::Id;
use kernel::changes::Verb;
use kernel::items;
use kernel::spaces::{self, Level, members, queries};
use kernel::{Contribute, View, access};
use village::{Village, in_both};

async fn unread(village: &Village, name: &str, space: &str) -> i64 {
    let id = village.space(space);
    let both = village.looks(name, move |db, actor| {
        let mine = queries::mine(db, actor)?;
        let again = queries::mine(db, actor)?;
        let of = |list: &[queries::Mine]| list.iter().find(|mine| mine.space.id == id).map_or(-1, |mine| mine.unread);
        assert_eq!(of(&mine), of(&again));
        Ok((of(&mine), queries::unread(db, actor, id)?))
    });
    let (listed, asked) = both.await.expect("counts");
    assert_eq!(listed, asked);
    listed
}

async fn reads(village: &Village, name: &str, space: &str, up_to: Option<Id>) {
    // What one has seen has its number.
    village.changes().await;
    let space = village.space(space);
    village
        .does(name, move |tx, actor| spaces::set_read(tx, &access::space::<View>(tx, actor, space)?, up_to.map(|id| id.0)))
        .await
        .expect("read");
}

in_both! {
    async fn counts_what_others_wrote(village) {
        assert_eq!(unread(&village, "mehdi", "Atelier").await, 0);
        let post = village.post("luc", "Atelier", "Un").await;
        village.comment("luc", post, "Deux").await;
        village.post("mehdi", "Atelier", "Le mien").await;
        assert_eq!(unread(&village, "mehdi", "Atelier").await, 2);
        assert_eq!(unread(&village, "luc", "Atelier").await, 1);
        assert_eq!(unread(&village, "rita", "Atelier").await, 3);
        assert_eq!(unread(&village, "mehdi", "Place").await, 0, "one space says nothing of another");
        village.does("mehdi", move |tx, mehdi| items::react(tx, &access::item::<Contribute>(tx, mehdi, post)?, items::LIKE)).await.expect("liked");
        assert_eq!(unread(&village, "luc", "Atelier").await, 1, "a like is no message");
    }

    async fn reading_moves_the_mark_forward_only(village) {
        let first = village.post("luc", "Atelier", "Un").await;
        village.post("luc", "Atelier", "Deux").await;
        reads(&village, "mehdi", "Atelier", Some(first)).await;
        assert_eq!(unread(&village, "mehdi", "Atelier").await, 1);
        reads(&village, "mehdi", "Atelier", None).await;
        assert_eq!(unread(&village, "mehdi", "Atelier").await, 0);
        reads(&village, "mehdi", "Atelier", Some(first)).await;
        reads(&village, "mehdi", "Atelier", Some(Id(0))).await;
        assert_eq!(unread(&village, "mehdi", "Atelier").await, 0);
        let heard = village.heard_by("mehdi").await;
        assert_eq!(heard.iter().filter(|change| change.verb == Verb::Read).count(), 2, "his other devices hear of it");
        assert!(village.heard_by("luc").await.iter().all(|change| change.verb != Verb::Read), "nobody else does");
        village.post("luc", "Atelier", "Trois").await;
        assert_eq!(unread(&village, "mehdi", "Atelier").await, 1);
    }

    async fn what_is_in_the_trash_waits_for_nobody(village) {
        let post = village.post("luc", "Atelier", "Un").await;
        village.comment("luc", post, "Deux").await;
        assert_eq!(unread(&village, "mehdi", "Atelier").await, 2);
        village.does("luc", move |tx, luc| items::trash(tx, &access::item_to_trash(tx, luc, post)?)).await.expect("trashed");
        assert_eq!(unread(&village, "mehdi", "Atelier").await, 0);
    }

    async fn a_newcomer_and_who_wants_silence_have_nothing_to_read(village) {
        village.post("awa", "Place", "Avant").await;
        village.changes().await;
        let place = village.space("Place");
        village.does("rita", move |tx, rita| members::join(tx, rita, place)).await.expect("joined");
        assert_eq!(unread(&village, "rita", "Place").await, 0);
        village.post("awa", "Place", "Après").await;
        assert_eq!(unread(&village, "rita", "Place").await, 1);
        village
            .does("rita", move |tx, rita| spaces::set_level(tx, &access::space::<View>(tx, rita, place)?, Level::Nothing))
            .await
            .expect("silence");
        assert_eq!(unread(&village, "rita", "Place").await, 0);
    }
}
