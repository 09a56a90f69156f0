//! Who becomes a guest answers for nothing any more, has an end date, and is somebody's guest (product.md); no space is left without a host.

use base::{Id, Moment, Refusal, Result};
use kernel::people::{self, GUEST_DAYS, PersonRole};
use kernel::spaces::succession;
use kernel::spaces::{self, SpaceEdit, SpaceRole, members};
use kernel::{Actor, Manage, access};
use store::{Query, Tx};
use village::{Village, in_both};

fn refusal<T>(done: Result<T>) -> Option<Refusal> {
    done.err().and_then(|fault| fault.refusal().cloned())
}

async fn becomes(village: &Village, name: &str, role: PersonRole) -> Option<Refusal> {
    let person = village.person(name);
    refusal(village.does("awa", move |tx, awa| people::set_role(tx, awa, person, role)).await)
}

async fn role_in(village: &Village, space: &str, name: &str) -> Option<SpaceRole> {
    let (space, person) = (village.space(space), village.person(name));
    village.store().read(move |db| members::role_of(db, space, person)).await.expect("a role")
}

/// The Atelier's owner names another one.
fn hand_over(atelier: Id, to: Id) -> impl FnOnce(&Tx, &Actor) -> Result<()> + Send + 'static {
    let mut edit = SpaceEdit::default();
    edit.owner = Some(to);
    move |tx, luc| spaces::edit(tx, &access::space::<Manage>(tx, luc, atelier)?, &edit)
}

in_both! {
    async fn no_space_is_left_to_a_guest(village) {
        let (atelier, mehdi) = (village.space("Atelier"), village.person("mehdi"));
        let answers = Some(Refusal::Conflict("answers_for_spaces"));
        assert_eq!(becomes(&village, "luc", PersonRole::Guest).await, answers, "he owns the Atelier");
        village.does("luc", hand_over(atelier, mehdi)).await.expect("handed over");
        assert_eq!(becomes(&village, "mehdi", PersonRole::Guest).await, answers);
        assert_eq!(becomes(&village, "luc", PersonRole::Guest).await, None);
        assert_eq!(role_in(&village, "Atelier", "luc").await, Some(SpaceRole::Contributor), "Mehdi hosts it too");
        assert_eq!(role_in(&village, "Archives", "luc").await, Some(SpaceRole::Host), "where nothing goes on, nothing changes");
        let told = village.changes().await.into_iter().rfind(|change| change.space == Some(atelier));
        assert_eq!(told.map(|change| (change.verb, change.details)), Some((kernel::changes::Verb::Joined, "contributor".into())));
        let manages = village.does("mehdi", move |tx, mehdi| access::space::<Manage>(tx, mehdi, atelier).map(drop)).await;
        assert_eq!(refusal(manages), None);
        assert_eq!(becomes(&village, "luc", PersonRole::Member).await, None, "and back");
    }

    async fn the_only_host_stays_even_where_a_guest_hosts_too(village) {
        let (atelier, mehdi, nadia) = (village.space("Atelier"), village.person("mehdi"), village.person("nadia"));
        village.does("luc", hand_over(atelier, mehdi)).await.expect("handed over");
        // A host who became a guest before this was refused.
        let host = "UPDATE memberships SET role = 'host' WHERE person_id = $1 AND space_id = $2";
        village.store().write(move |tx| tx.run(host, store::params![nadia, atelier])).await.expect("set");
        village.does("awa", move |tx, awa| people::deactivate(tx, awa, mehdi)).await.expect("closed");
        assert_eq!(becomes(&village, "luc", PersonRole::Guest).await, Some(Refusal::Conflict("answers_for_spaces")));
    }

    async fn whoever_reopens_a_space_of_a_guest_owns_it(village) {
        let (atelier, archives, mehdi) = (village.space("Atelier"), village.space("Archives"), village.person("mehdi"));
        village.does("luc", hand_over(atelier, mehdi)).await.expect("handed over");
        let host = "UPDATE memberships SET role = 'host' WHERE person_id = $1 AND space_id = $2";
        village.store().write(move |tx| tx.run(host, store::params![mehdi, archives])).await.expect("set");
        assert_eq!(becomes(&village, "luc", PersonRole::Guest).await, None, "nobody answers for what is archived");
        village.does("mehdi", move |tx, mehdi| spaces::reopen(tx, &access::space::<Manage>(tx, mehdi, archives)?)).await.expect("reopened");
        let owner = "SELECT owner_id FROM spaces WHERE id = $1 AND archived_at IS NULL";
        let owner = village.store().read(move |db| db.one(owner, store::params![archives], |row| row.id(0))).await.expect("read");
        assert_eq!(owner, Some(mehdi));
    }

    async fn a_guest_has_an_inviter_and_an_end(village) {
        let (awa, rita) = (village.person("awa"), village.person("rita"));
        let stands = || village.looks("awa", move |db, awa| Ok(people::find(db, awa, rita)?.map(|rita| (rita.inviter_id, rita.ends_at))));
        assert_eq!(becomes(&village, "rita", PersonRole::Guest).await, None);
        let (inviter, ends_at) = stands().await.expect("read").expect("rita");
        let now = Moment::now();
        assert_eq!(inviter, Some(awa));
        assert!(ends_at.is_some_and(|at| at > now.plus_days(GUEST_DAYS - 1) && at <= now.plus_days(GUEST_DAYS)), "{ends_at:?}");
        assert_eq!(becomes(&village, "rita", PersonRole::Member).await, None);
        assert_eq!(stands().await.expect("read"), Some((None, None)));
    }

    async fn what_somebody_left_is_read_in_as_many_statements_for_one_space_as_for_many(village) {
        let (luc, atelier) = (village.person("luc"), village.space("Atelier"));
        village.does("awa", move |tx, awa| people::deactivate(tx, awa, luc)).await.expect("closed");
        let store = village.store().clone();
        let awa = village.actor("awa").await;
        let cost = async |store: store::Store, awa: Actor| {
            store::counted(store.read(move |db| Ok::<_, base::Fault>(succession::left_behind(db, &awa, luc)?.len()))).await
        };
        let (found, one) = cost(store.clone(), awa.clone()).await;
        assert_eq!(found.expect("read"), 1);
        let open = move |tx: &Tx| -> Result<()> {
            let sql = "INSERT INTO spaces(id, kind, name, folded, purpose, owner_id, opening, created_at)
               SELECT $1, kind, name, folded, purpose, owner_id, opening, created_at FROM spaces WHERE id = $2";
            (0..40).try_for_each(|_| Ok(tx.run(sql, store::params![Id::new(), atelier]).map(drop)?))
        };
        store.write(open).await.expect("more");
        let (found, many) = cost(store, awa).await;
        assert_eq!((found.expect("read"), many), (41, one));
    }
}
