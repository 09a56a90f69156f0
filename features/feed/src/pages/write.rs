//! Posting, commenting and editing through forms. A key in the form makes a second sending the first one again.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use base::{Id, Moment, Refusal, Result, Zone, checked};
use house::{House, Signed};
use kernel::items::{self, ItemEdit, NewItem};
use kernel::{Actor, Edit, View, access, once};
use maud::{Markup, html};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use shell::button::{self, Weight};
use shell::form::{self, Field};
use shell::{Place, page};
use web::{Failure, Form, Html, Path, Problem, Wants, fragments};

use super::{as_on, card_of};
use crate::cards::{Shown, cards};
use crate::words;

#[derive(Deserialize, Serialize, Clone)]
pub struct Posted {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    body: String,
    #[serde(default)]
    option: Vec<String>,
    #[serde(default)]
    multiple: bool,
    closes_at: Option<String>,
    #[serde(skip_serializing)]
    key: Option<String>,
}

impl Posted {
    /// The kind's own fields; empty lines of a poll are no choices.
    pub(super) fn data(&self, zone: &Zone) -> Result<Json, Refusal> {
        if self.kind != "poll" {
            return Ok(Json::Null);
        }
        let options: Vec<&str> = self.option.iter().map(|option| option.trim()).filter(|option| !option.is_empty()).collect();
        let closes_at: Option<Moment> = match self.closes_at.as_deref() {
            Some(civil) => Some(zone.moment_of(civil).ok_or_else(|| Refusal::field("closes_at", "not_a_date"))?),
            None => None,
        };
        Ok(json!({ "options": options, "multiple": self.multiple, "closes_at": closes_at }))
    }
}

pub async fn post(
    State(house): State<House>,
    Signed(actor): Signed,
    Path(space): Path<Id>,
    wants: Wants,
    Form(posted): Form<Posted>,
) -> Result<Response, Failure> {
    let print = serde_json::to_vec(&(space, &posted)).unwrap_or_default();
    let (kinds, by, key) = (house.kinds.clone(), actor.clone(), posted.key.clone());
    // Worked out here, not on the thread that writes; but where one may not look comes before what is wrong with the words.
    let data = posted.data(&by.zone).map_err(base::Fault::from);
    let new = data.and_then(|data| NewItem::parse(&kinds, &posted.kind, &posted.title, &posted.body, data));
    let answer = house
        .write(move |tx| {
            once::once(tx, by.id, key.as_deref(), &print, || {
                let there = access::space::<View>(tx, &by, space)?;
                let new = new?;
                Ok(items::post(tx, &kinds, &access::to_post(there, new.kind)?, &new)?.to_string())
            })
        })
        .await?;
    if wants == Wants::Page {
        return Ok(Redirect::to(&format!("/spaces/{space}")).into_response());
    }
    let id: Id = answer.0.parse().map_err(base::Fault::broken)?;
    let rooms = house.clone();
    let card = house
        .read(move |db| {
            let view = items::queries::one(db, &rooms.kinds, &access::item::<View>(db, &actor, id)?)?;
            let reader = shell::view::Reader::new(actor.language, actor.zone.clone());
            let cards = cards(db, &rooms, &actor, &reader, vec![view], Shown { placed: false, whole: false })?;
            Ok(cards.first().map(|card| shell::card::card(&reader, card)).unwrap_or_default())
        })
        .await?;
    Ok(fragments(StatusCode::CREATED, &[card]))
}

#[derive(Deserialize)]
pub struct Said {
    #[serde(default)]
    body: String,
    key: Option<String>,
}

pub async fn comment(
    State(house): State<House>,
    Signed(actor): Signed,
    Path(id): Path<Id>,
    wants: Wants,
    Form(said): Form<Said>,
) -> Result<Response, Failure> {
    let print = serde_json::to_vec(&(id, &said.body)).unwrap_or_default();
    let (kinds, by) = (house.kinds.clone(), actor.clone());
    let new = NewItem::comment(&kinds, &said.body);
    let answer = house
        .write(move |tx| {
            once::once(tx, by.id, said.key.as_deref(), &print, || {
                let target = access::item_to_comment(tx, &by, id)?;
                Ok(items::comment(tx, &kinds, &target, &new?)?.to_string())
            })
        })
        .await?;
    if wants == Wants::Page {
        return Ok(Redirect::to(&format!("/items/{}", answer.0)).into_response());
    }
    let rooms = house.clone();
    let card = house.read(move |db| card_of(db, &rooms, &actor, id, as_on(wants))).await?;
    Ok(fragments(StatusCode::CREATED, &[card]))
}

pub async fn edit_form(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Result<Html, Failure> {
    let drawn = house.read(move |db| {
        let item = access::item::<Edit>(db, &actor, id)?.into_it();
        let typed = Typed {
            title: item.title,
            body: text::plain_mentions(&item.source),
            revision: item.revision,
            comment: item.parent_id.is_some(),
        };
        edit_page(db, &actor, id, item.space.id, &typed, None)
    });
    Ok(drawn.await?.into())
}

/// What stands in the form, as it was read or as it was typed.
struct Typed {
    title: String,
    body: String,
    revision: i64,
    comment: bool,
}

#[derive(Deserialize)]
pub struct Edited {
    title: Option<String>,
    #[serde(default)]
    body: String,
    revision: Option<i64>,
}

pub async fn edit(
    State(house): State<House>,
    Signed(actor): Signed,
    Path(id): Path<Id>,
    wants: Wants,
    Form(edited): Form<Edited>,
) -> Result<Response, Failure> {
    let change =
        ItemEdit { title: Some(edited.title.clone().unwrap_or_default()), body: Some(edited.body.clone()), revision: edited.revision };
    let (kinds, by) = (house.kinds.clone(), actor.clone());
    let outcome = house.write(move |tx| items::edit(tx, &kinds, &access::item::<Edit>(tx, &by, id)?, &change)).await;
    let fault = match outcome {
        Ok(()) => return Ok(Redirect::to(&format!("/items/{id}")).into_response()),
        Err(Failure(fault)) => fault,
    };
    // What was typed is never lost: the form comes back with it, beside the version that stands when somebody else wrote one.
    let (status, revision) = match fault.refusal() {
        Some(Refusal::Stale { revision, .. }) => (StatusCode::CONFLICT, *revision),
        Some(Refusal::Invalid(_)) => (StatusCode::UNPROCESSABLE_ENTITY, edited.revision.unwrap_or(0)),
        _ => return Err(Failure(fault)),
    };
    if wants != Wants::Page {
        return Err(Failure(fault));
    }
    let drawn = house
        .read(move |db| {
            let item = access::item::<Edit>(db, &actor, id)?.into_it();
            let typed = Typed { title: edited.title.unwrap_or_default(), body: edited.body, revision, comment: item.parent_id.is_some() };
            edit_page(db, &actor, id, item.space.id, &typed, Some(&fault))
        })
        .await?;
    Ok((status, Html::from(drawn)).into_response())
}

fn edit_page(db: &store::Db, actor: &Actor, id: Id, space: Id, typed: &Typed, fault: Option<&base::Fault>) -> Result<Markup> {
    let l = actor.language;
    let frame = house::frame(db, actor, Place::Space(space), &format!("/items/{id}/edit"))?;
    let errors = fault.map(|fault| form::Errors::of_problem(&Problem::of(l, fault))).unwrap_or_default();
    let main = html! {
        @if let Some(Refusal::Stale { current, .. }) = fault.and_then(base::Fault::refusal) {
            section.notice.clay role="alert" {
                h2 { (words::edit_stale_title(l)) }
                p { (words::edit_stale(l)) }
                h3 { (words::edit_stale_theirs(l)) }
                pre.version { (current) }
                h3 { (words::edit_stale_yours(l)) }
            }
        }
        form.card.form method="post" action=(format!("/items/{id}/edit")) {
            (form::summary(l, &errors))
            input type="hidden" name="revision" value=(typed.revision);
            @if !typed.comment {
                (Field::new("title", words::edit_subject(l)).optional().value(&typed.title).limit(checked::TITLE).errors(&errors).show(l))
            }
            (Field::new("body", words::edit_body(l)).optional().rows(10).value(&typed.body).limit(checked::BODY).errors(&errors).show(l))
            div.row { (button::link(Weight::Plain, None, words::cancel(l), &format!("/items/{id}"))) (button::submit(Weight::Main, None, words::edit_save(l))) }
        }
    };
    Ok(page(&frame, words::edit_title(l), &page::plain(words::edit_title(l), None, &main)))
}
