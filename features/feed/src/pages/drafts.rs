//! Drafts from forms: kept by a script as one writes, or by a button without scripts. And the page where all of them are found again,
//! with what is planned.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use base::{Id, Refusal, Result};
use house::{House, Sent, Signed};
use kernel::drafts::{self, Draft, Place};
use kernel::later;
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::{Value, json};
use shell::button::{self, Weight};
use shell::view::Reader;
use shell::{Place as Nav, dom, icon, page, times};
use web::{Failure, Form, Html, Path, Wants};

use super::posted::{self, Posted};
use crate::words;

fn place(text: &str) -> Result<Place, Refusal> {
    Place::parse(text).ok_or(Refusal::NotFound)
}

/// As scripts put it back into a form: the form's own fields.
fn fields(draft: &Draft, zone: &base::Zone) -> Value {
    let typed = posted::of_draft(draft, zone);
    let mut fields = vec![("kind", typed.kind), ("title", typed.title), ("body", typed.body), ("closes_at", typed.closes_at)];
    fields.extend(typed.options.into_iter().map(|option| ("option", option)));
    if typed.multiple {
        fields.push(("multiple", "1".into()));
    }
    json!({ "version": draft.version, "at": draft.at, "fields": fields })
}

fn none() -> Json<Value> {
    Json(json!({ "version": Id(0), "at": null, "fields": [] }))
}

/// One draft for a script; none is no fault.
pub async fn one(State(house): State<House>, Signed(actor): Signed, Path(at): Path<String>) -> Result<Json<Value>, Failure> {
    let at = place(&at)?;
    let zone = actor.zone.clone();
    let found = house.read(move |db| Ok(drafts::find(db, &actor, at)?)).await?;
    Ok(found.map_or_else(none, |draft| Json(fields(&draft, &zone))))
}

/// Keeps what stands in a form.
pub async fn keep(
    State(house): State<House>,
    Signed(actor): Signed,
    Path(at): Path<String>,
    wants: Wants,
    Sent(posted): Sent<Posted>,
) -> Result<Response, Failure> {
    let at = place(&at)?;
    let zone = actor.zone.clone();
    let kept = house.write(move |tx| drafts::keep(tx, &actor, at, &posted.typed(), posted.draft)).await?;
    if wants != Wants::Page {
        return Ok(kept.map_or_else(none, |draft| Json(fields(&draft, &zone))).into_response());
    }
    Ok(Redirect::to(&match (at, kept) {
        (Place::Space(id), _) => format!("/spaces/{id}#composer"),
        (Place::Item(id), Some(Draft { root: Some(root), .. })) => dom::permalink(root, id),
        (Place::Item(id), _) => format!("/items/{id}"),
    })
    .into_response())
}

#[derive(Deserialize)]
pub struct Sure {
    #[serde(default)]
    pub confirm: bool,
}

/// Forgets a draft, once one is sure: nobody else has its words.
pub async fn discard(
    State(house): State<House>,
    Signed(actor): Signed,
    Path(name): Path<String>,
    Form(sure): Form<Sure>,
) -> Result<Response, Failure> {
    let at = place(&name)?;
    if !sure.confirm {
        let asked = house.read(move |db| {
            let l = actor.language;
            let frame = house::frame(db, &actor, Nav::Other, "/drafts")?;
            let draft = drafts::find(db, &actor, at)?.ok_or(Refusal::NotFound)?;
            let question = shell::confirm::Question {
                title: words::draft_discard_title(l),
                consequence: &text::excerpt(&excerpt(&draft.typed.title, &draft.typed.body), 300),
                action: &format!("/drafts/{at}/discard"),
                verb: words::draft_discard(l),
                fields: &[("confirm", "1")],
                back: "/drafts",
            };
            Ok(page(&frame, words::drafts_title(l), &page::plain("", None, &shell::confirm::confirm(l, &question))))
        });
        return Ok(Html::from(asked.await?).into_response());
    }
    house.write(move |tx| drafts::forget(tx, &actor, at)).await?;
    Ok(Redirect::to("/drafts").into_response())
}

/// Everything that I have begun or planned.
pub async fn show(State(house): State<House>, Signed(actor): Signed) -> Result<Html, Failure> {
    let drawn = house.read(move |db| {
        let l = actor.language;
        let frame = house::frame(db, &actor, Nav::Other, "/drafts")?;
        let r = &frame.reader;
        let (planned, begun) = (later::mine(db, &actor)?, drafts::all(db, &actor)?);
        let main = html! {
            div.column #drafts data-refresh {
                @if !planned.is_empty() { section { h2 { (words::planned_title(l)) } ul.card.list { @for one in &planned { (super::later::line(r, one)) } } } }
                @if !begun.is_empty() { section { h2 { (words::begun_title(l)) } ul.card.list { @for draft in &begun { (line(r, draft)) } } } }
                @if planned.is_empty() && begun.is_empty() {
                    (shell::empty::empty("pen-line", words::drafts_empty(l), words::drafts_empty_purpose(l), Some(button::link(Weight::Plain, None, words::home_empty_act(l), "/spaces"))))
                }
            }
        };
        Ok(page(&frame, words::drafts_title(l), &page::plain(words::drafts_title(l), Some(words::drafts_purpose(l)), &main)))
    });
    Ok(drawn.await?.into())
}

fn line(r: &Reader, draft: &Draft) -> Markup {
    let l = r.lang;
    let typed = &draft.typed;
    let href = match (draft.place, draft.root) {
        (Place::Item(id), Some(root)) => dom::permalink(root, id),
        _ => format!("/spaces/{}#composer", draft.space),
    };
    html! {
        li.entry.written {
            div.grow {
                p.clip { (excerpt(&typed.title, &typed.body)) }
                p.quiet.line { (where_to(r, draft.space, draft.space_name.as_deref())) span { (words::draft_at(l)) " " (times::time(r, draft.at)) } }
            }
            div.row {
                @if draft.space_name.is_some() { (button::link(Weight::Plain, None, words::draft_resume(l), &href)) }
                form method="post" action=(format!("/drafts/{}/discard", draft.place)) { button.tool type="submit" title=(words::draft_discard(l)) aria-label=(words::draft_discard(l)) { (icon("trash-2")) } }
            }
        }
    }
}

/// The title, then the text, as one run of words.
pub fn excerpt(title: &str, body: &str) -> String {
    text::excerpt(&if title.is_empty() { body.to_owned() } else { format!("{title} — {body}") }, 200)
}

/// The space as far as one may still name it.
pub fn where_to(r: &Reader, space: Id, name: Option<&str>) -> Markup {
    html! {
        @match name {
            Some(name) => { (shell::card::place(&shell::view::SpaceRef { id: space, name: name.to_owned(), hue: shell::face::hue(space) })) }
            None => { span { (words::space_out_of_reach(r.lang)) } }
        }
    }
}
