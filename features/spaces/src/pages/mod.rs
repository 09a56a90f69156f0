//! x
use house::House; pub fn pages() -> axum::Router<House> { axum::Router::new() }
