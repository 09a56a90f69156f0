//! `/administration/identity`: name, accent, logo, hours. And for every page, whoever asks: the accent's stylesheet and the logo.

use axum::Router;
use axum::extract::{DefaultBodyLimit, Multipart, State};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use base::Refusal;
use house::{House, Signed, form, picture, upload};
use http::StatusCode;
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use kernel::audit::{self, Act};
use kernel::office::Office;
use kernel::{Actor, settings};
use serde::Deserialize;
use shell::accent::Accent;
use shell::form::Errors;
use web::{Failure, Form};

use super::{Answer, to};
use crate::verbs::identity::{self, NewIdentity};
use crate::{queries, views};
use house::desk::{Section, framed};

const HERE: &str = "/administration/identity";
/// Its address carries its version, so whoever has it may keep it.
const KEPT: &str = "public, max-age=31536000, immutable";

/// The form of the name and the accent, as somebody typed it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Shown {
    pub name: String,
    pub accent: String,
}

/// The form of the hours.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Hours {
    pub country: String,
    pub zone: String,
    pub opens: String,
    pub closes: String,
    pub days: Vec<String>,
}

impl From<Office> for Hours {
    fn from(office: Office) -> Hours {
        let days = (1..=7).zip(office.days).filter(|(_, open)| *open).map(|(n, _)| n.to_string()).collect();
        Hours { country: office.country, zone: office.zone.to_string(), opens: office.opens, closes: office.closes, days }
    }
}

pub fn routes() -> Router<House> {
    Router::new()
        .route(HERE, get(show).post(change))
        .route("/administration/identity/logo", post(set_logo).layer(DefaultBodyLimit::max(picture::LARGEST + upload::WRAPPING)))
        .route("/administration/identity/logo/remove", post(remove_logo))
        .route("/administration/identity/hours", post(set_hours))
        .route("/identity/accent.css", get(stylesheet))
        .route("/identity/logo", get(logo))
}

async fn show(State(house): State<House>, Signed(actor): Signed) -> Answer {
    again(&house, actor, None, None, Errors::default()).await
}

async fn change(State(house): State<House>, Signed(actor): Signed, Form(typed): Form<Shown>) -> Answer {
    let l = actor.language;
    actor.administers()?;
    match NewIdentity::parse(&typed.name, &typed.accent) {
        Ok(new) => {
            house.write(move |tx| identity::change(tx, &actor, &new)).await?;
            to(HERE)
        }
        Err(fault) => again(&house, actor, Some(typed), None, form::told(l, Failure(fault))?).await,
    }
}

async fn set_logo(State(house): State<House>, Signed(actor): Signed, multipart: Multipart) -> Answer {
    let l = actor.language;
    actor.administers()?;
    let drawn = match upload::file(multipart, "logo", picture::LARGEST).await {
        Ok(bytes) => identity::redraw(bytes).await.map_err(Failure),
        Err(failure) => Err(failure),
    };
    match drawn {
        Ok(png) => {
            house.write(move |tx| identity::set_logo(tx, &actor, Some(&png))).await?;
            to(HERE)
        }
        Err(failure) => again(&house, actor, None, None, form::told(l, failure)?).await,
    }
}

async fn remove_logo(State(house): State<House>, Signed(actor): Signed) -> Answer {
    house.write(move |tx| identity::set_logo(tx, &actor, None)).await?;
    to(HERE)
}

async fn set_hours(State(house): State<House>, Signed(actor): Signed, Form(typed): Form<Hours>) -> Answer {
    let l = actor.language;
    actor.administers()?;
    match Office::parse(&typed.country, &typed.zone, &typed.opens, &typed.closes, &typed.days) {
        Ok(office) => {
            house
                .write(move |tx| {
                    office.save(tx)?;
                    let told = format!("{} {} {}–{}", office.country, office.zone, office.opens, office.closes);
                    Ok(audit::note(tx, Some(actor.id), Act::SettingChanged, None, &told)?)
                })
                .await?;
            to(HERE)
        }
        Err(fault) => again(&house, actor, None, Some(typed), form::told(l, Failure(fault))?).await,
    }
}

async fn again(house: &House, actor: Actor, typed: Option<Shown>, hours: Option<Hours>, errors: Errors) -> Answer {
    let refused = errors.clone();
    let page = house
        .read(move |db| {
            let stands = settings::identity(db)?;
            let accent = stands.accent.as_deref().and_then(Accent::parse).unwrap_or_else(Accent::of_the_house);
            let typed = typed.unwrap_or_else(|| Shown { name: stands.name.unwrap_or_default(), accent: accent.to_string() });
            let logo = house::brand(db)?.logo;
            let hours = match hours {
                Some(hours) => hours,
                None => Office::load(db)?.into(),
            };
            framed(db, &actor, Section::Identity, HERE, |r| Ok(views::identity::page(r.lang, &typed, logo.as_deref(), &hours, &errors)))
        })
        .await?;
    Ok(form::answer(page, &refused))
}

async fn stylesheet(State(house): State<House>) -> Answer {
    let stands = house.read(|db| Ok(settings::identity(db)?)).await?;
    let style = stands.accent.as_deref().and_then(Accent::parse).map(Accent::stylesheet).unwrap_or_default();
    Ok((StatusCode::OK, [(CONTENT_TYPE, "text/css; charset=utf-8"), (CACHE_CONTROL, KEPT)], style).into_response())
}

async fn logo(State(house): State<House>) -> Answer {
    let (kind, bytes) = house.read(|db| Ok(queries::logo(db)?.ok_or(Refusal::NotFound)?)).await?;
    Ok(([(CONTENT_TYPE, kind), (CACHE_CONTROL, KEPT.into())], bytes).into_response())
}
