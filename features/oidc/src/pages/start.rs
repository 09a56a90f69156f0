//! The way to the provider. Invariant: reached by a link of ours; nothing is written but the browser's own cookie.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use axum::routing::get;
use axum::{Extension, Router};
use base::{Language, Moment};
use house::{AtDoor, House, Visitor};
use http::header::SET_COOKIE;
use serde::Deserialize;
use web::Query;

use super::{Answer, Ways};
use crate::trip::{Purpose, Trip};

#[derive(Default, Deserialize)]
#[serde(default)]
struct Wanted {
    next: String,
    invitation: String,
}

pub fn routes() -> Router<House> {
    Router::new().route("/oidc/start", get(sign_in)).route("/oidc/link", get(link)).route("/oidc/prove", get(prove))
}

async fn sign_in(State(house): State<House>, Extension(ways): Extension<Ways>, visitor: Visitor, Query(wanted): Query<Wanted>) -> Answer {
    let Wanted { next, invitation } = wanted;
    let purpose = if invitation.is_empty() { Purpose::SignIn } else { Purpose::Join(invitation) };
    leave(&house, &ways, visitor.l, Trip::new(purpose, &next)).await
}

async fn link(State(house): State<House>, Extension(ways): Extension<Ways>, AtDoor { actor, session }: AtDoor) -> Answer {
    if !session.is_proved(Moment::now()) {
        // The page asks for the proof; from here its form could not lead out to the provider (`form-action`).
        return Ok(Redirect::to("/me/identities").into_response());
    }
    leave(&house, &ways, actor.language, Trip::new(Purpose::Link(actor.id), "/me/identities")).await
}

async fn prove(State(house): State<House>, Extension(ways): Extension<Ways>, at: AtDoor, Query(wanted): Query<Wanted>) -> Answer {
    leave(&house, &ways, at.actor.language, Trip::new(Purpose::Prove(at.actor.id), &wanted.next)).await
}

async fn leave(house: &House, ways: &Ways, l: Language, trip: Trip) -> Answer {
    match ways.provider.way_there(&trip, &ways.back(house), l).await {
        Ok(there) => Ok(([(SET_COOKIE, trip.cookie(house)?)], Redirect::to(there.as_str())).into_response()),
        Err(failed) => ways.refused(house, l, &failed).await,
    }
}
