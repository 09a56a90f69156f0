//! What somebody may no longer see leaves every list at once, and what they never may never enters one.

use base::{Id, Result};
use kernel::changes;
use kernel::find::{self, Wanted};
use kernel::items::{self, queries};
use kernel::notices::{self, Reason};
use kernel::people;
use kernel::spaces::{SpaceEdit, members};
use kernel::{Actor, Kinds, Manage, View, access, spaces};
use store::Db;
use village::{Village, in_both};

/// How much of a space shows in each of somebody's lists.
#[derive(Debug, PartialEq, Eq)]
struct Shown {
    feed: usize,
    listed: usize,
    by_id: usize,
    found: usize,
    changes: usize,
    notices: usize,
    waiting: i64,
    kept: usize,
    trashed: usize,
    comments: usize,
    mine: usize,
    known: usize,
    space_found: usize,
}

const NOTHING: Shown = Shown {
    feed: 0,
    listed: 0,
    by_id: 0,
    found: 0,
    changes: 0,
    notices: 0,
    waiting: 0,
    kept: 0,
    trashed: 0,
    comments: 0,
    mine: 0,
    known: 0,
    space_found: 0,
};

fn shown(db: &Db, me: &Actor, kinds: &Kinds, space: Id, item: Id) -> Result<Shown> {
    let wanted = |words: &str| Wanted { words: words.into(), ..Wanted::default() };
    let narrowed = queries::Narrowed::default();
    let listed =
        access::space::<View>(db, me, space).ok().map(|allowed| queries::of_space(db, kinds, &allowed, &narrowed, None, 50)).transpose()?;
    let in_space = |items: Vec<items::View>| items.iter().filter(|item| item.space_id == space).count();
    Ok(Shown {
        feed: in_space(queries::feed(db, kinds, me, None, 50)?),
        listed: listed.map_or(0, |items| items.len()),
        by_id: queries::several(db, kinds, me, &[item])?.len(),
        found: find::items(db, me, &wanted("girouette"), 50)?.len(),
        changes: changes::seen_after(db, me, 0, 1_000)?
            .iter()
            .filter(|change| change.space == Some(space) || change.item == Some(item))
            .count(),
        notices: notices::page(db, me.id, true, None, 50)?.iter().filter(|notice| notice.space == Some(space)).count(),
        waiting: notices::waiting(db, me.id)?,
        kept: queries::bookmarked(db, kinds, me, None, 50)?.len(),
        trashed: queries::trashed(db, kinds, me, None, 50)?.len(),
        comments: queries::newest_comments(db, kinds, me, &[item], 5)?.len(),
        mine: spaces::queries::mine(db, me)?.iter().filter(|mine| mine.space.id == space).count(),
        known: spaces::queries::known(db, me, "atelier", true, None, 50)?.len() + spaces::queries::near(db, me, "Ateliers")?.len(),
        space_found: find::spaces(db, me, "atelier", false, 50)?.len(),
    })
}

async fn sees(village: &Village, name: &str, item: Id) -> Shown {
    let (kinds, space) = (village.kinds(), village.space("Atelier"));
    village.looks(name, move |db, me| shown(db, me, &kinds, space, item)).await.expect("lists")
}

/// A thread of the Atelier about which Mehdi has something in each of his lists.
async fn a_thread(village: &Village) -> Id {
    let item = village.post("luc", "Atelier", "La girouette\nUn avis, @Mehdi Benali et @Oscar Petit ?").await;
    village.comment("luc", item, "Rien ne presse").await;
    let gone = village.post("mehdi", "Atelier", "Brouillon").await;
    let keep = move |tx: &store::Tx, mehdi: &Actor| {
        items::bookmark(tx, &access::item::<View>(tx, mehdi, item)?)?;
        items::trash(tx, &access::item_to_trash(tx, mehdi, gone)?)
    };
    village.does("mehdi", keep).await.expect("kept");
    item
}

in_both! {
    async fn a_removed_member_sees_nothing_in_any_list(village) {
        let item = a_thread(&village).await;
        let before = sees(&village, "mehdi", item).await;
        let (changes, notices) = (before.changes, before.notices);
        assert!(changes >= 3 && notices >= 1, "{before:?}");
        let everything = Shown {
            feed: 1, listed: 1, by_id: 1, found: 1, changes, notices, waiting: before.waiting, kept: 1, trashed: 1, comments: 1,
            mine: 1, known: 2, space_found: 1,
        };
        assert!(before.waiting >= 1);
        assert_eq!(before, everything);
        let (mehdi, atelier) = (village.person("mehdi"), village.space("Atelier"));
        village.does("luc", move |tx, luc| members::leave(tx, luc, atelier, mehdi)).await.expect("removed");
        let after = sees(&village, "mehdi", item).await;
        // What waits for him elsewhere (he was let into Place) is none of the Atelier's.
        assert_eq!(after, Shown { waiting: after.waiting, ..NOTHING });
        let waits = village.looks("mehdi", |db, me| Ok(notices::page(db, me.id, false, None, 50)?)).await.expect("notices");
        assert_eq!(after.waiting, i64::try_from(waits.len()).expect("few"));
        assert!(waits.iter().all(|notice| notice.space != Some(atelier)));
    }

    async fn an_outsider_never_sees_anything(village) {
        let item = a_thread(&village).await;
        for name in ["oscar", "awa", "bob"] {
            let seen = sees(&village, name, item).await;
            assert_eq!(seen, Shown { waiting: seen.waiting, ..NOTHING }, "{name}");
        }
        assert_eq!(village.looks("oscar", |db, me| Ok(notices::page(db, me.id, true, None, 50)?.iter().any(|n| n.reason == Reason::Mentioned))).await.ok(),
            Some(false), "mentioned from a place he can't see");
    }

    async fn a_space_that_closes_keeps_only_its_members(village) {
        let item = village.post("awa", "Place", "Une girouette").await;
        let kinds = village.kinds();
        let reads = move |db: &Db, me: &Actor| Ok(queries::several(db, &kinds, me, &[item])?.len());
        assert_eq!(village.looks("rita", reads.clone()).await.ok(), Some(1), "an open space is read by everybody of the house");
        assert_eq!(village.looks("nadia", reads.clone()).await.ok(), Some(0), "guests excepted");
        let place = village.space("Place");
        village
            .does("awa", move |tx, awa| {
                let mut errors = base::checked::Errors::default();
                let edit = SpaceEdit::parse(None, None, None, Some("private"), None, &mut errors);
                spaces::edit(tx, &access::space::<Manage>(tx, awa, place)?, &edit)
            })
            .await
            .expect("closed");
        assert_eq!(village.looks("rita", reads.clone()).await.ok(), Some(0));
        assert_eq!(village.looks("oscar", reads).await.ok(), Some(1));
    }

    async fn a_guest_knows_only_whom_they_meet(village) {
        let ids = ["luc", "mehdi", "rita", "oscar", "awa"].map(|name| village.person(name));
        let met = village.looks("nadia", move |db, nadia| {
            let names: Vec<String> = people::directory(db, nadia, "", None, 50)?.into_iter().map(|person| person.name).collect();
            let found: Vec<bool> = ids.iter().map(|id| people::find(db, nadia, *id).map(|found| found.is_some())).collect::<Result<_, _>>()?;
            Ok((names, found, find::people(db, nadia, "oscar", false, 10)?, find::people(db, nadia, "luc", false, 10)?.len()))
        });
        let (names, found, oscar, luc) = met.await.expect("a directory");
        assert_eq!(names, ["Luc Moreau", "Mehdi Benali", "Nadia Novak", "Rita Rossi"]);
        assert_eq!(found, [true, true, true, false, false]);
        assert_eq!((oscar.len(), luc), (0, 1));
    }

    async fn whoever_is_deactivated_is_told_nothing_more(village) {
        let mehdi = village.person("mehdi");
        village.does("awa", move |tx, awa| people::deactivate(tx, awa, mehdi)).await.expect("deactivated");
        let item = village.post("luc", "Atelier", "Pour @Mehdi Benali").await;
        let told = "SELECT count(*) FROM notices WHERE person_id = $1 AND item_id = $2";
        let count = village.store().read(move |db| store::Query::count(db, told, store::params![mehdi, item])).await.expect("a count");
        assert_eq!(count, 0);
        let list = village.looks("luc", |db, luc| Ok(people::directory(db, luc, "mehdi", None, 5)?.len())).await;
        assert_eq!(list.ok(), Some(0));
    }
}
