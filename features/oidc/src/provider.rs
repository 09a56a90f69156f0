//! The identity provider as we speak to it: discovery, its keys, a code for tokens. Sources: OpenID Connect Discovery 1.0 §4, RFC 6749, RFC 7636.
//! Invariant: only the issuer's own origin may lie inside our network; whatever its documents point to is reached through the guard.
//! Deliberately absent: refresh tokens, anything kept of an access token, `picture`.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use base::{Language, Refusal};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use http::header::{ACCEPT, AUTHORIZATION};
use http::{HeaderValue, StatusCode};
use jsonwebtoken::jwk::Jwk;
use reach::{Call, Client};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use tokio::sync::Mutex;
use url::Url;
use url::form_urlencoded::byte_serialize;
use web::Throttle;

use crate::settings::{NewPeople, Settings};
use crate::token::{self, Claims, Expected};
use crate::trip::{Purpose, Trip};

/// How long what the provider says of itself is believed without asking again.
const FRESH: Duration = Duration::from_secs(3600);

/// Why somebody is not let in; for the log, never shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Failed {
    /// The provider can't be asked, or says of itself what can't be right.
    Silent(String),
    /// What came back from there is not believed.
    Unbelieved(String),
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failed::Silent(why) | Failed::Unbelieved(why) => f.write_str(why),
        }
    }
}

/// The identity provider. Cheap to clone.
#[derive(Clone)]
pub struct Provider(Arc<Inner>);

struct Inner {
    settings: Settings,
    client: Client,
    known: Mutex<Known>,
    /// Whoever invents names of keys makes us ask no more than this.
    asking: Throttle,
}

#[derive(Default)]
struct Known {
    itself: Option<(Discovery, Instant)>,
    keys: Option<(Vec<Jwk>, Instant)>,
}

/// What we need of the provider's own description.
#[derive(Clone, Deserialize)]
struct Discovery {
    issuer: String,
    authorization_endpoint: Url,
    token_endpoint: Url,
    jwks_uri: Url,
    userinfo_endpoint: Option<Url>,
    #[serde(default)]
    token_endpoint_auth_methods_supported: Option<Vec<String>>,
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
}

#[derive(Deserialize)]
struct Keys {
    keys: Vec<Value>,
}

#[derive(Deserialize)]
struct Tokens {
    id_token: String,
    access_token: Option<String>,
}

impl Provider {
    /// Nothing is asked yet.
    ///
    /// # Errors
    /// When TLS can't be set up.
    pub fn new(settings: Settings) -> Result<Provider, String> {
        let client = Client::allowing([&settings.origin]).map_err(|error| error.to_string())?;
        let asking = Throttle::new(5, Duration::from_secs(60), 1);
        Ok(Provider(Arc::new(Inner { settings, client, known: Mutex::default(), asking })))
    }

    /// What people call it.
    pub fn name(&self) -> &str {
        &self.0.settings.name
    }

    /// The issuer, to the letter.
    pub fn issuer(&self) -> &str {
        &self.0.settings.issuer
    }

    /// Whether somebody nobody invited comes in.
    pub fn new_people(&self) -> NewPeople {
        self.0.settings.new_people
    }

    fn expected(&self) -> Expected<'_> {
        Expected { issuer: self.issuer(), client_id: &self.0.settings.client_id }
    }

    /// Whether it answers, and tells of itself what we need.
    ///
    /// # Errors
    /// `Silent`.
    pub async fn answers(&self) -> Result<(), Failed> {
        self.itself().await.map(drop)
    }

    /// The address to send a browser to.
    ///
    /// # Errors
    /// `Silent`.
    pub async fn way_there(&self, trip: &Trip, back: &str, l: Language) -> Result<Url, Failed> {
        let mut url = self.itself().await?.authorization_endpoint;
        {
            let mut query = url.query_pairs_mut();
            query.append_pair("response_type", "code").append_pair("client_id", &self.0.settings.client_id);
            query.append_pair("redirect_uri", back).append_pair("scope", "openid profile email");
            query.append_pair("state", &trip.state).append_pair("nonce", &trip.nonce);
            query.append_pair("code_challenge", &trip.challenge()).append_pair("code_challenge_method", "S256");
            query.append_pair("ui_locales", l.code());
            if matches!(trip.purpose, Purpose::Prove(_)) {
                query.append_pair("prompt", "login").append_pair("max_age", "0");
            }
        }
        Ok(url)
    }

    /// Who came back with `code`. `iss`: as the answer named its issuer, if it did (RFC 9207).
    ///
    /// # Errors
    /// `Unbelieved` for whatever does not hold; `Silent`.
    pub async fn who(&self, trip: &Trip, code: &str, iss: Option<&str>, back: &str) -> Result<Claims, Failed> {
        let itself = self.itself().await?;
        let named = iss.map_or(!itself.authorization_response_iss_parameter_supported, |iss| iss == self.issuer());
        if !named {
            return Err(Failed::Unbelieved("the answer names another issuer, or none".into()));
        }
        let tokens = self.redeem(&itself, trip, code, back).await?;
        let key = self.key(&tokens.id_token).await?;
        let fresh = matches!(trip.purpose, Purpose::Prove(_));
        let access = tokens.access_token.as_deref();
        let mut claims = token::id_token(&tokens.id_token, &key, &self.expected(), &trip.nonce, access, fresh)?;
        if claims.text("email").is_none()
            && let (Some(address), Some(access)) = (itself.userinfo_endpoint, access)
        {
            // Some providers tell names there alone. Whoever is known already comes in without.
            match self.more(address, access).await {
                Ok(more) => claims.complete(more),
                Err(failed) => tracing::info!(reason = %failed, "the identity provider tells no more of somebody"),
            }
        }
        Ok(claims)
    }

    async fn more(&self, address: Url, access_token: &str) -> Result<Map<String, Value>, Failed> {
        let mut bearer = HeaderValue::try_from(format!("Bearer {access_token}")).map_err(|_| silent("userinfo", "no credentials"))?;
        bearer.set_sensitive(true);
        self.read(Call::get(address).header(AUTHORIZATION, bearer), "userinfo").await
    }

    /// What a logout token says.
    ///
    /// # Errors
    /// As [`Provider::who`].
    pub async fn logged_out(&self, logout_token: &str) -> Result<Claims, Failed> {
        token::logout_token(logout_token, &self.key(logout_token).await?, &self.expected())
    }

    async fn redeem(&self, itself: &Discovery, trip: &Trip, code: &str, back: &str) -> Result<Tokens, Failed> {
        let Settings { client_id, client_secret, .. } = &self.0.settings;
        let mut fields =
            vec![("grant_type", "authorization_code"), ("code", code), ("redirect_uri", back), ("code_verifier", &trip.verifier)];
        let methods = itself.token_endpoint_auth_methods_supported.as_deref();
        // Basic is what stands when nothing is said (OpenID Connect Discovery 1.0 §3).
        let basic = methods.is_none_or(|methods| methods.iter().any(|method| method == "client_secret_basic"));
        let mut authorization = None;
        match client_secret {
            Some(secret) if basic => authorization = Some(basic_credentials(client_id, secret)?),
            Some(secret) => fields.extend([("client_id", client_id.as_str()), ("client_secret", secret)]),
            None => fields.push(("client_id", client_id)),
        }
        let mut call = Call::form(itself.token_endpoint.clone(), &fields).header(ACCEPT, HeaderValue::from_static("application/json"));
        if let Some(credentials) = authorization {
            call = call.header(AUTHORIZATION, credentials);
        }
        let answer = self.0.client.send(call).await.map_err(|error| Failed::Silent(format!("the token endpoint: {error}")))?;
        match answer.status {
            StatusCode::OK => {
                serde_json::from_slice(&answer.body).map_err(|_| Failed::Unbelieved("the token endpoint's answer can't be read".into()))
            }
            status if status.is_server_error() => Err(Failed::Silent(format!("the token endpoint answered {status}"))),
            status => Err(Failed::Unbelieved(format!("the token endpoint refused the code with {status}"))),
        }
    }

    /// What the provider says of itself, checked.
    async fn itself(&self) -> Result<Discovery, Failed> {
        let mut known = self.0.known.lock().await;
        self.described(&mut known).await
    }

    async fn described(&self, known: &mut Known) -> Result<Discovery, Failed> {
        if let Some((itself, _)) = known.itself.as_ref().filter(|(_, at)| at.elapsed() < FRESH) {
            return Ok(itself.clone());
        }
        let address = format!("{}/.well-known/openid-configuration", self.issuer().trim_end_matches('/'));
        let address = Url::parse(&address).map_err(|_| silent("discovery", "no address"))?;
        let itself: Discovery = self.read(Call::get(address), "discovery").await?;
        if itself.issuer != self.issuer() {
            return Err(silent("discovery", "it describes another issuer"));
        }
        for endpoint in
            [&itself.authorization_endpoint, &itself.token_endpoint, &itself.jwks_uri].into_iter().chain(&itself.userinfo_endpoint)
        {
            // To the issuer's own origin as the operator wrote it; anywhere else only encrypted.
            if endpoint.scheme() != "https" && endpoint.origin() != self.0.settings.origin.origin() {
                return Err(silent("discovery", "it names an address that is not encrypted"));
            }
        }
        known.itself = Some((itself.clone(), Instant::now()));
        Ok(itself)
    }

    /// The key that a token names: from what we know, else asked for anew, since keys are changed (OpenID Connect Core 1.0 §10.1.1).
    async fn key(&self, token: &str) -> Result<Jwk, Failed> {
        let header = token::head(token)?;
        let mut known = self.0.known.lock().await;
        if let Some((keys, _)) = known.keys.as_ref().filter(|(_, at)| at.elapsed() < FRESH)
            && let Some(key) = token::key_for(keys, &header)
        {
            return Ok(key.clone());
        }
        self.0.asking.take("keys").map_err(|_: Refusal| Failed::Unbelieved("its key is unknown, and was asked for too often".into()))?;
        let address = self.described(&mut known).await?.jwks_uri;
        let Keys { keys } = self.read(Call::get(address), "the keys").await?;
        // Keys of a kind that we don't know are none of our business.
        let keys: Vec<Jwk> = keys.into_iter().filter_map(|key| serde_json::from_value(key).ok()).collect();
        let key = token::key_for(&keys, &header).cloned();
        known.keys = Some((keys, Instant::now()));
        key.ok_or_else(|| Failed::Unbelieved("no key of the provider fits the token".into()))
    }

    async fn read<T: DeserializeOwned>(&self, call: Call, what: &str) -> Result<T, Failed> {
        let call = call.header(ACCEPT, HeaderValue::from_static("application/json"));
        let answer = self.0.client.send(call).await.map_err(|error| silent(what, &error.to_string()))?;
        if answer.status != StatusCode::OK {
            return Err(silent(what, &format!("answered {}", answer.status)));
        }
        serde_json::from_slice(&answer.body).map_err(|error| silent(what, &error.to_string()))
    }
}

fn silent(what: &str, why: &str) -> Failed {
    Failed::Silent(format!("{what}: {why}"))
}

/// Both parts are form-encoded before they are joined (RFC 6749 §2.3.1).
fn basic_credentials(id: &str, secret: &str) -> Result<HeaderValue, Failed> {
    let encoded = |text: &str| byte_serialize(text.as_bytes()).collect::<String>();
    let pair = STANDARD.encode(format!("{}:{}", encoded(id), encoded(secret)));
    let mut value = HeaderValue::try_from(format!("Basic {pair}")).map_err(|_| silent("the token endpoint", "no credentials"))?;
    value.set_sensitive(true);
    Ok(value)
}
