//! The village over HTTP: routes in the whole kit, asked by somebody who is signed in, or by nobody.

use axum::Router;
use axum::body::{Body, to_bytes};
use house::House;
use http::header::{CONTENT_TYPE, COOKIE};
use http::{HeaderMap, HeaderName, Method, Request};
use serde_json::Value as Json;
use tower::ServiceExt;
use web::{Kit, cookie};

use crate::Village;
use crate::founding::session_of;

/// Routes of the village, ready to be asked.
#[derive(Clone)]
pub struct Http(Router);

/// What came back.
pub struct Answer {
    /// The status.
    pub status: u16,
    /// Its headers.
    pub headers: HeaderMap,
    body: Vec<u8>,
}

impl Village {
    /// Puts routes into the kit, as the program does.
    pub fn http(&self, routes: Router<House>) -> Http {
        self.http_of(routes, self.house())
    }

    /// The same for a house that a test has arranged.
    pub fn http_of(&self, routes: Router<House>, house: House) -> Http {
        let kit = Kit { draw: |_, problem| format!("{}\n{}", problem.title, problem.detail), secure: false };
        Http(web::dress(routes, &kit).with_state(house))
    }
}

impl From<Router> for Http {
    /// Routes that wear their kit already, such as the whole program's.
    fn from(router: Router) -> Http {
        Http(router)
    }
}

impl Http {
    /// Asks as `name`, as a page of our own would; an empty name is nobody.
    pub async fn ask(&self, name: &str, method: Method, path: &str, headers: &[(HeaderName, &str)], body: impl Into<Body>) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header("sec-fetch-site", "same-origin");
        if !name.is_empty() {
            request = request.header(COOKIE, format!("{}={}", cookie::session(false), session_of(name)));
        }
        for (name, value) in headers {
            request = request.header(name, *value);
        }
        let request = request.body(body.into()).expect("a request");
        let (parts, body) = self.0.clone().oneshot(request).await.expect("an answer").into_parts();
        let body = to_bytes(body, 64 << 20).await.expect("a body").to_vec();
        Answer { status: parts.status.as_u16(), headers: parts.headers, body }
    }

    /// Reads a page or a part of the API.
    pub async fn get_as(&self, name: &str, path: &str) -> Answer {
        self.ask(name, Method::GET, path, &[], Body::empty()).await
    }

    /// Sends JSON, or nothing for `null`.
    pub async fn json(&self, name: &str, method: Method, path: &str, body: &Json) -> Answer {
        if body.is_null() {
            return self.ask(name, method, path, &[], Body::empty()).await;
        }
        self.ask(name, method, path, &[(CONTENT_TYPE, "application/json")], body.to_string()).await
    }

    /// Sends a form.
    pub async fn post_form(&self, name: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.ask(name, Method::POST, path, &[(CONTENT_TYPE, "application/x-www-form-urlencoded")], body).await
    }
}

impl Answer {
    /// The body.
    pub fn bytes(&self) -> &[u8] {
        &self.body
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON; `null` when it is not JSON.
    pub fn json(&self) -> Json {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }

    /// Insists on a status, and gives the JSON.
    ///
    /// # Panics
    /// With the answer's own words when the status is another one.
    #[track_caller]
    pub fn expect(self, status: u16) -> Json {
        assert_eq!(self.status, status, "{}", self.text());
        self.json()
    }

    /// The wrong fields that a refusal names, with their codes.
    pub fn wrong(&self) -> Vec<(String, String)> {
        let text = |value: &Json| value.as_str().unwrap_or_default().to_owned();
        let json = self.json();
        json["errors"].as_array().into_iter().flatten().map(|error| (text(&error["field"]), text(&error["code"]))).collect()
    }
}
