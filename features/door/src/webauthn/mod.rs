//! Checks what authenticators answer, after Web Authentication Level 3 §7.1 (registration) and §7.2 (sign-in); the numbers are its steps.
//! Pure: no clock, no database, no HTTP. Invariant: one reason for every refusal, told to nobody but tests and logs.
//! Deliberately absent: attestation as a proof of make (we ask for none and trust none), extensions, and sign-in without user verification.

mod cose;
mod parts;
#[cfg(test)]
mod tests;

pub use cose::ALGORITHMS;

use ring::digest::{SHA256, digest};

use cose::PublicKey;
use parts::{Authenticator, Client};

/// Who asks: this network, as browsers know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Scheme, host and port, e.g. `https://palabre.example.org`.
    pub origin: String,
    /// The host alone.
    pub id: String,
}

/// Why an answer is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Not the JSON or the CBOR that it must be.
    Unreadable,
    /// A registration where a sign-in was awaited, or the reverse.
    Type,
    /// Not the challenge that was given.
    Challenge,
    /// Another site, or a frame of another site.
    Origin,
    /// Made for another relying party.
    RelyingParty,
    /// Nobody touched the authenticator.
    NobodyThere,
    /// The authenticator did not verify who touched it.
    NobodyVerified,
    /// Says to be backed up although it can't be.
    Backup,
    /// A key of a kind that was not asked for.
    Algorithm,
    /// An attestation that was not asked for, or is wrong.
    Attestation,
    /// The signature is not the key's.
    Signature,
    /// The counter did not move forward: there may be a copy of the authenticator.
    Counter,
    /// Somebody else's credential.
    Owner,
}

/// The answer to a registration, decoded from base64url.
pub struct Registration<'a> {
    /// `response.clientDataJSON`.
    pub client_data: &'a [u8],
    /// `response.attestationObject`.
    pub attestation: &'a [u8],
}

/// A credential to keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credential {
    /// Its id.
    pub id: Vec<u8>,
    /// Its public key, as COSE.
    pub public_key: Vec<u8>,
    /// Its counter at registration.
    pub counter: u32,
}

/// The answer to a sign-in, decoded from base64url.
pub struct Assertion<'a> {
    /// `response.clientDataJSON`.
    pub client_data: &'a [u8],
    /// `response.authenticatorData`.
    pub authenticator_data: &'a [u8],
    /// `response.signature`.
    pub signature: &'a [u8],
}

/// §7.1, from step 5 on: what comes before happens in the browser.
///
/// # Errors
/// The first step that fails.
pub fn register(party: &Party, challenge: &str, answer: &Registration<'_>) -> Result<Credential, Refused> {
    // 5–11
    Client::read(answer.client_data)?.check("webauthn.create", challenge, party)?;
    // 12, 13
    let hash = digest(&SHA256, answer.client_data);
    let (format, statement, data) = parts::attestation(answer.attestation)?;
    let authenticator = Authenticator::read(&data)?;
    // 14–18
    authenticator.check(party)?;
    let (id, cose) = authenticator.credential.ok_or(Refused::Unreadable)?;
    // 19, 20: only what was asked for can be read as a key.
    let key = PublicKey::read(cose)?;
    // 21–24: a browser that is asked for `none` gives none, or the key's signature over itself; neither says who made the authenticator.
    match format.as_str() {
        "none" if statement.is_empty() => {}
        "packed" => {
            let signature = parts::self_signature(&statement, key.algorithm())?;
            key.verify(&[&data, hash.as_ref()].concat(), &signature).map_err(|_| Refused::Attestation)?;
        }
        _ => return Err(Refused::Attestation),
    }
    // 25; 26, that nobody has the credential yet, is the table's own rule.
    if id.is_empty() || id.len() > 1023 {
        return Err(Refused::Unreadable);
    }
    Ok(Credential { id: id.to_vec(), public_key: cose.to_vec(), counter: authenticator.counter })
}

/// §7.2, from step 8 on, for a credential that was found by its id and belongs to whom it must (steps 5 to 7). Gives the counter to keep.
///
/// # Errors
/// The first step that fails.
pub fn assert(party: &Party, challenge: &str, public_key: &[u8], counter: u32, answer: &Assertion<'_>) -> Result<u32, Refused> {
    // 8–14
    Client::read(answer.client_data)?.check("webauthn.get", challenge, party)?;
    // 15–19
    let authenticator = Authenticator::read(answer.authenticator_data)?;
    authenticator.check(party)?;
    // 20, 21
    let hash = digest(&SHA256, answer.client_data);
    PublicKey::read(public_key)?.verify(&[answer.authenticator_data, hash.as_ref()].concat(), answer.signature)?;
    // 22: zero on both sides is an authenticator that doesn't count, as most passkeys that travel between devices.
    if (authenticator.counter, counter) != (0, 0) && authenticator.counter <= counter {
        return Err(Refused::Counter);
    }
    Ok(authenticator.counter)
}
