//! A Fil of quiet spaces, in a network where others write much that its reader doesn't see.

use base::Id;
use kernel::items::queries;
use store::params;
use village::in_both;

in_both! {
    async fn what_is_mine_is_found_below_thousands_that_are_not(village) {
        let (luc, kinds) = (village.person("luc"), village.kinds());
        let mut mine = Vec::new();
        for n in 0..5 {
            mine.insert(0, village.post("luc", "Atelier", &format!("Ici {n}")).await);
        }
        let elsewhere = village.space("Place");
        let author = village.person("awa");
        village
            .store()
            .write(move |tx| {
                tx.run("DELETE FROM memberships WHERE space_id = $1 AND person_id = $2", params![elsewhere, luc])?;
                tx.run(
                    "INSERT INTO items(id, space_id, root_id, kind, author_id, created_at, active_at)
                       WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2500), top AS (SELECT max(id) AS id FROM items)
                       SELECT top.id + i, $1, top.id + i, 'post', $2, 1, 1 FROM n, top",
                    params![elsewhere, author],
                )
            })
            .await
            .expect("much is written elsewhere");
        let pages = village.looks("luc", move |db, luc| {
            let ids = |before: Option<Id>| Ok::<_, base::Fault>(queries::feed(db, &kinds, luc, before, 3)?.into_iter().map(|item| item.id).collect::<Vec<_>>());
            let first = ids(None)?;
            let second = ids(first.last().copied())?;
            Ok((first, second))
        });
        let (first, second) = pages.await.expect("pages");
        assert_eq!(first, mine[..3]);
        assert_eq!(second[..2], mine[3..]);
    }
}
