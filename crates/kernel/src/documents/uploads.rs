//! Uploads under way, as tus 1.0 names them. Invariant: only whoever began one knows that it is there; its id becomes the file's.

use base::{Id, Moment, Refusal, Result};
use store::{Error, Query, Tx, params};

use super::{limits, room_for, used};
use crate::Actor;

/// How long an upload may rest before it is forgotten, in days: a weekend without network, and more.
pub const PATIENCE_DAYS: i64 = 7;
/// Most uploads of one person at once.
const AT_ONCE: i64 = 100;

/// An upload under way.
#[derive(Clone, Debug)]
pub struct Upload {
    /// Its id.
    pub id: Id,
    /// Its name where the bytes gather.
    pub staging: String,
    /// The name that the file will have.
    pub name: String,
    /// The type that the client claims.
    pub media: String,
    /// In bytes.
    pub length: u64,
    /// When it is forgotten.
    pub expires_at: Moment,
}

/// Notes an upload that begins.
///
/// # Errors
/// As [`room_for`], with what other uploads of the person have announced; `TooMany` for more than a hundred at once.
pub fn begin(tx: &Tx, actor: &Actor, staging: &str, name: &str, media: &str, length: u64) -> Result<Upload> {
    let announced = tx.count("SELECT CAST(coalesce(sum(length), 0) AS BIGINT) FROM uploads WHERE owner_id = $1", params![actor.id])?;
    // The size of this one is judged alone, the room with all.
    room_for(tx, actor.id, length)?;
    let all = u64::try_from(announced).unwrap_or(0).saturating_add(length).saturating_add(used(tx, Some(actor.id))?);
    if all > limits(tx)?.person {
        return Err(Refusal::Full("own_room").into());
    }
    if tx.count("SELECT count(*) FROM uploads WHERE owner_id = $1", params![actor.id])? >= AT_ONCE {
        return Err(Refusal::TooMany(600).into());
    }
    let upload = Upload {
        id: Id::new(),
        staging: staging.to_owned(),
        name: name.to_owned(),
        media: media.to_owned(),
        length,
        expires_at: tx.now().plus_days(PATIENCE_DAYS),
    };
    let size = i64::try_from(length).map_err(|_| Refusal::TooLarge(i64::MAX as u64))?;
    tx.run(
        "INSERT INTO uploads(id, owner_id, staging, name, type, length, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![upload.id, actor.id, staging, name, media, size, upload.expires_at],
    )?;
    Ok(upload)
}

/// One's own upload.
///
/// # Errors
/// `NotFound` for any other, and for one that is complete.
pub fn mine(q: &impl Query, actor: &Actor, id: Id) -> Result<Upload> {
    let sql = "SELECT id, staging, name, type, length, expires_at FROM uploads WHERE id = $1 AND owner_id = $2 AND expires_at > $3";
    let found = q.one(sql, params![id, actor.id, Moment::now()], |row| {
        Ok(Upload {
            id: row.id(0)?,
            staging: row.text(1)?,
            name: row.text(2)?,
            media: row.text(3)?,
            length: u64::try_from(row.int(4)?).unwrap_or(0),
            expires_at: row.moment(5)?,
        })
    })?;
    Ok(found.ok_or(Refusal::NotFound)?)
}

/// Forgets an upload; tells whether it was there.
pub fn forget(tx: &Tx, id: Id) -> Result<bool, Error> {
    Ok(tx.run("DELETE FROM uploads WHERE id = $1", params![id])? > 0)
}

/// Forgets those whose time is over.
pub fn forget_expired(tx: &Tx, now: Moment) -> Result<u64, Error> {
    tx.run("DELETE FROM uploads WHERE expires_at < $1", params![now])
}
