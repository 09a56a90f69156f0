//! Hits in the order of how well they fit. The order is the same on both databases, since it is made of words alone.
//! Deliberately absent: frequencies, which would need a second index and say little of short messages.

use std::collections::HashSet;

use base::{Id, Result};
use store::dialect::{Term, match_text};
use store::{Query, params};
use text::Fit;

use super::wanted::says;
use super::{Found, Source, TEXT, Wanted, candidates, dressed};
use crate::Actor;

/// How many of the newest hits are weighed.
const WEIGHED: i64 = 2_000;

/// The best of the newest: two points for each word that the title holds, one when the very words are there and not only others of their
/// family; then the newest.
pub(super) fn best(q: &impl Query, actor: &Actor, wanted: &Wanted, source: &Source, limit: usize) -> Result<Found> {
    let terms = text::query_terms(&wanted.marked(), false);
    let (with, without) = wanted.phrases();
    let told = !with.is_empty() || !without.is_empty();
    let columns = if told { format!("i.title, {TEXT}") } else { "i.title".to_owned() };
    let read = |row: &store::Row<'_>| Ok((!told || says(&with, &without, &row.text(2)?)).then_some(row.text(1)?));
    let found = candidates(q, actor, wanted, source, Id(i64::MAX), &columns, WEIGHED, read)?;
    let exact = exact(q, &terms, found.last().map_or(Id(0), |(id, _)| *id))?;
    let mut fit = Fit::of(&terms);
    let mut weighed: Vec<(i64, Id)> = found
        .into_iter()
        .filter_map(|(id, title)| Some((2 * i64::from(fit.count(&title?)) + i64::from(exact.contains(&id)), id)))
        .filter(|place| wanted.before.is_none_or(|before| *place < before))
        .collect();
    weighed.sort_unstable_by(|a, b| b.cmp(a));
    let more = weighed.len() > limit;
    weighed.truncate(limit);
    let ids: Vec<Id> = weighed.iter().map(|(_, id)| *id).collect();
    Ok(Found { hits: dressed(q, actor, wanted, &ids)?, further: weighed.last().copied().filter(|_| more) })
}

/// Which entries from `oldest` on hold every word as it was typed. Ids alone: no right is needed to compare them with what may be seen.
fn exact(q: &impl Query, terms: &[text::Term], oldest: Id) -> Result<HashSet<Id>> {
    let typed: Vec<Term> =
        terms.iter().filter_map(|term| Some((vec![term.any_of.iter().find(|t| !t.starts_with('_'))?.clone()], None))).collect();
    if typed.is_empty() {
        return Ok(HashSet::new());
    }
    let text = match_text(q.dialect(), &typed, &[]);
    let (table, condition) = store::dialect::newest(q, 1, &text)?;
    let sql = format!("SELECT search.rowid FROM {table} WHERE {condition} AND search.rowid >= $2 ORDER BY search.rowid DESC LIMIT $3");
    // What one may not see is among them: ten times as many are looked at.
    let ids = q.all(&sql, params![text, oldest, 10 * WEIGHED], |row| row.id(0))?;
    Ok(ids.into_iter().collect())
}
