//! A retry never doubles: the answer given under a client's key is kept, in the transaction of what it answered (RFC draft Idempotency-Key).
//! The key is stored without expiry, so a telephone that comes back after a week is safe too.

use base::{Id, Moment, Refusal, Result};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};
use store::{Error, Query, Tx, params};

/// Longest key accepted, in bytes.
pub const LONGEST_KEY: usize = 200;

/// Runs `act` unless `person` already did so under `key`; then gives the first answer back (`true`: it was a replay).
///
/// # Errors
/// 422 on `idempotency_key` when the key was used for another `body`, or is longer than [`LONGEST_KEY`]; what `act` refuses.
pub fn once(tx: &Tx, person: Id, key: Option<&str>, body: &[u8], act: impl FnOnce() -> Result<String>) -> Result<(String, bool)> {
    let Some(key) = key else { return Ok((act()?, false)) };
    if key.is_empty() || key.len() > LONGEST_KEY {
        return Err(Refusal::limit("idempotency_key", "too_long", 200).into());
    }
    let digest = URL_SAFE_NO_PAD.encode(Sha256::digest(body));
    let fresh = tx.run(
        "INSERT INTO answers(person_id, name, digest, answer, at) VALUES ($1, $2, $3, '', $4) ON CONFLICT (person_id, name) DO NOTHING",
        params![person, key, digest.as_str(), Moment::now()],
    )? == 1;
    if fresh {
        let answer = act()?;
        tx.put("UPDATE answers SET answer = $3 WHERE person_id = $1 AND name = $2", params![person, key, answer.as_str()])?;
        return Ok((answer, false));
    }
    let first = tx.one("SELECT digest, answer FROM answers WHERE person_id = $1 AND name = $2", params![person, key], |row| {
        Ok((row.text(0)?, row.text(1)?))
    })?;
    match first {
        Some((same, answer)) if same == digest => Ok((answer, true)),
        _ => Err(Refusal::field("idempotency_key", "used_for_another").into()),
    }
}

/// Whether something was answered to `person` under `key`: what comes under it again asks for no more room than it has.
pub fn known(q: &impl Query, person: Id, key: &str) -> Result<bool, Error> {
    Ok(q.count("SELECT count(*) FROM answers WHERE person_id = $1 AND name = $2", params![person, key])? > 0)
}
