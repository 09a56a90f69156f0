//! Drafts: one's own alone, never replaced unseen, gone once sent.

use base::{Fault, Id, Refusal, Result};
use kernel::Actor;
use kernel::drafts::{self, Draft, MOST, Place, Typed};
use serde_json::json;
use store::Tx;
use village::{Village, in_both};

fn typed(body: &str) -> Typed {
    Typed { kind: "post".into(), title: "Le plan".into(), body: body.into(), data: json!({ "options": ["lundi"] }) }
}

async fn keeps(village: &Village, name: &str, place: Place, body: &str, seen: Option<Id>) -> Result<Option<Draft>> {
    let words = if body.is_empty() { Typed::default() } else { typed(body) };
    village.does(name, move |tx, actor| drafts::keep(tx, actor, place, &words, seen)).await
}

async fn finds(village: &Village, name: &str, place: Place) -> Option<String> {
    village.looks(name, move |db, actor| Ok(drafts::find(db, actor, place)?.map(|draft| draft.typed.body))).await.expect("asked")
}

fn refusal<T>(done: Result<T>) -> Option<Refusal> {
    match done {
        Err(Fault::Refused(refusal)) => Some(refusal),
        _ => None,
    }
}

in_both! {
    async fn two_devices_share_one_and_neither_is_lost(village) {
        let place = Place::Space(village.space("Atelier"));
        let first = keeps(&village, "luc", place, "un", Some(Id(0))).await.expect("kept").expect("a draft");
        assert_eq!(first.typed, typed("un"));
        let second = keeps(&village, "luc", place, "un deux", Some(first.version)).await.expect("kept").expect("a draft");
        assert_ne!(second.version, first.version);
        for seen in [Id(0), first.version] {
            let Some(Refusal::Stale { current, yours, .. }) = refusal(keeps(&village, "luc", place, "autre", Some(seen)).await) else { panic!("replaced unseen") };
            assert_eq!((current.as_str(), yours.as_str()), ("un deux", "autre"));
        }
        let again = keeps(&village, "luc", place, "un deux", Some(first.version)).await.expect("the same words are no conflict").expect("a draft");
        assert_eq!(again.version, second.version);
        assert_eq!(finds(&village, "luc", place).await.as_deref(), Some("un deux"));
        keeps(&village, "luc", place, "", Some(second.version)).await.expect("emptied");
        assert_eq!(finds(&village, "luc", place).await, None);
        let gone = refusal(keeps(&village, "luc", place, "après", Some(second.version)).await);
        assert!(matches!(gone, Some(Refusal::Stale { .. })), "a request that comes late brings nothing back: {gone:?}");
    }

    async fn nobody_else_reads_it(village) {
        let item = village.post("luc", "Atelier", "Qui vient ?").await;
        for place in [Place::Space(village.space("Atelier")), Place::Item(item)] {
            keeps(&village, "mehdi", place, "à moi", None).await.expect("kept");
            for name in ["luc", "awa", "rita", "oscar"] {
                assert_eq!(finds(&village, name, place).await, None, "{name}");
                let listed = village.looks(name, |db, actor| Ok(drafts::all(db, actor)?.len())).await.expect("listed");
                assert_eq!(listed, 0, "{name}");
                village.does(name, move |tx, actor| drafts::forget(tx, actor, place)).await.expect("nothing of theirs");
            }
            assert_eq!(finds(&village, "mehdi", place).await.as_deref(), Some("à moi"));
            let outside = refusal(keeps(&village, "oscar", place, "je devine", None).await);
            assert_eq!(outside, Some(Refusal::NotFound), "where one may not look, one keeps nothing");
        }
    }

    async fn it_stays_its_author_s_when_the_space_is_closed_to_them(village) {
        let (place, atelier, mehdi) = (Place::Space(village.space("Atelier")), village.space("Atelier"), village.person("mehdi"));
        keeps(&village, "mehdi", place, "à moi", None).await.expect("kept");
        village.does("luc", move |tx, luc| kernel::spaces::members::leave(tx, luc, atelier, mehdi)).await.expect("removed");
        let names = village.looks("mehdi", |db, actor| Ok(drafts::all(db, actor)?.into_iter().map(|draft| draft.space_name).collect::<Vec<_>>())).await;
        assert_eq!(names.expect("listed"), [None], "the words, without the name of the place");
    }

    async fn sending_forgets_what_was_sent_and_nothing_else(village) {
        let place = Place::Space(village.space("Atelier"));
        let sent = |seen: Id, body: &'static str| village.does("luc", move |tx: &Tx, luc: &Actor| drafts::sent(tx, luc, place, Some(seen), body));
        let draft = keeps(&village, "luc", place, "un", None).await.expect("kept").expect("a draft");
        keeps(&village, "luc", place, "un autre", None).await.expect("another device");
        sent(draft.version, "un").await.expect("sent");
        assert_eq!(finds(&village, "luc", place).await.as_deref(), Some("un autre"));
        sent(Id(0), "un autre").await.expect("the same words");
        assert_eq!(finds(&village, "luc", place).await, None);
    }

    async fn there_are_limits(village) {
        let place = Place::Space(village.space("Atelier"));
        let long = |words: Typed| village.does("luc", move |tx, luc| drafts::keep(tx, luc, place, &words, None));
        let wrong = refusal(long(Typed { kind: "chant".into(), title: "a".repeat(201), body: "b".repeat(50_001), data: json!("c".repeat(20_000)) }).await);
        let Some(Refusal::Invalid(errors)) = wrong else { panic!("{wrong:?}") };
        assert_eq!(errors.iter().map(|e| e.field.as_str()).collect::<Vec<_>>(), ["kind", "title", "body", "data"]);
        let mut items = Vec::new();
        for n in 0..=MOST {
            items.push(village.post("luc", "Atelier", &format!("sujet {n}")).await);
        }
        let last = items.pop().expect("one more");
        for item in items {
            keeps(&village, "mehdi", Place::Item(item), "à moi", None).await.expect("kept");
        }
        assert_eq!(refusal(keeps(&village, "mehdi", Place::Item(last), "de trop", None).await), Some(Refusal::limit("place", "too_many", MOST)));
        keeps(&village, "luc", Place::Item(last), "un autre", None).await.expect("others have their own");
    }
}
