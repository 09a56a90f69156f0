//! Where most journeys begin: two colleagues who accepted the charter, in one private space that the first of them opened.

use serde_json::{Value, json};

use crate::{Api, Backend, Browser, Server, Visitor};

/// Everybody's password: long, and nobody's name.
pub const PASSWORD: &str = "quatre lampes bleues hier soir";

/// The space's name.
pub const SPACE: &str = "Atelier des Lilas";

/// Somebody with an account.
pub struct Person {
    /// Their id.
    pub id: String,
    /// What they sign in with.
    pub email: String,
    /// The API, spoken to in their name.
    pub api: Api,
}

/// The two, and where they meet.
pub struct Stage {
    /// Where all of it is.
    pub server: Server,
    /// Awa Diallo, owner of the network, host of the space.
    pub awa: Person,
    /// Luc Martin, member of the network, contributor in the space.
    pub luc: Person,
    /// The space's id.
    pub space: String,
}

impl Stage {
    /// A fresh server with all of it.
    pub fn set(backend: Backend) -> Stage {
        let server = Server::start(backend);
        let awa = Person::settle(&server, "Awa Diallo", "awa@lilas.example", "owner");
        let luc = Person::settle(&server, "Luc Martin", "luc@lilas.example", "member");
        let space = open_space(&awa.api, SPACE);
        awa.api.put(&format!("/spaces/{space}/members/{}", luc.id), &json!({ "role": "contributor" }));
        // That he was let in is no news any more.
        luc.api.put("/inbox/read", &Value::Null);
        Stage { server, awa, luc, space }
    }

    /// The space's page.
    pub fn page(&self) -> String {
        format!("/spaces/{}", self.space)
    }

    /// A signed-in browser at the space's page.
    pub async fn browser(&self, person: &Person, visitor: Visitor) -> Browser {
        let browser = Browser::open(&self.server.url, visitor).await;
        browser.sign_in(&person.email, PASSWORD).await;
        browser.visit(&self.page()).await;
        browser
    }

    /// Posts in the space, as a program would; gives the item's id.
    pub fn post(&self, person: &Person, body: &str) -> String {
        id(&person.api.post(&format!("/spaces/{}/items", self.space), &json!({ "kind": "post", "body": body })))
    }

    /// How many items of the space have exactly that text.
    pub fn posted(&self, body: &str) -> usize {
        let items = self.awa.api.all(&format!("/spaces/{}/items", self.space));
        items.iter().filter(|item| item["body"] == body).count()
    }
}

impl Person {
    /// An account whose owner has accepted the charter.
    pub fn settle(server: &Server, name: &str, email: &str, role: &str) -> Person {
        let id = server.add_person(name, email, role, PASSWORD);
        let api = server.api(email);
        let version = &api.get("/charter")["version"];
        api.put("/charter/acceptance", &json!({ "version": version }));
        Person { id, email: email.to_owned(), api }
    }
}

/// Opens a private space and gives its id.
pub fn open_space(api: &Api, name: &str) -> String {
    id(&api.post("/spaces", &json!({ "name": name, "purpose": "Construire ensemble.", "kind": "project", "opening": "private" })))
}

/// The id of what was made.
pub fn id(made: &Value) -> String {
    made["id"].as_str().expect("what is made has an id").to_owned()
}
