//! `/forgot` and `/reset/{token}`. Invariant: asking costs and answers the same for every address; whether it is known is found out later, by the job.

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use axum::routing::get;
use base::checked::Errors;
use base::{Fault, Refusal};
use house::{Arriving, Attempt, House, Peer, Visitor, bare, enter, form};
use serde::Deserialize;
use web::{Failure, Form, Path};

use super::{Answer, dead_link};
use crate::verbs::reset;
use crate::{letters, password, queries, views, words};

#[derive(Default, Deserialize)]
#[serde(default)]
struct Forgot {
    email: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Choice {
    password: String,
}

pub fn routes() -> Router<House> {
    Router::new()
        .route("/forgot", get(show).post(ask))
        .route("/reset/{token}", get(open).post(choose))
        // Where password keepers look (W3C "A well-known URL for changing passwords").
        .route("/.well-known/change-password", get(async || Redirect::to("/me#password")))
}

async fn show(State(house): State<House>, visitor: Visitor) -> Answer {
    let main = if house.mail {
        views::door::forgot(visitor.l, "", &shell::form::Errors::default())
    } else {
        views::door::forgot_by_hand(visitor.l)
    };
    Ok(bare(&house, visitor.l, words::forgot_title(visitor.l), main).await?.into_response())
}

async fn ask(State(house): State<House>, visitor: Visitor, Peer(peer): Peer, Form(typed): Form<Forgot>) -> Answer {
    let mut errors = Errors::default();
    let email = errors.email("email", &typed.email);
    if let Err(Refusal::Invalid(errors)) = errors.done() {
        let errors = form::beside(visitor.l, &errors);
        let page = bare(&house, visitor.l, words::forgot_title(visitor.l), views::door::forgot(visitor.l, &typed.email, &errors)).await?;
        return Ok(form::answer(page, &errors));
    }
    Attempt::new("forgot", &email, &peer).take(&house)?;
    if house.mail {
        house.write(move |tx| letters::reset_later(tx, &email)).await?;
    }
    let main = if house.mail { views::door::letter_sent(visitor.l) } else { views::door::forgot_by_hand(visitor.l) };
    Ok(bare(&house, visitor.l, words::forgot_title(visitor.l), main).await?.into_response())
}

async fn open(State(house): State<House>, visitor: Visitor, Path(token): Path<String>) -> Answer {
    match house.read(move |db| Ok(queries::reset_of(db, &token)?)).await? {
        Some(owner) => again(&house, &visitor, &owner.email, shell::form::Errors::default()).await,
        None => dead_link(&house, visitor.l).await,
    }
}

async fn choose(
    State(house): State<House>,
    visitor: Visitor,
    Arriving(from): Arriving,
    Path(token): Path<String>,
    Form(typed): Form<Choice>,
) -> Answer {
    let known = token.clone();
    let Some(owner) = house.read(move |db| Ok(queries::reset_of(db, &known)?)).await? else { return dead_link(&house, visitor.l).await };
    let mut errors = Errors::default();
    password::check(&mut errors, "password", &typed.password, &[&owner.name, &owner.email]);
    if let Err(Refusal::Invalid(errors)) = errors.done() {
        return again(&house, &visitor, &owner.email, form::beside(visitor.l, &errors)).await;
    }
    let hash = password::hash(typed.password).await?;
    let chosen = house.write(move |tx| reset::choose(tx, &token, &hash, &from)).await;
    match chosen {
        Ok(opened) => enter(&house, &opened, "/"),
        Err(Failure(Fault::Refused(Refusal::NotFound))) => dead_link(&house, visitor.l).await,
        Err(failure) => again(&house, &visitor, &owner.email, form::told(visitor.l, failure)?).await,
    }
}

async fn again(house: &House, visitor: &Visitor, email: &str, errors: shell::form::Errors) -> Answer {
    let page = bare(house, visitor.l, words::reset_title(visitor.l), views::door::reset(visitor.l, email, &errors)).await?;
    Ok(form::answer(page, &errors))
}
