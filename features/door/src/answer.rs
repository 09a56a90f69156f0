//! What `passkeys.js` sends: a credential as JSON, its bytes in base64url. And what it is asked with.

use base::Refusal;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use house::House;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::challenge::SECONDS;
use crate::webauthn::{ALGORITHMS, Party};

/// An authenticator's answer, of either ceremony.
#[derive(Deserialize)]
pub struct Answer {
    /// The credential's id.
    pub id: String,
    client_data: String,
    #[serde(default)]
    attestation: String,
    #[serde(default)]
    authenticator_data: String,
    #[serde(default)]
    signature: String,
    /// Whose passkey it is, as the authenticator remembers.
    #[serde(default)]
    pub user: String,
}

/// The bytes of an answer.
pub struct Bytes {
    pub client_data: Vec<u8>,
    pub attestation: Vec<u8>,
    pub authenticator_data: Vec<u8>,
    pub signature: Vec<u8>,
}

impl Answer {
    /// Reads the form's field.
    ///
    /// # Errors
    /// 422 `passkey` `wrong`.
    pub fn parse(text: &str) -> Result<(Answer, Bytes), Refusal> {
        let wrong = || Refusal::field("passkey", "wrong");
        let answer: Answer = serde_json::from_str(text).map_err(|_| wrong())?;
        let read = |text: &str| URL_SAFE_NO_PAD.decode(text).map_err(|_| wrong());
        let bytes = Bytes {
            client_data: read(&answer.client_data)?,
            attestation: read(&answer.attestation)?,
            authenticator_data: read(&answer.authenticator_data)?,
            signature: read(&answer.signature)?,
        };
        Ok((answer, bytes))
    }
}

/// Base64url without padding, as all of Web Authentication's JSON.
pub fn text(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Who asks, from the public URL. A network that runs on this machine for a try is `localhost` to browsers: an address in digits can't have passkeys.
pub fn party(house: &House) -> Party {
    let (scheme, rest) = house.public_url.split_once("://").unwrap_or(("http", &house.public_url));
    let authority = rest.split('/').next().unwrap_or_default();
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|b| b.is_ascii_digit()) => (host, format!(":{port}")),
        _ => (authority, String::new()),
    };
    let host = if host.starts_with("127.") || host == "[::1]" { "localhost".to_owned() } else { host.to_lowercase() };
    // Browsers leave the port out where it is the scheme's own.
    let port =
        if (scheme, port.as_str()) == ("https", ":443") || (scheme, port.as_str()) == ("http", ":80") { String::new() } else { port };
    Party { origin: format!("{scheme}://{host}{port}"), id: host }
}

/// The question for a sign-in; without `credentials` the browser offers what it has.
pub fn get(party: &Party, challenge: &str, credentials: &[String]) -> Value {
    let allowed: Vec<Value> = credentials.iter().map(|id| json!({ "type": "public-key", "id": id })).collect();
    json!({ "get": {
        "challenge": challenge, "rpId": party.id, "timeout": SECONDS * 1000, "userVerification": "required", "allowCredentials": allowed,
    } })
}

/// The question for a new passkey; an authenticator that holds one of `credentials` makes no second one.
pub fn create(party: &Party, challenge: &str, network: &str, user: (&str, &str, &str), credentials: &[String]) -> Value {
    let (handle, email, name) = user;
    let algorithms: Vec<Value> = ALGORITHMS.iter().map(|alg| json!({ "type": "public-key", "alg": alg })).collect();
    let excluded: Vec<Value> = credentials.iter().map(|id| json!({ "type": "public-key", "id": id })).collect();
    json!({ "create": {
        "challenge": challenge, "rp": { "id": party.id, "name": network }, "user": { "id": handle, "name": email, "displayName": name },
        "pubKeyCredParams": algorithms, "excludeCredentials": excluded, "timeout": SECONDS * 1000, "attestation": "none",
        "authenticatorSelection": { "residentKey": "required", "requireResidentKey": true, "userVerification": "required" },
    } })
}
