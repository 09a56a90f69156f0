//! Envoyer plus tard, from forms: planned in the composer, then seen, changed, sent at once or taken back by its author alone.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use base::{Fault, Id, Refusal, Result, checked};
use house::{House, Sent, Signed};
use kernel::drafts::{self, Place};
use kernel::later::{self, Sending};
use kernel::{Actor, once};
use maud::{Markup, html};
use shell::button::{self, Weight};
use shell::form::{self, Field};
use shell::view::{Reader, Toast};
use shell::{Place as Nav, icon, page, times};
use store::{Db, Query};
use web::{Failure, Form, Html, Path, Problem, Wants, fragments};

use super::drafts::{Sure, excerpt, where_to};
use super::posted::{self, Posted};
use crate::words;

/// Plans what stands in the composer.
pub async fn plan(
    State(house): State<House>,
    Signed(actor): Signed,
    Path(space): Path<Id>,
    wants: Wants,
    Sent(posted): Sent<Posted>,
) -> Result<Response, Failure> {
    let print = serde_json::to_vec(&(space, &posted)).unwrap_or_default();
    let (kinds, by, form) = (house.kinds.clone(), actor.clone(), posted.clone());
    let planned = house.write(move |tx| {
        once::once(tx, by.id, form.key.as_deref(), &print, || {
            let id = later::plan(tx, &kinds, &by, space, &form.later(&by.zone)?)?;
            drafts::sent(tx, &by, Place::Space(space), form.draft, &form.text())?;
            Ok(id.to_string())
        })
    });
    if let Err(fault) = planned.await {
        if wants == Wants::Page {
            super::write::put_aside(&house, actor, Place::Space(space), &posted).await;
        }
        return Err(fault);
    }
    if wants == Wants::Page {
        return Ok(Redirect::to("/drafts").into_response());
    }
    let drawn = house.read(move |db| {
        let reader = Reader::new(actor.language, actor.zone.clone());
        let text = posted.later(&actor.zone)?.due;
        let text = words::later_toast(actor.language, times::words(reader.lang, &reader.zone, reader.now, text));
        Ok([waiting(db, &actor, &reader, space)?, shell::toast::toast(reader.lang, &Toast { text, undo: None })])
    });
    Ok(fragments(StatusCode::CREATED, &drawn.await?))
}

/// What of mine waits to be posted in a space, over its Fil; an empty place when nothing does.
pub fn waiting(q: &impl Query, actor: &Actor, r: &Reader, space: Id) -> Result<Markup> {
    let l = r.lang;
    let (next, count, refused) = later::of_space(q, actor, space)?;
    Ok(html! {
        div #planned {
            @if let Some(next) = next {
                p.notice.clay[refused > 0] {
                    (icon(if refused > 0 { "triangle-alert" } else { "clock" }))
                    a href="/drafts" { @if refused > 0 { (words::planned_refused(l, refused)) } @else { (words::planned_here(l, count, times::words(l, &r.zone, r.now, next))) } }
                }
            }
        }
    })
}

/// One of them in the list.
pub fn line(r: &Reader, one: &Sending) -> Markup {
    let l = r.lang;
    let (id, wanted) = (one.id, &one.wanted);
    html! {
        li.entry.written.planned {
            div.grow {
                p.clip { (excerpt(&wanted.title, &wanted.body)) }
                @match &one.refused {
                    Some((_, why)) => p.error { (icon("triangle-alert")) (words::not_sent(l)) " " (web::reason(l, why)) },
                    None => p.when-due { (icon("clock")) (times::full(l, &r.zone, wanted.due)) },
                }
                p.quiet.line { (where_to(r, one.space, one.space_name.as_deref())) }
            }
            div.row {
                (button::link(Weight::Plain, Some("pencil"), words::planned_change(l), &format!("/scheduled/{id}")))
                form method="post" action=(format!("/scheduled/{id}/send")) { (button::submit(Weight::Plain, None, words::planned_send(l))) }
                form method="post" action=(format!("/scheduled/{id}/cancel")) { button.tool type="submit" title=(words::planned_cancel(l)) aria-label=(words::planned_cancel(l)) { (icon("x")) } }
            }
        }
    }
}

/// The form that changes one.
pub async fn form(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Result<Html, Failure> {
    let drawn = house.read(move |db| {
        let one = later::one(db, &actor, id)?;
        let (wanted, zone) = (&one.wanted, &actor.zone);
        let typed = posted::filled(&wanted.kind, &wanted.title, &wanted.body, &wanted.data, zone);
        draw(db, &actor, &one, &typed, &zone.civil(wanted.due), None)
    });
    Ok(drawn.await?.into())
}

pub async fn change(
    State(house): State<House>,
    Signed(actor): Signed,
    Path(id): Path<Id>,
    Form(mut posted): Form<Posted>,
) -> Result<Response, Failure> {
    posted.option = posted.option.iter().flat_map(|all| all.lines()).map(str::to_owned).collect();
    let (kinds, by, form) = (house.kinds.clone(), actor.clone(), posted.clone());
    let changed = house.write(move |tx| later::replan(tx, &kinds, &by, id, &form.later(&by.zone)?)).await;
    let Err(Failure(fault)) = changed else { return Ok(Redirect::to("/drafts").into_response()) };
    if !matches!(fault.refusal(), Some(Refusal::Invalid(_))) {
        return Err(Failure(fault));
    }
    let drawn = house.read(move |db| {
        let one = later::one(db, &actor, id)?;
        let typed = posted::filled(&posted.kind, &posted.title, &posted.body, &posted.typed().data, &actor.zone);
        draw(db, &actor, &one, &typed, posted.send_at.as_deref().unwrap_or_default(), Some(&fault))
    });
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Html::from(drawn.await?)).into_response())
}

fn draw(db: &Db, actor: &Actor, one: &Sending, typed: &shell::composer::Typed, send_at: &str, fault: Option<&Fault>) -> Result<Markup> {
    let l = actor.language;
    let frame = house::frame(db, actor, Nav::Other, "/drafts")?;
    let errors = fault.map(|fault| form::Errors::of_problem(&Problem::of(l, fault))).unwrap_or_default();
    let zone = words::planned_zone(l, actor.zone.name());
    let main = html! {
        form.card.form method="post" action=(format!("/scheduled/{}", one.id)) {
            (form::summary(l, &errors))
            p.quiet.line { (where_to(&frame.reader, one.space, one.space_name.as_deref())) }
            input type="hidden" name="kind" value=(typed.kind);
            @if typed.kind != "quick_note" { (Field::new("title", words::edit_subject(l)).optional().value(&typed.title).limit(checked::TITLE).errors(&errors).show(l)) }
            (Field::new("body", words::edit_body(l)).optional().rows(8).value(&typed.body).limit(checked::BODY).errors(&errors).show(l))
            @if typed.kind == "poll" {
                (Field::new("option", words::become_options(l)).rows(4).value(&typed.options.join("\n")).errors(&errors).show(l))
                (form::checkbox("multiple", words::planned_multiple(l), None, typed.multiple))
                (Field::new("closes_at", words::planned_closes(l)).optional().input("datetime-local").value(&typed.closes_at).errors(&errors).show(l))
            }
            (Field::new("send_at", words::planned_when(l)).input("datetime-local").hint(&zone).value(send_at).errors(&errors).show(l))
            div.row { (button::submit(Weight::Main, None, words::edit_save(l))) (button::link(Weight::Quiet, None, words::cancel(l), "/drafts")) }
        }
    };
    Ok(page(&frame, words::planned_edit(l), &page::plain(words::planned_edit(l), None, &main)))
}

/// Posts it at once.
pub async fn send(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Result<Redirect, Failure> {
    let kinds = house.kinds.clone();
    let item = house.write(move |tx| later::send(tx, &kinds, &actor, id)).await?;
    Ok(Redirect::to(&format!("/items/{item}")))
}

/// Takes it back: its words return to the composer. When another draft is there, asks first.
pub async fn cancel(
    State(house): State<House>,
    Signed(actor): Signed,
    Path(id): Path<Id>,
    Form(sure): Form<Sure>,
) -> Result<Response, Failure> {
    let by = actor.clone();
    let gone = house
        .write(move |tx| match sure.confirm {
            true => later::cancel(tx, &by, id).map(|()| true),
            false => later::take_back(tx, &by, id),
        })
        .await?;
    if gone {
        return Ok(Redirect::to("/drafts").into_response());
    }
    let asked = house.read(move |db| {
        let l = actor.language;
        let frame = house::frame(db, &actor, Nav::Other, "/drafts")?;
        let one = later::one(db, &actor, id)?;
        let lost = words::planned_cancel_lost(l, excerpt(&one.wanted.title, &one.wanted.body));
        let question = shell::confirm::Question {
            title: words::planned_cancel_title(l),
            consequence: &lost,
            action: &format!("/scheduled/{id}/cancel"),
            verb: words::planned_give_up(l),
            fields: &[("confirm", "1")],
            back: "/drafts",
        };
        Ok(page(&frame, words::drafts_title(l), &page::plain("", None, &shell::confirm::confirm(l, &question))))
    });
    Ok(Html::from(asked.await?).into_response())
}
