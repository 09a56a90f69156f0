//! Archiving and reopening for everybody; one's own level and unread mark.

use axum::extract::State;
use axum::response::Redirect;
use base::{Id, Refusal, Result};
use house::{House, Signed};
use kernel::spaces::{self, Level};
use kernel::{Manage, View, access};
use serde::Deserialize;
use web::{Failure, Form, Path};

pub async fn archive(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Result<Redirect, Failure> {
    house.write(move |tx| spaces::archive(tx, &access::space::<Manage>(tx, &actor, id)?)).await?;
    Ok(Redirect::to(&format!("/spaces/{id}/settings")))
}

pub async fn reopen(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Result<Redirect, Failure> {
    house.write(move |tx| spaces::reopen(tx, &access::space::<Manage>(tx, &actor, id)?)).await?;
    Ok(Redirect::to(&format!("/spaces/{id}/settings")))
}

#[derive(Deserialize)]
pub struct Wished {
    level: String,
}

pub async fn level(
    State(house): State<House>,
    Signed(actor): Signed,
    Path(id): Path<Id>,
    Form(wished): Form<Wished>,
) -> Result<Redirect, Failure> {
    let level = Level::parse(&wished.level).ok_or_else(|| Refusal::field("level", "unknown"))?;
    house.write(move |tx| spaces::set_level(tx, &access::space::<View>(tx, &actor, id)?, level)).await?;
    Ok(Redirect::to(&format!("/spaces/{id}/members")))
}

#[derive(Deserialize)]
pub struct Seen {
    up_to: Option<Id>,
}

pub async fn read(
    State(house): State<House>,
    Signed(actor): Signed,
    Path(id): Path<Id>,
    Form(seen): Form<Seen>,
) -> Result<Redirect, Failure> {
    house.write(move |tx| spaces::set_read(tx, &access::space::<View>(tx, &actor, id)?, seen.up_to.map(|id| id.0))).await?;
    Ok(Redirect::to(&format!("/spaces/{id}")))
}
