//! `/administration/sign-in`: whom the network asks for a second factor, and who lacks one.

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use axum::routing::get;
use base::{Id, Refusal};
use house::desk::{Section, framed};
use house::{House, ProvedForm, Signed};
use kernel::people::PersonRole;
use kernel::people::factors::{self, Rule};
use serde::Deserialize;
use store::{Query, params};

use super::Answer;
use crate::views;

#[derive(Default, Deserialize)]
#[serde(default)]
struct Chosen {
    rule: String,
}

pub fn routes() -> Router<House> {
    Router::new().route("/administration/sign-in", get(show).post(choose))
}

/// Most names shown.
const SHOWN: i64 = 100;

async fn show(State(house): State<House>, Signed(actor): Signed) -> Answer {
    let page = house
        .read(move |db| {
            let rule = Rule::now(db)?;
            let sql = "SELECT p.id, p.name, p.role FROM people p
                WHERE p.deactivated_at IS NULL AND p.role <> 'bot' AND (p.ends_at IS NULL OR p.ends_at > $1)
                  AND NOT EXISTS (SELECT 1 FROM passkeys k WHERE k.person_id = p.id)
                  AND NOT EXISTS (SELECT 1 FROM code_apps c WHERE c.person_id = p.id)
                  AND ($2 = 1 OR p.role IN ('owner', 'admin'))
                ORDER BY p.folded, p.id LIMIT $3";
            let all = rule == Rule::Everybody;
            let read = |row: &store::Row<'_>| Ok((row.id(0)?, row.text(1)?, PersonRole::parse(&row.text(2)?).unwrap_or(PersonRole::Guest)));
            let lacking: Vec<(Id, String, PersonRole)> = db.all(sql, params![base::Moment::now(), all, SHOWN], read)?;
            let mine = lacking.iter().any(|(id, ..)| *id == actor.id);
            framed(db, &actor, Section::SignIn, "/administration/sign-in", |r| Ok(views::rule::page(r.lang, rule, &lacking, mine)))
        })
        .await?;
    Ok(page.into_response())
}

async fn choose(State(house): State<House>, ProvedForm(actor, chosen): ProvedForm<Chosen>) -> Answer {
    let rule = Rule::parse(&chosen.rule).ok_or_else(|| Refusal::field("rule", "unknown"))?;
    house.write(move |tx| factors::set_rule(tx, &actor, rule)).await?;
    Ok(Redirect::to("/administration/sign-in").into_response())
}
