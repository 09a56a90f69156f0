//! Posting, commenting and editing through forms. A key in the form makes a second sending the first one again.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use base::{Id, Refusal, Result, checked};
use house::{House, Sent, Signed};
use kernel::drafts::{self, Place};
use kernel::items::{self, ItemEdit, NewItem};
use kernel::{Actor, Edit, View, access, documents, once};
use maud::{Markup, html};
use serde::Deserialize;
use shell::button::{self, Weight};
use shell::form::{self, Field};
use shell::view::Attached;
use shell::{Place as Nav, page};
use web::{Failure, Html, Path, Problem, Wants, fragments};

use super::posted::Posted;
use super::{as_on, card_of};
use crate::cards::{Shown, cards};
use crate::words;

pub async fn post(
    State(house): State<House>,
    Signed(actor): Signed,
    Path(space): Path<Id>,
    wants: Wants,
    Sent(posted): Sent<Posted>,
) -> Result<Response, Failure> {
    let print = serde_json::to_vec(&(space, &posted)).unwrap_or_default();
    let from = if posted.from.as_deref() == Some("documents") { "/documents" } else { "" };
    let (kinds, by, form) = (house.kinds.clone(), actor.clone(), posted.clone());
    // Worked out here, not on the thread that writes; but where one may not look comes before what is wrong with the words.
    let data = form.data(&by.zone).map_err(base::Fault::from);
    let new = data.and_then(|data| NewItem::parse_with(&kinds, &form.kind, &form.title, &form.body, data, form.file.clone()));
    let answer = house
        .write(move |tx| {
            once::once(tx, by.id, form.key.as_deref(), &print, || {
                let there = access::space::<View>(tx, &by, space)?;
                let new = new?;
                let id = items::post(tx, &kinds, &access::to_post(there, new.kind)?, &new)?;
                drafts::sent(tx, &by, Place::Space(space), form.draft, &form.text())?;
                Ok(id.to_string())
            })
        })
        .await;
    let answer = match answer {
        Ok(answer) => answer,
        Err(fault) => {
            if wants == Wants::Page {
                put_aside(&house, actor, Place::Space(space), &posted).await;
            }
            return Err(fault);
        }
    };
    if wants == Wants::Page {
        return Ok(Redirect::to(&format!("/spaces/{space}{from}")).into_response());
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

/// Keeps what could not be sent, where scripts would have: it stands in the form when one comes back to it.
pub(super) async fn put_aside(house: &House, actor: Actor, place: Place, posted: &Posted) {
    let typed = posted.typed();
    let kept = house.write(move |tx| drafts::keep(tx, &actor, place, &typed, None)).await;
    if let Err(Failure(fault)) = kept {
        tracing::info!(%fault, "what was refused could not be kept as a draft");
    }
}

pub async fn comment(
    State(house): State<House>,
    Signed(actor): Signed,
    Path(id): Path<Id>,
    wants: Wants,
    Sent(said): Sent<Posted>,
) -> Result<Response, Failure> {
    let print = serde_json::to_vec(&(id, &said.body)).unwrap_or_default();
    let (kinds, by, form) = (house.kinds.clone(), actor.clone(), said.clone());
    let new = NewItem::comment_with(&kinds, &form.body, form.file.clone());
    let answer = house
        .write(move |tx| {
            once::once(tx, by.id, form.key.as_deref(), &print, || {
                let target = access::item_to_comment(tx, &by, id)?;
                let comment = items::comment(tx, &kinds, &target, &new?)?;
                drafts::sent(tx, &by, Place::Item(id), form.draft, &form.text())?;
                Ok(comment.to_string())
            })
        })
        .await;
    let answer = match answer {
        Ok(answer) => answer,
        Err(fault) => {
            if wants == Wants::Page {
                put_aside(&house, actor, Place::Item(id), &said).await;
            }
            return Err(fault);
        }
    };
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
            files: None,
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
    /// The files to keep, when some were chosen; otherwise all.
    files: Option<Vec<Id>>,
}

#[derive(Deserialize)]
pub struct Edited {
    #[serde(default)]
    file: Vec<Id>,
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
    Sent(edited): Sent<Edited>,
) -> Result<Response, Failure> {
    let change = ItemEdit {
        title: Some(edited.title.clone().unwrap_or_default()),
        body: Some(edited.body.clone()),
        files: Some(edited.file.clone()),
        revision: edited.revision,
    };
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
    let kept = edited.file;
    let drawn = house
        .read(move |db| {
            let item = access::item::<Edit>(db, &actor, id)?.into_it();
            let typed = Typed {
                title: edited.title.unwrap_or_default(),
                body: edited.body,
                revision,
                comment: item.parent_id.is_some(),
                files: Some(kept),
            };
            edit_page(db, &actor, id, item.space.id, &typed, Some(&fault))
        })
        .await?;
    Ok((status, Html::from(drawn)).into_response())
}

fn edit_page(db: &store::Db, actor: &Actor, id: Id, space: Id, typed: &Typed, fault: Option<&base::Fault>) -> Result<Markup> {
    let l = actor.language;
    let frame = house::frame(db, actor, Nav::Space(space), &format!("/items/{id}/edit"))?;
    let held = documents::queries::of(db, actor, id, typed.files.as_deref().unwrap_or_default())?;
    let held: Vec<Attached> = held.iter().map(house::attached).collect();
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
        form.card.form method="post" enctype="multipart/form-data" action=(format!("/items/{id}/edit")) data-place=(format!("edit:{id}")) {
            (form::summary(l, &errors))
            input type="hidden" name="revision" value=(typed.revision);
            @if !typed.comment {
                (Field::new("title", words::edit_subject(l)).optional().value(&typed.title).limit(checked::TITLE).errors(&errors).show(l))
            }
            (Field::new("body", words::edit_body(l)).optional().rows(10).value(&typed.body).limit(checked::BODY).errors(&errors).show(l))
            (shell::files::tray(l, &held, typed.files.as_deref()))
            div.row {
                (button::submit(Weight::Main, None, words::edit_save(l)))
                (button::link(Weight::Quiet, None, words::cancel(l), &format!("/items/{id}")))
                (shell::files::controls(l, "edit-attach"))
            }
        }
    };
    Ok(page(&frame, words::edit_title(l), &page::plain(words::edit_title(l), None, &main)))
}
