//! Closing one's own sessions: one, or all others. No proof is asked for: whoever fears for their account must not be held up.

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use axum::routing::post;
use base::Id;
use house::{House, Signed, signed_out};
use kernel::audit::{self, Act};
use kernel::people::sessions;
use web::Path;

use super::Answer;

pub fn routes() -> Router<House> {
    Router::new().route("/me/sessions/{id}/close", post(close)).route("/me/sessions/close", post(close_others))
}

async fn close(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Answer {
    let here = actor.by == id;
    house.write(move |tx| sessions::end_one(tx, &actor, id)).await?;
    if here { signed_out(&house) } else { Ok(Redirect::to("/me/security#sessions").into_response()) }
}

async fn close_others(State(house): State<House>, Signed(actor): Signed) -> Answer {
    house
        .write(move |tx| {
            let ended = sessions::end_others(tx, actor.id, actor.by)?;
            audit::note(tx, Some(actor.id), Act::SessionsClosed, Some(actor.id), &ended.to_string())?;
            Ok(())
        })
        .await?;
    Ok(Redirect::to("/me/security#sessions").into_response())
}
