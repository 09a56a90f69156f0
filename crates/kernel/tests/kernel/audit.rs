//! The trail is written with the act, read newest first, and cannot be changed.

use kernel::audit::{self, Act};
use store::params;
use village::in_both;

in_both! {
    async fn lines_stay_as_written(village) {
        let awa = village.person("awa");
        village.store().write(move |tx| {
            audit::note(tx, Some(awa), Act::RoleChanged, Some(awa), "member → admin")?;
            audit::note(tx, None, Act::BackedUp, None, "")
        }).await.expect("two lines");
        let lines = village.store().read(|db| audit::lines(db, None, None, 10)).await.expect("lines");
        assert_eq!(lines.iter().map(|line| line.act).collect::<Vec<_>>(), [Act::BackedUp, Act::RoleChanged]);
        assert_eq!(lines[1].actor.as_ref().map(|(id, _)| *id), Some(awa));
        let older = village.store().read(move |db| audit::lines(db, Some(Act::RoleChanged), Some(lines[0].id), 10)).await.expect("lines");
        assert_eq!(older.len(), 1);
        for sql in ["UPDATE audit SET details = $1", "DELETE FROM audit WHERE details <> $1"] {
            let outcome = village.store().write(move |tx| tx.run(sql, params!["nothing happened"])).await;
            assert!(outcome.is_err(), "{sql} was let through");
        }
    }
}
