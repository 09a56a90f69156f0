//! In and out of a space: joining, asking, answering requests, inviting, roles, leaving.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use base::{Id, Refusal, Result};
use house::{House, Signed, SpaceTab};
use kernel::spaces::{Opening, SpaceRole, members};
use kernel::{Manage, View, access};
use serde::Deserialize;
use web::{Failure, Form, Html, Path};

use crate::words;

/// Joins where one may, asks where one must.
pub async fn join(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Result<Redirect, Failure> {
    house
        .write(move |tx| match access::glimpse(tx, &actor, id)?.opening {
            Opening::Open => members::join(tx, &actor, id),
            Opening::Request | Opening::Private => members::ask(tx, &actor, id),
        })
        .await?;
    Ok(Redirect::to(&format!("/spaces/{id}")))
}

/// Takes one's own request back.
pub async fn withdraw(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Result<Redirect, Failure> {
    house.write(move |tx| members::withdraw(tx, &actor, id)).await?;
    Ok(Redirect::to(&format!("/spaces/{id}")))
}

#[derive(Deserialize)]
pub struct Leaving {
    #[serde(default)]
    confirm: bool,
}

/// Leaves. Where one couldn't come back alone, asks first.
pub async fn leave(
    State(house): State<House>,
    Signed(actor): Signed,
    Path(id): Path<Id>,
    Form(leaving): Form<Leaving>,
) -> Result<Response, Failure> {
    let by = actor.clone();
    let question = house
        .read(move |db| {
            let space = access::space::<View>(db, &by, id)?.into_it();
            if leaving.confirm || space.opening == Opening::Open && by.is_insider() || space.my_role.is_none() {
                return Ok(None);
            }
            let frame = super::frame(db, &by, &space, "/members")?;
            let (l, action, back) = (by.language, format!("/spaces/{id}/leave"), format!("/spaces/{id}/members"));
            let question = shell::confirm::Question {
                title: &words::leave_title(l, &space.name),
                consequence: words::leave_consequence(l),
                action: &action,
                verb: words::leave(l),
                fields: &[("confirm", "1")],
                back: &back,
            };
            super::page(db, &by, &frame, &space, SpaceTab::Members, &shell::confirm::confirm(l, &question), None).map(Some)
        })
        .await?;
    if let Some(question) = question {
        return Ok(Html::from(question).into_response());
    }
    house.write(move |tx| members::leave(tx, &actor, id, actor.id)).await?;
    Ok(Redirect::to("/spaces").into_response())
}

#[derive(Deserialize)]
pub struct Invited {
    person: Id,
    role: String,
}

fn role(name: &str) -> Result<SpaceRole, Refusal> {
    SpaceRole::parse(name).ok_or_else(|| Refusal::field("role", "unknown"))
}

pub async fn invite(
    State(house): State<House>,
    Signed(actor): Signed,
    Path(id): Path<Id>,
    Form(invited): Form<Invited>,
) -> Result<Redirect, Failure> {
    let role = role(&invited.role)?;
    house.write(move |tx| members::admit(tx, &actor, id, invited.person, role)).await?;
    Ok(Redirect::to(&format!("/spaces/{id}/members")))
}

#[derive(Deserialize)]
pub struct Changed {
    role: String,
}

/// Gives another role; `none` or `remove` takes out.
pub async fn change(
    State(house): State<House>,
    Signed(actor): Signed,
    Path((id, person)): Path<(Id, Id)>,
    Form(changed): Form<Changed>,
) -> Result<Redirect, Failure> {
    let out = matches!(changed.role.as_str(), "none" | "remove");
    let role = if out { None } else { Some(role(&changed.role)?) };
    let away = out && person == actor.id;
    house
        .write(move |tx| match role {
            None => members::leave(tx, &actor, id, person),
            // Whoever was removed meanwhile is not let in again by a late change of role.
            Some(_) if members::role_of(tx, id, person)?.is_none() => {
                access::space::<Manage>(tx, &actor, id)?;
                Err(Refusal::NotFound.into())
            }
            Some(role) => members::admit(tx, &actor, id, person, role),
        })
        .await?;
    Ok(Redirect::to(&if away { "/spaces".into() } else { format!("/spaces/{id}/members") }))
}

#[derive(Deserialize)]
pub struct Answer {
    answer: String,
}

/// Accepts or declines a request; one that was taken back or answered meanwhile changes nothing.
pub async fn answer(
    State(house): State<House>,
    Signed(actor): Signed,
    Path((id, person)): Path<(Id, Id)>,
    Form(answer): Form<Answer>,
) -> Result<Redirect, Failure> {
    house
        .write(move |tx| {
            let allowed = access::space::<Manage>(tx, &actor, id)?;
            match answer.answer.as_str() {
                "accept" if members::has_asked(tx, id, person)? => members::admit(tx, &actor, id, person, SpaceRole::Contributor),
                "accept" => Ok(()),
                "decline" => members::decline(tx, &allowed, person),
                _ => Err(Refusal::field("answer", "unknown").into()),
            }
        })
        .await?;
    Ok(Redirect::to(&format!("/spaces/{id}/members")))
}
