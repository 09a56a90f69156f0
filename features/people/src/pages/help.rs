//! `/help`: the essentials, for everybody, signed in or still at the door.

use axum::Router;
use axum::extract::State;
use axum::response::IntoResponse;
use axum::routing::get;
use house::{House, Visitor};
use maud::html;
use shell::page::plain;
use shell::{Place, help};

use super::{Answer, bare, framed};

pub fn routes() -> Router<House> {
    Router::new().route("/help", get(show))
}

async fn show(State(house): State<House>, Visitor { l, actor }: Visitor) -> Answer {
    let title = help::title(l);
    let Some(actor) = actor else { return Ok(bare(&house, l, title, help::help(l)).await?.into_response()) };
    let main = plain(title, None, &html! { article.card.form { (help::help(l)) } });
    let page = house.read(move |db| framed(db, &actor, Place::Other, "/help", title, |_| Ok(main)));
    Ok(page.await?.into_response())
}
