//! The village itself: its people act and look through the same verbs and queries as everybody.

use base::{Id, Refusal, Result};
use house::House;
use kernel::changes::{self, Recorded};
use kernel::items::{self, NewItem};
use kernel::people::PersonRole;
use kernel::{Actor, Kind, KindRoom, Kinds, MIGRATIONS, access};
use serde_json::Value as Json;
use store::testing::{Scratch, migrated, settled};
use store::{Db, Dialect, Store, Tx};
use web::Throttle;

use crate::attic::Attic;
use crate::founding::{self, Names};
use crate::rooms::furnish;

/// A founded village in a database of its own, which goes with it.
pub struct Village {
    scratch: Scratch,
    attic: Attic,
    kinds: Kinds,
    people: Names,
    spaces: Names,
}

impl Village {
    /// Founds one, with bare rooms for every kind.
    ///
    /// # Panics
    /// When it can't be founded, and inside an asynchronous task.
    pub fn on(dialect: Dialect) -> Village {
        let scratch = migrated(dialect, MIGRATIONS);
        let (people, spaces) = scratch.store.write_now(founding::found).expect("a village is founded");
        Village { scratch, attic: Attic::new(), kinds: furnish(Vec::new()), people, spaces }
    }

    /// The same village with these rooms instead of bare ones.
    #[must_use]
    pub fn with(self, own: Vec<Box<dyn KindRoom>>) -> Village {
        Village { kinds: furnish(own), ..self }
    }

    /// The same village with every room given.
    #[must_use]
    pub fn with_kinds(self, kinds: Kinds) -> Village {
        Village { kinds, ..self }
    }

    /// One more inhabitant, in no space yet; known by their first name from here on.
    pub async fn settle(&mut self, name: &str, role: PersonRole) -> Id {
        let owned = name.to_owned();
        let id = self.store().write(move |tx| founding::settle(tx, &owned, role)).await.expect("somebody settles");
        self.people.insert(founding::first_name(name), id);
        id
    }

    /// The database.
    pub fn store(&self) -> &Store {
        &self.scratch.store
    }

    /// The rooms of every kind.
    pub fn kinds(&self) -> Kinds {
        self.kinds.clone()
    }

    /// The running house, without looks.
    pub fn house(&self) -> House {
        House {
            store: self.store().clone(),
            files: self.attic.files(),
            kinds: self.kinds(),
            looks: std::sync::Arc::new([]),
            public_url: "http://village.example".into(),
            mail: false,
            sign_in_with: None,
            vault: std::sync::Arc::default(),
            proxies: std::sync::Arc::default(),
            attempts: std::sync::Arc::new(Throttle::new(100, std::time::Duration::from_secs(1), 100)),
        }
    }

    /// Somebody's id, by first name in lower case.
    pub fn person(&self, name: &str) -> Id {
        *self.people.get(name).unwrap_or_else(|| panic!("nobody is called {name}"))
    }

    /// A space's id, by name.
    pub fn space(&self, name: &str) -> Id {
        *self.spaces.get(name).unwrap_or_else(|| panic!("no space is called {name}"))
    }

    /// Somebody as they stand now.
    pub async fn actor(&self, name: &str) -> Actor {
        self.looks(name, |_, actor| Ok(actor.clone())).await.expect("an active person")
    }

    /// Somebody does something; who is deactivated is signed out.
    pub async fn does<T: Send + 'static>(&self, name: &str, act: impl FnOnce(&Tx, &Actor) -> Result<T> + Send + 'static) -> Result<T> {
        let id = self.person(name);
        self.store().write(move |tx| act(tx, &Actor::of_person(tx, id)?.ok_or(Refusal::SignedOut)?)).await
    }

    /// Somebody looks at something, once all that happened has its number.
    pub async fn looks<T: Send + 'static>(&self, name: &str, look: impl FnOnce(&Db, &Actor) -> Result<T> + Send + 'static) -> Result<T> {
        settled(self.store()).await;
        let id = self.person(name);
        self.store().read(move |db| look(db, &Actor::of_person(db, id)?.ok_or(Refusal::SignedOut)?)).await
    }

    /// A post; its first line is its title.
    pub async fn post(&self, name: &str, space: &str, text: &str) -> Id {
        self.posts(name, space, Kind::Post, text, Json::Null).await.expect("a post")
    }

    /// An item of any kind that can be posted.
    pub async fn posts(&self, name: &str, space: &str, kind: Kind, text: &str, data: Json) -> Result<Id> {
        let (kinds, space) = (self.kinds(), self.space(space));
        let (title, body) = text.split_once('\n').unwrap_or(("", text));
        let (title, body) = (title.to_owned(), body.to_owned());
        let write = move |tx: &Tx, actor: &Actor| {
            let new = NewItem::parse(&kinds, kind.name(), &title, &body, data)?;
            items::post(tx, &kinds, &access::space_to_post(tx, actor, space, kind)?, &new)
        };
        self.does(name, write).await
    }

    /// A comment.
    pub async fn comment(&self, name: &str, item: Id, text: &str) -> Id {
        let (kinds, text) = (self.kinds(), text.to_owned());
        let write = move |tx: &Tx, actor: &Actor| {
            let target = access::item_to_comment(tx, actor, item)?;
            items::comment(tx, &kinds, &target, &NewItem::comment(&kinds, &text)?)
        };
        self.does(name, write).await.expect("a comment")
    }

    /// All that happened, in order.
    pub async fn changes(&self) -> Vec<Recorded> {
        settled(self.store()).await;
        self.store().read(|db| changes::after(db, 0, 10_000)).await.expect("the changes")
    }

    /// All that happened that somebody may know of, in order.
    pub async fn heard_by(&self, name: &str) -> Vec<Recorded> {
        self.looks(name, |db, actor| Ok(changes::seen_after(db, actor, 0, 10_000)?)).await.expect("what they hear")
    }
}
