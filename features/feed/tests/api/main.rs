//! The API of items over HTTP, in a village on SQLite and on PostgreSQL: every route as it should go, as it should not, and by whom it must not.

mod cost;
mod drafts;
mod hostile;
mod input;
mod paging;
mod routes;
mod secrets;
mod shelves;
mod twice;

use feed::{CommentRoom, PlainRoom};
use kernel::{Kind, KindRoom};
use utoipa_axum::router::OpenApiRouter;
use village::{Http, Village};

/// The village with the rooms that are this feature's, and its API where the program has it.
fn open(village: Village) -> (Village, Http) {
    let own: Vec<Box<dyn KindRoom>> = vec![
        Box::new(PlainRoom(Kind::Post)),
        Box::new(PlainRoom(Kind::QuickNote)),
        Box::new(PlainRoom(Kind::Share)),
        Box::new(CommentRoom),
    ];
    let village = village.with(own);
    let (routes, _) = OpenApiRouter::new().nest("/api/v1", feed::api()).split_for_parts();
    let http = village.http(routes);
    (village, http)
}
