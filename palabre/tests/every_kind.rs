//! What every kind of item has, tried on each kind that there is, on both databases: a new kind is tried without a word added here,
//! except the example of its own fields that the compiler then asks for.

use base::{Id, Moment, Refusal, Result};
use kernel::find::{self, Mark, Wanted};
use kernel::items::{self, ItemEdit, NewItem, Relation, View as Seen, queries};
use kernel::notices::{self, Reason};
use kernel::spaces::Level;
use kernel::{Actor, Contribute, Edit, Kind, Moderate, View, access};
use palabre::kinds;
use serde_json::{Value as Json, json};
use store::{Db, Query, Tx, params};
use village::{Village, in_both};

const TEXT: &str = "Une girouette pour @Mehdi Benali #devis";

/// An example of a kind's own fields.
fn fields(kind: Kind) -> Json {
    match kind {
        Kind::Poll => json!({ "options": ["oui", "non"] }),
        Kind::Post | Kind::QuickNote | Kind::Question | Kind::Share | Kind::Comment => Json::Null,
    }
}

/// One item of a kind in the Atelier, by Luc, beside a post of his in Place.
struct Scene {
    village: Village,
    kind: Kind,
    item: Id,
    other: Id,
}

impl Scene {
    async fn of(village: Village, kind: Kind) -> Scene {
        let other = village.post("luc", "Place", "Un autre").await;
        let item = match kind {
            Kind::Share => Scene::shares(&village, other, "Atelier").await.expect("a share"),
            Kind::Comment => {
                let root = village.post("luc", "Atelier", "Le fil").await;
                village.comment("luc", root, TEXT).await
            }
            _ => village.posts("luc", "Atelier", kind, TEXT, fields(kind)).await.expect("an item"),
        };
        Scene { village, kind, item, other }
    }

    async fn shares(village: &Village, item: Id, space: &str) -> Result<Id> {
        let (kinds, space) = (village.kinds(), village.space(space));
        let share = move |tx: &Tx, luc: &Actor| {
            let shown = access::item::<View>(tx, luc, item)?;
            items::share(tx, &kinds, &shown, &access::space_to_post(tx, luc, space, Kind::Share)?, TEXT)
        };
        village.does("luc", share).await
    }

    /// As `name` sees it; `None` when it may not be seen.
    async fn seen(&self, name: &str, item: Id) -> Option<Seen> {
        let kinds = self.village.kinds();
        let look = move |db: &Db, actor: &Actor| queries::one(db, &kinds, &access::item::<View>(db, actor, item)?);
        self.village.looks(name, look).await.ok()
    }

    /// In how many lists `name` finds it: its space's, by its tag, by search, and in the trash.
    async fn places(&self, name: &str) -> [bool; 4] {
        let (kinds, space, kind, item) = (self.village.kinds(), self.village.space("Atelier"), self.kind, self.item);
        let look = move |db: &Db, actor: &Actor| {
            let allowed = access::space::<View>(db, actor, space)?;
            let list = |tag: Option<&str>| {
                let narrowed = queries::Narrowed { kind: Some(kind), tag: tag.map(str::to_owned), ..queries::Narrowed::default() };
                queries::of_space(db, &kinds, &allowed, &narrowed, None, 50)
            };
            let wanted = Wanted::words("girouettes").only(Mark::Kind(kind));
            let has = |items: Vec<Seen>| items.iter().any(|seen| seen.id == item);
            let found = find::items(db, actor, &wanted, 50)?.iter().any(|hit| hit.id == item);
            Ok([has(list(None)?), has(list(Some("DEVIS"))?), found, has(queries::trashed(db, &kinds, actor, None, 50)?)])
        };
        self.village.looks(name, look).await.expect("lists")
    }

    async fn luc<T: Send + 'static>(&self, act: impl FnOnce(&Tx, &Actor) -> Result<T> + Send + 'static) -> T {
        self.village.does("luc", act).await.unwrap_or_else(|fault| panic!("{}: {fault}", self.kind))
    }

    async fn is_made(&self) {
        let seen = self.seen("mehdi", self.item).await.expect("its readers see it");
        assert_eq!((seen.kind, seen.revision, seen.comments, seen.reactions.len()), (self.kind, 1, 0, 0));
        assert_eq!(self.places("mehdi").await, [true, true, true, false], "{}", self.kind);
        assert!(self.seen("oscar", self.item).await.is_none(), "{}", self.kind);
        let item = self.item;
        let told = |name: &'static str| {
            self.village.looks(name, move |db, actor| {
                Ok(notices::page(db, actor.id, true, None, 50)?
                    .iter()
                    .any(|notice| notice.item == Some(item) && notice.reason == Reason::Mentioned))
            })
        };
        assert_eq!((told("mehdi").await.ok(), told("rita").await.ok()), (Some(true), Some(false)), "{}", self.kind);
    }

    async fn takes_marks(&self) {
        let (item, kind) = (self.item, self.kind);
        let answer = self.village.comment("mehdi", item, "Oui").await;
        self.village.comment("luc", answer, "Alors d’accord").await;
        let mark = move |tx: &Tx, mehdi: &Actor| {
            items::react(tx, &access::item::<Contribute>(tx, mehdi, item)?, items::LIKE)?;
            items::bookmark(tx, &access::item::<View>(tx, mehdi, item)?)?;
            items::follow(tx, &access::item::<View>(tx, mehdi, item)?, Level::Important)
        };
        self.village.does("mehdi", mark).await.expect("marks");
        self.luc(move |tx, luc| items::pin(tx, &access::item::<Moderate>(tx, luc, item)?)).await;
        let seen = self.seen("mehdi", item).await.expect("seen");
        let comments = if kind == Kind::Comment { 1 } else { 2 };
        assert_eq!((seen.comments, seen.bookmarked_at.is_some(), seen.follow), (comments, true, Some(Level::Important)), "{kind}");
        assert_eq!((seen.reactions[0].count, seen.reactions[0].mine), (1, true));
        assert_eq!(seen.pinned_at.is_some(), kind != Kind::Comment, "only what stands by itself is pinned");
        let kinds = self.village.kinds();
        let kept = move |db: &Db, mehdi: &Actor| Ok(queries::bookmarked(db, &kinds, mehdi, None, 50)?.iter().any(|kept| kept.id == item));
        assert_eq!(self.village.looks("mehdi", kept).await.ok(), Some(true));
    }

    async fn is_shared_linked_and_becomes(&self) {
        let (item, other, kind) = (self.item, self.other, self.kind);
        let share = Scene::shares(&self.village, item, "Comité").await.expect("a share");
        let shows = |seen: Option<Seen>| {
            seen.and_then(|seen| seen.links.iter().find(|link| link.relation == Relation::Shares && !link.back).map(|link| link.id))
        };
        let original = if kind == Kind::Share { other } else { item };
        assert_eq!(shows(self.seen("luc", share).await), Some(original), "{kind}");
        // Awa hosts the Comité and is no member of the Atelier.
        assert_eq!(shows(self.seen("awa", share).await), (kind == Kind::Share).then_some(other), "{kind}");
        self.luc(move |tx, luc| {
            let to = access::item::<View>(tx, luc, other)?;
            items::link(tx, &access::item::<Contribute>(tx, luc, item)?, &to, Relation::Relates)
        })
        .await;
        for next in Kind::OFFERED.iter().filter(|next| **next != kind) {
            let (kinds, atelier, next) = (self.village.kinds(), self.village.space("Atelier"), *next);
            let made = self
                .luc(move |tx, luc| {
                    let from = access::item::<View>(tx, luc, item)?;
                    let new = NewItem::parse(&kinds, next.name(), "", "Devenu", fields(next))?;
                    items::become_kind(tx, &kinds, &from, &access::space_to_post(tx, luc, atelier, next)?, &new)
                })
                .await;
            let became =
                |seen: Seen, back: bool| seen.links.into_iter().filter(move |link| link.relation == Relation::Became && link.back == back);
            let there = self.seen("rita", made).await.expect("made");
            assert_eq!((there.kind, became(there, true).map(|link| link.id).collect::<Vec<_>>()), (next, vec![item]), "{kind} to {next}");
            let from = self.seen("rita", item).await.expect("still there");
            assert!(became(from, false).any(|link| link.id == made), "{kind} to {next}");
        }
        let seen = self.seen("luc", item).await.expect("seen");
        assert!(seen.links.iter().any(|link| link.relation == Relation::Relates && link.id == other));
    }

    async fn is_edited(&self) {
        let (item, kind) = (self.item, self.kind);
        let edit = |body: &'static str| {
            let (kinds, edit) = (self.village.kinds(), ItemEdit { body: Some(body.into()), revision: Some(1), ..ItemEdit::default() });
            self.village.does("luc", move |tx, luc| items::edit(tx, &kinds, &access::item::<Edit>(tx, luc, item)?, &edit))
        };
        edit("Une girouette neuve #devis").await.unwrap_or_else(|fault| panic!("{kind}: {fault}"));
        let stale = edit("Une autre").await.err().and_then(|fault| fault.refusal().cloned());
        let both = Refusal::Stale { revision: 2, current: "Une girouette neuve #devis".into(), yours: "Une autre".into() };
        assert_eq!(stale, Some(both), "{kind}");
        let history = move |db: &Db, rita: &Actor| queries::history(db, &access::item::<View>(db, rita, item)?, None, 50);
        let versions = self.village.looks("rita", history).await.expect("a history");
        assert_eq!(
            versions.iter().map(|version| version.source.as_str()).collect::<Vec<_>>(),
            ["Une girouette neuve #devis", TEXT],
            "{kind}"
        );
    }

    async fn goes_to_the_trash_and_comes_back(&self) {
        let (item, kind) = (self.item, self.kind);
        assert_eq!(self.places("luc").await, [true, true, true, false], "{kind}");
        self.luc(move |tx, luc| items::trash(tx, &access::item_to_trash(tx, luc, item)?)).await;
        assert_eq!(self.places("luc").await, [false, false, false, true], "{kind}");
        assert_eq!(self.places("mehdi").await, [false; 4], "{kind}");
        assert!(self.seen("mehdi", item).await.is_none() && self.seen("luc", item).await.is_some(), "{kind}");
        let kinds = self.village.kinds();
        self.luc(move |tx, luc| items::restore(tx, &kinds, &access::item_to_trash(tx, luc, item)?)).await;
        assert_eq!(self.places("luc").await, [true, true, true, false], "{kind}");
        assert_eq!(
            self.seen("mehdi", item).await.map(|seen| (seen.reactions.len(), seen.bookmarked_at.is_some())),
            Some((1, true)),
            "{kind}"
        );
    }

    async fn is_purged(&self) {
        let (item, kind, kinds) = (self.item, self.kind, self.village.kinds());
        self.luc(move |tx, luc| items::trash(tx, &access::item_to_trash(tx, luc, item)?)).await;
        let purge = move |tx: &Tx| items::purge(tx, &kinds, Moment::now().plus_days(31), 100);
        assert!(self.village.store().write(purge).await.expect("purged") >= 1, "{kind}");
        assert!(self.seen("luc", item).await.is_none(), "{kind}");
        assert_eq!(self.places("luc").await, [false; 4], "{kind}");
        let left = move |db: &Db| {
            let row = db.count("SELECT count(*) FROM items WHERE id = $1 AND title = '' AND body_id IS NULL", params![item])?;
            Ok::<_, store::Error>((row, db.count("SELECT count(*) FROM bodies WHERE item_id = $1", params![item])?))
        };
        assert_eq!(self.village.store().read(left).await, Ok((1, 0)), "{kind}");
    }
}

in_both! {
    async fn every_kind_lives_a_whole_life(village) {
        let mut village = village.with_kinds(kinds::rooms());
        for kind in Kind::ALL {
            let scene = Scene::of(village, *kind).await;
            scene.is_made().await;
            scene.takes_marks().await;
            scene.is_shared_linked_and_becomes().await;
            scene.is_edited().await;
            scene.goes_to_the_trash_and_comes_back().await;
            scene.is_purged().await;
            village = scene.village;
        }
        tokio::task::block_in_place(|| drop(village));
    }
}
