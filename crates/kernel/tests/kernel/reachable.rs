//! One rule twice, in Rust for what is opened and in SQL for what is listed: both must say the same of everybody everywhere.

use base::{Id, Moment};
use kernel::people::{self, NewPerson, PersonRole};
use kernel::spaces::{Opening, SpaceRole};
use kernel::{Actor, View, access};
use store::{Query, Tx, params};
use village::in_both;

in_both! {
    async fn what_is_listed_is_what_may_be_opened(village) {
        let (people, places) = village.store().write(every_combination).await.expect("rows");
        assert_eq!((people.len(), places.len()), (20, 6));
        village.store().read(move |db| {
            for (person, gone) in people {
                let actor = Actor::of_person(db, person)?;
                for (space, item) in &places {
                    let sql = "SELECT count(*) FROM reachable WHERE person_id = $1 AND space_id = $2";
                    let listed = db.count(sql, params![person, *space])?;
                    assert!(listed <= 1, "{person} is listed {listed} times in {space}");
                    let opened = actor.as_ref().is_some_and(|actor| access::space::<View>(db, actor, *space).is_ok());
                    assert_eq!(listed == 1, opened, "{actor:?} in {space}");
                    let shown = actor.as_ref().is_some_and(|actor| access::item::<View>(db, actor, *item).is_ok());
                    assert_eq!(shown, opened, "{actor:?} and an item of {space}");
                }
                assert_eq!(actor.is_none(), gone);
            }
            Ok::<_, base::Fault>(())
        }).await.expect("compared");
    }
}

type People = Vec<(Id, bool)>;

/// Somebody of every role in the network with every role in spaces, one of them deactivated; spaces of every opening, archived or not.
fn every_combination(tx: &Tx) -> base::Result<(People, Vec<(Id, Id)>)> {
    let now = Moment::now();
    let keeper = people::add(tx, &NewPerson::parse("Keeper", None, PersonRole::Member)?, None)?;
    let mut places = Vec::new();
    for opening in Opening::ALL {
        for archived in [None, Some(now)] {
            let (space, item) = (Id::new(), Id::new());
            tx.run(
                "INSERT INTO spaces(id, kind, name, folded, purpose, owner_id, opening, created_at, archived_at)
                 VALUES ($1, 'project', 'x', 'x', 'x', $2, $3, $4, $5)",
                params![space, keeper, *opening, now, archived],
            )?;
            let sql =
                "INSERT INTO items(id, space_id, root_id, kind, author_id, created_at, active_at) VALUES ($1, $2, $1, 'post', $3, $4, $4)";
            tx.run(sql, params![item, space, keeper, now])?;
            places.push((space, item));
        }
    }
    let mut people = Vec::new();
    for role in PersonRole::ALL {
        for member in SpaceRole::ALL.iter().map(Some).chain([None]) {
            let person = people::add(tx, &NewPerson::parse("Somebody", None, *role)?, None)?;
            if let Some(member) = member {
                for (space, _) in &places {
                    let sql = "INSERT INTO memberships(space_id, person_id, role, since) VALUES ($1, $2, $3, $4)";
                    tx.run(sql, params![*space, person, *member, now])?;
                }
            }
            let gone = *role == PersonRole::Admin && member == Some(&SpaceRole::Host);
            if gone {
                tx.run("UPDATE people SET deactivated_at = $2 WHERE id = $1", params![person, now])?;
            }
            people.push((person, gone));
        }
    }
    Ok((people, places))
}
