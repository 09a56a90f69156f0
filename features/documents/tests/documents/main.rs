//! Files over HTTP, on both databases: who may send, fetch and attach what, and what nothing carries any more.

mod rights;
mod sending;
mod serving;
mod sweeping;

use axum::Router;
use base::{Id, Result};
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use http::{HeaderName, Method};
use kernel::access;
use kernel::items::{self, NewItem};
use serde_json::Value as Json;
use village::{Answer, Http, Village};

/// The routes of this feature alone, as the program nests them.
pub fn open(village: &Village) -> Http {
    let (api, _) = documents::api().split_for_parts();
    village.http(Router::new().merge(documents::pages()).nest("/api/v1", api))
}

/// Sends a file whole.
pub async fn send(http: &Http, who: &str, name: &str, bytes: impl Into<Vec<u8>>) -> Answer {
    let disposition = format!("attachment; filename=\"{name}\"");
    let headers = [(CONTENT_TYPE, "application/octet-stream"), (CONTENT_DISPOSITION, disposition.as_str())];
    http.ask(who, Method::POST, "/api/v1/files", &headers, bytes.into()).await
}

/// Sends a file and insists that it came.
pub async fn sent(http: &Http, who: &str, name: &str, bytes: impl Into<Vec<u8>>) -> Id {
    id(&send(http, who, name, bytes).await.expect(201))
}

/// The id in an answer.
pub fn id(json: &Json) -> Id {
    json["id"].as_str().and_then(|id| id.parse().ok()).unwrap_or_else(|| panic!("no id in {json}"))
}

/// Posts with these files.
pub async fn post(village: &Village, who: &str, space: &str, body: &str, files: Vec<Id>) -> Result<Id> {
    let (kinds, space, body) = (village.kinds(), village.space(space), body.to_owned());
    let act = move |tx: &store::Tx, actor: &kernel::Actor| {
        let new = NewItem::parse_with(&kinds, "post", "", &body, Json::Null, files)?;
        let there = access::space_to_post(tx, actor, space, new.kind)?;
        items::post(tx, &kinds, &there, &new)
    };
    village.does(who, act).await
}

/// The version of the protocol that every tus request names.
pub const RESUMABLE: (HeaderName, &str) = (HeaderName::from_static("tus-resumable"), "1.0.0");
