//! An authenticator made of software, for tests: it makes keys and answers as a browser with a passkey does, or wrongly where a test says so.

use ciborium::Value;
use ring::digest::{SHA256, digest};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _};

pub struct Soft {
    pub id: Vec<u8>,
    pub counter: u32,
    pub key: Key,
}

pub enum Key {
    Es256(EcdsaKeyPair),
    EdDsa(Ed25519KeyPair),
}

/// How an answer is made; tests change one thing.
#[derive(Clone)]
pub struct How<'a> {
    pub kind: &'a str,
    pub origin: &'a str,
    pub party: &'a str,
    pub flags: u8,
    pub cross_origin: bool,
}

/// Present, verified.
pub const FLAGS: u8 = 0b101;

impl How<'_> {
    pub fn registering(origin: &'static str, party: &'static str) -> How<'static> {
        How { kind: "webauthn.create", origin, party, flags: FLAGS, cross_origin: false }
    }

    pub fn signing_in(origin: &'static str, party: &'static str) -> How<'static> {
        How { kind: "webauthn.get", ..How::registering(origin, party) }
    }

    pub fn client_data(&self, challenge: &str) -> Vec<u8> {
        let json = serde_json::json!({
            "type": self.kind, "challenge": challenge, "origin": self.origin, "crossOrigin": self.cross_origin, "other_keys": "ignored",
        });
        json.to_string().into_bytes()
    }
}

impl Soft {
    pub fn es256(id: &[u8]) -> Soft {
        let random = SystemRandom::new();
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).expect("a key");
        let key = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, pkcs8.as_ref(), &random).expect("a key");
        Soft { id: id.to_vec(), counter: 1, key: Key::Es256(key) }
    }

    pub fn eddsa(id: &[u8]) -> Soft {
        let pkcs8 = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).expect("a key");
        Soft { id: id.to_vec(), counter: 0, key: Key::EdDsa(Ed25519KeyPair::from_pkcs8(pkcs8.as_ref()).expect("a key")) }
    }

    pub fn cose(&self) -> Vec<u8> {
        let int = |n: i64| Value::Integer(n.into());
        let map = match &self.key {
            Key::Es256(key) => {
                let point = key.public_key().as_ref();
                let (x, y) = (point[1..33].to_vec(), point[33..].to_vec());
                vec![(int(1), int(2)), (int(3), int(-7)), (int(-1), int(1)), (int(-2), Value::Bytes(x)), (int(-3), Value::Bytes(y))]
            }
            Key::EdDsa(key) => {
                vec![(int(1), int(1)), (int(3), int(-8)), (int(-1), int(6)), (int(-2), Value::Bytes(key.public_key().as_ref().to_vec()))]
            }
        };
        cbor(&Value::Map(map))
    }

    pub fn sign(&self, message: &[u8]) -> Vec<u8> {
        match &self.key {
            Key::Es256(key) => key.sign(&SystemRandom::new(), message).expect("signed").as_ref().to_vec(),
            Key::EdDsa(key) => key.sign(message).as_ref().to_vec(),
        }
    }

    pub fn data(&self, how: &How<'_>, credential: bool) -> Vec<u8> {
        let mut data = digest(&SHA256, how.party.as_bytes()).as_ref().to_vec();
        data.push(how.flags | if credential { 1 << 6 } else { 0 });
        data.extend(self.counter.to_be_bytes());
        if credential {
            data.extend([0; 16]);
            data.extend(u16::try_from(self.id.len()).expect("short").to_be_bytes());
            data.extend(&self.id);
            data.extend(self.cose());
        }
        data
    }

    /// Client data and attestation object.
    pub fn register(&self, challenge: &str, how: &How<'_>) -> (Vec<u8>, Vec<u8>) {
        (how.client_data(challenge), attestation("none", Vec::new(), self.data(how, true)))
    }

    /// Client data, authenticator data, signature.
    pub fn answer(&self, challenge: &str, how: &How<'_>) -> (Vec<u8>, Vec<u8>, Vec<u8>) {
        let (client, data) = (how.client_data(challenge), self.data(how, false));
        let signature = self.sign(&[&data, digest(&SHA256, &client).as_ref()].concat());
        (client, data, signature)
    }
}

pub fn attestation(format: &str, statement: Vec<(Value, Value)>, data: Vec<u8>) -> Vec<u8> {
    let text = |text: &str| Value::Text(text.into());
    cbor(&Value::Map(vec![(text("fmt"), text(format)), (text("attStmt"), Value::Map(statement)), (text("authData"), Value::Bytes(data))]))
}

fn cbor(value: &Value) -> Vec<u8> {
    let mut bytes = Vec::new();
    ciborium::into_writer(value, &mut bytes).expect("written");
    bytes
}
