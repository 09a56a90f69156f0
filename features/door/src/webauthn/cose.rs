//! COSE public keys (RFC 9052, RFC 9053, RFC 8812) and their signatures: ES256, EdDSA and RS256, which all authenticators of today have.
//! Invariant: the algorithm is the stored key's, never what an answer says.

use ciborium::Value;
use ring::signature::{self, ECDSA_P256_SHA256_ASN1, ED25519, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey};

use super::Refused;
use super::parts::value;

/// What is asked for, the best first (IANA COSE algorithms).
pub const ALGORITHMS: [i64; 3] = [EDDSA, ES256, RS256];

const ES256: i64 = -7;
const EDDSA: i64 = -8;
const RS256: i64 = -257;

/// A public key, ready to verify.
pub enum PublicKey {
    Es256(Vec<u8>),
    EdDsa(Vec<u8>),
    Rs256 { n: Vec<u8>, e: Vec<u8> },
}

impl PublicKey {
    pub fn read(cose: &[u8]) -> Result<PublicKey, Refused> {
        let mut rest = cose;
        let Value::Map(map) = value(&mut rest)? else { return Err(Refused::Unreadable) };
        let of = |label: i64| map.iter().find(|(name, _)| name.as_integer() == Some(label.into())).map(|(_, value)| value);
        let number = |label| of(label).and_then(Value::as_integer).and_then(|n| i64::try_from(n).ok());
        let bytes = |label| of(label).and_then(Value::as_bytes).ok_or(Refused::Unreadable);
        // Key type, algorithm and curve belong together (§5.8.5).
        match (number(1), number(3), number(-1)) {
            (Some(2), Some(ES256), Some(1)) => {
                let (x, y) = (bytes(-2)?, bytes(-3)?);
                if x.len() != 32 || y.len() != 32 {
                    return Err(Refused::Unreadable);
                }
                Ok(PublicKey::Es256([&[4], x.as_slice(), y.as_slice()].concat()))
            }
            (Some(1), Some(EDDSA), Some(6)) => Ok(PublicKey::EdDsa(bytes(-2)?.clone())),
            (Some(3), Some(RS256), None) => Ok(PublicKey::Rs256 { n: bytes(-1)?.clone(), e: bytes(-2)?.clone() }),
            _ => Err(Refused::Algorithm),
        }
    }

    pub fn algorithm(&self) -> i64 {
        match self {
            PublicKey::Es256(_) => ES256,
            PublicKey::EdDsa(_) => EDDSA,
            PublicKey::Rs256 { .. } => RS256,
        }
    }

    pub fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), Refused> {
        let by = |algorithm: &'static dyn signature::VerificationAlgorithm, key: &[u8]| {
            UnparsedPublicKey::new(algorithm, key).verify(message, signature)
        };
        let verified = match self {
            PublicKey::Es256(point) => by(&ECDSA_P256_SHA256_ASN1, point),
            PublicKey::EdDsa(key) => by(&ED25519, key),
            PublicKey::Rs256 { n, e } => RsaPublicKeyComponents { n, e }.verify(&RSA_PKCS1_2048_8192_SHA256, message, signature),
        };
        verified.map_err(|_| Refused::Signature)
    }
}
