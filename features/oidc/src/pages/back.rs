//! The way back. Invariant: whatever happens, the trip is over; nothing that came from outside is shown.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Extension, Router};
use base::{Language, Moment, Refusal};
use house::{Arriving, AtDoor, House, Visitor, enter, session_cookie};
use http::HeaderMap;
use http::header::SET_COOKIE;
use kernel::people::sessions::Arrival;
use serde::Deserialize;
use web::{Failure, Query};

use super::{Answer, Ways};
use crate::arrive::{Arrived, Outside, Within, arrive};
use crate::provider::Failed;
use crate::trip::Trip;

#[derive(Default, Deserialize)]
#[serde(default)]
struct Came {
    code: String,
    state: String,
    iss: Option<String>,
    error: String,
}

pub fn routes() -> Router<House> {
    Router::new().route("/oidc/callback", get(back))
}

async fn back(
    State(house): State<House>,
    Extension(ways): Extension<Ways>,
    visitor: Visitor,
    at: Result<AtDoor, Failure>,
    Arriving(from): Arriving,
    headers: HeaderMap,
    Query(came): Query<Came>,
) -> Answer {
    let within = at.ok().map(|at| Within { person: at.actor.id, session: at.session.id, proved: at.session.is_proved(Moment::now()) });
    let trip = Trip::of(&house, &headers, &came.state);
    let mut answer = conclude(&house, &ways, visitor.l, trip, &came, from, within).await?;
    answer.headers_mut().append(SET_COOKIE, Trip::over(&house)?);
    Ok(answer)
}

async fn conclude(
    house: &House,
    ways: &Ways,
    l: Language,
    trip: Option<Trip>,
    came: &Came,
    from: Arrival,
    within: Option<Within>,
) -> Answer {
    let unbelieved = |why: &str| Failed::Unbelieved(why.to_owned());
    let Some(trip) = trip else { return ways.refused(house, l, &unbelieved("this browser did not begin it (`state`)")).await };
    if !came.error.is_empty() || came.code.is_empty() {
        return ways.refused(house, l, &unbelieved("the provider refused, or its person did")).await;
    }
    let claims = match ways.provider.who(&trip, &came.code, came.iss.as_deref(), &ways.back(house)).await {
        Ok(claims) => claims,
        Err(failed) => return ways.refused(house, l, &failed).await,
    };
    let (provider, welcome, wanted) = (ways.provider.clone(), ways.welcome, trip.next.clone());
    let arrived = house.write(move |tx| arrive(tx, &provider, welcome, &trip, &claims, &from, within)).await;
    // A used link, or an address that somebody here has: whoever it is, they don't come in as new.
    let stranger = |failure: &Failure| matches!(failure.0.refusal(), Some(Refusal::NotFound | Refusal::Invalid(_)));
    match arrived.or_else(|failure| if stranger(&failure) { Ok(Arrived::Outside(Outside::Unknown)) } else { Err(failure) })? {
        Arrived::In(opened) => enter(house, &opened, &wanted),
        Arrived::Linked => Ok(Redirect::to("/me/identities").into_response()),
        Arrived::Proved(secret) => {
            let mut answer: Response = Redirect::to(&wanted).into_response();
            answer.headers_mut().append(SET_COOKIE, session_cookie(house, &secret)?);
            Ok(answer)
        }
        Arrived::Outside(why) => ways.outside(house, l, why).await,
    }
}
