//! `/people` and `/people/{id}`: whom one may know, and how each presents themselves.

use axum::Router;
use axum::extract::State;
use axum::response::IntoResponse;
use axum::routing::get;
use base::{Id, Refusal};
use house::{House, Signed};
use kernel::people;
use serde::Deserialize;
use shell::Place;
use web::{Paging, Path, Query};

use super::{Answer, framed};
use crate::views::directory::{self as views, Profile};
use crate::{queries, words};

#[derive(Default, Deserialize)]
#[serde(default)]
struct Search {
    q: String,
}

pub fn routes() -> Router<House> {
    Router::new().route("/people", get(list)).route("/people/{id}", get(person))
}

async fn list(State(house): State<House>, Signed(actor): Signed, Query(Search { q }): Query<Search>, paging: Paging) -> Answer {
    let page = house
        .read(move |db| {
            let after = paging.key::<1>()?.map(|[id]| Id(id));
            let found = queries::directory(db, &actor, &q, after, paging.rows())?;
            let page = paging.page(found, |person| [person.id.0]);
            framed(db, &actor, Place::People, "/people", words::people_title(actor.language), |frame| {
                Ok(views::directory(&frame.reader, &q, &page, &actor))
            })
        })
        .await?;
    Ok(page.into_response())
}

async fn person(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Answer {
    let page = house.read(move |db| profile(db, &actor, id)).await?;
    Ok(page.into_response())
}

/// Somebody's page.
fn profile(db: &store::Db, actor: &kernel::Actor, id: Id) -> base::Result<web::Html> {
    let person = people::find(db, actor, id)?.ok_or(Refusal::NotFound)?;
    let spaces = if id == actor.id { Vec::new() } else { queries::shared_spaces(db, actor, id)? };
    // Whom a guest may not know is not named to them.
    let inviter = person.inviter_id.map(|inviter| people::find(db, actor, inviter)).transpose()?.flatten();
    framed(db, actor, Place::People, &format!("/people/{id}"), &person.name, |frame| {
        let may_administer = actor.is_admin() && person.role >= actor.role && person.id != actor.id;
        let shown = Profile { person: &person, mine: person.id == actor.id, spaces: &spaces, inviter: inviter.as_ref(), may_administer };
        Ok(views::profile(&frame.reader, &shown))
    })
}
