//! `/sign-in/enrol`: the network asks for a second factor, and this is where somebody without one adds it before going on.

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use house::{AtDoor, Attempt, House, bare, form, session_cookie};
use http::HeaderMap;
use http::header::SET_COOKIE;
use kernel::people::sessions::{self, Step};
use shell::form::Errors;
use web::{Failure, Form, Query};

use super::factors::{self, Adding};
use super::{Answer, Typed, Wanted, at_step, told};
use crate::{views, words};

pub fn routes() -> Router<House> {
    Router::new().route("/sign-in/enrol", get(show).post(add))
}

async fn show(State(house): State<House>, door: AtDoor, Query(Wanted { next }): Query<Wanted>) -> Answer {
    match at_step(door, Step::Enrol, &next) {
        Ok((actor, _)) => again(&house, &actor, &Typed { next, ..Typed::default() }, Errors::default()).await,
        Err(elsewhere) => Ok(elsewhere.into_response()),
    }
}

async fn add(State(house): State<House>, door: AtDoor, headers: HeaderMap, Form(typed): Form<Typed>) -> Answer {
    let (actor, session) = match at_step(door, Step::Enrol, &typed.next) {
        Ok(waiting) => waiting,
        Err(elsewhere) => return Ok(elsewhere.into_response()),
    };
    Attempt::by("second", actor.id).take(&house)?;
    let added = match factors::read(&house, &headers, session.id, &typed) {
        Ok(adding) => {
            let (person, session, vault) = (actor.id, session.id, house.vault.clone());
            let add = move |tx: &store::Tx| {
                let codes = Adding::keep(&adding, tx, &vault, person)?;
                Ok((codes, sessions::let_in(tx, session, "password, with a new factor")?))
            };
            house.write(add).await
        }
        Err(failure) => Err(failure),
    };
    match added {
        Ok((codes, opened)) => {
            let l = actor.language;
            let next = if opened.charter {
                typed.next.clone()
            } else {
                web::next::sign_in(web::next::local(&typed.next)).replacen("/sign-in", "/charter", 1)
            };
            let page = bare(&house, l, words::recovery_title(l), views::recovery_codes(l, &codes, web::next::local(&next))).await?;
            Ok(([(SET_COOKIE, session_cookie(&house, &opened.secret)?)], page).into_response())
        }
        Err(failure) => again(&house, &actor, &typed, told(actor.language, failure)?).await,
    }
}

async fn again(house: &House, actor: &kernel::Actor, typed: &Typed, errors: Errors) -> Result<Response, Failure> {
    let l = actor.language;
    let offer = factors::offer(house, actor, &typed.sealed).await?;
    let page = bare(house, l, words::enrol_title(l), views::enrol(l, &offer, typed, &errors)).await?;
    Ok(form::answer(page, &errors))
}
