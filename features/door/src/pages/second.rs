//! `/sign-in/second`: the second factor after a password. Invariant: nothing else of the network is open to that session; tries are counted
//! per person, so that a new sign-in grants no new ones.

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use base::Refusal;
use house::{AtDoor, Attempt, House, bare, enter, form};
use http::HeaderMap;
use kernel::Actor;
use kernel::people::sessions::{self, Opened, Session, Step};
use shell::form::Errors;
use web::{Failure, Form, Query};

use super::{Answer, Typed, Wanted, at_step, told};
use crate::answer::{self, party};
use crate::challenge::{self, Purpose};
use crate::{codes, passkeys, views, words};

pub fn routes() -> Router<House> {
    Router::new().route("/sign-in/second", get(show).post(take))
}

async fn show(State(house): State<House>, door: AtDoor, Query(Wanted { next }): Query<Wanted>) -> Answer {
    match at_step(door, Step::Second, &next) {
        Ok((actor, _)) => again(&house, &actor, &next, Errors::default()).await,
        Err(elsewhere) => Ok(elsewhere.into_response()),
    }
}

async fn take(State(house): State<House>, door: AtDoor, headers: HeaderMap, Form(typed): Form<Typed>) -> Answer {
    let (actor, session) = match at_step(door, Step::Second, &typed.next) {
        Ok(waiting) => waiting,
        Err(elsewhere) => return Ok(elsewhere.into_response()),
    };
    let taken = if typed.passkey.is_empty() {
        by_code(&house, &actor, &session, &typed).await
    } else {
        by_passkey(&house, &headers, &actor, &session, &typed).await
    };
    match taken {
        Ok(opened) => enter(&house, &opened, &typed.next),
        Err(failure) => again(&house, &actor, &typed.next, told(actor.language, failure)?).await,
    }
}

async fn by_code(house: &House, actor: &Actor, session: &Session, typed: &Typed) -> Result<Opened, Failure> {
    let attempt = Attempt::by("second", actor.id);
    attempt.take(house)?;
    let (vault, code, person, session) = (house.vault.clone(), typed.code.clone(), actor.id, session.id);
    let opened = house
        .write(move |tx| {
            let how = codes::spend(tx, &vault, person, &code)?;
            sessions::let_in(tx, session, how)
        })
        .await?;
    attempt.forgive(house);
    Ok(opened)
}

async fn by_passkey(house: &House, headers: &HeaderMap, actor: &Actor, session: &Session, typed: &Typed) -> Result<Opened, Failure> {
    let accepted = proved_by(house, headers, actor, session, &typed.passkey).await?;
    let session = session.id;
    house
        .write(move |tx| {
            passkeys::spend(tx, &accepted)?;
            sessions::let_in(tx, session, "password and passkey")
        })
        .await
}

/// The answer of one of the person's own passkeys to the question that this session was asked.
///
/// # Errors
/// 422 `passkey` `wrong`.
pub async fn proved_by(
    house: &House,
    headers: &HeaderMap,
    actor: &Actor,
    session: &Session,
    passkey: &str,
) -> Result<passkeys::Accepted, Failure> {
    let given = answer::Answer::parse(passkey)?;
    let challenge = challenge::awaited(house, headers, Purpose::Prove(session.id)).ok_or_else(|| Refusal::field("passkey", "wrong"))?;
    let (party, person) = (party(house), actor.id);
    house.read(move |db| passkeys::check(db, &party, &challenge, &given, Some(person))).await
}

async fn again(house: &House, actor: &Actor, next: &str, errors: Errors) -> Result<Response, Failure> {
    let (l, person) = (actor.language, actor.id);
    let (codes, passkeys) = house.read(move |db| Ok((codes::of(db, person)?.is_some(), !passkeys::of(db, person)?.is_empty()))).await?;
    let page = bare(house, l, words::second_title(l), views::second(l, codes, passkeys, next, &errors)).await?;
    Ok(form::answer(page, &errors))
}
