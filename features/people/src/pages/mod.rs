//! The pages of this room: each handler reads a form, calls a verb, and answers with a redirect or with the form and its errors.
//! Invariant: a refused form comes back with everything that was typed, passwords excepted.

pub mod charter;
pub mod directory;
pub mod help;
pub mod invitation;
pub mod join;
pub mod language;
pub mod me;
pub mod photo;
pub mod reset;
pub mod setup;
pub mod sign_in;
pub mod tokens;

use axum::response::{IntoResponse, Response};
use base::{Language, Result};
use house::{House, bare};
use http::StatusCode;
use kernel::Actor;
use maud::Markup;
use shell::{Frame, Place};
use store::Db;
use web::{Failure, Html};

/// The whole answer of a page.
type Answer = Result<Response, Failure>;

/// A page inside the navigation.
fn framed(db: &Db, actor: &Actor, place: Place, path: &str, title: &str, main: impl FnOnce(&Frame) -> Result<Markup>) -> Result<Html> {
    let frame = house::frame(db, actor, place, path)?;
    let main = main(&frame)?;
    Ok(shell::page(&frame, title, &main).into())
}

/// A page that says what a link no longer does. The same for links that never were.
async fn dead_link(house: &House, l: Language) -> Answer {
    let page = bare(house, l, crate::words::link_dead(l), crate::views::door::dead_link(l)).await?;
    Ok((StatusCode::NOT_FOUND, page).into_response())
}
