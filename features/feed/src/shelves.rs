//! What I keep, and what I may take out of the trash, page by page, as the pages and the API both show it.

use base::{Id, Moment, Result};
use kernel::items::{View, queries};
use kernel::{Actor, Kinds};
use store::Db;
use web::{Page, Paging};

/// What the reader keeps, newest kept first.
///
/// # Errors
/// 422 on `after` when it is another list's cursor.
pub fn kept(db: &Db, kinds: &Kinds, actor: &Actor, paging: &Paging) -> Result<Page<View>> {
    let found = queries::bookmarked(db, kinds, actor, before(paging)?, paging.rows())?;
    Ok(paging.page(found, |item| key(item, item.bookmarked_at)))
}

/// What the reader may restore, newest trashed first.
///
/// # Errors
/// As [`kept`].
pub fn trashed(db: &Db, kinds: &Kinds, actor: &Actor, paging: &Paging) -> Result<Page<View>> {
    let found = queries::trashed(db, kinds, actor, before(paging)?, paging.rows())?;
    Ok(paging.page(found, |item| key(item, item.trashed_at)))
}

fn before(paging: &Paging) -> Result<Option<(Moment, Id)>> {
    Ok(paging.key::<2>()?.map(|[at, id]| (Moment(at), Id(id))))
}

fn key(item: &View, at: Option<Moment>) -> [i64; 2] {
    [at.unwrap_or_default().0, item.id.0]
}
