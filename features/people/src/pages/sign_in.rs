//! `/sign-in` and `/sign-out`. Invariant: a wrong address and a wrong password get the same page, after the same work.

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use axum::routing::{get, post};
use house::{Arriving, Attempt, House, Peer, Visitor, bare, enter, signed_out};
use kernel::people::sessions::{self, Means};
use maud::html;
use serde::Deserialize;
use shell::form::Errors;
use web::{Form, Query, next};

use super::{Answer, form};
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
    Router::new().route("/sign-in", get(show).post(sign_in)).route("/sign-out", post(sign_out))
}

async fn show(State(house): State<House>, visitor: Visitor, Query(Wanted { next }): Query<Wanted>) -> Answer {
    if visitor.actor.is_some() {
        return Ok(Redirect::to(next::local(&next)).into_response());
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
    attempt.take(&house)?;
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

async fn again(house: &House, visitor: &Visitor, typed: &SignIn, errors: Errors) -> Answer {
    let wanted = next::sign_in(&typed.next).replacen("/sign-in", "", 1);
    let main = html! { (views::door::elsewhere(visitor.l, house.sign_in_with.as_deref(), &wanted)) (views::door::sign_in(visitor.l, typed, &errors)) };
    let page = bare(house, visitor.l, words::sign_in_title(visitor.l), main).await?;
    Ok(form(page, &errors))
}

async fn sign_out(State(house): State<House>, Arriving(from): Arriving) -> Answer {
    if let Some(digest) = from.former {
        house.write(move |tx| sessions::end(tx, &digest)).await?;
    }
    signed_out(&house)
}
