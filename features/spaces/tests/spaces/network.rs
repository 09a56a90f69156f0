//! A small network: an owner, an admin, three members and a guest, each with a session; nobody is in any space.

use axum::Router;
use axum::body::{Body, to_bytes};
use base::{Id, Moment, Secret};
use house::House;
use http::header::{ACCEPT, CONTENT_TYPE, COOKIE, LOCATION};
use http::{HeaderMap, Method, Request, StatusCode};
use kernel::people::{self, NewPerson, PersonRole};
use kernel::spaces::{self, NewSpace};
use kernel::{Actor, Kinds, MIGRATIONS};
use serde_json::{Value as Json, json};
use store::params;
use store::testing::Scratch;
use tower::ServiceExt as _;
use web::{Kit, Throttle};

/// Somebody with an open session.
#[derive(Clone)]
pub struct Somebody {
    pub id: Id,
    cookie: String,
}

/// The network.
pub struct Network {
    app: Router,
    house: House,
    pub owner: Somebody,
    pub admin: Somebody,
    pub awa: Somebody,
    pub luc: Somebody,
    pub mia: Somebody,
    pub guest: Somebody,
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    pub fn json(&self) -> Json {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    /// Where a form led.
    pub fn led_to(&self) -> &str {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.text);
        self.headers[LOCATION].to_str().unwrap()
    }
}

impl Network {
    pub async fn new(scratch: &Scratch) -> Network {
        scratch.store.migrate(MIGRATIONS).unwrap();
        let house = House {
            store: scratch.store.clone(),
            files: village::Attic::new().files(),
            kinds: Kinds::new(Vec::new()),
            looks: [].into(),
            public_url: "http://palabre.example".into(),
            mail: false,
            sign_in_with: None,
            vault: std::sync::Arc::default(),
            proxies: std::sync::Arc::default(),
            attempts: Throttle::new(10, std::time::Duration::from_secs(1), 10).into(),
        };
        let charter = "INSERT INTO charters(version, title, source, html, at) VALUES (1, 'Charte', '', '', $1)";
        house.store.write(move |tx| tx.run(charter, params![Moment::now()])).await.unwrap();
        let (api, _) = ::spaces::api().split_for_parts();
        let routes = ::spaces::pages().nest("/api/v1", api);
        let app = web::dress(routes, &Kit { draw: shell::error::draw, secure: false }).with_state(house.clone());
        let arrive = |name, role| arrive(&house, name, role);
        let owner = arrive("Odile", PersonRole::Owner).await;
        let admin = arrive("Alain", PersonRole::Admin).await;
        let awa = arrive("Awa Diallo", PersonRole::Member).await;
        let luc = arrive("Luc", PersonRole::Member).await;
        let mia = arrive("Mia", PersonRole::Member).await;
        let guest = arrive("Gaspard", PersonRole::Guest).await;
        Network { app, house, owner, admin, awa, luc, mia, guest }
    }

    /// A space that `by` opened, as the kernel makes it.
    pub async fn space(&self, by: &Somebody, name: &str, opening: &str) -> Id {
        let (new, by) = (NewSpace::parse(name, "Pour essayer.", "project", opening, None).unwrap(), by.id);
        let open = move |tx: &store::Tx| {
            let actor = Actor::of_person(tx, by)?.unwrap();
            spaces::open(tx, &actor, &new)
        };
        self.house.store.write(open).await.unwrap()
    }

    async fn ask(&self, who: &Somebody, method: Method, path: &str, kind: &str, body: String) -> Answer {
        let request = Request::builder().method(method).uri(path).header(COOKIE, &who.cookie).header("sec-fetch-site", "same-origin");
        let accept = if path.starts_with("/api/") { "application/json" } else { "text/html" };
        let request = request.header(CONTENT_TYPE, kind).header(ACCEPT, accept).body(Body::from(body)).unwrap();
        let (parts, body) = self.app.clone().oneshot(request).await.unwrap().into_parts();
        let text = String::from_utf8(to_bytes(body, 1 << 22).await.unwrap().to_vec()).unwrap();
        Answer { status: parts.status, headers: parts.headers, text }
    }

    /// A page.
    pub async fn page(&self, who: &Somebody, path: &str) -> Answer {
        self.ask(who, Method::GET, path, "text/plain", String::new()).await
    }

    /// A form as browsers send it.
    pub async fn form(&self, who: &Somebody, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.ask(who, Method::POST, path, "application/x-www-form-urlencoded", body).await
    }

    /// A request to the API, below `/api/v1`.
    pub async fn api(&self, who: &Somebody, method: &str, path: &str, body: Json) -> Answer {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        self.ask(who, method.parse().unwrap(), &format!("/api/v1{path}"), "application/json", body).await
    }

    /// Makes everybody who waits at a door have come there at one moment.
    pub async fn all_asked_at_once(&self) {
        self.house.store.write(|tx| tx.run("UPDATE join_requests SET at = 1", &[])).await.unwrap();
    }

    /// Lets somebody in through the API, as that space's host.
    pub async fn admit(&self, host: &Somebody, space: Id, person: &Somebody, role: &str) {
        let path = format!("/spaces/{space}/members/{}", person.id);
        assert_eq!(self.api(host, "PUT", &path, json!({ "role": role })).await.status, StatusCode::NO_CONTENT);
    }
}

async fn arrive(house: &House, name: &str, role: PersonRole) -> Somebody {
    let (secret, name) = (Secret::new(), name.to_owned());
    let digest = secret.digest();
    let come = move |tx: &store::Tx| -> base::Result<Id> {
        let new = NewPerson::parse(&name, None, role)?;
        let id = people::add(tx, &new, None)?;
        people::admit(tx, id)?;
        let (now, sql) = (Moment::now(), "INSERT INTO sessions(id, digest, person_id, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)");
        tx.run(sql, params![Id::new(), digest.as_str(), id, now, now.plus_days(1)])?;
        Ok(id)
    };
    let id = house.store.write(come).await.unwrap();
    Somebody { id, cookie: format!("{}={}", web::cookie::session(false), secret.reveal()) }
}
