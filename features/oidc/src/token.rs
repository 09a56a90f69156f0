//! Tokens signed by the provider. Invariant: the algorithm is ours to choose and the key is the provider's; no claim is read before the signature
//! holds. Sources: OpenID Connect Core 1.0 §3.1.3.7, Back-Channel Logout 1.0 §2.6, RFC 8725.
//! Deliberately absent: `none` and the HMAC algorithms, encrypted tokens.

use base::Moment;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::jwk::{AlgorithmParameters, EllipticCurve, Jwk, PublicKeyUse};
use jsonwebtoken::{Algorithm, DecodingKey, Header, Validation, decode, decode_header};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256, Sha512};

use crate::provider::Failed;

/// How old a token may be when it arrives, in seconds.
const AGE: i64 = 600;
/// How much two clocks may differ, in seconds.
const LEEWAY: i64 = 60;

const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// What a token that holds says.
#[derive(Debug)]
pub struct Claims(Map<String, Value>);

impl Claims {
    /// A claim that is a text, and not an empty one.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty())
    }

    /// A moment, in seconds since 1970.
    pub fn seconds(&self, name: &str) -> Option<i64> {
        self.0.get(name).and_then(|value| value.as_i64().or_else(|| value.as_f64().map(|seconds| seconds as i64)))
    }

    /// The provider's own name for the person.
    pub fn subject(&self) -> &str {
        self.text("sub").unwrap_or_default()
    }

    /// The address, only when the provider says that it is the person's.
    pub fn verified_email(&self) -> Option<&str> {
        self.text("email").filter(|_| self.0.get("email_verified") == Some(&Value::Bool(true)))
    }

    /// Adds what userinfo says of the same person, and only that (OpenID Connect Core 1.0 §5.3.4); what is signed stands.
    pub fn complete(&mut self, more: Map<String, Value>) {
        const TOLD: [&str; 8] =
            ["name", "given_name", "family_name", "preferred_username", "email", "email_verified", "locale", "zoneinfo"];
        if more.get("sub").and_then(Value::as_str) == Some(self.subject()) {
            for (name, value) in more.into_iter().filter(|(name, _)| TOLD.contains(&name.as_str())) {
                self.0.entry(name).or_insert(value);
            }
        }
    }

    /// Whether the provider asked for two factors: `amr` has `mfa` (RFC 8176), or `acr` is one of the two profiles that say so.
    pub fn is_strong(&self) -> bool {
        let methods = self.0.get("amr").and_then(Value::as_array);
        let acr = self.text("acr").unwrap_or_default();
        methods.is_some_and(|methods| methods.iter().any(|method| method == "mfa"))
            || ["https://refeds.org/profile/mfa", "http://schemas.openid.net/pape/policies/2007/06/multi-factor"].contains(&acr)
    }
}

/// Who a token must come from and be for.
pub struct Expected<'a> {
    /// The issuer, to the letter.
    pub issuer: &'a str,
    /// Us.
    pub client_id: &'a str,
}

/// The head of a token, with an algorithm that we accept.
///
/// # Errors
/// `Unbelieved`.
pub fn head(token: &str) -> Result<Header, Failed> {
    let header = decode_header(token).map_err(|_| unbelieved("its head can't be read"))?;
    if is_critical(token) {
        return Err(unbelieved("it asks for an extension (`crit`)"));
    }
    match header.alg {
        Algorithm::RS256 | Algorithm::ES256 | Algorithm::EdDSA => Ok(header),
        _ => Err(unbelieved("its algorithm is not accepted")),
    }
}

/// Whether the head names extensions that must be understood (RFC 7515 §4.1.11); we know none.
fn is_critical(token: &str) -> bool {
    let head = token.split('.').next().and_then(|head| URL_SAFE_NO_PAD.decode(head).ok()).unwrap_or_default();
    serde_json::from_slice::<Map<String, Value>>(&head).is_ok_and(|head| head.contains_key("crit"))
}

/// The one key of the provider that can have signed under this head.
pub fn key_for<'a>(keys: &'a [Jwk], header: &Header) -> Option<&'a Jwk> {
    let fits = |key: &&Jwk| {
        let kind = match (&key.algorithm, header.alg) {
            (AlgorithmParameters::RSA(_), Algorithm::RS256) => true,
            (AlgorithmParameters::EllipticCurve(ec), Algorithm::ES256) => ec.curve == EllipticCurve::P256,
            (AlgorithmParameters::OctetKeyPair(okp), Algorithm::EdDSA) => okp.curve == EllipticCurve::Ed25519,
            _ => false,
        };
        let signs = key.common.public_key_use.as_ref().is_none_or(|made_for| *made_for == PublicKeyUse::Signature);
        let alg = key.common.key_algorithm.is_none_or(|alg| format!("{alg:?}") == format!("{:?}", header.alg));
        kind && signs && alg
    };
    let mut fitting = keys.iter().filter(fits).filter(|key| header.kid.is_none() || key.common.key_id == header.kid);
    let first = fitting.next();
    // Two keys and no name: none is taken, rather than whichever happens to hold.
    first.filter(|_| fitting.next().is_none())
}

/// An ID token. `fresh`: somebody must have signed in there just now.
///
/// # Errors
/// `Unbelieved`, with the reason for the log.
pub fn id_token(
    token: &str,
    key: &Jwk,
    expected: &Expected<'_>,
    nonce: &str,
    access_token: Option<&str>,
    fresh: bool,
) -> Result<Claims, Failed> {
    let header = head(token)?;
    if header.typ.as_deref().is_some_and(|typ| !typ.eq_ignore_ascii_case("jwt")) {
        return Err(unbelieved("it is another kind of token"));
    }
    let claims = signed(token, &header, key, expected, &["sub", "exp", "iss", "aud"])?;
    if claims.text("nonce") != Some(nonce) {
        return Err(unbelieved("its nonce is not ours"));
    }
    let others = claims.0.get("aud").and_then(Value::as_array).is_some_and(|all| all.iter().any(|one| one != expected.client_id));
    match claims.0.get("azp") {
        None if !others => {}
        Some(party) if party == expected.client_id => {}
        _ => return Err(unbelieved("it was made for somebody else (`azp`)")),
    }
    if let Some(hash) = claims.0.get("at_hash") {
        let holds = access_token.is_some_and(|access| hash.as_str() == Some(&half_hash(header.alg, access)));
        if !holds {
            return Err(unbelieved("its `at_hash` is of another access token"));
        }
    }
    if fresh && claims.seconds("auth_time").is_none_or(|at| at < now() - AGE) {
        return Err(unbelieved("nobody signed in there just now (`auth_time`)"));
    }
    Ok(claims)
}

/// A logout token, sent by the provider itself.
///
/// # Errors
/// As [`id_token`].
pub fn logout_token(token: &str, key: &Jwk, expected: &Expected<'_>) -> Result<Claims, Failed> {
    let header = head(token)?;
    if header.typ.as_deref().is_some_and(|typ| !typ.eq_ignore_ascii_case("jwt") && !typ.eq_ignore_ascii_case("logout+jwt")) {
        return Err(unbelieved("it is another kind of token"));
    }
    let claims = signed(token, &header, key, expected, &["exp", "iss", "aud"])?;
    let event = claims.0.get("events").and_then(|events| events.get(EVENT));
    if !event.is_some_and(Value::is_object) {
        return Err(unbelieved("it announces no logout"));
    }
    if claims.0.contains_key("nonce") || claims.text("jti").is_none() || (claims.text("sub").is_none() && claims.text("sid").is_none()) {
        return Err(unbelieved("it lacks what a logout token has, or has what it must not"));
    }
    Ok(claims)
}

fn signed(token: &str, header: &Header, key: &Jwk, expected: &Expected<'_>, required: &[&str]) -> Result<Claims, Failed> {
    let key = DecodingKey::from_jwk(key).map_err(|_| unbelieved("the provider's key can't be read"))?;
    let mut rules = Validation::new(header.alg);
    rules.leeway = LEEWAY.unsigned_abs();
    rules.validate_nbf = true;
    rules.set_issuer(&[expected.issuer]);
    rules.set_audience(&[expected.client_id]);
    rules.set_required_spec_claims(required);
    let claims = decode::<Map<String, Value>>(token, &key, &rules).map_err(|error| unbelieved(&error.to_string()))?;
    let claims = Claims(claims.claims);
    match claims.seconds("iat") {
        Some(at) if at > now() + LEEWAY || at < now() - AGE => Err(unbelieved("it was not made just now (`iat`)")),
        Some(_) => Ok(claims),
        None => Err(unbelieved("it does not say when it was made (`iat`)")),
    }
}

/// The left half of a hash, as `at_hash` has it (OpenID Connect Core 1.0 §3.1.3.6).
fn half_hash(alg: Algorithm, text: &str) -> String {
    let hash = if alg == Algorithm::EdDSA { Sha512::digest(text).to_vec() } else { Sha256::digest(text).to_vec() };
    URL_SAFE_NO_PAD.encode(&hash[..hash.len() / 2])
}

fn now() -> i64 {
    Moment::now().0 / 1000
}

fn unbelieved(why: &str) -> Failed {
    Failed::Unbelieved(format!("the token: {why}"))
}
