//! Full text: words, alternatives and prefixes find the same rows on both backends.

use base::Id;
use store::dialect::{index, match_text, matching, newest, unindex};
use store::{Dialect, Error, Query, Store, on_both, params};

use crate::tabled;

type Term<'a> = (&'a [&'a str], Option<&'a str>);

fn owned(terms: &[Term<'_>]) -> Vec<store::dialect::Term> {
    terms.iter().map(|(words, prefix)| (words.iter().map(|w| (*w).to_owned()).collect(), prefix.map(str::to_owned))).collect()
}

async fn found(store: &Store, terms: &[Term<'_>]) -> Vec<Id> {
    found_without(store, terms, &[]).await
}

async fn found_without(store: &Store, all: &[Term<'_>], none: &[Term<'_>]) -> Vec<Id> {
    let text = match_text(store.dialect(), &owned(all), &owned(none));
    let ask = move |db: &store::Db| {
        let (table, condition) = newest(db, 2, &text)?;
        let sql = format!("SELECT search.rowid FROM {table} WHERE {condition} AND search.rowid < $1 ORDER BY search.rowid DESC LIMIT $3");
        db.all(&sql, params![1_000, text, 20], |row| row.id(0))
    };
    store.read(ask).await.expect("the search is made")
}

on_both! {
    async fn words_alternatives_and_prefixes(scratch) {
        let store = tabled(&scratch.store);
        store.write(|tx| {
            index(tx, Id(1), "reunion budget lundi")?;
            index(tx, Id(2), "  budget \n mardi 2026 ")?;
            index(tx, Id(3), "reuni v12 foo_bar")?;
            index(tx, Id(4), "")
        }).await.expect("indexed");
        assert_eq!(found(&store, &[(&["budget"], None)]).await, [Id(2), Id(1)]);
        assert_eq!(found(&store, &[(&["budget"], None), (&["lundi"], None)]).await, [Id(1)]);
        assert_eq!(found(&store, &[(&["lundi", "mardi"], None)]).await, [Id(2), Id(1)]);
        assert_eq!(found(&store, &[(&["absent"], Some("reun"))]).await, [Id(3), Id(1)]);
        assert_eq!(found(&store, &[(&[], Some("202")), (&["budget"], None)]).await, [Id(2)]);
        assert_eq!(found(&store, &[(&["foo_bar"], None), (&["v12"], None)]).await, [Id(3)]);
        assert_eq!(found(&store, &[(&["reun"], None)]).await, []);
        assert_eq!(found(&store, &[(&["foo"], None)]).await, [], "a word is never cut");
        assert_eq!(found(&store, &[]).await, [], "nothing asked, nothing found");
        let (budget, monday, tuesday): (Term<'_>, Term<'_>, Term<'_>) = ((&["budget"], None), (&["lundi"], None), (&["mardi", "2026"], None));
        assert_eq!(found_without(&store, &[budget], &[monday]).await, [Id(2)]);
        assert_eq!(found_without(&store, &[budget], &[monday, tuesday]).await, []);
        assert_eq!(found_without(&store, &[budget], &[(&["absent"], Some("reun"))]).await, [Id(2)]);
        assert_eq!(found_without(&store, &[], &[monday]).await, [], "what is absent alone asks nothing");

        store.write(|tx| { index(tx, Id(1), "autre chose")?; unindex(tx, Id(2)) }).await.expect("changed");
        assert_eq!(found(&store, &[(&["budget"], None)]).await, []);
        assert_eq!(found(&store, &[(&["chose"], None)]).await, [Id(1)]);

        let undone = store.write(|tx| { index(tx, Id(3), "perdu")?; Err::<(), _>(Error::Busy) }).await;
        assert_eq!(undone, Err(Error::Busy));
        store.write(|tx| { unindex(tx, Id(1))?; index(tx, Id(1), "encore")?; index(tx, Id(5), "") }).await.expect("changed");
        assert_eq!(found(&store, &[(&["perdu"], None)]).await, [], "what was undone is not found");
        assert_eq!(found(&store, &[(&["v12"], None)]).await, [Id(3)], "and what stood before still is");
        assert_eq!(found(&store, &[(&["encore"], None)]).await, [Id(1)], "the last wish counts");
    }
}

on_both! {
    async fn rare_and_common_words_come_newest_first(scratch) {
        let store = tabled(&scratch.store);
        store.write(|tx| (1..=1_200).try_for_each(|id| index(tx, Id(id), if id % 400 == 0 { "commun rare" } else { "commun" }))).await.expect("indexed");
        assert_eq!(found(&store, &[(&["rare"], None)]).await, [Id(800), Id(400)], "below a thousand");
        assert_eq!(found(&store, &[(&["commun"], None)]).await, (980..1_000).rev().map(Id).collect::<Vec<_>>());
        assert_eq!(found(&store, &[(&["absent"], None)]).await, []);
    }
}

#[test]
fn the_dialects_are_two() {
    assert_eq!(matching(Dialect::Sqlite, 2), "search MATCH $2");
}
