//! À traiter in a village, on both databases: over the API and the page.

mod counts;
mod page;
mod reasons;

use axum::Router;
use house::House;
use http::Method;
use serde_json::Value as Json;
use village::{Http, Village};

fn routes() -> Router<House> {
    inbox::pages().nest("/api/v1", inbox::api().split_for_parts().0)
}

fn http(village: &Village) -> Http {
    village.http(routes())
}

/// Settles all that waits for somebody: the village's founding invited most of them.
async fn clear(http: &Http, name: &str) {
    http.json(name, Method::PUT, "/api/v1/inbox/read", &Json::Null).await.expect(204);
}

/// The notices that wait for somebody, as the API lists them.
async fn waiting(http: &Http, name: &str) -> Vec<Json> {
    let list = http.get_as(name, "/api/v1/inbox").await.expect(200);
    let items = list["items"].as_array().cloned().unwrap_or_default();
    assert_eq!(list["waiting"], items.len(), "what is listed is what is counted");
    items
}
