//! R1, as far as our core goes: it lives inside the database's transactions, so it is driven by seeds through its verbs, beside a model in plain Rust
//! that says what must come of each act: who may, who sees what, what is found, what is unread. A difference is told with its seed.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use base::Id;
use bench::chance::Chance;
use kernel::find::{self, Wanted};
use kernel::items::{self, ItemEdit, LIKE, NewItem, queries};
use kernel::spaces::{SpaceRole, members, queries as queries_of_spaces};
use kernel::{Actor, Contribute, Edit, View, access};
use serde_json::Value;
use store::Tx;
use village::{Dialect, Village, block_on};

use crate::{Found, Scale};

const PEOPLE: [&str; 5] = ["luc", "mehdi", "nadia", "rita", "oscar"];
/// Every text bears one word of so many, to be found by.
const LOTS: usize = 5;

/// So many at once: most of an act is waiting for the disk.
const HANDS: usize = 8;

pub fn run(scale: Scale) -> Found {
    let (seeds, acts) = (scale.of(4_000, 20), 1_000);
    let next = AtomicUsize::new(0);
    let hand = || {
        let (mut done, mut broken) = (0, Vec::new());
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= seeds {
                return (done, broken);
            }
            let village = Village::on(Dialect::Sqlite);
            match block_on(live(&village, seed as u64, acts)) {
                Ok(allowed) => done += allowed,
                Err(why) => broken.push(format!("seed {seed}: {why}")),
            }
        }
    };
    let (mut done, mut broken) = (0, Vec::new());
    thread::scope(|scope| {
        for hand in (0..HANDS).map(|_| scope.spawn(hand)).collect::<Vec<_>>() {
            let (allowed, differing) = hand.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            done += allowed;
            broken.extend(differing);
        }
    });
    let first = broken.first().map_or_else(String::new, |first| format!(" (the first: {first})"));
    let told = format!(
        "{seeds} seeds of {acts} acts of five people: {done} done, {} refused as they must be; {} seeds differ from the model{first}.",
        seeds * acts - done,
        broken.len()
    );
    Found::of(told, broken.is_empty())
}

/// A post or comment as the model knows it.
struct Thing {
    id: Id,
    author: &'static str,
    lot: usize,
    /// The post it hangs under.
    root: Option<usize>,
    trashed: bool,
    liked: HashSet<&'static str>,
}

/// One life of the village: how many acts were allowed, or where it went another way than the model.
async fn live(village: &Village, seed: u64, acts: usize) -> Result<usize, String> {
    let (mut chance, mut things, mut allowed) = (Chance::new(seed), Vec::<Thing>::new(), 0);
    let mut roles = HashMap::from([
        ("luc", SpaceRole::Host),
        ("mehdi", SpaceRole::Contributor),
        ("nadia", SpaceRole::Contributor),
        ("rita", SpaceRole::Reader),
    ]);
    for act in 0..acts {
        let who = PEOPLE[chance.below(PEOPLE.len())];
        let (role, at, lot) = (roles.get(who).copied(), chance.below(things.len()), chance.below(LOTS));
        let may_write = role >= Some(SpaceRole::Contributor);
        let standing = things.get(at).is_some_and(|thing| !thing.trashed && thing.root.is_none_or(|root| !things[root].trashed));
        let mine = things.get(at).is_some_and(|thing| thing.author == who);
        let text = format!("texte {act} lot{lot}");
        // What is done, whether it must be allowed, and what the world then is.
        let (expected, outcome) = match chance.below(12) {
            0..=3 => {
                let made = post(village, who, text).await;
                if let Ok(id) = made {
                    things.push(Thing { id, author: who, lot, root: None, trashed: false, liked: HashSet::new() });
                }
                (may_write, made.map(drop))
            }
            4..=6 if !things.is_empty() => {
                let made = comment(village, who, things[at].id, text).await;
                if let Ok(id) = made {
                    let root = things[at].root.unwrap_or(at);
                    things.push(Thing { id, author: who, lot, root: Some(root), trashed: false, liked: HashSet::new() });
                }
                (may_write && standing, made.map(drop))
            }
            7 if standing => {
                let edited = edit(village, who, things[at].id, text).await;
                if edited.is_ok() {
                    things[at].lot = lot;
                }
                (may_write && mine, edited)
            }
            8 if standing => {
                let (id, kinds) = (things[at].id, village.kinds());
                let back = things[at].liked.contains(who);
                let liked = village.does(who, move |tx, by| {
                    drop(kinds);
                    let item = access::item::<Contribute>(tx, by, id)?;
                    if back { items::unreact(tx, &item, LIKE) } else { items::react(tx, &item, LIKE) }
                });
                let liked = liked.await;
                if liked.is_ok() && !things[at].liked.remove(who) {
                    things[at].liked.insert(who);
                }
                (may_write, liked)
            }
            9 if things.get(at).is_some_and(|thing| thing.root.is_none_or(|root| !things[root].trashed)) => {
                let (id, kinds, back) = (things[at].id, village.kinds(), things[at].trashed);
                let moved = village.does(who, move |tx, by| {
                    let item = access::item_to_trash(tx, by, id)?;
                    if back { items::restore(tx, &kinds, &item) } else { items::trash(tx, &item) }
                });
                let moved = moved.await;
                if moved.is_ok() {
                    things[at].trashed = !back;
                }
                (may_write && (mine || role == Some(SpaceRole::Host)), moved)
            }
            10 => {
                let (space, oscar) = (village.space("Atelier"), village.person("oscar"));
                let is_in = roles.contains_key("oscar");
                let moved = village.does("luc", move |tx, luc| match is_in {
                    true => members::leave(tx, luc, space, oscar),
                    false => members::admit(tx, luc, space, oscar, SpaceRole::Contributor),
                });
                let moved = moved.await;
                if !is_in {
                    roles.insert("oscar", SpaceRole::Contributor);
                } else {
                    roles.remove("oscar");
                }
                (true, moved)
            }
            _ => continue,
        };
        if outcome.is_ok() != expected {
            return Err(format!("act {act} by {who}: {outcome:?}, and it must {}", if expected { "be allowed" } else { "be refused" }));
        }
        allowed += usize::from(expected);
        // One of them looks around now and then, all of them at the end.
        let first = chance.below(PEOPLE.len());
        let looking = if act + 1 == acts { &PEOPLE[..] } else { &PEOPLE[first..=first] };
        if act % 25 == 0 || act + 1 == acts {
            for who in looking {
                look(village, who, &things, roles.contains_key(who)).await.map_err(|why| format!("after act {act}, {who}: {why}"))?;
            }
        }
    }
    Ok(allowed)
}

async fn post(village: &Village, who: &str, text: String) -> base::Result<Id> {
    let (kinds, space) = (village.kinds(), village.space("Atelier"));
    let write = move |tx: &Tx, by: &Actor| {
        let new = NewItem::parse(&kinds, "post", "", &text, Value::Null)?;
        items::post(tx, &kinds, &access::space_to_post(tx, by, space, new.kind)?, &new)
    };
    village.does(who, write).await
}

async fn comment(village: &Village, who: &str, item: Id, text: String) -> base::Result<Id> {
    let kinds = village.kinds();
    let write = move |tx: &Tx, by: &Actor| {
        let target = access::item_to_comment(tx, by, item)?;
        items::comment(tx, &kinds, &target, &NewItem::comment(&kinds, &text)?)
    };
    village.does(who, write).await
}

async fn edit(village: &Village, who: &str, item: Id, text: String) -> base::Result<()> {
    let kinds = village.kinds();
    let write = move |tx: &Tx, by: &Actor| {
        let edit = ItemEdit { body: Some(text), ..ItemEdit::default() };
        items::edit(tx, &kinds, &access::item::<Edit>(tx, by, item)?, &edit)
    };
    village.does(who, write).await
}

/// What one person sees, beside what the model says they must.
async fn look(village: &Village, who: &str, things: &[Thing], is_in: bool) -> Result<(), String> {
    let (kinds, space) = (village.kinds(), village.space("Atelier"));
    let seen = village.looks(who, move |db, by| {
        let there = match access::space::<View>(db, by, space) {
            Ok(there) => Some(queries::of_space(db, &kinds, &there, &queries::Narrowed::default(), None, 1_000)?),
            Err(_) => None,
        };
        let mut found = Vec::new();
        for lot in 0..LOTS {
            let wanted = Wanted { words: format!("lot{lot}"), ..Wanted::default() };
            found.push(find::items(db, by, &wanted, 1_000)?.into_iter().map(|hit| hit.id).collect::<HashSet<Id>>());
        }
        Ok((there, found, queries_of_spaces::unread(db, by, space)?))
    });
    let (there, found, unread) = seen.await.map_err(|fault| fault.to_string())?;
    let stands = |thing: &&Thing| is_in && !thing.trashed && thing.root.is_none_or(|root| !things[root].trashed);
    let wanted: Vec<(Id, usize)> =
        things.iter().filter(stands).filter(|thing| thing.root.is_none()).map(|thing| (thing.id, thing.liked.len())).rev().collect();
    let likes = |view: &items::View| view.reactions.iter().map(|reaction| usize::try_from(reaction.count).unwrap_or(0)).sum();
    let listed = there.map(|views| views.iter().map(|view| (view.id, likes(view))).collect::<Vec<_>>());
    if listed != is_in.then_some(wanted) {
        return Err("the space's page is another".to_owned());
    }
    for (lot, found) in found.into_iter().enumerate() {
        let wanted: HashSet<Id> = things.iter().filter(stands).filter(|thing| thing.lot == lot).map(|thing| thing.id).collect();
        if found != wanted {
            return Err(format!("lot{lot} finds {} items, and {} bear it", found.len(), wanted.len()));
        }
    }
    // Oscar comes and goes: what he has to read depends on when he came.
    let wanted = things.iter().filter(stands).filter(|thing| thing.author != who).count();
    if who != "oscar" && usize::try_from(unread) != Ok(wanted) {
        return Err(format!("{unread} unread, and {wanted} are"));
    }
    Ok(())
}
