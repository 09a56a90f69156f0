//! Administration asked over HTTP as browsers and programs ask it, on both databases.

mod charter;
mod cost;
mod door;
mod identity;
mod leavers;
mod rectify;
mod retention;
mod roster;
mod trail;

use std::sync::Arc;

use admin::Machine;
use axum::Router;
use house::House;
use http::Method;
use http::header::CONTENT_TYPE;
use village::{Answer, Http, Village};

fn routes() -> Router<House> {
    let machine = Arc::new(Machine { version: "0.1.0", ..Machine::default() });
    admin::pages(&machine).nest("/api/v1", admin::api(&machine).split_for_parts().0)
}

fn http(village: &Village) -> Http {
    village.http(routes())
}

/// Posts a form with one file in it, as a browser does.
async fn upload(http: &Http, name: &str, path: &str, field: &str, file: &[u8]) -> Answer {
    let mut body = format!("--edge\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"f\"\r\n\r\n").into_bytes();
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--edge--\r\n");
    http.ask(name, Method::POST, path, &[(CONTENT_TYPE, "multipart/form-data; boundary=edge")], body).await
}

/// How many rows an SQL statement counts.
async fn count(village: &Village, sql: &'static str) -> i64 {
    use store::Query;
    village.store().read(move |db| db.count(sql, &[])).await.expect("a count")
}
