//! Envoyer plus tard: posted once, by its author, under the rights of that moment; otherwise it waits and says why.

use std::time::{Duration, Instant};

use base::{Fault, Id, Moment, Refusal, Result};
use jobs::{Kinds, Pace};
use kernel::items::queries;
use kernel::later::{self, SEND, Sending, Wanted};
use kernel::spaces::members;
use kernel::{View, access, notices};
use serde_json::Value as Json;
use store::{Query, params};
use village::{Village, in_both};

fn wanted(body: &str, due: Moment) -> Wanted {
    Wanted { kind: "post".into(), title: String::new(), body: body.into(), data: Json::Null, files: Vec::new(), due }
}

fn soon() -> Moment {
    Moment(Moment::now().0 + 300)
}

async fn plans(village: &Village, name: &str, space: &str, wanted: Wanted) -> Result<Id> {
    let (kinds, space) = (village.kinds(), village.space(space));
    village.does(name, move |tx, actor| later::plan(tx, &kinds, actor, space, &wanted)).await
}

async fn mine(village: &Village, name: &str) -> Vec<Sending> {
    village.looks(name, |db, actor| Ok(later::mine(db, actor)?)).await.expect("listed")
}

async fn posted(village: &Village, body: &'static str) -> usize {
    let (kinds, atelier) = (village.kinds(), village.space("Atelier"));
    let read = move |db: &store::Db, luc: &kernel::Actor| {
        let found = queries::of_space(db, &kinds, &access::space::<View>(db, luc, atelier)?, &queries::Narrowed::default(), None, 50)?;
        Ok(found.iter().filter(|item| item.source == body).count())
    };
    village.looks("luc", read).await.expect("read")
}

/// Lets the program's worker run until what is due within a second is done.
async fn work(village: &Village) {
    let ms = Duration::from_millis;
    let pace = Pace { lanes: 4, lease: ms(2_000), first_wait: ms(1), longest_wait: ms(4), farewell: ms(5_000), look: ms(50) };
    let kinds = Kinds::from([(SEND, later::work(village.store(), &village.kinds()))]);
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let worker = tokio::spawn(jobs::run(village.store().clone(), kinds, pace, async { drop(stopped.await) }));
    let (started, by) = (Instant::now(), Moment::now().plus_seconds(1));
    while village.store().read(move |db| jobs::unfinished(db, by)).await.expect("counted") > 0 {
        assert!(started.elapsed() < Duration::from_secs(20), "jobs are left");
        tokio::time::sleep(ms(10)).await;
    }
    stop.send(()).expect("it runs");
    worker.await.expect("it ends well");
}

in_both! {
    async fn it_is_posted_at_its_moment_and_once(village) {
        let due = soon();
        plans(&village, "mehdi", "Atelier", wanted("À l’heure dite", due)).await.expect("planned");
        assert_eq!(posted(&village, "À l’heure dite").await, 0);
        work(&village).await;
        assert!(Moment::now() >= due);
        assert_eq!((posted(&village, "À l’heure dite").await, mine(&village, "mehdi").await.len()), (1, 0));
        // As after a crash between the post and the job's end: the job comes again.
        village.store().write(|tx| tx.run("UPDATE jobs SET done_at = NULL, leased_until = NULL, due_at = 0", &[])).await.expect("again");
        work(&village).await;
        assert_eq!(posted(&village, "À l’heure dite").await, 1);
        assert!(village.heard_by("luc").await.iter().any(|change| change.verb == kernel::changes::Verb::Posted && change.actor == Some(village.person("mehdi"))));
    }

    async fn without_the_right_it_waits_and_says_why(village) {
        let (atelier, mehdi, kinds) = (village.space("Atelier"), village.person("mehdi"), village.kinds());
        let id = plans(&village, "mehdi", "Atelier", wanted("Trop tard", soon())).await.expect("planned");
        village.does("luc", move |tx, luc| members::leave(tx, luc, atelier, mehdi)).await.expect("removed");
        work(&village).await;
        assert_eq!(posted(&village, "Trop tard").await, 0);
        let left = mine(&village, "mehdi").await;
        assert_eq!(left.len(), 1);
        assert_eq!((left[0].space_name.as_deref(), left[0].wanted.body.as_str()), (None, "Trop tard"));
        assert_eq!(left[0].refused.as_ref().map(|(_, why)| why.as_str()), Some("refusal_out_of_reach"));
        let told = village.looks("mehdi", |db, me| {
            let waiting = notices::page(db, me.id, false, None, 50)?;
            Ok(waiting.iter().filter(|notice| notice.reason == notices::Reason::NotSent).count())
        });
        assert_eq!(told.await.ok(), Some(1), "the author is told");
        let again = village.does("mehdi", move |tx, me| later::send(tx, &kinds, me, id)).await;
        assert_eq!(again.err().as_ref().and_then(Fault::refusal), Some(&Refusal::NotFound));
        village.does("luc", move |tx, luc| members::admit(tx, luc, atelier, mehdi, kernel::spaces::SpaceRole::Contributor)).await.expect("back");
        let kinds = village.kinds();
        let first = village.does("mehdi", move |tx, me| later::send(tx, &kinds, me, id)).await.expect("sent by hand");
        let kinds = village.kinds();
        let second = village.does("mehdi", move |tx, me| later::send(tx, &kinds, me, id)).await.expect("asked again");
        assert_eq!((first, posted(&village, "Trop tard").await), (second, 1));
    }

    async fn who_is_deactivated_posts_nothing(village) {
        let mehdi = village.person("mehdi");
        plans(&village, "mehdi", "Atelier", wanted("D’outre-tombe", soon())).await.expect("planned");
        village.does("awa", move |tx, awa| kernel::people::deactivate(tx, awa, mehdi)).await.expect("deactivated");
        work(&village).await;
        assert_eq!(posted(&village, "D’outre-tombe").await, 0);
        let why = village.store().read(move |db| db.one("SELECT refusal FROM scheduled WHERE person_id = $1", params![mehdi], |row| row.text(0))).await;
        assert_eq!(why.ok().flatten().as_deref(), Some("refusal_deactivated"));
    }

    async fn a_guest_whose_days_are_over_posts_nothing(village) {
        plans(&village, "nadia", "Atelier", wanted("Après coup", soon())).await.expect("planned");
        let nadia = village.person("nadia");
        village.store().write(move |tx| tx.run("UPDATE people SET ends_at = 1 WHERE id = $1", params![nadia])).await.expect("over");
        work(&village).await;
        assert_eq!(posted(&village, "Après coup").await, 0);
    }

    async fn put_off_or_cancelled_it_does_not_go(village) {
        let (kinds, later_on) = (village.kinds(), Moment::now().plus_days(2));
        let first = plans(&village, "mehdi", "Atelier", wanted("Remis", soon())).await.expect("planned");
        let second = plans(&village, "mehdi", "Atelier", wanted("Annulé", soon())).await.expect("planned");
        village.does("mehdi", move |tx, me| later::replan(tx, &kinds, me, first, &wanted("Remis", later_on))).await.expect("put off");
        assert_eq!(village.does("mehdi", move |tx, me| later::take_back(tx, me, second)).await.ok(), Some(true));
        work(&village).await;
        assert_eq!((posted(&village, "Remis").await, posted(&village, "Annulé").await), (0, 0));
        let left = mine(&village, "mehdi").await;
        assert_eq!(left.iter().map(|one| (one.id, one.wanted.due, one.refused.is_none())).collect::<Vec<_>>(), [(first, later_on, true)]);
        let atelier = village.space("Atelier");
        let draft = village.looks("mehdi", move |db, me| Ok(kernel::drafts::find(db, me, kernel::drafts::Place::Space(atelier))?)).await;
        assert_eq!(draft.ok().flatten().map(|draft| draft.typed.body).as_deref(), Some("Annulé"), "its words are in the composer again");
        assert_eq!(village.does("mehdi", move |tx, me| later::take_back(tx, me, first)).await.ok(), Some(false), "another draft is there");
    }

    async fn nobody_else_sees_or_touches_it(village) {
        let id = plans(&village, "mehdi", "Atelier", wanted("À moi", Moment::now().plus_days(1))).await.expect("planned");
        for name in ["luc", "awa", "rita", "oscar"] {
            assert!(mine(&village, name).await.is_empty(), "{name}");
            let kinds = village.kinds();
            let tries = village.does(name, move |tx, actor| {
                let hidden = |done: Result<()>| done.err().as_ref().and_then(Fault::refusal) == Some(&Refusal::NotFound);
                let again = wanted("À nous", Moment::now().plus_days(1));
                Ok([
                    hidden(later::one(tx, actor, id).map(drop)),
                    hidden(later::cancel(tx, actor, id)),
                    hidden(later::take_back(tx, actor, id).map(drop)),
                    hidden(later::replan(tx, &kinds, actor, id, &again)),
                ])
            });
            assert_eq!(tries.await.ok(), Some([true; 4]), "{name}");
            let kinds = village.kinds();
            let sent = village.does(name, move |tx, actor| later::send(tx, &kinds, actor, id)).await;
            assert_eq!(sent.err().as_ref().and_then(Fault::refusal), Some(&Refusal::NotFound), "{name}");
        }
        assert_eq!(mine(&village, "mehdi").await.len(), 1);
    }

    async fn what_can_t_be_is_refused_at_once(village) {
        let refused = |done: Result<Id>| done.err().and_then(|fault| fault.refusal().cloned());
        let (past, far) = (Moment::now().plus_seconds(-1), Moment::now().plus_days(400));
        assert_eq!(refused(plans(&village, "mehdi", "Atelier", wanted("x", past)).await), Some(Refusal::field("send_at", "in_the_past")));
        assert_eq!(refused(plans(&village, "mehdi", "Atelier", wanted("x", far)).await), Some(Refusal::field("send_at", "too_far")));
        assert_eq!(refused(plans(&village, "oscar", "Atelier", wanted("x", soon())).await), Some(Refusal::NotFound));
        assert_eq!(refused(plans(&village, "rita", "Atelier", wanted("x", soon())).await), Some(Refusal::Forbidden("read_only")));
        assert_eq!(refused(plans(&village, "mehdi", "Archives", wanted("x", soon())).await), Some(Refusal::Conflict("archived")));
        for n in 0..later::MOST {
            plans(&village, "mehdi", "Atelier", wanted(&n.to_string(), Moment::now().plus_days(1))).await.expect("planned");
        }
        let many = refused(plans(&village, "mehdi", "Atelier", wanted("x", Moment::now().plus_days(1))).await);
        assert_eq!(many, Some(Refusal::limit("send_at", "too_many", later::MOST)));
    }
}
