//! `/setup/{token}`: the first page of a new network.

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use base::checked::{self, Errors};
use house::{Arriving, House, Visitor, bare, enter, form};
use kernel::people::PersonRole;
use serde::Deserialize;
use web::{Failure, Form, Path};

use super::{Answer, dead_link};
use crate::verbs::newcomer::{Given, Newcomer};
use crate::verbs::setup;
use crate::views::door;
use crate::words;

/// The form, as somebody typed it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SetUp {
    pub network: String,
    pub name: String,
    pub email: String,
    pub password: String,
    pub language: String,
    pub zone: String,
}

pub fn routes() -> Router<House> {
    Router::new().route("/setup/{token}", get(show).post(open))
}

async fn show(State(house): State<House>, visitor: Visitor, Path(token): Path<String>) -> Answer {
    if !house.read(move |db| setup::is_open(db, &token)).await? {
        return dead_link(&house, visitor.l).await;
    }
    let typed = SetUp { language: visitor.l.to_string(), zone: base::Zone::default().to_string(), ..SetUp::default() };
    again(&house, &visitor, &typed, shell::form::Errors::default()).await
}

async fn open(
    State(house): State<House>,
    visitor: Visitor,
    Arriving(from): Arriving,
    Path(token): Path<String>,
    Form(typed): Form<SetUp>,
) -> Answer {
    let known = token.clone();
    if !house.read(move |db| setup::is_open(db, &known)).await? {
        return dead_link(&house, visitor.l).await;
    }
    let mut errors = Errors::default();
    let network = errors.line("network", &typed.network, checked::SPACE_NAME);
    let SetUp { name, email, password, language, zone, .. } = &typed;
    let owner = Newcomer::parse(&mut errors, &Given { name, email, password, language, zone });
    if let Err(base::Refusal::Invalid(errors)) = errors.done() {
        return again(&house, &visitor, &typed, form::beside(visitor.l, &errors)).await;
    }
    let owner = owner.into_person(PersonRole::Owner).await?;
    match house.write(move |tx| setup::open(tx, &token, &network, &owner, &from)).await {
        Ok((_, opened)) => enter(&house, &opened, "/"),
        Err(Failure(base::Fault::Refused(base::Refusal::NotFound))) => dead_link(&house, visitor.l).await,
        Err(failure) => again(&house, &visitor, &typed, form::told(visitor.l, failure)?).await,
    }
}

async fn again(house: &House, visitor: &Visitor, typed: &SetUp, errors: shell::form::Errors) -> Answer {
    let page = bare(house, visitor.l, words::setup_title(visitor.l), door::setup(visitor.l, typed, &errors)).await?;
    Ok(form::answer(page, &errors))
}
