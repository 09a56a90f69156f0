//! Every verb that reaches a space or an item, as one list, so that no negative test forgets one.

use base::{Id, Result};
use kernel::items::{self, ItemEdit, LIKE, NewItem, Relation, queries};
use kernel::spaces::{self, Level, SpaceEdit, SpaceRole, members};
use kernel::{Actor, Contribute, Edit, Kind, Kinds, Manage, Moderate, View, access};
use serde_json::Value as Json;
use store::Tx;
use village::Village;

/// What the verbs are about: a space and an item in it, and another space and item which the actor may use freely.
#[derive(Clone)]
pub struct Scene {
    pub kinds: Kinds,
    pub space: Id,
    pub item: Id,
    pub elsewhere: Id,
    pub item_elsewhere: Id,
    pub somebody: Id,
}

impl Scene {
    /// `item` in a space, with a fresh item of Awa in the open Place as the elsewhere.
    pub async fn of(village: &Village, space: &str, item: Id) -> Scene {
        let item_elsewhere = village.post("awa", "Place", "Bienvenue sur la place").await;
        let (space, elsewhere) = (village.space(space), village.space("Place"));
        Scene { kinds: village.kinds(), space, item, elsewhere, item_elsewhere, somebody: village.person("bob") }
    }

    /// The same with ids that nobody ever gave to anything.
    pub fn unknown(&self) -> Scene {
        Scene { space: Id(1), item: Id(2), ..self.clone() }
    }
}

/// What a verb needs at least, by the policy.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Needs {
    View,
    Contribute,
    Moderate,
    Manage,
    /// Any right at all, and none of the above: joining, asking, leaving.
    Door,
}

pub type Verb = (&'static str, Needs, fn(&Tx, &Actor, &Scene) -> Result<()>);

fn post(tx: &Tx, actor: &Actor, s: &Scene, kind: Kind) -> Result<()> {
    let new = NewItem::parse(&s.kinds, kind.name(), "", "Bonjour", Json::Null)?;
    items::post(tx, &s.kinds, &access::space_to_post(tx, actor, s.space, kind)?, &new).map(drop)
}

fn change() -> ItemEdit {
    ItemEdit { body: Some("Autrement".into()), ..ItemEdit::default() }
}

/// Every verb.
pub const VERBS: &[Verb] = &[
    ("view the space", Needs::View, |tx, a, s| access::space::<View>(tx, a, s.space).map(drop)),
    ("view the item", Needs::View, |tx, a, s| access::item::<View>(tx, a, s.item).map(drop)),
    ("read its history", Needs::View, |tx, a, s| queries::history(tx, &access::item::<View>(tx, a, s.item)?, None, 50).map(drop)),
    ("bookmark", Needs::View, |tx, a, s| items::bookmark(tx, &access::item::<View>(tx, a, s.item)?)),
    ("unbookmark", Needs::View, |tx, a, s| items::unbookmark(tx, &access::item::<View>(tx, a, s.item)?)),
    ("follow", Needs::View, |tx, a, s| items::follow(tx, &access::item::<View>(tx, a, s.item)?, Level::All)),
    ("unfollow", Needs::View, |tx, a, s| items::unfollow(tx, &access::item::<View>(tx, a, s.item)?)),
    ("mark as read", Needs::View, |tx, a, s| spaces::set_read(tx, &access::space::<View>(tx, a, s.space)?, None)),
    ("post", Needs::Contribute, |tx, a, s| post(tx, a, s, Kind::Post)),
    ("post a quick note", Needs::Contribute, |tx, a, s| post(tx, a, s, Kind::QuickNote)),
    ("comment", Needs::Contribute, |tx, a, s| {
        let target = access::item_to_comment(tx, a, s.item)?;
        items::comment(tx, &s.kinds, &target, &NewItem::comment(&s.kinds, "D’accord")?).map(drop)
    }),
    ("react", Needs::Contribute, |tx, a, s| items::react(tx, &access::item::<Contribute>(tx, a, s.item)?, LIKE)),
    ("unreact", Needs::Contribute, |tx, a, s| items::unreact(tx, &access::item::<Contribute>(tx, a, s.item)?, LIKE)),
    ("edit", Needs::Contribute, |tx, a, s| items::edit(tx, &s.kinds, &access::item::<Edit>(tx, a, s.item)?, &change())),
    ("link from it", Needs::Contribute, |tx, a, s| {
        let to = access::item::<View>(tx, a, s.item_elsewhere)?;
        items::link(tx, &access::item::<Contribute>(tx, a, s.item)?, &to, Relation::Relates)
    }),
    ("become", Needs::Contribute, |tx, a, s| {
        let from = access::item::<View>(tx, a, s.item)?;
        let new = NewItem::parse(&s.kinds, "question", "Et si ?", "", Json::Null)?;
        items::become_kind(tx, &s.kinds, &from, &access::space_to_post(tx, a, s.space, new.kind)?, &new).map(drop)
    }),
    ("share into it", Needs::Contribute, |tx, a, s| {
        let shown = access::item::<View>(tx, a, s.item_elsewhere)?;
        items::share(tx, &s.kinds, &shown, &access::space_to_post(tx, a, s.space, Kind::Share)?, "").map(drop)
    }),
    ("trash", Needs::Contribute, |tx, a, s| items::trash(tx, &access::item_to_trash(tx, a, s.item)?)),
    ("restore", Needs::Contribute, |tx, a, s| items::restore(tx, &s.kinds, &access::item_to_trash(tx, a, s.item)?)),
    ("pin", Needs::Moderate, |tx, a, s| items::pin(tx, &access::item::<Moderate>(tx, a, s.item)?)),
    ("unpin", Needs::Moderate, |tx, a, s| items::unpin(tx, &access::item::<Moderate>(tx, a, s.item)?)),
    ("arrange", Needs::Manage, |tx, a, s| spaces::edit(tx, &access::space::<Manage>(tx, a, s.space)?, &SpaceEdit::default())),
    ("see who asks", Needs::Manage, |tx, a, s| Ok(members::asking(tx, &access::space::<Manage>(tx, a, s.space)?, None, 50).map(drop)?)),
    ("decline", Needs::Manage, |tx, a, s| members::decline(tx, &access::space::<Manage>(tx, a, s.space)?, s.somebody)),
    ("admit", Needs::Manage, |tx, a, s| members::admit(tx, a, s.space, s.somebody, SpaceRole::Reader)),
    ("remove", Needs::Manage, |tx, a, s| members::leave(tx, a, s.space, s.somebody)),
    ("archive", Needs::Manage, |tx, a, s| spaces::archive(tx, &access::space::<Manage>(tx, a, s.space)?)),
    ("reopen", Needs::Manage, |tx, a, s| spaces::reopen(tx, &access::space::<Manage>(tx, a, s.space)?)),
    ("join", Needs::Door, |tx, a, s| members::join(tx, a, s.space)),
    ("ask", Needs::Door, |tx, a, s| members::ask(tx, a, s.space)),
    ("withdraw", Needs::Door, |tx, a, s| members::withdraw(tx, a, s.space)),
    ("leave", Needs::Door, |tx, a, s| members::leave(tx, a, s.space, a.id)),
    ("share it elsewhere", Needs::View, |tx, a, s| {
        let there = access::space_to_post(tx, a, s.elsewhere, Kind::Share)?;
        items::share(tx, &s.kinds, &access::item::<View>(tx, a, s.item)?, &there, "").map(drop)
    }),
    ("link to it", Needs::View, |tx, a, s| {
        let from = access::item::<Contribute>(tx, a, s.item_elsewhere)?;
        items::link(tx, &from, &access::item::<View>(tx, a, s.item)?, Relation::Relates)
    }),
];

/// Those two also need a place of one's own elsewhere, which readers of the space may lack.
pub fn needs_elsewhere(name: &str) -> bool {
    matches!(name, "share it elsewhere" | "link to it")
}
