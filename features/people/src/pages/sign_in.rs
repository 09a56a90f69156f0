//! `/sign-in` and `/sign-out`. Invariant: a wrong address and a wrong password get the same page, after the same work.

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use base::Secret;
use house::House;
use http::header::SET_COOKIE;
use http::{HeaderMap, HeaderName, HeaderValue};
use serde::Deserialize;
use shell::form::Errors;
use web::{Form, Query, cookie, next};

use super::{Answer, accepted, bare, enter, form};
use crate::attempts::Attempt;
use crate::visitor::{Peer, Visitor};
use crate::{password, queries, sessions, views, words};

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

async fn sign_in(State(house): State<House>, visitor: Visitor, Peer(peer): Peer, headers: HeaderMap, Form(typed): Form<SignIn>) -> Answer {
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
    // Whatever cookie somebody came with is worth nothing any more (safety test 51).
    let former = cookie::read(&headers, cookie::session(house.secure())).map(Secret::digest_of);
    let (session, charter) = house
        .write(move |tx| {
            former.iter().try_for_each(|digest| sessions::end(tx, digest))?;
            Ok((sessions::start(tx, account.id)?, accepted(tx, account.id)?))
        })
        .await?;
    enter(&house, &session, charter, &typed.next)
}

async fn again(house: &House, visitor: &Visitor, typed: &SignIn, errors: Errors) -> Answer {
    let page = bare(house, visitor.l, words::sign_in_title(visitor.l), views::door::sign_in(visitor.l, typed, &errors)).await?;
    Ok(form(page, &errors))
}

async fn sign_out(State(house): State<House>, headers: HeaderMap) -> Answer {
    if let Some(digest) = cookie::read(&headers, cookie::session(house.secure())).map(Secret::digest_of) {
        house.write(move |tx| sessions::end(tx, &digest)).await?;
    }
    signed_out(&house)
}

/// Forgets the cookie, and everything that the browser kept of us.
pub fn signed_out(house: &House) -> Answer {
    let cookie = cookie::write(cookie::session(house.secure()), "", 0, house.secure())?;
    let clear = (HeaderName::from_static("clear-site-data"), HeaderValue::from_static("\"cache\", \"storage\""));
    let answer: Response = ([(SET_COOKIE, cookie), clear], Redirect::to("/sign-in")).into_response();
    Ok(answer)
}
