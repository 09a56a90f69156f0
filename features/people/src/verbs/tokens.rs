//! Personal access tokens, for programs. Invariant: the text `pal_…` is shown once; only a digest is kept.

use base::checked::Errors;
use base::{Id, Moment, Refusal, Result, Secret};
use kernel::Actor;
use kernel::audit::{self, Act};
use kernel::changes::{self, Change, Verb};
use store::{Query, Tx, params};

/// What the text of every token begins with; the secret follows.
pub const PREFIX: &str = "pal_";

/// Longest name, in characters.
pub const NAME: usize = 80;

const MOST: i64 = 100;

/// Makes a token of one's own: for people of the house (safety test 34).
///
/// # Errors
/// As [`add`]; `Forbidden("guest")`.
pub fn mint(tx: &Tx, actor: &Actor, name: &str, expires_at: Option<Moment>) -> Result<(Id, Secret)> {
    if !actor.is_insider() {
        return Err(Refusal::Forbidden("guest").into());
    }
    add(tx, actor.id, name, expires_at)
}

/// Makes somebody a token, as the command line does; without an end it works until revoked.
///
/// # Errors
/// 422 on `name` or `expires_at`, `Conflict("too_many_tokens")`.
pub fn add(tx: &Tx, person: Id, name: &str, expires_at: Option<Moment>) -> Result<(Id, Secret)> {
    let now = Moment::now();
    let mut errors = Errors::default();
    let name = errors.line("name", name, NAME);
    if expires_at.is_some_and(|at| at <= now) {
        errors.add("expires_at", "in_the_past");
    }
    errors.done()?;
    if tx.count("SELECT count(*) FROM tokens WHERE person_id = $1 AND revoked_at IS NULL", params![person])? >= MOST {
        return Err(Refusal::Conflict("too_many_tokens").into());
    }
    let (id, secret) = (Id::new(), Secret::new());
    tx.run(
        "INSERT INTO tokens(id, digest, person_id, name, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)",
        params![id, secret.digest(), person, name.as_str(), now, expires_at],
    )?;
    audit::note(tx, Some(person), Act::TokenMade, Some(id), &name)?;
    Ok((id, secret))
}

/// Ends one of one's own tokens; ending it again changes nothing.
///
/// # Errors
/// `NotFound` for any other.
pub fn revoke(tx: &Tx, person: Id, token: Id) -> Result<()> {
    let sql = "UPDATE tokens SET revoked_at = coalesce(revoked_at, $3) WHERE id = $1 AND person_id = $2";
    if tx.run(sql, params![token, person, Moment::now()])? == 0 {
        return Err(Refusal::NotFound.into());
    }
    audit::note(tx, Some(person), Act::TokenRevoked, Some(token), "")?;
    // The sockets that were opened with it hear its end as those of a session do.
    let details = token.to_string();
    changes::record(tx, Change { details: &details, ..Change::of_person(Some(person), None, person, Verb::SignedOut) })?;
    Ok(())
}
