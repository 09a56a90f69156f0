//! `/administration/cost`: what the network costs, worked out from numbers that stand in the address, so that a sheet can be kept or sent as a link.

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use base::Refusal;
use base::checked::Errors;
use house::desk::{Section, framed};
use house::{House, Signed, form};
use serde::Deserialize;
use store::Query as _;
use web::Query;

use super::Answer;
use crate::cost::Sheet;
use crate::views::cost as views;

const HERE: &str = "/administration/cost";

/// The sheet as somebody typed it; what is missing is as usual.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    pub people: String,
    pub hosting: String,
    pub setup: String,
    pub care: String,
    pub training: String,
    pub day: String,
    pub trainer: String,
}

impl Typed {
    fn sheet(&self, people: i64) -> Result<Sheet, Refusal> {
        let mut errors = Errors::default();
        let mut read = |field: &str, typed: &str, usual: i64, least: i64| {
            let (code, limit) = match typed.trim().parse::<i64>() {
                _ if typed.trim().is_empty() => return usual,
                Ok(n) if n < least => ("too_small", least),
                Ok(n) if n > Sheet::MOST => ("too_large", Sheet::MOST),
                Ok(n) => return n,
                Err(_) => ("not_a_number", 0),
            };
            errors.add_limit(field, code, usize::try_from(limit).unwrap_or(0));
            usual
        };
        let usual = Sheet::usual(read("people", &self.people, people, 1));
        let sheet = Sheet {
            people: usual.people,
            hosting: read("hosting", &self.hosting, usual.hosting, 0),
            setup: read("setup", &self.setup, usual.setup, 0),
            care: read("care", &self.care, usual.care, 0),
            training: read("training", &self.training, usual.training, 0),
            day: read("day", &self.day, usual.day, 0),
            trainer: read("trainer", &self.trainer, usual.trainer, 0),
        };
        errors.done().map(|()| sheet)
    }
}

impl From<Sheet> for Typed {
    fn from(sheet: Sheet) -> Typed {
        let Sheet { people, hosting, setup, care, training, day, trainer } = sheet;
        let [people, hosting, setup, care, training, day, trainer] =
            [people, hosting, setup, care, training, day, trainer].map(|n| n.to_string());
        Typed { people, hosting, setup, care, training, day, trainer }
    }
}

pub fn routes() -> Router<House> {
    Router::new().route(HERE, get(show))
}

async fn show(State(house): State<House>, Signed(actor): Signed, Query(typed): Query<Typed>) -> Answer {
    let l = actor.language;
    let (page, refused) = house
        .read(move |db| {
            let here = db.count("SELECT count(*) FROM people WHERE deactivated_at IS NULL AND role <> 'bot'", &[])?;
            let (typed, sheet, refused) = match typed.sheet(here) {
                Ok(sheet) => (Typed::from(sheet), Some(sheet), shell::form::Errors::default()),
                Err(Refusal::Invalid(errors)) => (typed, None, form::beside(l, &errors)),
                Err(other) => return Err(other.into()),
            };
            let page = framed(db, &actor, Section::Cost, HERE, |r| Ok(views::page(r.lang, &typed, sheet.as_ref(), &refused)))?;
            Ok((page, refused))
        })
        .await?;
    Ok(form::answer(page, &refused))
}
