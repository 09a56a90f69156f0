//! The trash: who sees it, what goes with it, what is left in the end.

use base::{Id, Moment, Refusal, Result};
use kernel::items::{self, NewItem, TRASH_DAYS, queries};
use kernel::{Actor, Contribute, Kind, View, access, find, notices};
use serde_json::Value as Json;
use store::{Query, Tx, params};
use village::{Village, in_both};

async fn trashes(village: &Village, name: &str, item: Id) -> Result<()> {
    village.does(name, move |tx, actor| items::trash(tx, &access::item_to_trash(tx, actor, item)?)).await
}

async fn opens(village: &Village, name: &str, item: Id) -> bool {
    village.looks(name, move |db, actor| Ok(access::item::<View>(db, actor, item).is_ok())).await.expect("asked")
}

in_both! {
    async fn its_author_and_hosts_see_it_others_do_not(village) {
        let item = village.post("mehdi", "Atelier", "Brouillon").await;
        trashes(&village, "mehdi", item).await.expect("trashed");
        trashes(&village, "mehdi", item).await.expect("trashing twice changes nothing");
        for (name, expected) in [("mehdi", true), ("luc", true), ("nadia", false), ("rita", false), ("oscar", false)] {
            assert_eq!(opens(&village, name, item).await, expected, "{name}");
        }
        let kinds = village.kinds();
        let in_trash = move |db: &store::Db, actor: &Actor| Ok(queries::trashed(db, &kinds, actor, None, 10)?.len());
        for (name, expected) in [("mehdi", 1), ("luc", 1), ("nadia", 0), ("oscar", 0)] {
            assert_eq!(village.looks(name, in_trash.clone()).await.ok(), Some(expected), "{name}");
        }
    }

    async fn nothing_is_done_to_what_lies_there(village) {
        let item = village.post("luc", "Atelier", "Brouillon").await;
        trashes(&village, "luc", item).await.expect("trashed");
        let kinds = village.kinds();
        let refused = |done: Result<()>| done.err().and_then(|fault| fault.refusal().cloned());
        let react = move |tx: &Tx, luc: &Actor| items::react(tx, &access::item::<Contribute>(tx, luc, item)?, items::LIKE);
        assert_eq!(refused(village.does("luc", react).await), Some(Refusal::Conflict("trashed")));
        let comment = move |tx: &Tx, luc: &Actor| access::item_to_comment(tx, luc, item).map(drop);
        assert_eq!(refused(village.does("luc", comment).await), Some(Refusal::Conflict("trashed")));
        let become_question = move |tx: &Tx, luc: &Actor| {
            let new = NewItem::parse(&kinds, "question", "Et si ?", "", Json::Null)?;
            let from = access::item::<View>(tx, luc, item)?;
            items::become_kind(tx, &kinds, &from, &access::space_to_post(tx, luc, from.it().space.id, Kind::Question)?, &new).map(drop)
        };
        assert_eq!(refused(village.does("luc", become_question).await), Some(Refusal::Conflict("trashed")));
    }

    async fn a_thread_goes_and_comes_back_with_its_comments(village) {
        let item = village.post("luc", "Atelier", "Le fil").await;
        let comment = village.comment("luc", item, "La girouette, @Mehdi Benali").await;
        let alone = village.comment("luc", item, "Une girouette de trop").await;
        trashes(&village, "luc", alone).await.expect("one comment");
        let found = |name: &'static str| {
            let wanted = find::Wanted { words: "girouette".into(), ..find::Wanted::default() };
            village.looks(name, move |db, actor| Ok(find::items(db, actor, &wanted, 10)?.into_iter().map(|hit| hit.id).collect::<Vec<_>>()))
        };
        let waits = || village.looks("mehdi", |db, mehdi| {
            let about: Vec<Option<Id>> = notices::page(db, mehdi.id, false, None, 50)?.iter().map(|notice| notice.item).collect();
            assert_eq!(notices::waiting(db, mehdi.id)?, i64::try_from(about.len()).expect("few"));
            Ok(about)
        });
        assert_eq!(found("mehdi").await.ok(), Some(vec![comment]));
        assert!(waits().await.expect("notices").contains(&Some(comment)));
        trashes(&village, "luc", item).await.expect("the thread");
        assert_eq!(found("mehdi").await.ok(), Some(Vec::new()));
        assert!(!opens(&village, "mehdi", comment).await);
        assert!(!waits().await.expect("notices").contains(&Some(comment)), "what can't be opened does not wait");
        let kinds = village.kinds();
        village.does("luc", move |tx, luc| items::restore(tx, &kinds, &access::item_to_trash(tx, luc, item)?)).await.expect("restored");
        assert_eq!(found("mehdi").await.ok(), Some(vec![comment]), "the comment that was trashed by itself stays there");
        assert!(opens(&village, "mehdi", comment).await && !opens(&village, "mehdi", alone).await);
        assert!(waits().await.expect("notices").contains(&Some(comment)));
    }

    async fn a_trashed_comment_keeps_the_place_of_its_answers_and_a_trashed_post_is_not_pinned(village) {
        let item = village.post("luc", "Atelier", "Le fil").await;
        let comment = village.comment("mehdi", item, "Un avis").await;
        let alone = village.comment("mehdi", item, "Seul").await;
        let answer = village.comment("luc", comment, "Une réponse").await;
        trashes(&village, "mehdi", comment).await.expect("trashed");
        trashes(&village, "mehdi", alone).await.expect("trashed");
        let kinds = village.kinds();
        let thread = village.looks("rita", move |db, rita| {
            let thread = queries::newest_comments(db, &kinds, rita, &[item], 10)?.remove(&item).unwrap_or_default();
            Ok(thread.iter().map(|one| (one.id, one.trashed_at.is_some())).collect::<Vec<_>>())
        });
        assert_eq!(thread.await.ok(), Some(vec![(comment, true), (answer, false)]));
        trashes(&village, "luc", item).await.expect("trashed");
        let pin = village.does("luc", move |tx, luc| items::pin(tx, &access::item::<kernel::Moderate>(tx, luc, item)?)).await;
        assert_eq!(pin.err().and_then(|fault| fault.refusal().cloned()), Some(Refusal::Conflict("trashed")));
    }

    async fn after_thirty_days_a_bare_row_is_left(village) {
        let item = village.post("luc", "Atelier", "Le fil\n#adieu @Mehdi Benali").await;
        let comment = village.comment("mehdi", item, "La girouette").await;
        village.does("mehdi", move |tx, mehdi| {
            items::react(tx, &access::item::<Contribute>(tx, mehdi, item)?, "🎉")?;
            items::bookmark(tx, &access::item::<View>(tx, mehdi, item)?)?;
            items::follow(tx, &access::item::<View>(tx, mehdi, item)?, kernel::spaces::Level::All)
        }).await.expect("marks");
        trashes(&village, "luc", item).await.expect("trashed");
        let kinds = village.kinds();
        let purge = |days: i64| {
            let kinds = kinds.clone();
            village.store().write(move |tx| items::purge(tx, &kinds, Moment::now().plus_days(days), 100))
        };
        assert_eq!(purge(TRASH_DAYS - 1).await.expect("too early"), 0);
        assert_eq!(purge(TRASH_DAYS + 1).await.expect("due"), 2, "the post and its comment");
        assert_eq!(purge(TRASH_DAYS + 1).await.expect("done"), 0);
        let left = village.store().read(move |db| {
            let mut left = Vec::new();
            for table in ["bodies", "reactions", "mentions", "taggings", "bookmarks", "follows", "notices"] {
                left.push(db.count(&format!("SELECT count(*) FROM {table} WHERE item_id IN ($1, $2)"), params![item, comment])?);
            }
            let rows = "SELECT count(*) FROM items WHERE id IN ($1, $2) AND state = 'purged' AND title = '' AND body_id IS NULL";
            left.push(db.count(rows, params![item, comment])?);
            Ok::<_, store::Error>(left)
        }).await.expect("counts");
        assert_eq!(left, [0, 0, 0, 0, 0, 0, 0, 2]);
        assert!(!opens(&village, "luc", item).await && !opens(&village, "mehdi", comment).await);
        assert!(village.changes().await.iter().any(|change| change.item == Some(item)), "the record keeps its meaning");
    }
}
