//! A session ends by its time, by disuse, or to make room for others; whoever asks about it hears the same.

use base::{Id, Moment};
use kernel::Actor;
use kernel::changes::Verb;
use kernel::people::sessions::{self, Arrival, Means};
use kernel::retention::{self, Keep};
use store::params;
use village::{Village, in_both};

/// Luc comes in; the digest of his cookie, and the session's id.
async fn came_in(village: &Village) -> (String, Id) {
    let open = |tx: &store::Tx, luc: &Actor| Ok(sessions::open(tx, luc.id, Means::Passkey, &Arrival::default())?.secret.digest());
    let digest = village.does("luc", open).await.expect("let in");
    let by = digest.clone();
    let found = village.store().read(move |db| Actor::of_session(db, &by, Moment::now())).await.expect("read").expect("a session");
    (digest, found.1.id)
}

/// Whether the session lives at that moment, for who comes in with it, for who keeps a stream open, and for the nightly purge.
async fn lives(village: &Village, (digest, id): &(String, Id), at: Moment) -> bool {
    let (digest, id) = (digest.clone(), *id);
    let read = village.store().read(move |db| {
        let comes_in = Actor::of_session(db, &digest, at)?.is_some();
        let due = retention::due(db, at)?.iter().any(|(keep, n)| *keep == Keep::Sessions && *n > 0);
        Ok::<_, store::Error>([comes_in, sessions::ended(db, &[id], at)?.is_empty(), !due])
    });
    let heard = read.await.expect("read");
    assert_eq!(heard, [heard[0]; 3]);
    heard[0]
}

in_both! {
    async fn a_session_that_nobody_uses_ends_after_a_fortnight(village) {
        let (session, now) = (came_in(&village).await, Moment::now());
        let used = |at: Moment, expires: Moment| {
            let id = session.1;
            let sql = "UPDATE sessions SET created_at = $2, used_at = $3, expires_at = $4 WHERE id = $1";
            village.store().write(move |tx| tx.run(sql, params![id, now.plus_days(-20), at, expires]))
        };
        used(now.plus_days(-5), now.plus_days(10)).await.expect("used five days ago");
        assert!(lives(&village, &session, now.plus_days(9).plus_seconds(-1)).await);
        assert!(!lives(&village, &session, now.plus_days(9)).await);
        used(now, now.plus_days(10)).await.expect("used today");
        assert!(lives(&village, &session, now.plus_days(10).plus_seconds(-1)).await);
        assert!(!lives(&village, &session, now.plus_days(10)).await, "however much it is used");
    }

    async fn a_token_ends_on_its_day(village) {
        let (luc, token, now) = (village.person("luc"), Id::new(), Moment::now());
        village.store().write(move |tx| {
            let sql = "INSERT INTO tokens(id, digest, person_id, name, created_at, expires_at) VALUES ($1, 'd', $2, 'script', $3, $4)";
            tx.run(sql, params![token, luc, now, now.plus_days(1)])
        }).await.expect("a token");
        let unknown = Id::new();
        let ended = |at: Moment| village.store().read(move |db| sessions::ended(db, &[unknown, token], at));
        assert_eq!(ended(now).await.expect("read"), [unknown]);
        assert_eq!(ended(now.plus_days(1)).await.expect("read"), [unknown, token]);
    }

    async fn a_session_that_makes_room_closes_its_streams(village) {
        let first = came_in(&village).await;
        let gone = async || village.changes().await.into_iter().filter(|change| change.verb == Verb::SignedOut).map(|change| change.details).collect::<Vec<_>>();
        // The village gave Luc a session; with this one he has fifty.
        for _ in 0..48 {
            came_in(&village).await;
        }
        assert_eq!(gone().await, [""; 0]);
        for _ in 0..2 {
            came_in(&village).await;
        }
        assert_eq!(gone().await.last(), Some(&first.1.to_string()));
        assert_eq!(gone().await.len(), 2);
    }
}
