//! The pages of spaces. Every form works without scripts: it is posted, and leads on to a page.

mod audience;
mod fields;
mod list;
mod marks;
mod members;
mod mentions;
mod new;
mod settings;
mod way_in;

use axum::Router;
use axum::routing::{get, post};
use base::Result;
use house::{House, SpaceTab};
use kernel::Actor;
use kernel::spaces::Space;
use maud::Markup;
use shell::{Frame, Place};
use store::Db;

/// Every page of this feature.
pub fn pages() -> Router<House> {
    Router::new()
        .route("/spaces", get(list::show))
        .route("/spaces/new", get(new::form).post(new::open))
        .route("/spaces/{id}/join", post(way_in::join))
        .route("/spaces/{id}/withdraw", post(way_in::withdraw))
        .route("/spaces/{id}/leave", post(way_in::leave))
        .route("/spaces/{id}/members", get(members::show).post(way_in::invite))
        .route("/spaces/{id}/members/{person}", post(way_in::change))
        .route("/spaces/{id}/requests/{person}", post(way_in::answer))
        .route("/spaces/{id}/settings", get(settings::form).post(settings::save))
        .route("/spaces/{id}/archive", post(marks::archive))
        .route("/spaces/{id}/reopen", post(marks::reopen))
        .route("/spaces/{id}/level", post(marks::level))
        .route("/spaces/{id}/read", post(marks::read))
        .route("/spaces/{id}/audience", get(audience::show))
        .route("/spaces/{id}/mentions", get(mentions::show))
        .route("/nav", get(list::nav))
}

/// The frame of a page of one space, followed live while it is open.
fn frame(db: &Db, actor: &Actor, space: &Space, page: &str) -> Result<Frame> {
    house::frame(db, actor, Place::Space(space.id), &format!("/spaces/{}{page}", space.id))
}

/// The whole page of one space, under its head.
fn page(db: &Db, actor: &Actor, frame: &Frame, space: &Space, tab: SpaceTab, main: &Markup, side: Option<&Markup>) -> Result<Markup> {
    let head = house::space_head(db, actor, &frame.reader, space, tab)?;
    let head = shell::space::head(&frame.reader, &head);
    Ok(shell::page(frame, &space.name, &shell::columns(&head, main, side)))
}
