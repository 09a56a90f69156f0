//! `/administration/backups`: what is kept, a backup made now, each proven, taken away, removed.
//! Invariant: only owners have one made, take it away or remove it, each after a proof of who they are and with a line in the trail; only what
//! a key protects leaves the machine this way (safety test 125): the rest stays in the data folder.

use std::fs::File;

use axum::body::Body;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Extension, Router};
use base::{Fault, Moment, Refusal, Result};
use house::desk::{Section, framed};
use house::{House, Proved, ProvedForm, Signed, form};
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE};
use kernel::Actor;
use kernel::audit::{self, Act};
use kernel::people::{self, PersonRole};
use kernel::settings;
use maud::Markup;
use serde::Deserialize;
use shell::form::Errors;
use shell::view::Reader;
use shell::{Place, page};
use store::Db;
use tokio::task::spawn_blocking;
use web::{Failure, Form, Html, Path};

use crate::desk::Desk;
use crate::shelf::{Name, Note};
use crate::{key, views, words};

const HERE: &str = "/administration/backups";

type Answer = Result<Response, Failure>;

/// Every page of this room, over the backups of that machine.
pub fn routes(desk: &Desk) -> Router<House> {
    Router::new()
        .route(HERE, get(show).post(make))
        .route("/administration/backups/{name}/file", get(fetch))
        .route("/administration/backups/{name}/verify", get(ask_proof).post(prove))
        .route("/administration/backups/{name}/remove", get(ask_removal).post(remove))
        .layer(Extension(desk.clone()))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Wanted {
    /// `sealed`, or `plain` for a backup without a key.
    protection: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Opening {
    backup_key: String,
}

#[derive(Deserialize)]
struct Nothing {}

fn owns(actor: &Actor) -> Result<(), Refusal> {
    actor.administers()?;
    if actor.role == PersonRole::Owner { Ok(()) } else { Err(Refusal::Forbidden("not_an_owner")) }
}

/// A question or a key inside the navigation, for administrators.
async fn alone(
    house: &House,
    actor: Actor,
    title: &'static str,
    main: impl FnOnce(&Db, &Reader, &Actor) -> Result<Markup> + Send + 'static,
) -> Result<Html, Failure> {
    actor.administers()?;
    let drawn = house.read(move |db| {
        let frame = house::frame(db, &actor, Place::Other, HERE)?;
        let main = main(db, &frame.reader, &actor)?;
        Ok(page(&frame, title, &main).into())
    });
    drawn.await
}

async fn show(State(house): State<House>, Extension(desk): Extension<Desk>, Signed(actor): Signed) -> Answer {
    actor.administers()?;
    let (state, shelf) = (desk.state(), desk.shelf().clone());
    let kept = spawn_blocking(move || shelf.all()).await.map_err(Fault::broken)?;
    let folder = desk.shelf().folder().display().to_string();
    let page = house.read(move |db| {
        let by = kept.iter().map(|(_, note)| people::name(db, note.by)).collect::<Result<_, _>>()?;
        let facts = views::Facts {
            last: last(db, settings::BACKED_UP, Act::BackedUp)?,
            proven: last(db, settings::BACKUP_PROVEN, Act::BackupProven)?,
        };
        let shown = views::Backups { state, facts, kept, by, folder, owner: owns(&actor).is_ok() };
        framed(db, &actor, Section::Backups, HERE, |r| Ok(views::page(r, &shown)))
    });
    Ok(page.await?.into_response())
}

/// When that was last done, whichever way, and by whom as the trail tells it.
fn last(db: &Db, fact: &str, act: Act) -> Result<Option<views::Done>> {
    let Some(at) = settings::get(db, fact)?.and_then(|text| text.parse().ok()).map(Moment) else { return Ok(None) };
    let line = audit::lines(db, Some(act), None, 1)?.pop();
    Ok(Some(views::Done { at, by: line.and_then(|line| line.actor).map(|(_, name)| name) }))
}

async fn make(State(house): State<House>, Extension(desk): Extension<Desk>, ProvedForm(actor, wanted): ProvedForm<Wanted>) -> Answer {
    owns(&actor)?;
    let key = match wanted.protection.as_str() {
        "sealed" => Some(key::generate()),
        "plain" => None,
        _ => return Err(Refusal::field("protection", "unknown").into()),
    };
    let name = desk.save(&house, actor.id, key.clone())?;
    let Some(key) = key else { return Ok(Redirect::to(HERE).into_response()) };
    let title = words::key_title(actor.language);
    let page = alone(&house, actor, title, move |db, r, _| {
        let network = settings::get(db, settings::NETWORK_NAME)?.unwrap_or_default();
        Ok(views::key(r, &key, &name.file(), &network))
    });
    Ok(page.await?.into_response())
}

/// The kept backup of that name.
async fn kept(desk: &Desk, name: &str) -> Result<(Name, Note), Failure> {
    let name = Name::parse(name).ok_or(Refusal::NotFound)?;
    let (shelf, looked) = (desk.shelf().clone(), name.clone());
    let note = spawn_blocking(move || shelf.one(&looked)).await.map_err(Fault::broken)?;
    Ok((name, note.ok_or(Refusal::NotFound)?))
}

async fn fetch(State(house): State<House>, Extension(desk): Extension<Desk>, Proved(actor): Proved, Path(name): Path<String>) -> Answer {
    owns(&actor)?;
    let (name, note) = kept(&desk, &name).await?;
    if !note.sealed {
        return Err(Refusal::Forbidden("backup_without_key").into());
    }
    let file = desk.shelf().file(&name);
    let opened = spawn_blocking(move || File::open(file).and_then(|file| Ok((file.metadata()?.len(), file)))).await;
    let (size, file) = opened.map_err(Fault::broken)?.map_err(Fault::broken)?;
    let told = name.to_string();
    house.write(move |tx| Ok(audit::note(tx, Some(actor.id), Act::Exported, None, &told)?)).await?;
    let headers = [
        (CONTENT_TYPE, "application/octet-stream".to_owned()),
        (CONTENT_LENGTH, size.to_string()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", name.file())),
        (CACHE_CONTROL, "no-store, private".to_owned()),
    ];
    Ok((headers, Body::from_stream(files::pieces(file, size))).into_response())
}

async fn ask_proof(
    State(house): State<House>,
    Extension(desk): Extension<Desk>,
    Signed(actor): Signed,
    Path(name): Path<String>,
) -> Answer {
    actor.administers()?;
    let (name, note) = kept(&desk, &name).await?;
    asked_for_the_key(&house, actor, name, note, Errors::default()).await
}

async fn asked_for_the_key(house: &House, actor: Actor, name: Name, note: Note, errors: Errors) -> Answer {
    let refused = errors.clone();
    let title = words::verify_title(actor.language);
    let page = alone(house, actor, title, move |_, r, _| Ok(views::proof(r, &name, &note, &errors))).await?;
    Ok(form::answer(page, &refused))
}

async fn prove(
    State(house): State<House>,
    Extension(desk): Extension<Desk>,
    Signed(actor): Signed,
    Path(name): Path<String>,
    Form(opening): Form<Opening>,
) -> Answer {
    actor.administers()?;
    let (name, note) = kept(&desk, &name).await?;
    let key = Some(opening.backup_key.trim().to_owned()).filter(|key| note.sealed && !key.is_empty());
    if note.sealed && key.is_none() {
        let errors = Errors(vec![("backup_key".into(), words::key_wanted(actor.language).into())]);
        return asked_for_the_key(&house, actor, name, note, errors).await;
    }
    desk.prove(&house, actor.id, name, key)?;
    Ok(Redirect::to(HERE).into_response())
}

async fn ask_removal(
    State(house): State<House>,
    Extension(desk): Extension<Desk>,
    Signed(actor): Signed,
    Path(name): Path<String>,
) -> Answer {
    owns(&actor)?;
    let (name, note) = kept(&desk, &name).await?;
    let title = words::remove_title(actor.language);
    Ok(alone(&house, actor, title, move |_, r, _| Ok(views::removal(r, &name, &note))).await?.into_response())
}

async fn remove(
    State(house): State<House>,
    Extension(desk): Extension<Desk>,
    Path(name): Path<String>,
    ProvedForm(actor, Nothing {}): ProvedForm<Nothing>,
) -> Answer {
    owns(&actor)?;
    let (name, _) = kept(&desk, &name).await?;
    let (shelf, told) = (desk.shelf().clone(), name.to_string());
    spawn_blocking(move || shelf.remove(&name)).await.map_err(Fault::broken)?.map_err(Fault::broken)?;
    house.write(move |tx| Ok(audit::note(tx, Some(actor.id), Act::BackupRemoved, None, &told)?)).await?;
    Ok(Redirect::to(HERE).into_response())
}
