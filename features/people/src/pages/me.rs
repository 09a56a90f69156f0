//! `/me`: one's own profile and password.

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use axum::routing::{get, post};
use base::checked::Errors as Checks;
use base::{Moment, Refusal, Result, Secret};
use house::{AtDoor, Attempt, House, Signed, ask, form, session_cookie};
use http::header::SET_COOKIE;
use kernel::{Actor, people};
use serde::Deserialize;
use shell::Place;
use shell::form::Errors;
use web::{Failure, Form, Html};

use super::{Answer, framed};
use crate::verbs::profile::{self, Given, ProfileEdit};
use crate::verbs::reset;
use crate::views::me::{Me, page};
use crate::{password, queries, words};

#[derive(Default, Deserialize)]
#[serde(default)]
struct Presentation {
    name: String,
    headline: String,
    site: String,
    skills: String,
    languages: String,
    ask_me: String,
    zone: String,
    language: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Replacement {
    current: String,
    password: String,
}

pub fn routes() -> Router<House> {
    Router::new().route("/me", get(show).post(present)).route("/me/password", post(replace))
}

async fn show(State(house): State<House>, Signed(actor): Signed) -> Answer {
    again(&house, actor, None, Errors::default(), None).await
}

async fn present(State(house): State<House>, Signed(actor): Signed, Form(typed): Form<Presentation>) -> Answer {
    let Presentation { name, headline, site, skills, languages, ask_me, zone, language } = typed;
    let given = Given {
        name: Some(name),
        headline: Some(headline),
        site: Some(site),
        skills: Some(vec![skills]),
        languages: Some(vec![languages]),
        ask_me: Some(ask_me),
        zone: Some(zone),
        language: Some(language),
    };
    let l = actor.language;
    match ProfileEdit::parse(&given) {
        Ok(edit) => {
            house.write(move |tx| profile::present(tx, &actor, &edit)).await?;
            Ok(Redirect::to("/me").into_response())
        }
        Err(fault) => again(&house, actor, Some(given), form::told(l, Failure(fault))?, None).await,
    }
}

async fn replace(State(house): State<House>, Signed(actor): Signed, door: AtDoor, Form(typed): Form<Replacement>) -> Answer {
    let attempt = Attempt::by("password", actor.id);
    attempt.take(&house)?;
    let by = actor.clone();
    let (stored, email) = house.read(move |db| Ok((queries::password(db, by.id)?, queries::email(db, &by)?))).await?;
    let mut checks = Checks::default();
    // Somebody without a password has none to prove: who is there is then asked in another way.
    if stored.is_none() && !door.session.is_proved(Moment::now()) {
        let kept = vec![("password".to_owned(), typed.password)];
        return ask(&house, &actor, Some(&kept), "/me/password", &Errors::default()).await;
    }
    if stored.is_some() && !password::verify(typed.current, stored).await? {
        checks.add("current", "wrong");
    } else {
        attempt.forgive(&house);
    }
    password::check(&mut checks, "password", &typed.password, &[&actor.name, email.as_deref().unwrap_or_default()]);
    if let Err(Refusal::Invalid(errors)) = checks.done() {
        let l = actor.language;
        return again(&house, actor, None, form::beside(l, &errors), None).await;
    }
    let hash = password::hash(typed.password).await?;
    let secret = house.write(move |tx| reset::replace_password(tx, &actor, &hash)).await?;
    Ok(([(SET_COOKIE, session_cookie(&house, &secret)?)], Redirect::to("/me")).into_response())
}

/// One's own page, with what was typed and what is wrong with it, or with a token that was just made.
pub async fn again(house: &House, actor: Actor, typed: Option<Given>, errors: Errors, token: Option<Secret>) -> Answer {
    let refused = errors.clone();
    let with = house.sign_in_with.clone();
    let page = house.read(move |db| draw(db, &actor, with.as_deref(), typed.as_ref(), &errors, token.as_ref())).await?;
    Ok(form::answer(page, &refused))
}

fn draw(db: &store::Db, actor: &Actor, with: Option<&str>, typed: Option<&Given>, errors: &Errors, token: Option<&Secret>) -> Result<Html> {
    let person = people::find(db, actor, actor.id)?.ok_or(Refusal::NotFound)?;
    let (email, tokens) = (queries::email(db, actor)?, queries::tokens(db, actor)?);
    let has_password = queries::password(db, actor.id)?.is_some();
    framed(db, actor, Place::Me, "/me", words::me_title(actor.language), |frame| {
        let may_make_token = actor.is_insider();
        let me = Me { person: &person, email: email.as_deref(), sign_in_with: with, has_password, tokens: &tokens, may_make_token, token };
        Ok(page(&frame.reader, &me, typed, errors))
    })
}
