//! The hall in front of the door: somebody with a cookie, who asks pages and reads answers.

use axum::Router;
use axum::body::Body;
use base::{Id, Secret};
use house::House;
use http::header::{CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE};
use http::{HeaderName, Method};
use kernel::people::sessions::{self, Arrival, Means, Opened};
use village::{Answer, Http, Village};

pub const PASSWORD: &str = "le tilleul parle au vent";

pub struct Hall {
    pub village: Village,
    pub house: House,
    http: Http,
}

impl Hall {
    pub fn of(village: Village) -> Hall {
        let house = House { public_url: "https://palabre.example".into(), ..village.house() };
        Hall::with(village, house)
    }

    pub fn with(village: Village, house: House) -> Hall {
        let (api, _) = door::api().split_for_parts();
        let home = axum::routing::get(async |house::Signed(_): house::Signed| "home");
        let sensitive = axum::routing::post(async |house::ProvedForm(_, typed): house::ProvedForm<Sensitive>| {
            format!("{}+{}", typed.a, typed.b.join(","))
        });
        let export = axum::routing::get(async |house::Proved(_): house::Proved| "export");
        let routes = Router::new().route("/", home).route("/sensitive", sensitive).route("/export", export.clone());
        let routes = routes.merge(door::pages()).nest("/api/v1", api.route("/export", export));
        Hall { http: village.http_of(routes, house.clone()), village, house }
    }

    /// Somebody comes with a first factor that was right.
    pub async fn arrives(&self, name: &str, means: Means) -> (Opened, Visitor<'_>) {
        let person = self.village.person(name);
        let from = Arrival { device: "Firefox/Linux".into(), former: None };
        let opened = self.house.store.write(move |tx| sessions::open(tx, person, means, &from)).await.expect("a session");
        let visitor = Visitor { hall: self, cookies: vec![("__Host-palabre".into(), opened.secret.reveal().to_owned())] };
        (opened, visitor)
    }

    /// The same, signed in.
    pub async fn signed_in(&self, name: &str) -> Visitor<'_> {
        self.arrives(name, Means::Password).await.1
    }

    pub fn nobody(&self) -> Visitor<'_> {
        Visitor { hall: self, cookies: Vec::new() }
    }

    /// Their last proof is longer ago than it may be.
    pub async fn forget_proofs(&self) {
        self.run("UPDATE sessions SET proved_at = 0").await;
    }

    pub async fn run(&self, sql: &'static str) {
        self.house.store.write(move |tx| Ok::<_, base::Fault>(tx.run(sql, &[])?)).await.expect("written");
    }

    pub async fn count(&self, sql: &'static str) -> i64 {
        use store::Query;
        self.house.store.read(move |db| Ok::<_, base::Fault>(db.count(sql, &[])?)).await.expect("counted")
    }

    pub async fn sets_password(&self, name: &str) {
        let (person, hash) = (self.village.person(name), house::password::hash_now(PASSWORD).expect("hashed"));
        let write = move |tx: &store::Tx| {
            tx.run("UPDATE people SET password = $2 WHERE id = $1", store::params![person, hash])?;
            Ok::<_, base::Fault>(())
        };
        self.house.store.write(write).await.expect("written");
    }
}

#[derive(serde::Deserialize)]
pub struct Sensitive {
    a: String,
    b: Vec<String>,
}

/// Somebody at a browser, with its cookies.
#[derive(Clone)]
pub struct Visitor<'a> {
    hall: &'a Hall,
    pub cookies: Vec<(String, String)>,
}

impl Visitor<'_> {
    pub async fn get(&mut self, path: &str) -> Answer {
        self.ask(Method::GET, path, "").await
    }

    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect();
        self.ask(Method::POST, path, &body.join("&")).await
    }

    /// As a browser: keeps the cookies that it is given.
    pub async fn ask(&mut self, method: Method, path: &str, body: &str) -> Answer {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let cookies = cookies.join("; ");
        let mut headers: Vec<(HeaderName, &str)> = vec![(CONTENT_TYPE, "application/x-www-form-urlencoded")];
        if !cookies.is_empty() {
            headers.push((COOKIE, &cookies));
        }
        let answer = self.hall.http.ask("", method, path, &headers, Body::from(body.to_owned())).await;
        for line in answer.headers.get_all(SET_COOKIE) {
            let line = line.to_str().expect("text");
            assert!(line.ends_with("; HttpOnly; SameSite=Lax; Secure") && line.starts_with("__Host-"), "{line}");
            let (name, value) = line.split(';').next().and_then(|pair| pair.split_once('=')).expect("a pair");
            self.cookies.retain(|(known, _)| known != name);
            if !value.is_empty() {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
        answer
    }

    pub fn session(&self) -> String {
        self.cookies.iter().find(|(name, _)| name == "__Host-palabre").map(|(_, value)| value.clone()).unwrap_or_default()
    }

    pub async fn session_id(&self) -> Id {
        let digest = Secret::digest_of(&self.session());
        let read = move |db: &store::Db| {
            use store::Query;
            Ok::<_, base::Fault>(db.one("SELECT id FROM sessions WHERE digest = $1", store::params![digest], |row| row.id(0))?)
        };
        self.hall.house.store.read(read).await.expect("read").expect("a session")
    }

    /// The values of the hidden or shown fields of that name in a page.
    pub fn field(page: &str, name: &str) -> String {
        let at = page.find(&format!("name=\"{name}\"")).unwrap_or_else(|| panic!("no {name} in {page}"));
        page[at..].split("value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a value").to_owned()
    }
}

pub fn to(answer: &Answer) -> &str {
    answer.headers.get(LOCATION).map_or("", |to| to.to_str().expect("text"))
}

pub fn escaped(text: &str) -> String {
    text.bytes().map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

/// The recovery codes that a page shows.
pub fn codes(page: &str) -> Vec<String> {
    let inside = page.split("<ul class=\"codes\">").nth(1).and_then(|rest| rest.split("</ul>").next()).unwrap_or_default();
    inside.split("<code class=\"secret\">").skip(1).filter_map(|rest| rest.split('<').next()).map(str::to_owned).collect()
}
