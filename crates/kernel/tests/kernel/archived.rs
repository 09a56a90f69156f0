//! An archived space is read, and changed by nothing but its reopening.

use base::Refusal;
use kernel::spaces::{self, members};
use kernel::{Manage, access};
use village::in_both;

use crate::verbs::{Needs, Scene, VERBS};

in_both! {
    async fn even_its_host_only_reads_it(village) {
        let item = village.post("luc", "Atelier", "Le dernier mot").await;
        let scene = Scene::of(&village, "Atelier", item).await;
        let atelier = village.space("Atelier");
        village.does("luc", move |tx, luc| spaces::archive(tx, &access::space::<Manage>(tx, luc, atelier)?)).await.expect("archived");
        for (verb, needs, act) in VERBS {
            let scene = scene.clone();
            let done = village.does("luc", move |tx, luc| act(tx, luc, &scene)).await;
            let refused = done.err().map(|fault| fault.refusal().cloned().unwrap_or_else(|| panic!("{verb}: {fault}")));
            let archived = Some(Refusal::Conflict("archived"));
            match (*verb, needs) {
                // What was kept stays kept, nothing is added (safety test 30).
                ("bookmark", _) => assert_eq!(refused, archived),
                ("archive" | "see who asks" | "decline", _) | (_, Needs::View) => assert_eq!(refused, None, "{verb}"),
                ("reopen", _) => {
                    assert_eq!(refused, None);
                    village.does("luc", move |tx, luc| spaces::archive(tx, &access::space::<Manage>(tx, luc, atelier)?)).await.expect("again");
                }
                // Its owner stays; the others may always leave (below).
                ("leave", _) => assert_eq!(refused, Some(Refusal::Conflict("space_owner"))),
                ("withdraw", _) => assert_eq!(refused, None),
                _ => assert_eq!(refused, archived, "{verb}"),
            }
        }
        village.does("mehdi", move |tx, mehdi| members::leave(tx, mehdi, atelier, mehdi.id)).await.expect("one may always leave");
    }

    async fn nobody_comes_in(village) {
        let place = village.space("Place");
        village.does("awa", move |tx, awa| spaces::archive(tx, &access::space::<Manage>(tx, awa, place)?)).await.expect("archived");
        let joins = village.does("rita", move |tx, rita| members::join(tx, rita, place)).await;
        assert_eq!(joins.err().and_then(|fault| fault.refusal().cloned()), Some(Refusal::Conflict("archived")));
        let asks = village.does("rita", move |tx, rita| members::ask(tx, rita, place)).await;
        assert_eq!(asks.err().and_then(|fault| fault.refusal().cloned()), Some(Refusal::Conflict("archived")));
    }
}
