//! `/me/tokens`: making and revoking one's own access tokens.

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use axum::routing::post;
use base::{Id, Moment, Refusal};
use house::{House, ProvedForm, Signed, form};
use serde::Deserialize;
use shell::form::Errors;
use web::{Failure, Path};

use super::{Answer, me};
use crate::verbs::tokens;

#[derive(Default, Deserialize)]
#[serde(default)]
struct NewToken {
    token_name: String,
    days: String,
}

pub fn routes() -> Router<House> {
    Router::new().route("/me/tokens", post(add)).route("/me/tokens/{id}/revoke", post(revoke))
}

async fn add(State(house): State<House>, ProvedForm(actor, typed): ProvedForm<NewToken>) -> Answer {
    let (l, by) = (actor.language, actor.clone());
    let days = match typed.days.as_str() {
        "" => None,
        days => Some(days.parse::<i64>().ok().filter(|days| (1..=3650).contains(days)).ok_or_else(|| Refusal::field("days", "unknown"))?),
    };
    let ends = days.map(|days| Moment::now().plus_days(days));
    match house.write(move |tx| tokens::mint(tx, &by, &typed.token_name, ends)).await {
        Ok((_, secret)) => me::again(&house, actor, None, Errors::default(), Some(secret)).await,
        Err(failure) => me::again(&house, actor, None, renamed(form::told(l, failure)?), None).await,
    }
}

/// Two fields of that page are called `name`; this one is the token's.
fn renamed(errors: Errors) -> Errors {
    Errors(errors.0.into_iter().map(|(field, text)| (if field == "name" { "token_name".into() } else { field }, text)).collect())
}

async fn revoke(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Result<axum::response::Response, Failure> {
    house.write(move |tx| tokens::revoke(tx, actor.id, id)).await?;
    Ok(Redirect::to("/me#tokens").into_response())
}
