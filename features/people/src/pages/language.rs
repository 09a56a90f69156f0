//! `POST /language`: the switch at the foot of every page. Kept with the person, and in a cookie for when nobody is signed in.

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use axum::routing::post;
use base::{Language, Refusal};
use house::{House, LANGUAGE_COOKIE, Maybe};
use http::header::{REFERER, SET_COOKIE};
use http::{HeaderMap, Uri};
use serde::Deserialize;
use web::{Form, cookie, next};

use super::Answer;
use crate::verbs::profile::{self, ProfileEdit};

#[derive(Default, Deserialize)]
#[serde(default)]
struct Switch {
    lang: String,
    back: String,
}

pub fn routes() -> Router<House> {
    Router::new().route("/language", post(switch))
}

async fn switch(State(house): State<House>, Maybe(actor): Maybe, headers: HeaderMap, Form(Switch { lang, back }): Form<Switch>) -> Answer {
    let language = Language::parse(&lang).ok_or_else(|| Refusal::field("lang", "unknown"))?;
    if let Some(actor) = actor {
        house.write(move |tx| profile::present(tx, &actor, &ProfileEdit::of_language(language))).await?;
    }
    let cookie = cookie::write(LANGUAGE_COOKIE, language.code(), 365 * 86_400, house.secure())?;
    let back = if back.is_empty() { came_from(&headers) } else { back };
    Ok(([(SET_COOKIE, cookie)], Redirect::to(next::local(&back))).into_response())
}

/// The path of the page that held the switch; only the path, so that it is one of ours.
fn came_from(headers: &HeaderMap) -> String {
    let uri: Option<Uri> = headers.get(REFERER).and_then(|value| value.to_str().ok()?.parse().ok());
    uri.as_ref().and_then(Uri::path_and_query).map_or_else(String::new, ToString::to_string)
}
