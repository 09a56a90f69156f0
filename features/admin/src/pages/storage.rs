//! `/administration/storage`: what takes room, in the database and beside it, and how much room files may take.

use std::sync::Arc;

use axum::extract::State;
use axum::routing::{get, post};
use axum::{Extension, Router};
use base::{Fault, Refusal};
use house::{House, Signed, form};
use kernel::Actor;
use kernel::documents::{self, Limits};
use serde::Deserialize;
use shell::form::Errors;
use web::{Failure, Form};

use super::{Answer, to};
use crate::machine::Machine;
use crate::views::storage::{self as views, Room};
use crate::{queries, verbs};
use house::desk::{Section, framed};

const HERE: &str = "/administration/storage";
/// The bytes of one unit of the form: what people call a megabyte.
const MEGABYTE: u64 = 1 << 20;

/// The limits as somebody types them, in megabytes.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    pub largest: String,
    pub person: String,
    pub network: String,
}

impl From<Limits> for Typed {
    fn from(limits: Limits) -> Typed {
        let shown = |bytes: u64| (bytes / MEGABYTE).to_string();
        Typed { largest: shown(limits.largest), person: shown(limits.person), network: shown(limits.network) }
    }
}

impl Typed {
    fn limits(&self) -> Result<Limits, Fault> {
        let read = |field: &str, text: &str| {
            let bytes = text.trim().parse().ok().and_then(|n: u64| n.checked_mul(MEGABYTE));
            bytes.ok_or_else(|| Refusal::field(field, "not_a_number"))
        };
        Ok(Limits {
            largest: read("largest", &self.largest)?,
            person: read("person", &self.person)?,
            network: read("network", &self.network)?,
        })
    }
}

pub fn routes() -> Router<House> {
    Router::new().route(HERE, get(show)).route("/administration/storage/limits", post(set))
}

async fn show(State(house): State<House>, Signed(actor): Signed, Extension(machine): Extension<Arc<Machine>>) -> Answer {
    again(&house, actor, &machine, None, Errors::default()).await
}

async fn set(
    State(house): State<House>,
    Signed(actor): Signed,
    Extension(machine): Extension<Arc<Machine>>,
    Form(typed): Form<Typed>,
) -> Answer {
    let (l, by, limits) = (actor.language, actor.clone(), typed.limits());
    let kept = match limits {
        Ok(limits) => house.write(move |tx| documents::set_limits(tx, &by, &limits)).await,
        Err(fault) => Err(Failure(fault)),
    };
    match kept {
        Ok(()) => to(HERE),
        Err(failure) => again(&house, actor, &machine, Some(typed), form::told(l, failure)?).await,
    }
}

async fn again(house: &House, actor: Actor, machine: &Machine, typed: Option<Typed>, errors: Errors) -> Answer {
    actor.administers()?;
    let disk = verbs::disk::free(machine.data.clone()).await;
    let refused = errors.clone();
    let page = house.read(move |db| {
        framed(db, &actor, Section::Storage, HERE, |r| {
            let (database, index) = store::dialect::sizes(db)?;
            let room = Room { database, index, files: queries::files(db)?, rows: queries::rows(db)?, disk };
            let typed = match typed {
                Some(typed) => typed,
                None => documents::limits(db)?.into(),
            };
            Ok(views::page(r.lang, &room, &typed, &errors))
        })
    });
    Ok(form::answer(page.await?, &refused))
}
