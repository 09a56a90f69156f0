//! `/administration/people/import`: a file of people, judged before anything is written; then the good lines let in, the others given back.
//! Invariant: between the two steps the file stays in the form alone, so that judging leaves nothing behind.

use axum::Router;
use axum::extract::{DefaultBodyLimit, Multipart, State};
use axum::routing::{get, post};
use house::{House, KEPT_LIMIT, Proved, ProvedForm, Signed, form, upload};
use kernel::Actor;
use serde::Deserialize;
use shell::form::Errors;
use web::{Failure, Form};

use super::{Answer, download};
use crate::verbs::{roster, sheet};
use crate::views::roster::{self as views, Step};
use house::desk::{Section, framed};

const HERE: &str = "/administration/people/import";

/// The file, on its way through the form: written in percents, each byte may take three.
const BODY: usize = 3 * roster::LARGEST + upload::WRAPPING;
const _: () = assert!(BODY <= KEPT_LIMIT, "a proof asked for on the way loses no file");

#[derive(Default, Deserialize)]
#[serde(default)]
struct Judged {
    text: String,
}

pub fn routes() -> Router<House> {
    Router::new()
        .route(HERE, get(show).post(judge).layer(DefaultBodyLimit::max(roster::LARGEST + upload::WRAPPING)))
        .route("/administration/people/import/admit", post(admit).layer(DefaultBodyLimit::max(BODY)))
        .route("/administration/people/import/mend", post(mend).layer(DefaultBodyLimit::max(BODY)))
}

/// Whoever lets people in proves who they are before they choose a file; again on the way if they took long over it.
async fn show(State(house): State<House>, Proved(actor): Proved) -> Answer {
    step(&house, actor, Step::Choose, Errors::default()).await
}

async fn judge(State(house): State<House>, Signed(actor): Signed, multipart: Multipart) -> Answer {
    let l = actor.language;
    actor.administers()?;
    let read = async {
        let text = sheet::decode(&upload::file(multipart, "file", roster::LARGEST).await?);
        let (by, file) = (actor.clone(), text.clone());
        let judged = house.read(move |db| roster::judge(db, &by, &file)).await?;
        Ok::<_, Failure>(Step::Judged(text, judged))
    };
    match read.await {
        Ok(judged) => step(&house, actor, judged, Errors::default()).await,
        Err(failure) => step(&house, actor, Step::Choose, form::told(l, failure)?).await,
    }
}

async fn admit(State(house): State<House>, ProvedForm(actor, Judged { text }): ProvedForm<Judged>) -> Answer {
    let by = actor.clone();
    let file = text.clone();
    let admitted = house.write(move |tx| roster::admit(tx, &by, &file)).await?;
    step(&house, actor, Step::Admitted(text, admitted), Errors::default()).await
}

async fn mend(State(house): State<House>, Signed(actor): Signed, Form(Judged { text }): Form<Judged>) -> Answer {
    let judged = house.read(move |db| roster::judge(db, &actor, &text)).await?;
    Ok(download("palabre-a-corriger.csv", sheet::write(&judged.to_mend)?))
}

async fn step(house: &House, actor: Actor, step: Step, errors: Errors) -> Answer {
    let (refused, mail) = (errors.clone(), house.mail);
    let page = house.read(move |db| framed(db, &actor, Section::People, HERE, |r| Ok(views::page(r.lang, &step, mail, &errors)))).await?;
    Ok(form::answer(page, &refused))
}
