//! Every step of the verification, once right and once wrong (safety test 66).

#[path = "../../tests/door/soft.rs"]
mod soft;

use ciborium::Value;
use ring::digest::{SHA256, digest};
use soft::{FLAGS, How, Soft};

use super::*;

const ORIGIN: &str = "https://palabre.example";
const PARTY: &str = "palabre.example";
const CHALLENGE: &str = "q83vEjRWeJA";

fn party() -> Party {
    Party { origin: ORIGIN.into(), id: PARTY.into() }
}

fn registered(soft: &Soft, how: &How<'_>) -> Result<Credential, Refused> {
    let (client, attestation) = soft.register(CHALLENGE, how);
    register(&party(), CHALLENGE, &Registration { client_data: &client, attestation: &attestation })
}

fn asserted(soft: &Soft, stored: u32, how: &How<'_>) -> Result<u32, Refused> {
    let (client, data, signature) = soft.answer(CHALLENGE, how);
    let answer = Assertion { client_data: &client, authenticator_data: &data, signature: &signature };
    assert(&party(), CHALLENGE, &soft.cose(), stored, &answer)
}

#[test]
fn keys_of_both_curves_register_and_sign_in() {
    for mut soft in [Soft::es256(b"one"), Soft::eddsa(b"two")] {
        let credential = registered(&soft, &How::registering(ORIGIN, PARTY)).expect("registered");
        assert_eq!((credential.id.as_slice(), credential.counter), (soft.id.as_slice(), soft.counter));
        assert_eq!(credential.public_key, soft.cose());
        soft.counter += u32::from(soft.counter > 0);
        assert_eq!(asserted(&soft, credential.counter, &How::signing_in(ORIGIN, PARTY)), Ok(soft.counter));
    }
}

/// A real RS256 key and signature, made with `openssl genrsa 2048` and `openssl dgst -sha256 -sign`.
#[test]
fn an_rsa_key_verifies() {
    let int = |n: i64| Value::Integer(n.into());
    let n = hex(include_str!("../../tests/door/rsa-modulus.hex"));
    let map = vec![(int(1), int(3)), (int(3), int(-257)), (int(-1), Value::Bytes(n)), (int(-2), Value::Bytes(vec![1, 0, 1]))];
    let mut cose = Vec::new();
    ciborium::into_writer(&Value::Map(map), &mut cose).expect("written");
    let key = PublicKey::read(&cose).expect("a key");
    let signature = hex(include_str!("../../tests/door/rsa-signature.hex"));
    assert_eq!(key.verify(b"palabre", &signature), Ok(()));
    assert_eq!(key.verify(b"Palabre", &signature), Err(Refused::Signature));
}

fn hex(text: &str) -> Vec<u8> {
    let text = text.trim();
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).expect("hex")).collect()
}

#[test]
fn each_wrong_thing_is_refused_for_its_own_reason() {
    let soft = Soft::es256(b"one");
    let (creating, getting) = (How::registering(ORIGIN, PARTY), How::signing_in(ORIGIN, PARTY));
    let wrong = |right: &How<'static>| {
        [
            (How { kind: "payment.get", ..right.clone() }, Refused::Type),
            (How { origin: "https://evil.example", ..right.clone() }, Refused::Origin),
            (How { origin: "http://palabre.example", ..right.clone() }, Refused::Origin),
            (How { cross_origin: true, ..right.clone() }, Refused::Origin),
            (How { party: "evil.example", ..right.clone() }, Refused::RelyingParty),
            (How { flags: FLAGS & !1, ..right.clone() }, Refused::NobodyThere),
            (How { flags: FLAGS & !(1 << 2), ..right.clone() }, Refused::NobodyVerified),
            (How { flags: FLAGS | 1 << 4, ..right.clone() }, Refused::Backup),
        ]
    };
    for (how, reason) in wrong(&creating) {
        assert_eq!(registered(&soft, &how).err(), Some(reason));
    }
    for (how, reason) in wrong(&getting) {
        assert_eq!(asserted(&soft, 0, &how).err(), Some(reason));
    }
    // One for the other.
    assert_eq!(registered(&soft, &getting).err(), Some(Refused::Type));
    assert_eq!(asserted(&soft, 0, &creating).err(), Some(Refused::Type));
}

#[test]
fn another_challenge_another_key_and_a_standing_counter_are_refused() {
    let soft = Soft::es256(b"one");
    let how = How::signing_in(ORIGIN, PARTY);
    let (client, data, signature) = soft.answer("AAAA", &how);
    let answer = Assertion { client_data: &client, authenticator_data: &data, signature: &signature };
    assert_eq!(assert(&party(), CHALLENGE, &soft.cose(), 0, &answer), Err(Refused::Challenge));
    assert_eq!(assert(&party(), "AAAA", &Soft::es256(b"one").cose(), 0, &answer), Err(Refused::Signature));
    assert_eq!(assert(&party(), "AAAA", &Soft::eddsa(b"one").cose(), 0, &answer), Err(Refused::Signature));
    assert_eq!(assert(&party(), "AAAA", &soft.cose(), 0, &answer), Ok(1));
    for stored in [1, 2, u32::MAX] {
        assert_eq!(assert(&party(), "AAAA", &soft.cose(), stored, &answer), Err(Refused::Counter));
    }
    let uncounted = Soft { counter: 0, ..soft };
    assert_eq!(asserted(&uncounted, 0, &how), Ok(0));
    assert_eq!(asserted(&uncounted, 1, &how), Err(Refused::Counter));
}

#[test]
fn attestations_are_none_or_the_key_s_own() {
    let soft = Soft::es256(b"one");
    let how = How::registering(ORIGIN, PARTY);
    let (client, data) = (how.client_data(CHALLENGE), soft.data(&how, true));
    let signature = soft.sign(&[&data[..], digest(&SHA256, &client).as_ref()].concat());
    let entry = |name: &str, value: Value| (Value::Text(name.into()), value);
    let own = |alg: i64, signature: Vec<u8>| vec![entry("alg", Value::Integer(alg.into())), entry("sig", Value::Bytes(signature))];
    let with = |format: &str, statement| {
        let attestation = soft::attestation(format, statement, data.clone());
        register(&party(), CHALLENGE, &Registration { client_data: &client, attestation: &attestation }).map(|_| ())
    };
    assert_eq!(with("packed", own(-7, signature.clone())), Ok(()));
    for (format, statement) in [
        ("none", own(-7, signature.clone())),
        ("packed", own(-8, signature.clone())),
        ("packed", own(-7, soft.sign(b"something else"))),
        ("packed", [own(-7, signature.clone()), vec![entry("x5c", Value::Array(Vec::new()))]].concat()),
        ("fido-u2f", own(-7, signature)),
        ("tpm", Vec::new()),
    ] {
        assert_eq!(with(format, statement), Err(Refused::Attestation), "{format}");
    }
}

#[test]
fn nothing_unreadable_is_read() {
    let soft = Soft::es256(b"one");
    let how = How::registering(ORIGIN, PARTY);
    let (client, attestation) = soft.register(CHALLENGE, &how);
    let read =
        |client: &[u8], attestation: &[u8]| register(&party(), CHALLENGE, &Registration { client_data: client, attestation }).map(|_| ());
    assert_eq!(read(&client, &attestation), Ok(()));
    assert_eq!(read(&[b"\xef\xbb\xbf", &client[..]].concat(), &attestation), Ok(()));
    for end in 0..attestation.len() {
        assert!(read(&client, &attestation[..end]).is_err(), "cut at {end}");
    }
    assert_eq!(read(&client, &[&attestation[..], b"x"].concat()), Err(Refused::Unreadable));
    for junk in [&b""[..], b"{}", b"[", &[0xff; 64], &[0x9f; 4096], &[0xbf; 4096], &[0x5b, 255, 255, 255, 255, 255, 255, 255, 255]] {
        assert!(read(junk, &attestation).is_err());
        assert!(read(&client, junk).is_err());
        assert!(PublicKey::read(junk).is_err());
    }
    let short = Soft { id: Vec::new(), ..Soft::es256(b"") };
    assert_eq!(registered(&short, &how).err(), Some(Refused::Unreadable));
    let long = Soft::es256(&[7; 1024]);
    assert_eq!(registered(&long, &how).err(), Some(Refused::Unreadable));
}
