//! An identity provider on this machine that does as it is told: right, unless a test makes it lie.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Form, Json, Router};
use base::{Moment, Secret};
use base64::{Engine as _, engine::general_purpose::STANDARD, engine::general_purpose::URL_SAFE_NO_PAD};
use http::HeaderMap;
use http::header::AUTHORIZATION;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair};
use serde_json::{Value, json};

use crate::Away;

/// How a token is signed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Signed {
    Ed25519,
    P256,
    /// `alg: none`.
    Not,
    /// HMAC, with the public key as its secret.
    ByPublicKey,
    /// By a key of nobody, under our key's name.
    ByStranger,
}

type Twist = Arc<dyn Fn(&mut Value) + Send + Sync>;

pub struct Book {
    pub description: Value,
    pub keys: Value,
    pub signed: Signed,
    pub head: Value,
    pub claims: Option<Twist>,
    /// The answer of userinfo.
    pub more: Value,
    /// What was read, by path.
    pub read: BTreeMap<String, u32>,
    granted: BTreeMap<String, (String, Away)>,
    ed: Vec<u8>,
    ec: Vec<u8>,
    kid: u32,
}

#[derive(Clone)]
pub struct Issuer {
    pub url: String,
    book: Arc<Mutex<Book>>,
}

impl Issuer {
    pub async fn start() -> Issuer {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let description = json!({
            "issuer": url, "authorization_endpoint": format!("{url}/authorize"), "token_endpoint": format!("{url}/token"),
            "jwks_uri": format!("{url}/keys"), "userinfo_endpoint": format!("{url}/me"),
        });
        let book = Book {
            description,
            keys: Value::Null,
            signed: Signed::Ed25519,
            head: json!({}),
            claims: None,
            more: Value::Null,
            read: BTreeMap::new(),
            granted: BTreeMap::new(),
            ed: Vec::new(),
            ec: Vec::new(),
            kid: 0,
        };
        let issuer = Issuer { url, book: Arc::new(Mutex::new(book)) };
        issuer.new_keys();
        let routes = Router::new()
            .route("/.well-known/openid-configuration", get(describe))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .route("/me", get(more))
            .with_state(issuer.clone());
        tokio::spawn(async move { axum::serve(listener, routes).await.unwrap() });
        issuer
    }

    pub fn book(&self) -> MutexGuard<'_, Book> {
        self.book.lock().unwrap()
    }

    /// From now on tokens are made so; everything else is right again.
    pub fn lie(&self, signed: Signed, head: Value, claims: impl Fn(&mut Value) + Send + Sync + 'static) {
        let mut book = self.book();
        (book.signed, book.head) = (signed, head);
        book.claims = Some(Arc::new(claims));
    }

    pub fn be_right(&self) {
        self.lie(Signed::Ed25519, json!({}), |_| {});
    }

    /// Changes the keys; the former ones are gone.
    pub fn new_keys(&self) {
        let random = SystemRandom::new();
        let ed = Ed25519KeyPair::generate_pkcs8(&random).unwrap();
        let ec = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
        let ed_public = Ed25519KeyPair::from_pkcs8(ed.as_ref()).unwrap().public_key().as_ref().to_vec();
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, ec.as_ref(), &random).unwrap();
        let point = pair.public_key().as_ref().to_vec();
        let text = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        let mut book = self.book();
        book.kid += 1;
        book.keys = json!({"keys": [
            {"kty": "quantum", "kid": "from-tomorrow"},
            {"kty": "OKP", "crv": "Ed25519", "kid": format!("ed-{}", book.kid), "use": "sig", "x": text(&ed_public)},
            {"kty": "EC", "crv": "P-256", "kid": format!("ec-{}", book.kid), "alg": "ES256", "x": text(&point[1..33]), "y": text(&point[33..])},
        ]});
        (book.ed, book.ec) = (ed.as_ref().to_vec(), ec.as_ref().to_vec());
    }

    /// A code, as the person would bring it back.
    pub fn grant(&self, subject: &str, away: &Away) -> String {
        let code = Secret::new().reveal().to_owned();
        self.book().granted.insert(code.clone(), (subject.to_owned(), away.clone()));
        code
    }

    pub fn read(&self, path: &str) -> u32 {
        self.book().read.get(path).copied().unwrap_or(0)
    }

    /// A token with these claims, under the lies of the moment.
    pub fn sign(&self, mut claims: Value) -> String {
        let book = self.book();
        if let Some(twist) = &book.claims {
            twist(&mut claims);
        }
        let alg = match book.signed {
            Signed::Ed25519 | Signed::ByStranger => "EdDSA",
            Signed::P256 => "ES256",
            Signed::Not => "none",
            Signed::ByPublicKey => "HS256",
        };
        let kid = if book.signed == Signed::P256 { format!("ec-{}", book.kid) } else { format!("ed-{}", book.kid) };
        let mut head = json!({"alg": alg, "typ": "JWT", "kid": kid});
        head.as_object_mut().unwrap().extend(book.head.as_object().unwrap().clone());
        let text = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let message = format!("{}.{}", text(&head), text(&claims));
        let stranger = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).unwrap();
        let public = URL_SAFE_NO_PAD.decode(book.keys["keys"][1]["x"].as_str().unwrap()).unwrap();
        let (alg, key) = match book.signed {
            Signed::Not => return format!("{message}."),
            Signed::Ed25519 => (Algorithm::EdDSA, EncodingKey::from_ed_der(&book.ed)),
            Signed::P256 => (Algorithm::ES256, EncodingKey::from_ec_der(&book.ec)),
            Signed::ByPublicKey => (Algorithm::HS256, EncodingKey::from_secret(&public)),
            Signed::ByStranger => (Algorithm::EdDSA, EncodingKey::from_ed_der(stranger.as_ref())),
        };
        let signature = jsonwebtoken::crypto::sign(message.as_bytes(), &key, alg).unwrap();
        // What `encode` would have written, but with any head.
        debug_assert!(encode(&Header::new(alg), &claims, &key).is_ok());
        format!("{message}.{signature}")
    }

    /// The claims of an ID token for somebody, as they should be.
    pub fn claims(&self, subject: &str, nonce: &str) -> Value {
        let now = now();
        json!({"iss": self.url, "sub": subject, "aud": "palabre", "iat": now, "exp": now + 300, "nonce": nonce, "sid": format!("sid-of-{subject}")})
    }
}

pub fn now() -> i64 {
    Moment::now().0 / 1000
}

async fn describe(State(issuer): State<Issuer>) -> Json<Value> {
    let mut book = issuer.book();
    *book.read.entry("description".into()).or_default() += 1;
    Json(book.description.clone())
}

async fn keys(State(issuer): State<Issuer>) -> Json<Value> {
    let mut book = issuer.book();
    *book.read.entry("keys".into()).or_default() += 1;
    Json(book.keys.clone())
}

/// What the provider tells there alone.
async fn more(State(issuer): State<Issuer>, headers: HeaderMap) -> Response {
    let more = issuer.book().more.clone();
    let known = headers.get(AUTHORIZATION).is_some_and(|given| given == "Bearer jeton-d-acces");
    if known && more.is_object() { Json(more).into_response() } else { StatusCode::UNAUTHORIZED.into_response() }
}

async fn token(State(issuer): State<Issuer>, headers: HeaderMap, Form(form): Form<BTreeMap<String, String>>) -> Response {
    // RFC 6749 §2.3.1: each part form-encoded, then Basic.
    let credentials = format!("Basic {}", STANDARD.encode("palabre:s3cret+%26+more"));
    let granted = issuer.book().granted.remove(form.get("code").map_or("", String::as_str));
    let verified = |away: &Away| form.get("code_verifier").is_some_and(|verifier| Secret::digest_of(verifier) == away.challenge);
    let known = headers.get(AUTHORIZATION).is_some_and(|given| *given == credentials)
        && form.get("redirect_uri").is_some_and(|uri| uri == "http://village.example/oidc/callback")
        && form.get("grant_type").is_some_and(|grant| grant == "authorization_code");
    match granted {
        Some((subject, away)) if known && verified(&away) => {
            let claims = issuer.claims(&subject, &away.nonce);
            let id_token = issuer.sign(claims);
            Json(json!({"access_token": "jeton-d-acces", "token_type": "Bearer", "id_token": id_token})).into_response()
        }
        _ => (StatusCode::BAD_REQUEST, Json(json!({"error": "invalid_grant"}))).into_response(),
    }
}
