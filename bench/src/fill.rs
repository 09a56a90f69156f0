//! A network of any size in a minute or two: the very function with which an import writes items, a few thousand a transaction.
//! What it makes is what verbs make (body, words, change); deliberately absent: notices, which an import never sends.

use std::path::Path;

use base::{Id, Moment, Result};
use e2e::Stage;
use kernel::access;
use kernel::import;
use kernel::items::NewItem;
use kernel::spaces::NewSpace;
use kernel::{Actor, Kind};
use serde_json::Value;
use store::{Query, Store, Tx, params};

use crate::chance::Chance;

const GROUP: usize = 2_000;
const SPACES: usize = 20;

/// A network being filled, from a few items to many.
pub struct Filling {
    spaces: Vec<Id>,
    chance: Chance,
    /// The newest post of each space, for the comments to come.
    posts: Vec<Option<Id>>,
    written: usize,
    newest: Id,
}

impl Filling {
    /// Begins with the space of the stage and nineteen others; the stage's two people are in most of them. The server must be at rest.
    ///
    /// # Errors
    /// The database fails.
    pub fn begin(stage: &Stage) -> Result<Filling> {
        let store = open(&stage.server.folder())?;
        let (awa, luc, first): (Id, Id, Id) = (known(&stage.awa.id), known(&stage.luc.id), known(&stage.space));
        let others = store.write_now(move |tx| {
            let owner = owner(tx, awa)?;
            let import = access::import(&owner)?;
            (1..SPACES)
                .map(|at| {
                    let new = NewSpace::parse(&format!("Chantier {at}"), "Construire ensemble.", "project", "private", None)?;
                    // Every fourth space is closed to the reader: rights have something to do.
                    import::space(tx, &import, awa, &new, if at % 4 == 0 { &[] } else { std::slice::from_ref(&luc) })
                })
                .collect::<Result<Vec<Id>>>()
        });
        store.close();
        let spaces: Vec<Id> = std::iter::once(first).chain(others?).collect();
        let posts = vec![None; spaces.len()];
        Ok(Filling { spaces, chance: Chance::new(7), posts, written: 0, newest: Id(0) })
    }

    /// Writes items until there are `wanted`: half of them in the first space, two in five of them comments.
    ///
    /// # Errors
    /// The database fails.
    pub fn up_to(&mut self, stage: &Stage, wanted: usize) -> Result<()> {
        let store = open(&stage.server.folder())?;
        let (awa, luc): (Id, Id) = (known(&stage.awa.id), known(&stage.luc.id));
        while self.written < wanted {
            let mut drafts: Vec<Vec<(bool, NewItem)>> = vec![Vec::new(); self.spaces.len()];
            let kinds = palabre::kinds::rooms();
            for _ in 0..GROUP.min(wanted - self.written) {
                let space = if self.chance.below(2) == 0 { 0 } else { self.chance.below(self.spaces.len()) };
                let is_comment = self.chance.below(5) < 2;
                let kind = if is_comment { Kind::Comment } else { Kind::Post };
                // A year and a half ago, an item every half minute.
                let at = Moment(Moment::now().0 - 46_656_000_000 + 30_000 * i64::try_from(self.written).unwrap_or(0));
                let mut new = NewItem::of_kind(&kinds, kind, "", &self.chance.message(24), Value::Null, at)?;
                new.id = Some(Id::dated(at, 0).max(self.newest.following()));
                self.newest = new.id.unwrap_or(self.newest);
                self.written += 1;
                drafts[space].push((is_comment, new));
            }
            let (spaces, posts) = (self.spaces.clone(), std::mem::take(&mut self.posts));
            self.posts = store.write_now(move |tx| write(tx, awa, luc, &spaces, posts, drafts))?;
        }
        store.close();
        Ok(())
    }
}

fn write(
    tx: &Tx,
    awa: Id,
    luc: Id,
    spaces: &[Id],
    mut posts: Vec<Option<Id>>,
    drafts: Vec<Vec<(bool, NewItem)>>,
) -> Result<Vec<Option<Id>>> {
    let owner = owner(tx, awa)?;
    let kinds = palabre::kinds::rooms();
    let import = access::import(&owner)?;
    for (at, drafts) in drafts.into_iter().enumerate() {
        let there = access::space_to_fill(tx, &import, spaces[at])?;
        for (turn, (is_comment, mut new)) in drafts.into_iter().enumerate() {
            let under = posts[at].filter(|_| is_comment);
            if under.is_none() {
                new.kind = Kind::Post;
            }
            let author = if turn % 3 == 0 { (luc, "Luc Martin") } else { (awa, "Awa Diallo") };
            let id = import::item(tx, &kinds, &there, author, under, &new)?;
            posts[at] = under.or(Some(id));
        }
    }
    Ok(posts)
}

fn owner(tx: &Tx, id: Id) -> Result<Actor> {
    Ok(Actor::of_person(tx, id)?.expect("the stage has its owner"))
}

fn open(folder: &Path) -> Result<Store> {
    Ok(Store::open(&format!("sqlite:{}", folder.join("palabre.db").display()))?)
}

fn known(id: &str) -> Id {
    id.parse().expect("an id of the API")
}

/// How many items the database of a stage holds.
///
/// # Errors
/// The database fails.
pub fn items(stage: &Stage) -> Result<i64> {
    let store = open(&stage.server.folder())?;
    let count = store.read_now(|db| db.count("SELECT count(*) FROM items", params![]));
    store.close();
    Ok(count?)
}
