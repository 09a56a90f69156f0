//! `/administration/retention`: how long things are kept and why, another duration for a reason, and the purge: first counted, then done.

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use base::{Moment, Refusal};
use house::{House, Signed, form};
use kernel::Actor;
use kernel::people::PersonRole;
use kernel::retention::{self, Keep};
use serde::Deserialize;
use shell::form::Errors;
use web::Form;

use super::{Answer, to};
use crate::views::retention::{self as views, Line, Purge};
use house::desk::{Section, framed};

const HERE: &str = "/administration/retention";
/// How long a preview may lie on a screen before its purge, in seconds.
const PREVIEW_SECONDS: i64 = 3600;

/// Another duration, as somebody typed it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Change {
    pub keep: String,
    pub days: String,
    pub why: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Counted {
    at: String,
}

pub fn routes() -> Router<House> {
    Router::new().route(HERE, get(show).post(change)).route("/administration/retention/purge", get(preview).post(purge))
}

async fn show(State(house): State<House>, Signed(actor): Signed) -> Answer {
    again(&house, actor, Change::default(), Purge::Nothing, Errors::default()).await
}

async fn preview(State(house): State<House>, Signed(actor): Signed) -> Answer {
    actor.administers()?;
    let now = Moment::now();
    let due = house.read(move |db| Ok(retention::due(db, now)?)).await?;
    again(&house, actor, Change::default(), Purge::Counted(now, due), Errors::default()).await
}

async fn purge(State(house): State<House>, Signed(actor): Signed, Form(Counted { at }): Form<Counted>) -> Answer {
    if actor.role != PersonRole::Owner {
        return Err(Refusal::Forbidden("not_an_owner").into());
    }
    // The moment of the preview: what has outlived its duration since then was not shown, and is not ended.
    let now = Moment::now();
    let at = at.parse().map(Moment).ok().filter(|at| *at <= now && *at > now.plus_seconds(-PREVIEW_SECONDS));
    let at = at.ok_or(Refusal::Conflict("preview_too_old"))?;
    let (kinds, by) = (house.kinds.clone(), actor.id);
    let ended = house.write(move |tx| retention::purge(tx, &kinds, at, Some(by))).await?;
    again(&house, actor, Change::default(), Purge::Done(ended), Errors::default()).await
}

async fn change(State(house): State<House>, Signed(actor): Signed, Form(typed): Form<Change>) -> Answer {
    let (l, by, given) = (actor.language, actor.clone(), typed.clone());
    let changed = house.write(move |tx| {
        let keep = Keep::parse(&given.keep).ok_or_else(|| Refusal::field("keep", "unknown"))?;
        let days = given.days.trim().parse().map_err(|_| Refusal::field("days", "not_a_number"))?;
        retention::set(tx, &by, keep, days, &given.why)
    });
    match changed.await {
        Ok(()) => to(HERE),
        Err(failure) => again(&house, actor, typed, Purge::Nothing, form::told(l, failure)?).await,
    }
}

async fn again(house: &House, actor: Actor, typed: Change, purge: Purge, errors: Errors) -> Answer {
    let refused = errors.clone();
    let page = house
        .read(move |db| {
            let kept = |keep: &Keep| Ok(Line { keep: *keep, kept: retention::kept(db, *keep)? });
            let lines = Keep::ALL.iter().map(kept).collect::<base::Result<Vec<_>>>()?;
            framed(db, &actor, Section::Retention, HERE, |r| {
                Ok(views::page(r.lang, &lines, &typed, &purge, actor.role == PersonRole::Owner, &errors))
            })
        })
        .await?;
    Ok(form::answer(page, &refused))
}
