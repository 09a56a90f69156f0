//! What a text will look like, rendered by the very function that will store it.

use base::{Refusal, Result, checked};
use house::Signed;
use maud::{PreEscaped, html};
use serde::Deserialize;
use web::{Failure, Form, Html};

#[derive(Deserialize)]
pub struct Draft {
    #[serde(default)]
    body: String,
}

pub async fn show(Signed(_): Signed, Form(draft): Form<Draft>) -> Result<Html, Failure> {
    if draft.body.chars().count() > checked::BODY {
        return Err(Refusal::limit("body", "too_long", i64::try_from(checked::BODY).unwrap_or(i64::MAX)).into());
    }
    Ok(html! { div.prose { (PreEscaped(text::render(&draft.body).html)) } }.into())
}
