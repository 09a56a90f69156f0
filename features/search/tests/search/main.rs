//! Search in a village, on both databases: over the API, the page and the go-anywhere dialog.

mod alike;
mod filters;
mod hostile;
mod operators;
mod page;
mod rights;
mod words;

use axum::Router;
use house::House;
use serde_json::Value as Json;
use village::{Http, Village};

fn routes() -> Router<House> {
    search::pages().nest("/api/v1", search::api().split_for_parts().0)
}

fn http(village: &Village) -> Http {
    village.http(routes())
}

/// A query string.
fn query(pairs: &[(&str, &str)]) -> String {
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

/// What the API finds.
async fn found(http: &Http, name: &str, pairs: &[(&str, &str)]) -> Json {
    http.get_as(name, &format!("/api/v1/search?{}", query(pairs))).await.expect(200)
}

/// The ids of the items that the API finds.
async fn items(http: &Http, name: &str, words: &str) -> Vec<String> {
    ids(&found(http, name, &[("q", words)]).await["items"], "item")
}

fn ids(list: &Json, field: &str) -> Vec<String> {
    list.as_array().into_iter().flatten().map(|one| one[field].as_str().unwrap_or_default().to_owned()).collect()
}
