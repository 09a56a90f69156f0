//! The complete list of what differs between the backends, beyond the drivers: full text, numbering of changes, token of blobs, sizes.

pub(crate) mod postgres;
pub(crate) mod sqlite;

use std::collections::HashMap;

use base::Id;

use crate::{Error, Query, Tx, params};

/// The two backends.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Dialect {
    /// SQLite, inside the program.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

/// The number to insert a change with. `None` on PostgreSQL, where numbers are given after the commit so that their order is that of the
/// commits without making commits wait for each other. The newest change must never be deleted: its number would be given again.
pub fn next_seq(tx: &Tx) -> Result<Option<i64>, Error> {
    match tx.dialect() {
        Dialect::Sqlite => sqlite::next_seq(tx).map(Some),
        Dialect::Postgres => Ok(None),
    }
}

/// What a row is to be found by; `None` for nothing any more.
pub(crate) struct Indexed {
    rowid: Id,
    words: Option<String>,
}

/// Makes the row findable by these words (separated by white space), instead of those it was found by before: from the commit on, in the
/// same transaction. FTS5 writes a piece of index at every savepoint, so that the words of a whole group are written once, after the last.
pub fn index(tx: &Tx, rowid: Id, words: &str) -> Result<(), Error> {
    let mut room = LARGEST_INDEX;
    let fits = |word: &&str| {
        room = room.saturating_sub(word.len());
        room > 0
    };
    let words: Vec<&str> = words.split_whitespace().filter(|word| word.len() <= LONGEST_WORD).take_while(fits).collect();
    tx.index_later(Indexed { rowid, words: Some(words.join(" ")) });
    Ok(())
}

/// Makes the row findable no more, likewise.
pub fn unindex(tx: &Tx, rowid: Id) -> Result<(), Error> {
    tx.index_later(Indexed { rowid, words: None });
    Ok(())
}

/// Writes what [`index`] and [`unindex`] asked for; of several wishes about one row the last one counts.
pub(crate) fn write_index(tx: &Tx, entries: &[Indexed]) -> Result<(), Error> {
    let last: HashMap<Id, Option<&str>> = entries.iter().map(|entry| (entry.rowid, entry.words.as_deref())).collect();
    let (found, mut lost): (Vec<_>, Vec<_>) = last.into_iter().partition(|(_, words)| words.is_some());
    let mut found: Vec<(Id, &str)> = found.into_iter().filter_map(|(rowid, words)| Some((rowid, words?))).collect();
    // In one order, whoever writes: two writers of PostgreSQL then never wait for each other in a ring.
    lost.sort();
    found.sort();
    for (rowid, _) in lost {
        tx.put("DELETE FROM search WHERE rowid = $1", params![rowid])?;
    }
    match tx.dialect() {
        Dialect::Sqlite => found.iter().try_for_each(|(rowid, words)| tx.put(sqlite::INDEX, params![*rowid, *words])),
        Dialect::Postgres if found.is_empty() => Ok(()),
        Dialect::Postgres => {
            let (ids, words): (Vec<String>, Vec<&str>) = found.iter().map(|(rowid, words)| (rowid.to_string(), *words)).unzip();
            tx.put(postgres::INDEX, params![ids.join(" "), words.join("\n")])
        }
    }
}

/// The condition "this row of `search` matches the text in `$n`", which [`match_text`] writes.
pub fn matching(dialect: Dialect, n: usize) -> String {
    match dialect {
        Dialect::Sqlite => format!("search MATCH ${n}"),
        Dialect::Postgres => format!("search.words @@ CAST(${n} AS TEXT)::tsquery"),
    }
}

/// For a list of what matches `text`, given as `$n`, in descending order of `rowid`: the table under the name `search`, and the condition.
/// PostgreSQL can't tell how rare a word is, and walks everything in that order to find it: what is rare is gathered first there.
pub fn newest(q: &impl Query, n: usize, text: &str) -> Result<(String, String), Error> {
    let condition = matching(q.dialect(), n);
    if q.dialect() == Dialect::Postgres && postgres::is_rare(q, text)? {
        return Ok((format!("(SELECT search.rowid FROM search WHERE {condition} OFFSET 0) AS search"), "1 = 1".to_owned()));
    }
    Ok(("search".to_owned(), condition))
}

/// A term to look for: it is there by any of these words, or by a word that begins with the prefix.
pub type Term = (Vec<String>, Option<String>);

/// What to look for: every term of `all` must be there, none of `none` may be. When `all` holds no word, nothing matches.
pub fn match_text(dialect: Dialect, all: &[Term], none: &[Term]) -> String {
    let (quote, or, and, not, any_end) = match dialect {
        Dialect::Sqlite => ('"', " OR ", " AND ", " NOT ", "*"),
        Dialect::Postgres => ('\'', " | ", " & ", " & !", ":*"),
    };
    // Words come from the analyzer, letters and digits only; anything else is dropped rather than trusted.
    let quoted = |word: &String| {
        let clean: String = word.chars().filter(|c| c.is_alphanumeric() || *c == '_').collect();
        (!clean.is_empty()).then(|| format!("{quote}{clean}{quote}"))
    };
    let term = |(words, prefix): &Term| {
        let prefix = prefix.as_ref().and_then(quoted).map(|p| p + any_end);
        let choices: Vec<String> = words.iter().filter_map(quoted).chain(prefix).collect();
        (!choices.is_empty()).then(|| format!("({})", choices.join(or)))
    };
    let (all, none): (Vec<String>, Vec<String>) = (all.iter().filter_map(term).collect(), none.iter().filter_map(term).collect());
    if all.is_empty() {
        // SQLite takes an empty text for a mistake, PostgreSQL an empty quotation.
        return if dialect == Dialect::Sqlite { "\"\"".into() } else { String::new() };
    }
    let wanted = all.join(and);
    if none.is_empty() { wanted } else { format!("({wanted}){not}({})", none.join(or)) }
}

/// How large the whole database is, in bytes; cheap enough to be asked every few seconds.
pub fn size(q: &impl Query) -> Result<i64, Error> {
    q.count(
        match q.dialect() {
            Dialect::Sqlite => sqlite::SIZE,
            Dialect::Postgres => postgres::SIZE,
        },
        &[],
    )
}

/// How many bytes the database takes, and of those the search index.
pub fn sizes(q: &impl Query) -> Result<(i64, i64), Error> {
    let sql = match q.dialect() {
        Dialect::Sqlite => sqlite::SIZES,
        Dialect::Postgres => postgres::SIZES,
    };
    Ok(q.one(sql, &[], |row| Ok((row.int(0)?, row.int(1)?)))?.unwrap_or_default())
}

/// What the database's own clock shows, in milliseconds since 1970: on another machine it may differ from ours.
pub fn clock(q: &impl Query) -> Result<i64, Error> {
    q.count(
        match q.dialect() {
            Dialect::Sqlite => "SELECT CAST(unixepoch('subsec') * 1000 AS INTEGER)",
            Dialect::Postgres => "SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)",
        },
        &[],
    )
}

/// In bytes; PostgreSQL takes no lexeme beyond 2,046.
const LONGEST_WORD: usize = 250;
/// In bytes, of all words of a row; PostgreSQL takes no vector beyond 1 MiB, and would refuse the whole group for it.
const LARGEST_INDEX: usize = 1_000_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_and_operators_are_never_trusted() {
        let terms = [(vec!["d\"'é".into(), "x) OR (".into()], Some("pre*".into())), (vec!["&|!".into()], None)];
        assert_eq!(match_text(Dialect::Sqlite, &terms, &[]), r#"("dé" OR "xOR" OR "pre"*)"#);
        assert_eq!(match_text(Dialect::Postgres, &terms, &[]), "('dé' | 'xOR' | 'pre':*)");
        let none = [(vec!["a".into()], None), (vec!["b) OR c".into()], None), (vec!["\"".into()], None)];
        assert_eq!(match_text(Dialect::Sqlite, &terms[..1], &none), r#"(("dé" OR "xOR" OR "pre"*)) NOT (("a") OR ("bORc"))"#);
        assert_eq!(match_text(Dialect::Postgres, &terms[..1], &none), "(('dé' | 'xOR' | 'pre':*)) & !(('a') | ('bORc'))");
        assert_eq!(match_text(Dialect::Postgres, &[], &none), "");
    }
}
