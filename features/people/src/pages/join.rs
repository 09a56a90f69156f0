//! `/join/{token}`: an invitation becomes an account.

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use base::checked::Errors;
use base::{Fault, Refusal};
use house::{Arriving, Attempt, House, Peer, Visitor, bare, enter, form};
use kernel::people::PersonRole;
use serde::Deserialize;
use web::{Failure, Form, Path, next};

use super::{Answer, dead_link};
use crate::rows::Invitation;
use crate::verbs::invitation;
use crate::verbs::newcomer::{Given, Newcomer};
use crate::{queries, views, words};

/// The form, as somebody typed it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Join {
    pub name: String,
    pub email: String,
    pub password: String,
    pub language: String,
    pub zone: String,
    /// The secret of the link; never of the form.
    #[serde(skip)]
    pub token: String,
}

pub fn routes() -> Router<House> {
    Router::new().route("/join/{token}", get(show).post(join))
}

async fn show(State(house): State<House>, visitor: Visitor, Path(token): Path<String>) -> Answer {
    let known = token.clone();
    let Some(invitation) = house.read(move |db| Ok(queries::invitation_of(db, &known)?)).await? else {
        return dead_link(&house, visitor.l).await;
    };
    let (name, email) = (invitation.name.clone(), invitation.email.clone().unwrap_or_default());
    let typed = Join { name, email, language: visitor.l.to_string(), zone: base::Zone::default().to_string(), token, ..Join::default() };
    again(&house, &visitor, &invitation, &typed, shell::form::Errors::default()).await
}

async fn join(
    State(house): State<House>,
    visitor: Visitor,
    Peer(peer): Peer,
    Arriving(from): Arriving,
    Path(token): Path<String>,
    Form(mut typed): Form<Join>,
) -> Answer {
    let known = token.clone();
    let Some(invitation) = house.read(move |db| Ok(queries::invitation_of(db, &known)?)).await? else {
        return dead_link(&house, visitor.l).await;
    };
    // Each refusal says whether an address is taken: nobody gets to try a list of them.
    Attempt::new("join", &token, &peer).take(&house)?;
    typed.token.clone_from(&token);
    if let Some(email) = &invitation.email {
        typed.email.clone_from(email);
    }
    let mut errors = Errors::default();
    let Join { name, email, password, language, zone, .. } = &typed;
    let newcomer = Newcomer::parse(&mut errors, &Given { name, email, password, language, zone });
    if let Err(Refusal::Invalid(errors)) = errors.done() {
        return again(&house, &visitor, &invitation, &typed, form::beside(visitor.l, &errors)).await;
    }
    let newcomer = newcomer.into_person(PersonRole::Guest).await?;
    let joined = house.write(move |tx| invitation::accept(tx, &token, &newcomer, &from)).await;
    match joined {
        Ok((_, opened)) => enter(&house, &opened, "/"),
        Err(Failure(Fault::Refused(Refusal::NotFound))) => dead_link(&house, visitor.l).await,
        Err(failure) => again(&house, &visitor, &invitation, &typed, form::told(visitor.l, failure)?).await,
    }
}

async fn again(house: &House, visitor: &Visitor, invitation: &Invitation, typed: &Join, errors: shell::form::Errors) -> Answer {
    let wanted = next::sign_in(&typed.token).replacen("/sign-in?next=", "?invitation=", 1);
    let elsewhere = views::door::elsewhere(visitor.l, house.sign_in_with.as_deref(), &wanted);
    let main = views::door::join(visitor.l, invitation, typed, &errors, &elsewhere);
    let page = bare(house, visitor.l, words::join_title(visitor.l), main).await?;
    Ok(form::answer(page, &errors))
}
