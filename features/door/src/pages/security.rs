//! `/me/security`: one's own factors and sessions, on one page.

use axum::Router;
use axum::extract::State;
use axum::response::IntoResponse;
use axum::routing::get;
use house::{House, Signed};
use kernel::people::{factors::Rule, sessions};

use super::{Answer, framed};
use crate::views::security::{Security, page};
use crate::{codes, passkeys, recovery, words};

pub fn routes() -> Router<House> {
    Router::new().route("/me/security", get(show))
}

async fn show(State(house): State<House>, Signed(actor): Signed) -> Answer {
    let page = house
        .read(move |db| {
            let security = Security {
                passkeys: passkeys::of(db, actor.id)?,
                codes: codes::of(db, actor.id)?,
                recovery: recovery::left(db, actor.id)?,
                asked: Rule::now(db)?.asks(actor.role),
                sessions: sessions::of(db, &actor)?,
                here: actor.by,
            };
            framed(db, &actor, "/me/security", words::security_title(actor.language), |frame| Ok(page(&frame.reader, &security)))
        })
        .await?;
    Ok(page.into_response())
}
