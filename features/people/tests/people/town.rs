//! A network with its routes, and visitors who ask it things.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use base::{Id, Moment, Refusal, Secret};
use house::{House, Proxies};
use http::header::{ACCEPT_LANGUAGE, AUTHORIZATION, CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE};
use http::{HeaderMap, Method, Request, StatusCode};
use kernel::people::sessions::{self, Arrival, Means};
use kernel::people::{NewPerson, PersonRole};
use kernel::spaces::NewSpace;
use kernel::{Actor, Kinds};
use people::{password, verbs};
use serde_json::Value;
use store::testing::Scratch;
use store::{Dialect, Query, Tx};
use tower::ServiceExt;
use web::{Kit, Throttle};

pub const PASSWORD: &str = "le tilleul parle au vent";

pub struct Town {
    pub house: House,
    app: Router,
    _scratch: Scratch,
}

/// Somebody at a browser or behind a program.
#[derive(Clone, Default)]
pub struct Visitor {
    pub id: Id,
    pub cookie: String,
    pub token: String,
    /// Where they are, as the proxy in front says.
    pub at: String,
    /// Their `Idempotency-Key`.
    pub key: String,
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|e| panic!("{e}: {}", self.text()))
    }

    pub fn to(&self) -> &str {
        self.headers.get(LOCATION).map_or("", |to| to.to_str().expect("text"))
    }

    /// The session that was set, as a cookie to send.
    pub fn session(&self) -> String {
        let set = self.headers.get(SET_COOKIE).expect("a cookie").to_str().expect("text");
        assert!(set.contains("HttpOnly; SameSite=Lax"), "{set}");
        set.split(';').next().expect("a pair").to_owned()
    }
}

impl Town {
    pub fn new(backend: Dialect) -> Town {
        Town::with_mail(backend, false)
    }

    pub fn with_mail(backend: Dialect, mail: bool) -> Town {
        let scratch = store::testing::migrated(backend, kernel::MIGRATIONS);
        let house = House {
            store: scratch.store.clone(),
            files: village::Attic::new().files(),
            kinds: Kinds::new(Vec::new()),
            looks: Arc::new([]),
            public_url: "http://palabre.example".into(),
            mail,
            sign_in_with: None,
            vault: Arc::default(),
            proxies: Arc::new(Proxies::parse("127.0.0.1").expect("a network")),
            attempts: Arc::new(Throttle::new(10, Duration::from_secs(90), 1000)),
        };
        let (api, _) = people::api().split_for_parts();
        let kit = Kit { draw: shell::error::draw, secure: false };
        let app = web::dress(people::pages().nest("/api/v1", api), &kit).with_state(house.clone());
        Town { house, app, _scratch: scratch }
    }

    pub async fn write<T: Send + 'static>(&self, f: impl FnOnce(&Tx) -> base::Result<T> + Send + 'static) -> T {
        self.house.store.write(f).await.expect("written")
    }

    pub async fn count(&self, sql: &'static str) -> i64 {
        self.house.store.read(move |db| db.count(sql, &[])).await.expect("counted")
    }

    /// Lets somebody in, with a session and a token.
    pub async fn person(&self, name: &'static str, role: PersonRole) -> Visitor {
        self.write(move |tx| {
            let email = format!("{}@exemple.fr", text::fold(name).replace(' ', "."));
            let mut new = NewPerson::parse(name, Some(&email), role)?;
            new.password = Some(password::hash_now(PASSWORD)?);
            let id = verbs::add_person(tx, &new)?;
            let session = sessions::open(tx, id, Means::Password, &Arrival::default())?.secret;
            let (_, token) = verbs::tokens::add(tx, id, "test", None)?;
            Ok(Visitor {
                id,
                cookie: format!("palabre_session={}", session.reveal()),
                token: format!("pal_{}", token.reveal()),
                ..Visitor::default()
            })
        })
        .await
    }

    /// A private space that `host` opened.
    pub async fn space(&self, host: &Visitor, name: &'static str) -> Id {
        let host = host.id;
        self.write(move |tx| {
            let actor = Actor::of_person(tx, host)?.ok_or(Refusal::NotFound)?;
            kernel::spaces::open(tx, &actor, &NewSpace::parse(name, "Pour essayer", "project", "private", None)?)
        })
        .await
    }

    pub async fn setup_link(&self) -> String {
        let secret: Option<Secret> = self.write(verbs::setup::prepare).await;
        format!("/setup/{}", secret.expect("nobody is there").reveal())
    }

    pub async fn get(&self, visitor: &Visitor, path: &str) -> Answer {
        self.ask(visitor, Method::GET, path, "", Body::empty()).await
    }

    /// Sends a form as a browser does.
    pub async fn post(&self, visitor: &Visitor, path: &str, form: &[(&str, &str)]) -> Answer {
        let form: Vec<String> = form.iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect();
        self.ask(visitor, Method::POST, path, "application/x-www-form-urlencoded", form.join("&").into()).await
    }

    /// Asks the API with the visitor's token.
    pub async fn call(&self, visitor: &Visitor, method: Method, path: &str, json: Value) -> Answer {
        let body = if json.is_null() { Body::empty() } else { json.to_string().into() };
        let visitor = Visitor { cookie: String::new(), ..visitor.clone() };
        self.ask(&visitor, method, &format!("/api/v1{path}"), "application/json", body).await
    }

    pub async fn ask(&self, visitor: &Visitor, method: Method, path: &str, kind: &str, body: Body) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header(ACCEPT_LANGUAGE, "fr").header("sec-fetch-site", "same-origin");
        request = request.extension(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 40_000))));
        if !visitor.at.is_empty() {
            request = request.header("x-forwarded-for", &visitor.at);
        }
        if !visitor.key.is_empty() {
            request = request.header("idempotency-key", &visitor.key);
        }
        if !kind.is_empty() {
            request = request.header(CONTENT_TYPE, kind);
        }
        if !visitor.cookie.is_empty() {
            request = request.header(COOKIE, &visitor.cookie);
        } else if !visitor.token.is_empty() {
            request = request.header(AUTHORIZATION, format!("Bearer {}", visitor.token));
        }
        let answer = self.app.clone().oneshot(request.body(body).expect("a request")).await.expect("an answer");
        let (parts, body) = answer.into_parts();
        let bytes = to_bytes(body, 8 << 20).await.expect("a body").to_vec();
        Answer { status: parts.status, headers: parts.headers, bytes }
    }
}

pub fn nobody() -> Visitor {
    Visitor::default()
}

/// What a form's text field holds.
pub fn escaped(text: &str) -> String {
    text.bytes().map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

/// The first address in a page that begins like this.
pub fn address(page: &str, beginning: &str) -> String {
    let from = page.find(beginning).unwrap_or_else(|| panic!("no {beginning} in {page}"));
    page[from..].split(['"', '<', ' ', '\n', '&']).next().expect("an address").to_owned()
}

/// In `days`, as a form sends it.
pub fn day(days: i64) -> String {
    base::Zone::default().at(Moment::now().plus_days(days)).date().to_string()
}
