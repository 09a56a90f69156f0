//! What a space's own settings widen or narrow: who posts, who comments, who invites, which kinds.

use base::{Refusal, Result};
use kernel::items::{self, NewItem};
use kernel::people::{self, PersonRole};
use kernel::spaces::{self, SpaceEdit, SpaceRole, members};
use kernel::{Kind, Manage, access};
use serde_json::Value as Json;
use village::{Village, in_both};

fn change(set: impl FnOnce(&mut SpaceEdit)) -> SpaceEdit {
    let mut edit = SpaceEdit::default();
    set(&mut edit);
    edit
}

async fn arranges(village: &Village, edit: SpaceEdit) {
    let atelier = village.space("Atelier");
    village.does("luc", move |tx, luc| spaces::edit(tx, &access::space::<Manage>(tx, luc, atelier)?, &edit)).await.expect("arranged");
}

fn refusal<T>(done: Result<T>) -> Option<Refusal> {
    done.err().and_then(|fault| fault.refusal().cloned())
}

async fn comments(village: &Village, name: &str, item: base::Id) -> Option<Refusal> {
    let kinds = village.kinds();
    let comment = move |tx: &store::Tx, actor: &kernel::Actor| {
        let target = access::item_to_comment(tx, actor, item)?;
        items::comment(tx, &kinds, &target, &NewItem::comment(&kinds, "Oui")?)
    };
    refusal(village.does(name, comment).await)
}

in_both! {
    async fn who_posts_and_which_kinds(village) {
        arranges(&village, change(|edit| edit.who_posts = Some(SpaceRole::Host))).await;
        let post = |name: &'static str, kind: Kind| village.posts(name, "Atelier", kind, "Un", Json::Null);
        assert_eq!(refusal(post("mehdi", Kind::Post).await), Some(Refusal::Forbidden("posting_limited")));
        assert_eq!(refusal(post("luc", Kind::Post).await), None);
        arranges(&village, change(|edit| { edit.who_posts = Some(SpaceRole::Contributor); edit.kinds = Some(vec![Kind::Question]) })).await;
        assert_eq!(refusal(post("mehdi", Kind::Question).await), None);
        assert_eq!(refusal(post("luc", Kind::Post).await), Some(Refusal::Forbidden("kind_not_allowed")));
    }

    async fn who_comments(village) {
        let item = village.post("luc", "Atelier", "Un avis ?").await;
        assert_eq!(comments(&village, "rita", item).await, Some(Refusal::Forbidden("commenting_limited")));
        arranges(&village, change(|edit| edit.who_comments = Some(SpaceRole::Reader))).await;
        assert_eq!(comments(&village, "rita", item).await, None);
        assert_eq!(refusal(village.posts("rita", "Atelier", Kind::Post, "Moi aussi", Json::Null).await), Some(Refusal::Forbidden("read_only")));
        assert_eq!(comments(&village, "oscar", item).await, Some(Refusal::NotFound));
        arranges(&village, change(|edit| edit.who_comments = Some(SpaceRole::Host))).await;
        assert_eq!(comments(&village, "mehdi", item).await, Some(Refusal::Forbidden("commenting_limited")));
        assert_eq!(comments(&village, "luc", item).await, None);
        let open = village.post("awa", "Place", "Bienvenue").await;
        assert_eq!(comments(&village, "rita", open).await, Some(Refusal::Forbidden("not_a_member")), "reading an open space is not being in it");
    }

    async fn who_invites_whom(village) {
        let (atelier, oscar, bob) = (village.space("Atelier"), village.person("oscar"), village.person("bob"));
        let invite = |name: &'static str, who, role| village.does(name, move |tx, actor| members::admit(tx, actor, atelier, who, role));
        assert_eq!(refusal(invite("mehdi", oscar, SpaceRole::Reader).await), Some(Refusal::Forbidden("not_a_host")));
        arranges(&village, change(|edit| edit.who_invites = Some(SpaceRole::Contributor))).await;
        assert_eq!(refusal(invite("mehdi", oscar, SpaceRole::Host).await), Some(Refusal::Forbidden("not_a_host")));
        assert_eq!(refusal(invite("nadia", oscar, SpaceRole::Reader).await), Some(Refusal::NotFound), "a guest doesn't even know him");
        assert_eq!(refusal(invite("rita", oscar, SpaceRole::Reader).await), Some(Refusal::Forbidden("not_a_host")));
        assert_eq!(refusal(invite("mehdi", oscar, SpaceRole::Contributor).await), None);
        assert_eq!(refusal(invite("mehdi", oscar, SpaceRole::Reader).await), Some(Refusal::Forbidden("not_a_host")), "roles are for hosts");
        assert_eq!(refusal(invite("luc", bob, SpaceRole::Host).await), Some(Refusal::Forbidden("guest")));
    }

    async fn somebody_always_answers_for_it(village) {
        let (atelier, luc, mehdi) = (village.space("Atelier"), village.person("luc"), village.person("mehdi"));
        let leave = move |tx: &store::Tx, luc: &kernel::Actor| members::leave(tx, luc, atelier, luc.id);
        assert_eq!(refusal(village.does("luc", leave).await), Some(Refusal::Conflict("space_owner")));
        let lower = move |tx: &store::Tx, actor: &kernel::Actor| members::admit(tx, actor, atelier, luc, SpaceRole::Reader);
        assert_eq!(refusal(village.does("luc", lower).await), Some(Refusal::Conflict("space_owner")));
        for (owner, expected) in [("oscar", Some("not_a_member")), ("nadia", Some("not_a_member")), ("mehdi", None)] {
            let edit = change(|edit| edit.owner = Some(village.person(owner)));
            let hand_over = move |tx: &store::Tx, luc: &kernel::Actor| spaces::edit(tx, &access::space::<Manage>(tx, luc, atelier)?, &edit);
            assert_eq!(refusal(village.does("luc", hand_over).await), expected.map(|code| Refusal::field("owner", code)), "{owner}");
        }
        assert_eq!(refusal(village.does("luc", leave).await), None, "the new owner hosts it");
        let role = village.store().read(move |db| members::role_of(db, atelier, mehdi)).await;
        assert_eq!(role.ok().flatten(), Some(SpaceRole::Host));
    }

    async fn a_stale_arrangement_is_refused(village) {
        let atelier = village.space("Atelier");
        let edit = change(|edit| { edit.revision = Some(1); edit.who_posts = Some(SpaceRole::Host) });
        let arrange = move |tx: &store::Tx, luc: &kernel::Actor| spaces::edit(tx, &access::space::<Manage>(tx, luc, atelier)?, &edit);
        assert_eq!(refusal(village.does("luc", arrange.clone()).await), None);
        assert!(matches!(refusal(village.does("luc", arrange).await), Some(Refusal::Stale { revision: 2, .. })));
    }

    async fn the_network_keeps_an_owner(village) {
        let awa = village.person("awa");
        let refused = village.does("awa", move |tx, awa| people::deactivate(tx, awa, awa.id)).await;
        assert_eq!(refusal(refused), Some(Refusal::Conflict("last_owner")));
        let lower = village.does("awa", move |tx, awa| people::set_role(tx, awa, awa.id, PersonRole::Member)).await;
        assert_eq!(refusal(lower), Some(Refusal::Conflict("last_owner")));
        for name in ["luc", "nadia", "bob"] {
            let refused = village.does(name, move |tx, actor| people::deactivate(tx, actor, awa)).await;
            assert_eq!(refusal(refused), Some(Refusal::Forbidden("not_an_admin")), "{name}");
        }
        let luc = village.person("luc");
        village.does("awa", move |tx, awa| people::set_role(tx, awa, luc, PersonRole::Admin)).await.expect("an admin");
        for act in [people::deactivate, people::reactivate] {
            assert_eq!(refusal(village.does("luc", move |tx, luc| act(tx, luc, awa)).await), Some(Refusal::Forbidden("own_role")));
        }
        let mehdi = village.person("mehdi");
        let raise = village.does("luc", move |tx, luc| people::set_role(tx, luc, mehdi, PersonRole::Owner)).await;
        assert_eq!(refusal(raise), Some(Refusal::Forbidden("own_role")));
    }
}
