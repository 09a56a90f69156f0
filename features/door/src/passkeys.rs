//! Passkeys: adding, accepting, removing. Invariant: an answer is accepted once, for its owner alone, and only while its counter moves forward.
//! Deliberately absent: the make of an authenticator, which would tell people apart.

use base::checked::Errors;
use base::{Id, Moment, Refusal, Result};
use kernel::Actor;
use kernel::audit::{self, Act};
use kernel::people::{factors, sessions};
use store::{Db, Error, Query, Tx, params};

use crate::answer::{Answer, Bytes, text};
use crate::webauthn::{self, Assertion, Credential, Party, Registration};
use crate::{challenge, recovery};

/// Most passkeys one person has.
pub const MOST: i64 = 20;
/// Longest name, in characters.
pub const NAME: usize = 40;

/// One of one's own passkeys.
#[derive(Clone, Debug)]
pub struct Passkey {
    /// Its id here.
    pub id: Id,
    /// As its owner calls it.
    pub name: String,
    /// Since when.
    pub created_at: Moment,
    /// When it was last used; only its owner may see it.
    pub used_at: Option<Moment>,
}

/// A passkey whose answer was right, not yet taken note of.
pub struct Accepted {
    /// Whose.
    pub person: Id,
    passkey: Id,
    challenge: String,
    counters: (i64, i64),
}

/// One's own passkeys, the oldest first.
pub fn of(q: &impl Query, person: Id) -> Result<Vec<Passkey>, Error> {
    q.all("SELECT id, name, created_at, used_at FROM passkeys WHERE person_id = $1 ORDER BY id", params![person], |row| {
        Ok(Passkey { id: row.id(0)?, name: row.text(1)?, created_at: row.moment(2)?, used_at: row.opt_moment(3)? })
    })
}

/// The ids under which authenticators know somebody's passkeys.
pub fn credentials(q: &impl Query, person: Id) -> Result<Vec<String>, Error> {
    q.all("SELECT credential FROM passkeys WHERE person_id = $1 ORDER BY id", params![person], |row| row.text(0))
}

/// What authenticators remember of a person: their id here, and nothing that means anything elsewhere (§14.6.1).
pub fn handle(person: Id) -> String {
    text(&person.0.to_be_bytes())
}

/// Checks the answer to a registration.
///
/// # Errors
/// 422 `passkey` `wrong`.
pub fn check_new(party: &Party, challenge: &str, bytes: &Bytes) -> Result<Credential> {
    let registration = Registration { client_data: &bytes.client_data, attestation: &bytes.attestation };
    Ok(webauthn::register(party, challenge, &registration).map_err(|_| Refusal::field("passkey", "wrong"))?)
}

/// Adds a passkey; the first factor of a person brings recovery codes, to be shown once.
///
/// # Errors
/// 422 on `name`; `Conflict("too_many_passkeys")`; 422 `passkey` `wrong` for a challenge answered before or a credential that somebody has.
pub fn add(tx: &Tx, person: Id, name: &str, credential: &Credential, challenge: &str) -> Result<Vec<String>> {
    let mut errors = Errors::default();
    let name = errors.line("name", name, NAME);
    errors.done()?;
    challenge::spend(tx, challenge)?;
    if tx.count("SELECT count(*) FROM passkeys WHERE person_id = $1", params![person])? >= MOST {
        return Err(Refusal::Conflict("too_many_passkeys").into());
    }
    let inserted = tx.run(
        "INSERT INTO passkeys(id, person_id, credential, public_key, counter, name, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
        params![Id::new(), person, text(&credential.id), credential.public_key.clone(), i64::from(credential.counter), name, tx.now()],
    )?;
    if inserted == 0 {
        return Err(Refusal::field("passkey", "wrong").into());
    }
    audit::note(tx, Some(person), Act::FactorAdded, Some(person), "passkey")?;
    recovery::make_first(tx, person)
}

/// Checks the answer to a sign-in; `owner` where the person is known already. Nothing is written yet: signatures are not the writer's work.
///
/// # Errors
/// 422 `passkey` `wrong`, whatever is wrong with it.
pub fn check(db: &Db, party: &Party, challenge: &str, (answer, bytes): &(Answer, Bytes), owner: Option<Id>) -> Result<Accepted> {
    let wrong = || Refusal::field("passkey", "wrong");
    let found = db.one(
        "SELECT k.id, k.person_id, k.public_key, k.counter FROM passkeys k JOIN people p ON p.id = k.person_id
          WHERE k.credential = $1 AND p.role <> 'bot' AND p.deactivated_at IS NULL AND (p.ends_at IS NULL OR p.ends_at > $2)",
        params![answer.id.as_str(), Moment::now()],
        |row| Ok((row.id(0)?, row.id(1)?, row.bytes(2)?, row.int(3)?)),
    )?;
    let (passkey, person, public_key, counter) = found.ok_or_else(wrong)?;
    // §7.2 step 6: with nobody known the authenticator says whose it is; otherwise it must be theirs.
    let theirs =
        owner.map_or(answer.user == handle(person), |owner| owner == person && (answer.user.is_empty() || answer.user == handle(person)));
    if !theirs {
        return Err(wrong().into());
    }
    let assertion =
        Assertion { client_data: &bytes.client_data, authenticator_data: &bytes.authenticator_data, signature: &bytes.signature };
    let stored = u32::try_from(counter).unwrap_or(u32::MAX);
    let now = webauthn::assert(party, challenge, &public_key, stored, &assertion).map_err(|_| wrong())?;
    Ok(Accepted { person, passkey, challenge: challenge.to_owned(), counters: (counter, i64::from(now)) })
}

/// Takes note of an accepted answer.
///
/// # Errors
/// 422 `passkey` `wrong` when another request was faster with the same answer.
pub fn spend(tx: &Tx, accepted: &Accepted) -> Result<()> {
    challenge::spend(tx, &accepted.challenge)?;
    let (before, now) = accepted.counters;
    let sql = "UPDATE passkeys SET counter = $2, used_at = $3 WHERE id = $1 AND counter = $4";
    if tx.run(sql, params![accepted.passkey, now, tx.now(), before])? == 0 {
        return Err(Refusal::field("passkey", "wrong").into());
    }
    Ok(())
}

/// Removes one of one's own passkeys and ends the other sessions (safety test 52).
///
/// # Errors
/// `NotFound` for any other; `Conflict("last_factor")` for the last factor of somebody whom the network asks for one.
pub fn remove(tx: &Tx, actor: &Actor, passkey: Id) -> Result<()> {
    if tx.run("DELETE FROM passkeys WHERE id = $1 AND person_id = $2", params![passkey, actor.id])? == 0 {
        return Err(Refusal::NotFound.into());
    }
    removed(tx, actor, "passkey")
}

/// What follows from the removal of any factor.
pub(crate) fn removed(tx: &Tx, actor: &Actor, what: &str) -> Result<()> {
    if !factors::has_any(tx, actor.id)? {
        if factors::Rule::now(tx)?.asks(actor.role) {
            return Err(Refusal::Conflict("last_factor").into());
        }
        recovery::forget(tx, actor.id)?;
    }
    audit::note(tx, Some(actor.id), Act::FactorRemoved, Some(actor.id), what)?;
    sessions::end_others(tx, actor.id, actor.by)?;
    Ok(())
}

/// Removes every factor of somebody who lost theirs, and ends their sessions. Recorded, so that nobody is impersonated unseen.
///
/// # Errors
/// `Forbidden("not_an_admin")`; `Forbidden("own_role")` for somebody of greater weight, or for oneself; `NotFound`.
pub fn rescue(tx: &Tx, actor: &Actor, person: Id) -> Result<()> {
    kernel::people::weigh(tx, actor, person)?;
    if person == actor.id {
        return Err(Refusal::Forbidden("own_role").into());
    }
    tx.run("DELETE FROM passkeys WHERE person_id = $1", params![person])?;
    tx.run("DELETE FROM code_apps WHERE person_id = $1", params![person])?;
    recovery::forget(tx, person)?;
    audit::note(tx, Some(actor.id), Act::FactorRemoved, Some(person), "all")?;
    sessions::end_all(tx, person)
}
