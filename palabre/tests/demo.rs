//! The demo network played through the real verbs, on both databases: all of the script is there, dated as it says, and looks lived in.

use std::collections::HashMap;

use base::{Id, Moment, Zone};
use demo::{Act, Script};
use kernel::{Actor, Refusal, find, items, notices, spaces};
use palabre::{kinds, stage};
use store::testing::{Scratch, migrated};
use store::{Db, Dialect, Query, Store, params};

fn afternoon() -> Moment {
    Zone::default().moment_of("2026-06-10T15:20").expect("a civil time")
}

fn played(backend: Dialect) -> (Scratch, Script) {
    let scratch = migrated(backend, kernel::MIGRATIONS);
    demo::play(&scratch.store, &kinds::rooms(), &stage::verbs(), afternoon(), "hash").expect("the demo is played");
    (scratch, demo::script(afternoon()).expect("the script"))
}

fn ask<T: Send + 'static>(store: &Store, f: impl FnOnce(&Db) -> base::Result<T> + Send + 'static) -> T {
    store.read_now(f).expect("an answer")
}

fn count(store: &Store, sql: &'static str) -> usize {
    let number = ask(store, move |db| Ok(db.count(sql, params![])?));
    usize::try_from(number).expect("a count")
}

fn actor(store: &Store, email: &'static str) -> Actor {
    ask(store, move |db| {
        let id = db.one("SELECT id FROM people WHERE email = $1", params![email], |row| row.id(0))?.expect("somebody of that address");
        Ok(Actor::of_person_at(db, id, afternoon())?.expect("active"))
    })
}

fn on(backend: Dialect) {
    let (scratch, script) = played(backend);
    let store = &scratch.store;
    counts_are_the_script_s(store, &script);
    everything_is_past(store);
    mehdi_finds_something_to_do(store, &script);
    what_is_written_is_found(store);
    guests_see_their_space(store);
    let again = demo::play(store, &kinds::rooms(), &stage::verbs(), afternoon(), "hash").expect_err("refused");
    assert_eq!(again.refusal(), Some(&Refusal::Conflict("not_empty")));
}

#[test]
fn on_sqlite() {
    on(Dialect::Sqlite);
}

#[test]
fn on_postgres() {
    on(Dialect::Postgres);
}

fn counts_are_the_script_s(store: &Store, script: &Script) {
    let acts = |wanted: fn(&Act) -> bool| script.lines.iter().filter(|line| wanted(&line.act)).count();
    assert_eq!(count(store, "SELECT count(*) FROM people"), script.people.len());
    assert_eq!(count(store, "SELECT count(*) FROM spaces"), script.spaces.len());
    let members: usize = script.spaces.iter().map(|space| space.members.len() + space.invited.len()).sum();
    assert_eq!(count(store, "SELECT count(*) FROM memberships"), members);
    assert_eq!(count(store, "SELECT count(*) FROM items"), acts(|act| matches!(act, Act::Publish(_))));
    assert_eq!(count(store, "SELECT count(*) FROM reactions"), acts(|act| matches!(act, Act::React { .. })));
    assert_eq!(count(store, "SELECT count(*) FROM bodies WHERE revision > 1"), acts(|act| matches!(act, Act::Edit { .. })));
    assert_eq!(count(store, "SELECT count(*) FROM items WHERE pinned_at IS NOT NULL"), acts(|act| matches!(act, Act::Pin { .. })));
    assert_eq!(count(store, "SELECT count(*) FROM accepted_answers"), acts(|act| matches!(act, Act::Accept { .. })));
    let votes: usize = script.lines.iter().map(|line| if let Act::Vote { options, .. } = &line.act { options.len() } else { 0 }).sum();
    assert_eq!(count(store, "SELECT count(*) FROM poll_votes"), votes);
    let shares = acts(|act| matches!(act, Act::Publish(publish) if publish.shares.is_some()));
    assert_eq!(count(store, "SELECT count(*) FROM links WHERE relation = 'shares'"), shares);
    assert_eq!(count(store, "SELECT count(*) FROM people WHERE headline = ''"), 0);
    assert_eq!(count(store, "SELECT count(*) FROM charter_acceptances"), script.people.len());
}

fn everything_is_past(store: &Store) {
    for (table, column) in [
        ("items", "created_at"),
        ("items", "active_at"),
        ("items", "edited_at"),
        ("items", "pinned_at"),
        ("bodies", "at"),
        ("reactions", "at"),
        ("memberships", "since"),
        ("changes", "at"),
        ("notices", "due_at"),
        ("notices", "read_at"),
        ("poll_votes", "at"),
        ("accepted_answers", "at"),
        ("charters", "at"),
        ("charter_acceptances", "at"),
        ("links", "at"),
    ] {
        let late = format!("SELECT count(*) FROM {table} WHERE {column} >= $1");
        assert_eq!(ask(store, move |db| Ok(db.count(&late, params![afternoon()])?)), 0, "{table}.{column}");
    }
    // Order of number is order of time, so that what came after a mark really came after it.
    let moments = ask(store, |db| Ok(db.all("SELECT at FROM changes WHERE weight > 0 ORDER BY seq", params![], |row| row.moment(0))?));
    assert!(moments.is_sorted());
    let ids = ask(store, |db| Ok(db.all("SELECT id, created_at FROM items", params![], |row| Ok((row.id(0)?, row.moment(1)?)))?));
    assert!(ids.iter().all(|(id, at)| id.made_at() == *at));
}

fn mehdi_finds_something_to_do(store: &Store, script: &Script) {
    let mehdi = actor(store, "mehdi.benali@kerjean.example");
    let read_until = script.people.iter().find(|person| person.key == "mehdi").expect("mehdi").read_until;
    let me = mehdi.clone();
    let (waiting, settled) =
        ask(store, move |db| Ok((notices::page(db, me.id, false, None, 50)?, notices::page(db, me.id, true, None, 500)?)));
    assert!((3..=12).contains(&waiting.len()), "{} wait", waiting.len());
    assert!(waiting.iter().all(|notice| notice.at > read_until) && settled.len() > waiting.len());
    assert!(waiting.iter().any(|notice| notice.reason == notices::Reason::Invited));
    let me = mehdi.clone();
    let unread = ask(store, move |db| Ok(spaces::queries::mine(db, &me)?));
    let unread: HashMap<_, _> = unread.into_iter().filter(|mine| mine.unread > 0).map(|mine| (mine.space.name, mine.unread)).collect();
    assert!((3..=6).contains(&unread.len()) && unread.values().all(|n| *n < 15), "{unread:?}");
    let feed = ask(store, move |db| items::queries::feed(db, &kinds::rooms(), &mehdi, None, 50));
    assert!(feed.len() == 50 && feed.is_sorted_by(|a, b| a.created_at >= b.created_at));
    let owner = actor(store, "gwenaelle.kerjean@kerjean.example");
    assert_eq!(ask(store, move |db| Ok(notices::waiting(db, owner.id)?)), 0);
}

fn what_is_written_is_found(store: &Store) {
    let yann = actor(store, "yann.kervella@kerjean.example");
    let wanted = find::Wanted { words: "raboteuses".into(), ..find::Wanted::default() };
    let hits = ask(store, move |db| find::items(db, &yann, &wanted, 20));
    assert!(hits.len() >= 2);
    let fatou = actor(store, "fatou.diop@kerjean.example");
    let people = ask(store, move |db| find::people(db, &fatou, "affutages", false, 5));
    assert_eq!(people.iter().map(|person| person.name.as_str()).collect::<Vec<_>>(), ["Yann Kervella"]);
}

fn guests_see_their_space(store: &Store) {
    for (email, _) in demo::accounts() {
        let me = actor(store, email);
        assert!(me.charter);
        let mine: Vec<Id> = ask(store, {
            let me = me.clone();
            move |db| Ok(spaces::queries::mine(db, &me)?.into_iter().map(|mine| mine.space.id).collect())
        });
        assert_eq!(mine.len() == 1, me.role == kernel::people::PersonRole::Guest, "{email}");
    }
}
