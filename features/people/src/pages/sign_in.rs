//! `/sign-in` and `/sign-out`. Invariant: a wrong address and a wrong password get the same page, after the same work.

use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::response::{IntoResponse, Redirect};
use axum::routing::{get, post};
use house::{Arriving, AtDoor, Attempt, House, Peer, Visitor, bare, enter, form, signed_out};
use kernel::audit::{self, Act};
use kernel::people::sessions::{self, Means};
use maud::html;
use serde::Deserialize;
use shell::form::Errors;
use web::{Failure, Form, Query, next};

use super::Answer;
use crate::{password, queries, views, words};

#[derive(Default, Deserialize)]
#[serde(default)]
struct Wanted {
    next: String,
}

/// The form, as somebody typed it.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct SignIn {
    pub email: String,
    pub password: String,
    pub next: String,
}

pub fn routes() -> Router<House> {
    Router::new()
        .route("/sign-in", get(show).post(sign_in))
        // Far less than anywhere else: nobody's address and password are longer (safety test 54).
        .layer(DefaultBodyLimit::max(16 << 10))
        .route("/sign-out", post(sign_out))
}

async fn show(
    State(house): State<House>,
    visitor: Visitor,
    door: Result<AtDoor, Failure>,
    Query(Wanted { next }): Query<Wanted>,
) -> Answer {
    if visitor.actor.is_some() {
        return Ok(Redirect::to(next::local(&next)).into_response());
    }
    // Whoever has taken the first step goes on with the second, which leads elsewhere by itself if need be.
    if door.is_ok() {
        return Ok(Redirect::to(&next::sign_in(next::local(&next)).replacen("/sign-in", "/sign-in/second", 1)).into_response());
    }
    again(&house, &visitor, &SignIn { next, ..SignIn::default() }, Errors::default()).await
}

async fn sign_in(
    State(house): State<House>,
    visitor: Visitor,
    Peer(peer): Peer,
    Arriving(from): Arriving,
    Form(typed): Form<SignIn>,
) -> Answer {
    let email = typed.email.trim().to_lowercase();
    let attempt = Attempt::new("sign-in", &email, &peer);
    if let Err(refusal) = attempt.take(&house) {
        note_pause(&house, email).await?;
        return Err(refusal.into());
    }
    let account = house.read(move |db| Ok(queries::account(db, &email)?)).await?;
    let stored = account.as_ref().and_then(|account| account.password.clone());
    let right = password::verify(typed.password.clone(), stored).await?;
    let Some(account) = account.filter(|account| right && account.password.is_some()) else {
        let errors = Errors(vec![(String::new(), words::sign_in_wrong(visitor.l).into())]);
        return again(&house, &visitor, &typed, errors).await;
    };
    attempt.forgive(&house);
    let opened = house.write(move |tx| sessions::open(tx, account.id, Means::Password, &from)).await?;
    enter(&house, &opened, &typed.next)
}

/// One line in the trail when guesses are paused, and not one per guess: whoever guesses must not be able to fill it.
async fn note_pause(house: &House, email: String) -> Result<(), Failure> {
    if house.attempts.take("pauses in the trail").is_err() {
        return Ok(());
    }
    house
        .write(move |tx| {
            let whose = queries::account(tx, &email)?.map(|account| account.id);
            Ok(audit::note(tx, None, Act::SignInPaused, whose, "")?)
        })
        .await
}

async fn again(house: &House, visitor: &Visitor, typed: &SignIn, errors: Errors) -> Answer {
    let wanted = next::sign_in(&typed.next).replacen("/sign-in", "", 1);
    let main = html! { (views::door::elsewhere(visitor.l, house.sign_in_with.as_deref(), &wanted)) (views::door::sign_in(visitor.l, typed, &errors)) };
    let page = bare(house, visitor.l, words::sign_in_title(visitor.l), main).await?;
    Ok(form::answer(page, &errors))
}

async fn sign_out(State(house): State<House>, Arriving(from): Arriving) -> Answer {
    if let Some(digest) = from.former {
        house.write(move |tx| sessions::end(tx, &digest)).await?;
    }
    signed_out(&house)
}
