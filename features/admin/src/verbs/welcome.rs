//! Letting in those who were brought in and have not entered yet: a link each, by mail in the hours of the house, or by hand.
//! Invariant: a mailed link's secret is made when its letter is sent, so that none is ever stored on its way.

use base::{Id, Moment, Result, Secret};
use kernel::Actor;
use kernel::audit::{self, Act};
use kernel::office::Office;
use kernel::people::links;
use serde::{Deserialize, Serialize};
use store::{Tx, params};

use crate::queries;

/// The job that mails somebody the link with which they come in.
pub const WELCOME: &str = "admin.welcome";

/// Whom a letter is for.
#[derive(Serialize, Deserialize)]
pub struct Welcomed {
    /// The person.
    pub person: Id,
    /// Who lets them in.
    pub by: Id,
}

/// Has the letters sent in the hours of the house; when that is, and to how many.
///
/// # Errors
/// `Forbidden("not_an_admin")`.
pub fn send(tx: &Tx, actor: &Actor, now: Moment) -> Result<(i64, Moment)> {
    actor.administers()?;
    let due = Office::load(tx)?.next_open(now);
    let mut sent = 0;
    for one in queries::waiting(tx, actor.role, true)? {
        if one.email.is_some() {
            jobs::enqueue_later(tx, WELCOME, &Welcomed { person: one.id, by: actor.id }, due)?;
            mark(tx, one.id, due)?;
            sent += 1;
        }
    }
    if sent > 0 {
        audit::note(tx, Some(actor.id), Act::Invited, None, &sent.to_string())?;
    }
    Ok((sent, due))
}

/// Makes the links to hand over, for everybody who waits: `(name, address, secret)`. Their former links work no more.
///
/// # Errors
/// `Forbidden("not_an_admin")`.
pub fn hand_out(tx: &Tx, actor: &Actor) -> Result<Vec<(String, String, Secret)>> {
    actor.administers()?;
    let mut made = Vec::new();
    for one in queries::waiting(tx, actor.role, false)? {
        let secret = links::make(tx, one.id, links::WELCOME_MINUTES)?;
        mark(tx, one.id, tx.now())?;
        made.push((one.name, one.email.unwrap_or_default(), secret));
    }
    if !made.is_empty() {
        audit::note(tx, Some(actor.id), Act::Invited, None, &made.len().to_string())?;
    }
    Ok(made)
}

fn mark(tx: &Tx, person: Id, at: Moment) -> Result<()> {
    tx.run("UPDATE people SET invited_at = $2 WHERE id = $1", params![person, at])?;
    Ok(())
}
