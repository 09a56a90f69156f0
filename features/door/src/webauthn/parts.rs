//! The three things inside an answer: what the browser saw (client data), what the authenticator did (authenticator data), and the attestation
//! around the latter at registration (Level 3 §5.8.1, §6.1, §6.5). Invariant: bytes that are left over are refused.

use ciborium::Value;
use ring::digest::{SHA256, digest};
use serde::Deserialize;

use super::{Party, Refused};

/// What the browser saw. Unknown members are ignored, as §5.8.1 asks.
#[derive(Deserialize)]
pub struct Client {
    #[serde(rename = "type")]
    kind: String,
    challenge: String,
    origin: String,
    #[serde(rename = "crossOrigin", default)]
    cross_origin: bool,
    #[serde(rename = "topOrigin")]
    top_origin: Option<String>,
}

impl Client {
    pub fn read(json: &[u8]) -> Result<Client, Refused> {
        // "UTF-8 decode" drops a byte order mark.
        serde_json::from_slice(json.strip_prefix(b"\xef\xbb\xbf").unwrap_or(json)).map_err(|_| Refused::Unreadable)
    }

    pub fn check(&self, kind: &str, challenge: &str, party: &Party) -> Result<(), Refused> {
        if self.kind != kind {
            return Err(Refused::Type);
        }
        if self.challenge != challenge {
            return Err(Refused::Challenge);
        }
        // Our pages are in no frame, and in none of anybody else's.
        if self.origin != party.origin || self.cross_origin || self.top_origin.is_some() {
            return Err(Refused::Origin);
        }
        Ok(())
    }
}

/// What the authenticator did.
pub struct Authenticator<'a> {
    party: &'a [u8],
    flags: u8,
    pub counter: u32,
    /// Id and COSE key, at registration.
    pub credential: Option<(&'a [u8], &'a [u8])>,
}

const PRESENT: u8 = 1;
const VERIFIED: u8 = 1 << 2;
const MAY_BE_BACKED_UP: u8 = 1 << 3;
const BACKED_UP: u8 = 1 << 4;
const CREDENTIAL: u8 = 1 << 6;
const EXTENSIONS: u8 = 1 << 7;

impl<'a> Authenticator<'a> {
    pub fn read(data: &'a [u8]) -> Result<Authenticator<'a>, Refused> {
        let (party, rest) = data.split_at_checked(32).ok_or(Refused::Unreadable)?;
        let (&[flags, a, b, c, d], mut rest) = rest.split_first_chunk().ok_or(Refused::Unreadable)?;
        let mut credential = None;
        if flags & CREDENTIAL != 0 {
            // The model (AAGUID) is of no interest: it would only tell people apart.
            let (_, after) = rest.split_at_checked(16).ok_or(Refused::Unreadable)?;
            let (length, after) = after.split_first_chunk().ok_or(Refused::Unreadable)?;
            let (id, after) = after.split_at_checked(usize::from(u16::from_be_bytes(*length))).ok_or(Refused::Unreadable)?;
            let after_key = skip_value(after)?;
            credential = Some((id, &after[..after.len() - after_key.len()]));
            rest = after_key;
        }
        if flags & EXTENSIONS != 0 {
            rest = skip_value(rest)?;
        }
        if !rest.is_empty() {
            return Err(Refused::Unreadable);
        }
        Ok(Authenticator { party, flags, counter: u32::from_be_bytes([a, b, c, d]), credential })
    }

    pub fn check(&self, party: &Party) -> Result<(), Refused> {
        if self.party != digest(&SHA256, party.id.as_bytes()).as_ref() {
            return Err(Refused::RelyingParty);
        }
        if self.flags & PRESENT == 0 {
            return Err(Refused::NobodyThere);
        }
        if self.flags & VERIFIED == 0 {
            return Err(Refused::NobodyVerified);
        }
        if self.flags & MAY_BE_BACKED_UP == 0 && self.flags & BACKED_UP != 0 {
            return Err(Refused::Backup);
        }
        Ok(())
    }
}

/// One CBOR value; gives what follows it.
fn skip_value(bytes: &[u8]) -> Result<&[u8], Refused> {
    let mut rest = bytes;
    value(&mut rest)?;
    Ok(rest)
}

/// Reads one CBOR value. Eight levels are more than anything here has.
pub fn value(rest: &mut &[u8]) -> Result<Value, Refused> {
    ciborium::de::from_reader_with_recursion_limit(rest, 8).map_err(|_| Refused::Unreadable)
}

type Statement = Vec<(Value, Value)>;

/// Format, statement and authenticator data of an attestation object.
pub fn attestation(bytes: &[u8]) -> Result<(String, Statement, Vec<u8>), Refused> {
    let mut rest = bytes;
    let Value::Map(map) = value(&mut rest)? else { return Err(Refused::Unreadable) };
    let (mut format, mut statement, mut data) = (None, None, None);
    for (name, value) in map {
        match (name.as_text(), value) {
            (Some("fmt"), Value::Text(text)) => format = Some(text),
            (Some("attStmt"), Value::Map(map)) => statement = Some(map),
            (Some("authData"), Value::Bytes(bytes)) => data = Some(bytes),
            _ => return Err(Refused::Unreadable),
        }
    }
    match (format, statement, data) {
        (Some(format), Some(statement), Some(data)) if rest.is_empty() => Ok((format, statement, data)),
        _ => Err(Refused::Unreadable),
    }
}

/// The signature of a packed attestation by the credential itself (§8.2); with a certificate it would be somebody else's.
pub fn self_signature(statement: &Statement, algorithm: i64) -> Result<Vec<u8>, Refused> {
    let of = |wanted: &str| statement.iter().find(|(name, _)| name.as_text() == Some(wanted)).map(|(_, value)| value);
    match (of("alg"), of("sig"), of("x5c")) {
        (Some(Value::Integer(alg)), Some(Value::Bytes(signature)), None) if i128::from(*alg) == i128::from(algorithm) => {
            Ok(signature.clone())
        }
        _ => Err(Refused::Attestation),
    }
}
