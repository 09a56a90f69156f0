//! Signing in by a provider that is right, and by one that lies in every way we could think of; safety tests 60 to 63. On both databases.

#![allow(clippy::unwrap_used, reason = "what cannot be read ends the test there")]

mod arriving;
mod hostile;
mod inside;
mod issuer;
mod logout;
mod mine;

use std::sync::Arc;

use base::{Id, Refusal, Result};
use house::House;
use http::Method;
use http::header::{COOKIE, LOCATION, SET_COOKIE};
use issuer::Issuer;
use kernel::people::{self, NewPerson, PersonRole};
use oidc::{Provider, Settings};
use store::{Query, Tx};
use village::{Answer, Http, Village};

const INVITATION: &str = "secret-of-the-invitation";

/// Stands in for the room of people: one invitation, for a member.
fn welcome(tx: &Tx, token: &str, newcomer: &NewPerson) -> Result<Id> {
    if token != INVITATION {
        return Err(Refusal::NotFound.into());
    }
    people::add(tx, &NewPerson { role: PersonRole::Member, ..newcomer.clone() }, None)
}

/// A village whose people may sign in by an issuer.
struct Door<'a> {
    village: &'a Village,
    issuer: Issuer,
    http: Http,
}

/// A trip to the provider, as the browser that began it keeps it.
#[derive(Clone)]
struct Away {
    cookie: String,
    state: String,
    nonce: String,
    challenge: String,
}

impl<'a> Door<'a> {
    async fn new(village: &'a Village, new_people: &str) -> Door<'a> {
        let issuer = Issuer::start().await;
        let http = Door::routes(village, &issuer, new_people);
        Door { village, issuer, http }
    }

    fn routes(village: &Village, issuer: &Issuer, new_people: &str) -> Http {
        let settings = Settings::parse(&issuer.url, "palabre", Some("s3cret & more".into()), Some("Annuaire"), new_people).unwrap();
        let house = House { sign_in_with: Some(Arc::from("Annuaire")), ..village.house() };
        village.http_of(oidc::pages(Some(Provider::new(settings).unwrap()), welcome), house)
    }

    /// Forgets all that was known of the issuer, as a restart does.
    fn restart(&mut self, new_people: &str) {
        self.http = Door::routes(self.village, &self.issuer, new_people);
    }

    /// Sets out, signed in as `name` or as nobody.
    async fn leave(&self, name: &str, path: &str) -> Away {
        let answer = self.http.get_as(name, path).await;
        assert_eq!(answer.status, 303, "{}", answer.text());
        let to = url::Url::parse(location(&answer)).unwrap();
        assert!(to.as_str().starts_with(&format!("{}/authorize?", self.issuer.url)), "{to}");
        let asked =
            |name: &str| to.query_pairs().find(|(key, _)| key == name).unwrap_or_else(|| panic!("no {name} in {to}")).1.into_owned();
        assert_eq!((asked("response_type").as_str(), asked("code_challenge_method").as_str()), ("code", "S256"));
        assert_eq!(asked("redirect_uri"), "http://village.example/oidc/callback");
        let cookie = set(&answer, "palabre_oidc").expect("the trip's cookie");
        Away { cookie, state: asked("state"), nonce: asked("nonce"), challenge: asked("code_challenge") }
    }

    /// Comes back with a code for `subject`.
    async fn come_back(&self, name: &str, away: &Away, subject: &str) -> Answer {
        let code = self.issuer.grant(subject, away);
        self.back(name, &away.cookie, &format!("code={code}&state={}", away.state)).await
    }

    async fn back(&self, name: &str, cookie: &str, query: &str) -> Answer {
        let headers = [(COOKIE, cookie)];
        let headers = if cookie.is_empty() { &[][..] } else { &headers };
        self.http.ask(name, Method::GET, &format!("/oidc/callback?{query}"), headers, "").await
    }

    async fn sign_in(&self, subject: &str) -> Answer {
        let away = self.leave("", "/oidc/start?next=/spaces").await;
        self.come_back("", &away, subject).await
    }

    /// Links a subject to somebody who proved a moment ago who they are.
    async fn link(&self, name: &str, subject: &str) -> Answer {
        self.prove(name).await;
        let away = self.leave(name, "/oidc/link").await;
        self.come_back(name, &away, subject).await
    }

    /// As if they had proved a moment ago who they are.
    async fn prove(&self, name: &str) {
        self.alter(name, "UPDATE sessions SET proved_at = 9999999999999 WHERE person_id = $1").await;
    }

    /// As if it were long ago.
    async fn forget(&self, name: &str) {
        self.alter(name, "UPDATE sessions SET proved_at = 0 WHERE person_id = $1").await;
    }

    /// Changes something of a person by hand.
    async fn alter(&self, name: &str, sql: &'static str) {
        let person = self.village.person(name);
        let altered = self.village.store().write(move |tx| tx.run(sql, store::params![person])).await.unwrap();
        assert_ne!(altered, 0, "{sql}");
    }

    async fn count(&self, sql: &'static str) -> i64 {
        self.village.store().read(move |db| Ok::<_, base::Fault>(db.count(sql, &[])?)).await.unwrap()
    }

    async fn sessions_of(&self, name: &str) -> i64 {
        let person = self.village.person(name);
        let sql = "SELECT count(*) FROM sessions WHERE person_id = $1";
        self.village.store().read(move |db| Ok::<_, base::Fault>(db.count(sql, store::params![person])?)).await.unwrap()
    }

    /// Insists that nobody came in and nothing was linked, whatever is tried by `attempt`.
    async fn nobody_enters(&self, answer: &Answer, status: u16, what: &str) {
        assert_eq!(answer.status, status, "{what}: {}", answer.text());
        assert!(set(answer, "palabre_session").is_none(), "{what}: a session");
        assert_eq!(self.count("SELECT count(*) FROM identity_sessions").await, 0, "{what}");
    }
}

fn location(answer: &Answer) -> &str {
    answer.headers.get(LOCATION).map_or("", |to| to.to_str().unwrap())
}

/// A cookie that an answer sets, as the browser sends it back.
fn set(answer: &Answer, name: &str) -> Option<String> {
    let all = answer.headers.get_all(SET_COOKIE).iter().map(|line| line.to_str().unwrap());
    let mut ours = all.filter(|line| line.starts_with(&format!("{name}=")) && !line.contains("Max-Age=0"));
    ours.next().map(|line| {
        assert!(line.contains("; HttpOnly; SameSite=Lax"), "{line}");
        line.split(';').next().unwrap().to_owned()
    })
}
