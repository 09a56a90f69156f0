//! The pages of this room. Invariant: a step that proves more changes the session's secret; a refused code or passkey says no more than that.

pub mod enrol;
pub mod factors;
pub mod passkey;
pub mod prove;
pub mod rescue;
pub mod rule;
pub mod second;
pub mod security;
pub mod sessions;

use axum::response::{Redirect, Response};
use base::{Fault, Language, Refusal, Result};
use house::AtDoor;
use kernel::Actor;
use kernel::people::sessions::{Session, Step};
use maud::Markup;
use serde::Deserialize;
use shell::form::Errors;
use shell::{Frame, Place};
use store::Db;
use web::{Failure, Html, next};

/// The whole answer of a page.
pub type Answer = Result<Response, Failure>;

/// Where to go afterwards.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    pub next: String,
}

/// What the forms of the door send: an authenticator's answer, or a code; and with a new passkey its name, with a new application its secret.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    pub passkey: String,
    pub code: String,
    pub name: String,
    pub sealed: String,
    pub next: String,
}

/// A page inside the navigation.
fn framed(db: &Db, actor: &Actor, path: &str, title: &str, main: impl FnOnce(&Frame) -> Result<Markup>) -> Result<Html> {
    let frame = house::frame(db, actor, Place::Me, path)?;
    let main = main(&frame)?;
    Ok(shell::page(&frame, title, &main).into())
}

/// The errors to show beside their fields; any other failure goes on.
fn told(l: Language, failure: Failure) -> Result<Errors, Failure> {
    match failure.0 {
        Fault::Refused(Refusal::Invalid(errors)) => {
            let sentence = |error: &base::FieldError| match error.field.as_str() {
                "passkey" => (String::new(), crate::words::passkey_wrong(l).to_owned()),
                "code" => (error.field.clone(), crate::words::code_wrong(l).to_owned()),
                _ => (error.field.clone(), web::sentence(l, error)),
            };
            Ok(Errors(errors.iter().map(sentence).collect()))
        }
        other => Err(Failure(other)),
    }
}

/// Whoever waits at that step; others are led to where they belong.
fn at_step(door: AtDoor, step: Step, wanted: &str) -> Result<(Actor, Session), Redirect> {
    let AtDoor { actor, session } = door;
    let wanted = next::local(wanted);
    let page = |page: &str| Redirect::to(&next::sign_in(wanted).replacen("/sign-in", page, 1));
    match session.step {
        standing if standing == step => Ok((actor, session)),
        Step::In => Err(Redirect::to(wanted)),
        Step::Second => Err(page("/sign-in/second")),
        Step::Enrol => Err(page("/sign-in/enrol")),
    }
}
