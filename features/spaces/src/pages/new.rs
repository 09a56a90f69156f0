//! The one form that opens a space (S0-01). Near names are shown before another space is made (S2-03), as far as one may know of them.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use base::{Fault, Id, Language, Refusal, Result};
use house::{House, Signed};
use kernel::people::{self, PersonRole};
use kernel::spaces::{self, NewSpace, Opening, Space, SpaceKind, queries};
use kernel::{Actor, once};
use maud::{Markup, html};
use serde::Deserialize;
use shell::button::{self, Weight};
use shell::form::{self, Errors, Field};
use shell::{Place, icon, page};
use store::{Db, Tx};
use web::{Failure, Form, Html, Problem};

use super::fields::{self, Typed};
use crate::words;

/// Most people offered as owners; another can be named in the settings later.
const OWNERS: i64 = 200;

#[derive(Clone, Deserialize)]
pub struct Sent {
    #[serde(flatten)]
    typed: Typed,
    /// Who answers for it.
    owner: Option<Id>,
    /// Near names were seen, and this is another space.
    #[serde(default)]
    confirm: bool,
    key: Option<String>,
}

/// Guests and bots open no space, and need not look at the form.
fn insiders(actor: &Actor) -> Result<(), Refusal> {
    if actor.is_insider() { Ok(()) } else { Err(Refusal::Forbidden("guest")) }
}

pub async fn form(State(house): State<House>, Signed(actor): Signed) -> Result<Html, Failure> {
    insiders(&actor)?;
    let (kind, opening) = (SpaceKind::Project.name().into(), Opening::Private.name().into());
    let typed = Typed { kind, opening, ..Typed::default() };
    house.read(move |db| draw(db, &actor, &typed, None, &Errors::default(), &[])).await.map(Html::from)
}

pub async fn open(State(house): State<House>, Signed(actor): Signed, Form(sent): Form<Sent>) -> Result<Response, Failure> {
    insiders(&actor)?;
    let (typed, owner) = (sent.typed.clone(), sent.owner);
    let new = NewSpace::parse(&typed.name, &typed.purpose, &typed.kind, &typed.opening, Some(&typed.ends_on));
    let refused = match new {
        Ok(new) => {
            let (by, name, seen) = (actor.clone(), typed.name.clone(), sent.confirm);
            let near = house.read(move |db| if seen { Ok(Vec::new()) } else { Ok(queries::near(db, &by, &name)?) }).await?;
            if !near.is_empty() {
                return again(&house, actor, typed, owner, Errors::default(), near, StatusCode::OK).await;
            }
            let by = actor.clone();
            match house.write(move |tx| opened(tx, &by, &sent, &new)).await {
                Ok(id) => return Ok(Redirect::to(&format!("/spaces/{id}")).into_response()),
                Err(Failure(fault)) => fault,
            }
        }
        Err(fault) => fault,
    };
    if !matches!(refused.refusal(), Some(Refusal::Invalid(_))) {
        return Err(refused.into());
    }
    let errors = Errors::of_problem(&Problem::of(actor.language, &refused));
    again(&house, actor, typed, owner, errors, Vec::new(), StatusCode::UNPROCESSABLE_ENTITY).await
}

/// The same form sent twice opens one space.
fn opened(tx: &Tx, actor: &Actor, sent: &Sent, new: &NewSpace) -> Result<String> {
    let t = &sent.typed;
    let print =
        serde_json::to_vec(&("/spaces/new", &t.name, &t.purpose, &t.kind, &t.opening, &t.ends_on, sent.owner)).map_err(Fault::broken)?;
    let (answer, _) = once::once(tx, actor.id, sent.key.as_deref(), &print, || {
        Ok(spaces::open_for(tx, actor, sent.owner.unwrap_or(actor.id), new)?.to_string())
    })?;
    Ok(answer)
}

async fn again(
    house: &House,
    actor: Actor,
    typed: Typed,
    owner: Option<Id>,
    errors: Errors,
    near: Vec<Space>,
    status: StatusCode,
) -> Result<Response, Failure> {
    let drawn = house.read(move |db| draw(db, &actor, &typed, owner, &errors, &near)).await?;
    Ok((status, Html::from(drawn)).into_response())
}

fn draw(db: &Db, actor: &Actor, typed: &Typed, owner: Option<Id>, errors: &Errors, near: &[Space]) -> Result<Markup> {
    let frame = house::frame(db, actor, Place::NewSpace, "/spaces/new")?;
    let l = frame.reader.lang;
    let owners = owners(db, actor)?;
    let owner = owner.unwrap_or(actor.id).to_string();
    let main = html! {
        form.card.form method="post" action="/spaces/new" novalidate {
            (form::key(&frame.reader, actor.id))
            (form::summary(l, errors))
            @if !near.is_empty() { (neighbours(l, near)) input type="hidden" name="confirm" value="1"; }
            (fields::show(l, typed, errors))
            (Field::new("owner", words::settings_owner(l)).hint(words::settings_owner_hint(l)).value(&owner).errors(errors).select(l, &owners))
            div.row { (send(l, !near.is_empty())) (button::link(Weight::Quiet, None, words::cancel(l), "/spaces")) }
        }
    };
    Ok(page(&frame, words::new_title(l), &page::plain(words::new_title(l), Some(words::new_purpose(l)), &main)))
}

/// People of the house, who may answer for a space: oneself first.
fn owners(db: &Db, actor: &Actor) -> Result<Vec<(Id, String)>> {
    let house = people::directory(db, actor, "", None, OWNERS)?.into_iter();
    let others = house.filter(|p| p.id != actor.id && !matches!(p.role, PersonRole::Guest | PersonRole::Bot)).map(|p| (p.id, p.name));
    Ok(std::iter::once((actor.id, actor.name.clone())).chain(others).collect())
}

/// What exists already, first of all; the form stays below with all that was typed.
fn neighbours(l: Language, near: &[Space]) -> Markup {
    html! {
        div.notice role="alert" tabindex="-1" {
            p { (icon("layers")) b { (words::near_title(l)) } " " (words::near_purpose(l)) }
            ul { @for space in near { li { a href=(format!("/spaces/{}", space.id)) { bdi { (space.name) } } " " span.quiet { (space.purpose) } } } }
            div.row { (button::submit(Weight::Plain, None, words::new_anyway(l))) }
        }
    }
}

fn send(l: Language, seen: bool) -> Markup {
    if seen { button::submit(Weight::Plain, None, words::new_anyway(l)) } else { button::submit(Weight::Main, None, words::new_send(l)) }
}
