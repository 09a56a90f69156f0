//! Files and the item that carries them. Invariant: one attaches only one's own files, each to one item (safety test 10).

use base::{Id, Moment, Refusal, Result, checked};
use store::{Error, Query, Tx, params};

/// Attaches files to an item that has none yet, in this order.
///
/// # Errors
/// `NotFound` for a file that isn't there, isn't the author's, or is attached already; 422 `files` `too_many`.
pub(crate) fn attach(tx: &Tx, author: Id, space: Id, item: Id, files: &[Id]) -> Result<()> {
    if files.len() > checked::FILES {
        return Err(Refusal::limit("files", "too_many", checked::FILES as i64).into());
    }
    for (position, file) in files.iter().enumerate() {
        let sql = "UPDATE files SET loose_since = NULL WHERE id = $1 AND owner_id = $2 AND loose_since IS NOT NULL";
        if tx.run(sql, params![*file, author])? == 0 {
            return Err(Refusal::NotFound.into());
        }
        let sql = "INSERT INTO attachments(file_id, item_id, space_id, position) VALUES ($1, $2, $3, $4)";
        tx.run(sql, params![*file, item, space, position])?;
    }
    Ok(())
}

/// Keeps files that nothing carries yet until a day after `until`: what will carry them waits for its moment. Those attached stay attached.
///
/// # Errors
/// `NotFound` for a file that isn't there or isn't the author's.
pub(crate) fn wait_until(tx: &Tx, author: Id, files: &[Id], until: Moment) -> Result<()> {
    for file in files {
        let sql = "UPDATE files SET loose_since = CASE WHEN loose_since IS NULL THEN NULL ELSE $3 END WHERE id = $1 AND owner_id = $2";
        if tx.run(sql, params![*file, author, until])? == 0 {
            return Err(Refusal::NotFound.into());
        }
    }
    Ok(())
}

/// Gives an item exactly these files; those that it loses wait a day, as if just uploaded. Tells whether that changed anything.
///
/// # Errors
/// As [`attach`].
pub(crate) fn rearrange(tx: &Tx, author: Id, space: Id, item: Id, files: &[Id]) -> Result<bool> {
    if held(tx, item)? == files {
        return Ok(false);
    }
    let_go(tx, item, tx.now().0)?;
    attach(tx, author, space, item, files)?;
    Ok(true)
}

/// Takes all its files from an item, as loose since `since`: 0 lets them go at the next sweep.
pub(crate) fn let_go(tx: &Tx, item: Id, since: i64) -> Result<(), Error> {
    tx.run("UPDATE files SET loose_since = $2 WHERE id IN (SELECT file_id FROM attachments WHERE item_id = $1)", params![item, since])?;
    tx.run("DELETE FROM attachments WHERE item_id = $1", params![item]).map(drop)
}

fn held(tx: &Tx, item: Id) -> Result<Vec<Id>, Error> {
    tx.all("SELECT file_id FROM attachments WHERE item_id = $1 ORDER BY position", params![item], |row| row.id(0))
}
