//! `/administration/trail`: the audit trail in words, by act and person, page by page, and as a file. Nobody can edit it; there is no form for it.

use axum::Router;
use axum::extract::State;
use axum::response::IntoResponse;
use axum::routing::get;
use base::Id;
use house::{House, Proved, Signed};
use kernel::audit::{self, Act};
use serde::Deserialize;
use web::{Paging, Query};

use super::{Answer, download};
use crate::verbs::sheet;
use crate::views::trail::{self as views, Shown};
use crate::words;
use house::desk::{Section, framed};

const HERE: &str = "/administration/trail";
/// Most lines of a file.
const LINES: i64 = 100_000;

/// What is looked for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    pub act: String,
    pub person: Option<Id>,
}

impl Asked {
    pub fn of(&self, before: Option<Id>) -> audit::Asked {
        audit::Asked { act: Act::named(&self.act), person: self.person, before }
    }
}

pub fn routes() -> Router<House> {
    Router::new().route(HERE, get(show)).route("/administration/trail.csv", get(file))
}

async fn show(State(house): State<House>, Signed(actor): Signed, Query(asked): Query<Asked>, paging: Paging) -> Answer {
    let page = house.read(move |db| {
        framed(db, &actor, Section::Trail, HERE, |r| {
            let before = paging.key::<1>()?.map(|[id]| Id(id));
            let found = audit::find(db, &asked.of(before), paging.rows())?;
            let page = paging.page(found, |line| [line.id.0]);
            Ok(views::page(r, &Shown { asked: &asked, page: &page, actors: &audit::actors(db)? }))
        })
    });
    Ok(page.await?.into_response())
}

async fn file(State(house): State<House>, Proved(actor): Proved, Query(asked): Query<Asked>) -> Answer {
    actor.administers()?;
    let (l, zone) = (actor.language, actor.zone.clone());
    let by = actor.id;
    let lines = house
        .write(move |tx| {
            // Taking the trail away is an act of administration too.
            audit::note(tx, Some(by), Act::Exported, None, "audit")?;
            Ok(audit::find(tx, &asked.of(None), LINES)?)
        })
        .await?;
    let heads = [words::field_at(l), words::field_who(l), words::field_act(l), words::field_whom(l), words::field_details(l)];
    let mut rows = vec![heads.map(str::to_owned).to_vec()];
    rows.extend(lines.into_iter().map(|line| {
        let details = views::details(l, &line);
        let at = zone.at(line.at).strftime("%Y-%m-%d %H:%M:%S").to_string();
        let who = line.actor.map_or_else(|| words::trail_program(l).to_owned(), |(_, name)| name);
        vec![at, who, views::act(l, line.act).to_owned(), line.whom.unwrap_or_default(), details]
    }));
    Ok(download("palabre-journal.csv", sheet::write(&rows)?))
}
