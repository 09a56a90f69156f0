//! The village with something private in every place that can hold it, the running program around it, and what each of its people may know.
//! Invariant: who may know what is written down here by hand, from "Qui voit quoi"; nothing of it is asked from the program.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use admin::Machine;
use axum::Router;
use base::{Id, Moment, Secret};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use e2e::Postbox;
use files::child::Reader;
use house::House;
use http::header::{AUTHORIZATION, CONTENT_DISPOSITION, CONTENT_TYPE, COOKIE};
use http::{HeaderName, Method};
use kernel::people::PersonRole;
use live::Hub;
use palabre::{boot::Stop, kinds, listeners, routes};
use serde_json::{Value as Json, json};
use store::testing::settled;
use store::{Query, Tx, params};
use tokio::net::TcpListener;
use village::{Answer, Http, Village};
use web::Throttle;

use super::canaries::Canaries;
use super::lines::Asked;
use super::log::Log;

/// Everybody who asks: owner, admin, host of the private space, its member, its guest, a member elsewhere, a guest elsewhere, one who was a
/// member, one who is deactivated, the same with a token, a bot, and nobody.
pub const ACTORS: [&str; 12] = ["", "dora", "dora's token", "gil", "nadia", "eve", "oscar", "bob", "mehdi", "luc", "ada", "awa"];

/// People of the house, to whom open spaces are open.
pub const HOUSE: [&str; 6] = ["awa", "ada", "luc", "mehdi", "oscar", "eve"];
const ADMINS: [&str; 2] = ["awa", "ada"];
/// Readers of Atelier, the private space; Rita never asks.
const ATELIER: [&str; 3] = ["luc", "mehdi", "nadia"];
/// Readers of Place, the open space.
const PLACE: [&str; 8] = ["awa", "ada", "luc", "mehdi", "oscar", "eve", "gil", "bob"];

/// A picture of one point.
const POINT: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/// An id of the world, and who may tell it from one that nobody has.
pub struct Known {
    pub kind: &'static str,
    pub id: String,
    pub seen_by: Vec<&'static str>,
}

/// All of it.
pub struct World {
    pub village: Village,
    pub http: Http,
    pub router: Router,
    pub url: String,
    pub canaries: Canaries,
    pub known: Vec<Known>,
    pub postbox: Postbox,
    pub log: Log,
    _told: tokio::sync::watch::Sender<bool>,
}

impl World {
    /// Builds it through the API, as its people would; what has no route is written into the database.
    pub async fn build(village: Village) -> World {
        let mut village = village.with_kinds(kinds::rooms());
        for (name, role) in
            [("Ada", PersonRole::Admin), ("Gil", PersonRole::Guest), ("Eve", PersonRole::Member), ("Dora", PersonRole::Member)]
        {
            village.settle(name, role).await;
        }
        let mut world = World::open(village).await;
        world.log_in_everybody().await;
        world.fill_places().await;
        world.fill_atelier().await;
        world.fill_desks().await;
        world.fill_vaults().await;
        world.end_rights().await;
        world.note_ids().await;
        world
    }

    async fn open(village: Village) -> World {
        let log = Log::default();
        let _ = tracing_subscriber::fmt().with_env_filter("debug").with_ansi(false).with_writer(log.clone()).try_init();
        let (postbox, smtp) = Postbox::open();
        let provider = oidc::Settings::parse("http://127.0.0.1:9", "palabre", None, Some("Ailleurs"), "refuse").expect("settings");
        let house = House {
            looks: kinds::looks().into(),
            mail: true,
            sign_in_with: Some("Ailleurs".into()),
            // Nobody is slowed down: here, everybody asks everything.
            attempts: Arc::new(Throttle::new(1_000_000, Duration::from_millis(1), 1_000)),
            ..village.house()
        };
        let (told, stop) = Stop::new();
        let hub = Hub::new();
        tokio::spawn(listeners::listen(house.clone(), hub.clone()));
        let mut work = jobs::Kinds::from([(kernel::later::SEND, kernel::later::work(&house.store, &house.kinds))]);
        work.extend(documents::works(&house, &Reader::new(env!("CARGO_BIN_EXE_palabre").into())));
        work.extend(rights::works(&house));
        let mailer = reach::Mailer::new(&smtp).expect("a mail server");
        work.extend(people::letters::works(&house.store, &mailer, &house.public_url));
        work.extend(admin::letters::works(&house.store, &mailer, &house.public_url));
        tokio::spawn(jobs::run(house.store.clone(), work, jobs::Pace::default(), stop.wait()));
        let machine = Machine { version: env!("CARGO_PKG_VERSION"), ..Machine::default() };
        let router = routes::router(&house, &hub, &Arc::new(machine), Some(oidc::Provider::new(provider).expect("a provider")));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("bound"));
        let served = router.clone().into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, served).await });
        let http = Http::from(router.clone());
        World { village, http, router, url, canaries: Canaries::default(), known: Vec::new(), postbox, log, _told: told }
    }

    /// The header by which an actor is known; none for nobody.
    pub fn pass(&self, actor: &str) -> Option<(HeaderName, String)> {
        match actor {
            "" => None,
            "bob" | "dora's token" => Some((AUTHORIZATION, format!("Bearer pal_{}", token_of(actor)))),
            name => Some((COOKIE, format!("palabre_session={}", session_of(name)))),
        }
    }

    /// Asks something as somebody.
    pub async fn ask(&self, actor: &str, method: Method, asked: &Asked, more: &[(HeaderName, &str)]) -> Answer {
        let pass = self.pass(actor);
        let pass = pass.iter().map(|(name, value)| (name.clone(), value.as_str()));
        let headers: Vec<(HeaderName, &str)> = pass.chain(asked.headers.iter().cloned()).chain(more.iter().cloned()).collect();
        self.http.ask("", method, &asked.path, &headers, asked.bytes()).await
    }

    /// What was made by a request that must succeed.
    async fn api(&self, actor: &str, method: Method, path: &str, body: Json) -> Json {
        let headers = if body.is_null() { vec![] } else { vec![(CONTENT_TYPE, "application/json")] };
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let answer = self.ask(actor, method.clone(), &Asked { path: format!("/api/v1{path}"), headers, body }, &[]).await;
        assert!((200..300).contains(&answer.status), "{actor}: {method} {path}: {} {}", answer.status, answer.text());
        answer.json()
    }

    async fn post(&self, actor: &str, path: &str, body: Json) -> String {
        text(&self.api(actor, Method::POST, path, body).await["id"])
    }

    async fn form(&self, actor: &str, path: &str, body: String) {
        let headers = vec![(CONTENT_TYPE, "application/x-www-form-urlencoded")];
        let answer = self.ask(actor, Method::POST, &Asked { path: path.to_owned(), headers, body }, &[]).await;
        assert!((200..400).contains(&answer.status), "{actor}: {path}: {} {}", answer.status, answer.text());
    }

    async fn upload(&self, actor: &str, name: &str, bytes: &[u8]) -> String {
        let mut headers = vec![(CONTENT_TYPE, "application/octet-stream".to_owned())];
        headers.push((CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")));
        let pass = self.pass(actor);
        let all: Vec<_> = headers.iter().chain(pass.iter()).map(|(name, value)| (name.clone(), value.as_str())).collect();
        let answer = self.http.ask("", Method::POST, "/api/v1/files", &all, bytes.to_vec()).await;
        text(&answer.expect(201)["id"])
    }

    async fn sql(&self, sql: &'static str, values: Vec<store::Value>) {
        let run = move |tx: &Tx| tx.run(sql, &values).map_err(base::Fault::broken);
        self.village.store().write(run).await.expect(sql);
    }

    /// A new word that those people may read.
    fn plant(&self, place: &'static str, seen_by: &[&'static str]) -> String {
        self.canaries.plant(place, seen_by)
    }

    /// An id that those people may know of.
    #[expect(clippy::needless_pass_by_value, reason = "ids and texts alike are given as they stand")]
    fn know(&mut self, kind: &'static str, id: impl ToString, seen_by: &[&'static str]) {
        self.known.push(Known { kind, id: id.to_string(), seen_by: seen_by.to_vec() });
    }

    /// The same for a word that is looked for.
    fn know_word(&mut self, word: &str, seen_by: &[&'static str]) {
        self.know("word", word, seen_by);
    }

    fn space(&self, name: &str) -> String {
        self.village.space(name).to_string()
    }

    /// Sessions, and tokens for the bot and for Dora, before she is deactivated.
    async fn log_in_everybody(&self) {
        for name in ACTORS.iter().filter(|name| !name.is_empty()) {
            self.let_in(name).await;
        }
    }

    /// Puts back what an actor stands on, after they may have thrown it away. Dora stays out.
    pub async fn let_in(&self, actor: &str) {
        if actor.is_empty() {
            return;
        }
        let (owner, now) = (self.village.person(actor.trim_end_matches("'s token")), Moment::now());
        let back = if actor.starts_with("dora") { 0 } else { 1 };
        let (session, token, name) = (Secret::digest_of(&session_of(actor)), Secret::digest_of(&token_of(actor)), actor.to_owned());
        let put = move |tx: &Tx| -> base::Result<()> {
            let gone = tx.count("SELECT count(*) FROM people WHERE id = $1 AND deactivated_at IS NOT NULL", params![owner])? > 0;
            if gone && back == 0 {
                return Ok(());
            }
            tx.run("UPDATE people SET deactivated_at = NULL WHERE id = $1 AND deactivated_at IS NOT NULL", params![owner])?;
            if matches!(name.as_str(), "bob" | "dora's token") {
                let sql = "INSERT INTO tokens(id, digest, person_id, name, created_at) VALUES ($1, $2, $3, 'jeton', $4) ON CONFLICT (digest) DO NOTHING";
                tx.run(sql, params![Id::new(), &token, owner, now])?;
                tx.run("UPDATE tokens SET revoked_at = NULL WHERE digest = $1 AND revoked_at IS NOT NULL", params![token])?;
            } else {
                let sql = "INSERT INTO sessions(id, digest, person_id, created_at, expires_at, proved_at, used_at) VALUES ($1, $2, $3, $4, $5, $4, $4)
                           ON CONFLICT (digest) DO NOTHING";
                tx.run(sql, params![Id::new(), &session, owner, now, now.plus_days(30)])?;
                tx.run(
                    "UPDATE sessions SET proved_at = $2 WHERE digest = $1 AND proved_at < $3",
                    params![session, now, now.plus_seconds(-60)],
                )?;
            }
            let sql = "INSERT INTO charter_acceptances(person_id, version, at) SELECT $1, max(version), $2 FROM charters WHERE 1 = 1 ON CONFLICT DO NOTHING";
            tx.run(sql, params![owner, now])?;
            Ok(())
        };
        self.village.store().write(put).await.expect("let in");
    }

    /// Place, Comité, Archives, and a space that only Oscar is in.
    async fn fill_places(&mut self) {
        let (place, committee, archives) = (self.space("Place"), self.space("Comité"), self.space("Archives"));
        self.api("awa", Method::PUT, &format!("/spaces/{place}/members/{}", self.village.person("gil")), json!({ "role": "contributor" }))
            .await;
        let body = self.plant("a post of an open space", &PLACE);
        let all = self
            .post(
                "luc",
                &format!("/spaces/{place}/items"),
                json!({ "kind": "post", "title": body, "body": format!("{body} @Mehdi Benali") }),
            )
            .await;
        self.know("item", all, &PLACE);
        for name in ["mehdi", "oscar", "gil", "bob", "awa"] {
            let own = self.post(name, &format!("/spaces/{place}/items"), json!({ "kind": "post", "body": "Le mien" })).await;
            self.know("item", own, &PLACE);
        }
        let word = self.plant("a trashed post of an open space", &["oscar", "awa"]);
        let trashed = self.post("oscar", &format!("/spaces/{place}/items"), json!({ "kind": "post", "body": word })).await;
        self.api("oscar", Method::PUT, &format!("/items/{trashed}/trash"), Json::Null).await;
        self.know("item", trashed, &["oscar", "awa"]);
        self.know("space", &place, &PLACE);

        let (name, purpose) =
            (self.plant("the name of a space on request", &HOUSE), self.plant("the purpose of a space on request", &HOUSE));
        self.api("awa", Method::PATCH, &format!("/spaces/{committee}"), json!({ "name": name, "purpose": purpose })).await;
        let word = self.plant("a post of a space on request", &["awa", "luc"]);
        let item = self.post("luc", &format!("/spaces/{committee}/items"), json!({ "kind": "post", "body": word })).await;
        self.know("item", item, &["awa", "luc"]);
        self.know("space", &committee, &HOUSE);
        self.know_word(&name, &HOUSE);
        self.know_word(&word, &["awa", "luc"]);
        self.api("mehdi", Method::PUT, &format!("/spaces/{committee}/request"), Json::Null).await;

        let name = self.plant("the name of Oscar's own space", &["oscar"]);
        let purpose = self.plant("the purpose of Oscar's own space", &["oscar"]);
        let new = json!({ "name": name, "purpose": purpose, "kind": "project", "opening": "private" });
        let orchard = self.post("oscar", "/spaces", new).await;
        let word = self.plant("a post in Oscar's own space", &["oscar"]);
        let item = self.post("oscar", &format!("/spaces/{orchard}/items"), json!({ "kind": "post", "body": word })).await;
        self.know("item", item, &["oscar"]);
        self.know("space", orchard, &["oscar"]);
        self.know_word(&name, &["oscar"]);
        self.know_word(&word, &["oscar"]);

        self.api("luc", Method::DELETE, &format!("/spaces/{archives}/archive"), Json::Null).await;
        let (name, word) =
            (self.plant("the name of an archived space", &["luc", "mehdi"]), self.plant("a post of an archived space", &["luc", "mehdi"]));
        self.api("luc", Method::PATCH, &format!("/spaces/{archives}"), json!({ "name": name })).await;
        let item = self.post("mehdi", &format!("/spaces/{archives}/items"), json!({ "kind": "post", "body": word })).await;
        self.api("luc", Method::PUT, &format!("/spaces/{archives}/archive"), Json::Null).await;
        self.know("item", item, &["luc", "mehdi"]);
        self.know("space", archives, &["luc", "mehdi"]);
        self.know_word(&word, &["luc", "mehdi"]);
    }

    /// Atelier: every kind of item, files, and what crosses its border.
    async fn fill_atelier(&mut self) {
        let atelier = self.space("Atelier");
        let items = format!("/spaces/{atelier}/items");
        // Whoever was invited by mail is told into which space.
        let named = ["luc", "mehdi", "nadia", "an invited guest"];
        let (name, purpose) = (self.plant("the name of a private space", &named), self.plant("the purpose of a private space", &named));
        self.api("luc", Method::PATCH, &format!("/spaces/{atelier}"), json!({ "name": name, "purpose": purpose })).await;
        self.know_word(&name, &ATELIER);
        for name in ["eve", "dora"] {
            let member = format!("/spaces/{atelier}/members/{}", self.village.person(name));
            self.api("luc", Method::PUT, &member, json!({ "role": "contributor" })).await;
        }
        let places = [
            "the title of a private post",
            "the text of a private post",
            "an earlier version of a private post",
            "a tag in a private space",
        ];
        let [title, word, before, tag] = places.map(|place| self.plant(place, &ATELIER));
        let written = format!("{word} #{tag} @Mehdi Benali @Eve");
        let item = self.post("luc", &items, json!({ "kind": "post", "title": title, "body": format!("{before} @Eve") })).await;
        self.api("luc", Method::PATCH, &format!("/items/{item}"), json!({ "body": written })).await;
        let comment = self.plant("a comment in a private space", &ATELIER);
        let comment = self.post("mehdi", &format!("/items/{item}/comments"), json!({ "body": comment })).await;
        self.api("mehdi", Method::PUT, &format!("/items/{item}/bookmark"), Json::Null).await;
        self.api("eve", Method::PUT, &format!("/items/{item}/bookmark"), Json::Null).await;
        self.api("eve", Method::PUT, &format!("/items/{item}/follow"), json!({ "level": "all" })).await;

        let option = self.plant("an option of a private poll", &ATELIER);
        let poll = self.post("luc", &items, json!({ "kind": "poll", "body": "Lequel ?", "data": { "options": [option, "Non"] } })).await;
        let read = self.api("luc", Method::GET, &format!("/items/{poll}"), Json::Null).await;
        let option = text(&read["data"]["options"][0]["id"]);
        let question = self.plant("a private question", &ATELIER);
        let question = self.post("mehdi", &items, json!({ "kind": "question", "title": question, "body": "?" })).await;
        let answer = self.plant("an accepted answer", &ATELIER);
        let answer = self.post("luc", &format!("/items/{question}/comments"), json!({ "body": answer })).await;
        self.api("mehdi", Method::PUT, &format!("/items/{question}/answer"), json!({ "comment": answer })).await;
        let word_of_eve = self.plant("what somebody wrote before they had to leave", &["luc", "mehdi", "nadia", "eve"]);
        let of_eve = self.post("eve", &items, json!({ "kind": "post", "body": word_of_eve })).await;
        let trashed = self.plant("a trashed private post", &["luc", "mehdi"]);
        let in_trash = self.post("mehdi", &items, json!({ "kind": "post", "body": trashed })).await;
        self.api("mehdi", Method::PUT, &format!("/items/{in_trash}/trash"), Json::Null).await;

        let (file_name, inside) =
            (self.plant("the name of a private file", &ATELIER), self.plant("the inside of a private file", &ATELIER));
        let file = self.upload("mehdi", &format!("{file_name}.txt"), format!("Un texte : {inside}.\n").as_bytes()).await;
        let picture = self.upload("mehdi", "point.png", &STANDARD.decode(POINT).expect("a picture")).await;
        let with = self.post("mehdi", &items, json!({ "kind": "post", "body": "Le fichier", "files": [file, picture] })).await;

        // What crosses the border leads back, and says nothing.
        let place = self.space("Place");
        let share = self.post("luc", &format!("/items/{item}/shares"), json!({ "space": place, "body": "Voir" })).await;
        let own =
            self.post("luc", &format!("/spaces/{place}/items"), json!({ "kind": "post", "body": format!("Lié à /items/{item}") })).await;
        self.api("luc", Method::POST, &format!("/items/{own}/links"), json!({ "to": item, "relation": "relates" })).await;
        for id in [share, own] {
            self.know("item", id, &PLACE);
        }
        for id in [&item, &comment, &poll, &question, &of_eve, &with] {
            self.know("item", id, &ATELIER);
        }
        self.know("item", &in_trash, &["luc", "mehdi"]);
        self.know("option", option, &ATELIER);
        self.know("file", &file, &ATELIER);
        self.know("file", &picture, &ATELIER);
        self.know("question", &question, &ATELIER);
        self.know("answer", &answer, &ATELIER);
        self.know("space", &atelier, &ATELIER);
        for word in [&title, &word, &before, &tag, &word_of_eve, &file_name, &inside] {
            self.know_word(word, &ATELIER);
        }
        self.know_word(&trashed, &["luc", "mehdi"]);
    }

    /// What is one's own: drafts, plans, loose files, tokens, invitations, requests about data.
    async fn fill_desks(&mut self) {
        let atelier = self.space("Atelier");
        for name in ["mehdi", "eve"] {
            let word = self.plant("a draft", if name == "mehdi" { &["mehdi"] } else { &["eve"] });
            self.api(name, Method::PUT, &format!("/drafts/space:{atelier}"), json!({ "kind": "post", "title": word, "body": word })).await;
        }
        let mine = &["mehdi"][..];
        let word = self.plant("what is planned", mine);
        let soon = Moment::now().plus_days(2).to_string();
        for _ in 0..4 {
            let new = json!({ "kind": "post", "body": word, "send_at": soon });
            let planned = self.post("mehdi", &format!("/spaces/{atelier}/scheduled"), new).await;
            self.know("planned", planned, mine);
        }
        let first = self.known.iter().find(|known| known.kind == "item").expect("an item").id.clone();
        let word = self.plant("a draft of an answer", mine);
        self.api("mehdi", Method::PUT, &format!("/drafts/item:{first}"), json!({ "body": word })).await;
        let (name, inside) = (self.plant("the name of a loose file", mine), self.plant("the inside of a loose file", mine));
        let loose = self.upload("mehdi", &format!("{name}.txt"), inside.as_bytes()).await;
        self.know("file", loose, mine);
        for n in 0..8 {
            let loose = self.upload("mehdi", "note.txt", format!("note {n}").as_bytes()).await;
            self.know("loose", loose, mine);
        }
        let upload = Asked { path: "/api/v1/uploads".into(), headers: Vec::new(), body: String::new() };
        let name = self.plant("the name of a file under way", mine);
        let named = format!("filename {}", STANDARD.encode(format!("{name}.txt")));
        let header = HeaderName::from_static;
        let more = [(header("tus-resumable"), "1.0.0"), (header("upload-length"), "9"), (header("upload-metadata"), named.as_str())];
        let begun = self.ask("mehdi", Method::POST, &upload, &more).await;
        let place = begun.headers["location"].to_str().expect("an address").to_owned();
        self.know("upload", place.rsplit('/').next().unwrap_or_default(), mine);

        let token = self
            .api("mehdi", Method::POST, "/tokens", json!({ "name": self.plant("the name of a token", &["mehdi", "awa", "ada"]) }))
            .await;
        self.canaries.hush("a token", token["token"].as_str().expect("a token"));
        self.know("token", text(&token["id"]), mine);
        let invited = self.plant("who is invited", &["luc", "awa", "ada", "an invited guest"]);
        let new = json!({ "role": "guest", "name": invited, "email": format!("{invited}@ailleurs.example"), "space": atelier,
            "ends_at": Moment::now().plus_days(60).to_string() });
        let invitation = self.post("luc", "/invitations", new).await;
        self.know("invitation", invitation, &["luc", "awa", "ada"]);
        let message = self.plant("a request about one's data", &["mehdi", "awa", "ada"]);
        self.form("mehdi", "/me/data/rectification", format!("message={message}")).await;
        self.form("eve", "/me/data/rectification", "message=Un+accent".into()).await;
        self.form("mehdi", "/me/data/archive", String::new()).await;
        let headline = self.plant("a guest's profile", &["awa", "ada", "luc", "mehdi", "oscar", "eve", "nadia"]);
        self.api("nadia", Method::PATCH, "/me", json!({ "headline": headline, "ask_me": headline })).await;
        self.know_word(&headline, &["awa", "ada", "luc", "mehdi", "oscar", "eve", "nadia"]);
        // A retry with somebody else's key is somebody else's request.
        let word = self.plant("an answer kept for a retry", &ATELIER);
        let path = format!("/api/v1/spaces/{atelier}/items");
        let body = json!({ "kind": "post", "body": word }).to_string();
        let asked = Asked { path, headers: vec![(CONTENT_TYPE, "application/json")], body };
        let made = self.ask("mehdi", Method::POST, &asked, &[(HeaderName::from_static("idempotency-key"), "k")]).await;
        let id = text(&made.expect(201)["id"]);
        self.know("item", id, &ATELIER);
    }

    /// What no route writes: addresses, secrets at rest, devices, proofs, a job that failed, a line of the trail, a photo.
    async fn fill_vaults(&mut self) {
        let mehdi = self.village.person("mehdi");
        for name in ["mehdi", "luc", "oscar", "gil"] {
            let seen: Vec<&'static str> = ACTORS.iter().copied().filter(|actor| *actor == name).chain(ADMINS).collect();
            let address = format!("{}@village.example", self.plant("an address", &seen));
            self.know("email", &address, &[]);
            self.sql("UPDATE people SET email = $2 WHERE id = $1", params![self.village.person(name), address].to_vec()).await;
        }
        let now = Moment::now();
        let word = |place, seen: &[&'static str]| self.plant(place, seen);
        let (device, hash, label, passkey) =
            (word("a device", &["mehdi"]), word("a password's hash", &[]), word("an identity", &["mehdi"]), word("a passkey", &["mehdi"]));
        let (sealed, error, payload, line) = (
            word("a sealed code", &[]),
            word("why a job failed", &ADMINS),
            word("what a job carries", &[]),
            word("a line of the trail", &ADMINS),
        );
        let photo = word("a photo", &["awa", "ada", "luc", "mehdi", "oscar", "eve", "nadia"]);
        self.sql("UPDATE sessions SET device = $2 WHERE person_id = $1", params![mehdi, device].to_vec()).await;
        self.sql(
            "UPDATE people SET password = $2 WHERE id = $1",
            params![mehdi, format!("$argon2id$v=19$m=8,t=1,p=1${hash}${hash}")].to_vec(),
        )
        .await;
        self.sql(
            "INSERT INTO code_apps(person_id, sealed, last_step, created_at) VALUES ($1, $2, 0, $3)",
            params![mehdi, sealed, now].to_vec(),
        )
        .await;
        let sql =
            "INSERT INTO identities(id, issuer, subject, person_id, label, linked_at) VALUES ($1, 'http://127.0.0.1:9', $2, $3, $2, $4)";
        self.sql(sql, params![Id::new(), label, mehdi, now].to_vec()).await;
        let sql =
            "INSERT INTO passkeys(id, person_id, credential, public_key, counter, name, created_at) VALUES ($1, $2, $3, $4, 0, $3, $5)";
        self.sql(sql, params![Id::new(), mehdi, passkey, b"key".as_slice(), now].to_vec()).await;
        let sql = "INSERT INTO jobs(id, kind, payload, due_at, tries, last_error, dead_at) VALUES ($1, 'people.reset', $2, $4, 9, $3, $4)";
        for _ in 0..2 {
            self.sql(sql, params![Id::new(), format!("{{\"email\":\"{payload}\"}}"), &error, now].to_vec()).await;
        }
        let sql = "INSERT INTO sessions(id, digest, person_id, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)";
        self.sql(sql, params![Id::new(), Secret::digest_of("another device of Mehdi's"), mehdi, now, now.plus_days(9)].to_vec()).await;
        let sql = "INSERT INTO audit(id, at, actor_id, act, subject_id, details) VALUES ($1, $2, $3, 'role-changed', $3, $4)";
        self.sql(sql, params![Id::new(), now, mehdi, line].to_vec()).await;
        let nadia = self.village.person("nadia");
        self.sql("UPDATE people SET photo_at = $2 WHERE id = $1", params![nadia, now].to_vec()).await;
        self.sql("INSERT INTO photos(person_id, type, bytes) VALUES ($1, 'image/png', $2)", params![nadia, photo.into_bytes()].to_vec())
            .await;
        let reset = Secret::new();
        self.canaries.hush("a reset link", reset.reveal());
        let sql = "INSERT INTO resets(digest, person_id, expires_at) VALUES ($1, $2, $3)";
        self.sql(sql, params![Secret::digest_of(reset.reveal()), mehdi, now.plus_days(1)].to_vec()).await;
        for actor in ACTORS.iter().filter(|actor| !actor.is_empty()) {
            self.canaries.hush("a session", &session_of(actor));
            self.canaries.hush("a digest", &Secret::digest_of(&session_of(actor)));
        }
    }

    /// Eve is taken out of Atelier, Dora is deactivated; both knew a lot.
    async fn end_rights(&self) {
        self.rest().await;
        let (atelier, eve, dora) = (self.space("Atelier"), self.village.person("eve"), self.village.person("dora"));
        self.api("luc", Method::DELETE, &format!("/spaces/{atelier}/members/{eve}"), Json::Null).await;
        self.api("ada", Method::PUT, &format!("/people/{dora}/deactivation"), Json::Null).await;
        self.rest().await;
    }

    /// The ids that the database gave by itself, and people's.
    async fn note_ids(&mut self) {
        for (kind, sql) in [
            ("session", "SELECT id, person_id FROM sessions"),
            ("passkey", "SELECT id, person_id FROM passkeys"),
            ("identity", "SELECT id, person_id FROM identities"),
            ("notice", "SELECT id, person_id FROM notices"),
            ("request", "SELECT id, person_id FROM data_requests"),
        ] {
            let mut found: HashMap<Id, Vec<Id>> = HashMap::new();
            let rows = self.village.store().read(move |db| db.all(sql, &[], |row| Ok((row.id(0)?, row.id(1)?)))).await.expect(sql);
            rows.into_iter().for_each(|(id, person)| found.entry(person).or_default().push(id));
            for actor in ["mehdi", "luc", "oscar", "gil", "eve", "nadia", "awa"] {
                let ids = found.remove(&self.village.person(actor)).unwrap_or_default();
                // Two of each are enough; the rest is more of the same.
                for id in ids.into_iter().take(2) {
                    self.know(kind, id, &[ACTORS[ACTORS.iter().position(|known| *known == actor).expect("an actor")]]);
                    if kind == "request" {
                        self.know("case", id, &ADMINS);
                    }
                }
            }
        }
        let dead = self.village.store().read(|db| db.all("SELECT id FROM jobs WHERE dead_at IS NOT NULL", &[], |row| row.id(0))).await;
        for job in dead.expect("jobs") {
            self.know("job", job, &ADMINS);
        }
        let known = [
            ("mehdi", &PLACE[..], &["nadia"][..]),
            ("nadia", &HOUSE, &["nadia"]),
            ("oscar", &PLACE, &[]),
            ("rita", &HOUSE, &["nadia"]),
            ("gil", &PLACE, &[]),
            ("dora", &HOUSE, &["nadia"]),
        ];
        for (name, seen, more) in known {
            self.know("person", self.village.person(name), &[seen, more].concat());
        }
        // Where one writes one's own draft: Eve's stays hers.
        let nooks: Vec<_> =
            self.known.iter().filter(|known| known.kind == "space").map(|known| (known.id.clone(), known.seen_by.clone())).collect();
        for (id, seen_by) in nooks {
            let eve = if id == self.space("Atelier") { &["eve"][..] } else { &[] };
            self.know("nook", id, &[&seen_by, eve].concat());
        }
        let soon = Moment::now().plus_days(60).to_string();
        for (kind, value) in [
            ("moment", soon.as_str()),
            ("day", &soon[..10]),
            ("local", &soon[..16]),
            ("emoji", "%F0%9F%91%8D"),
            ("asset", "app.css"),
            ("secret", "abcdefghijklmnopqrstuvwxyz"),
            ("version", "1"),
            ("keep", "notices"),
        ] {
            self.know(kind, value, &ACTORS);
        }
    }

    /// Waits until nothing follows any more from what was done.
    pub async fn rest(&self) {
        let store = self.village.store();
        settled(store).await;
        loop {
            let left = store.read(|db| jobs::unfinished(db, Moment::now())).await.expect("counted");
            if left == 0 {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }
}

/// The secret of somebody's cookie: as the village founded it.
fn session_of(name: &str) -> String {
    format!("session-of-{name}")
}

fn token_of(name: &str) -> String {
    format!("token-of-{}", name.replace("'s token", ""))
}

fn text(id: &Json) -> String {
    id.as_str().unwrap_or_else(|| panic!("no id: {id}")).to_owned()
}
