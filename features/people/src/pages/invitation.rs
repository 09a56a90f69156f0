//! `/invitations`: inviting, and the invitations that wait. A link is shown once, or mailed and not shown at all.

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use axum::routing::{get, post};
use base::{Id, Moment, Refusal};
use house::{House, Signed, form};
use kernel::Actor;
use serde::Deserialize;
use shell::Place;
use shell::form::Errors;
use web::{Failure, Form, Path};

use super::{Answer, framed};
use crate::verbs::invitation::{self, NewInvitation};
use crate::views::invitation::{Made, Shown};
use crate::{letters, queries, views, words};

/// The form, as somebody typed it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Invite {
    pub role: String,
    pub name: String,
    pub email: String,
    pub space: String,
    pub ends_on: String,
}

pub fn routes() -> Router<House> {
    Router::new().route("/invitations", get(show).post(invite)).route("/invitations/{id}/revoke", post(revoke))
}

async fn show(State(house): State<House>, Signed(actor): Signed) -> Answer {
    if !actor.is_insider() {
        return Err(Refusal::Forbidden("guest").into());
    }
    let role = if actor.is_admin() { "member" } else { "guest" };
    let ends_on = actor.zone.at(Moment::now().plus_days(kernel::people::GUEST_DAYS)).date().to_string();
    let typed = Invite { role: role.into(), ends_on, ..Invite::default() };
    again(&house, actor, typed, Errors::default(), Made::Nothing).await
}

async fn invite(State(house): State<House>, Signed(actor): Signed, Form(typed): Form<Invite>) -> Answer {
    let l = actor.language;
    match send(&house, &actor, &typed).await {
        Ok(made) => again(&house, actor, Invite { name: String::new(), email: String::new(), ..typed }, Errors::default(), made).await,
        Err(failure) => again(&house, actor, typed, form::told(l, failure)?, Made::Nothing).await,
    }
}

async fn send(house: &House, actor: &Actor, typed: &Invite) -> Result<Made, Failure> {
    let space = match typed.space.as_str() {
        "" => None,
        id => Some(id.parse::<Id>().map_err(|_| Refusal::field("space", "unknown"))?),
    };
    // The whole last day counts, on the inviter's clock.
    let last = || actor.zone.moment_of(&format!("{}T23:59", typed.ends_on)).ok_or_else(|| Refusal::field("ends_on", "not_a_date"));
    let ends_at = if typed.role == "guest" && !typed.ends_on.is_empty() { Some(last()?) } else { None };
    let new = NewInvitation::parse(&typed.role, &typed.name, Some(&typed.email), space, ends_at).map_err(named)?;
    let (mail, actor) = (house.mail && new.email().is_some(), actor.clone());
    let (_, secret) = house.write(move |tx| letters::invite(tx, &actor, &new, mail)).await?;
    Ok(if mail { Made::Mailed(typed.email.trim().to_lowercase()) } else { Made::Link(invitation::link(&house.public_url, &secret)) })
}

/// The form asks for a last day where the API takes a moment.
fn named(fault: base::Fault) -> base::Fault {
    match fault {
        base::Fault::Refused(Refusal::Invalid(mut errors)) => {
            errors.iter_mut().filter(|error| error.field == "ends_at").for_each(|error| error.field = "ends_on".into());
            Refusal::Invalid(errors).into()
        }
        other => other,
    }
}

async fn revoke(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Answer {
    house.write(move |tx| invitation::revoke(tx, &actor, id)).await?;
    Ok(Redirect::to("/invitations").into_response())
}

async fn again(house: &House, actor: Actor, typed: Invite, errors: Errors, made: Made) -> Answer {
    let refused = errors.clone();
    let page = house
        .read(move |db| {
            let (spaces, waiting) = (queries::hosted_spaces(db, &actor)?, queries::invitations(db, &actor, None, 200)?);
            framed(db, &actor, Place::People, "/invitations", words::invitations_title(actor.language), |frame| {
                let shown = Shown { may_invite_members: actor.is_admin(), spaces: &spaces, waiting: &waiting, made: &made };
                Ok(views::invitation::page(&frame.reader, &typed, &errors, &shown))
            })
        })
        .await?;
    Ok(form::answer(page, &refused))
}
