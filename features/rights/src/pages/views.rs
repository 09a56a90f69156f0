//! What these pages draw. Deliberately absent: anything of a person beside their name and what they asked.

use base::{Id, Language, Moment};
use maud::{Markup, html};
use shell::button::{self, Weight};
use shell::form::{Errors, Field, summary};
use shell::view::Reader;
use shell::{icon, times};

use crate::archive::DAYS;
use crate::census::End;
use crate::erasure::Fate;
use crate::requests::{Kind, MESSAGE, Outcome, Request};
use crate::words;

/// One's own page.
pub fn mine(r: &Reader, requests: &[Request], typed: &str, errors: &Errors) -> Markup {
    let l = r.lang;
    let waits = |kind: Kind| requests.iter().any(|request| request.kind == kind && request.closed_at.is_none());
    let ready = requests.iter().find(|request| request.archive_until.is_some_and(|until| until > r.now));
    html! {
        (summary(l, errors))
        section.card.form #archive {
            h2 { (words::copy_title(l)) }
            p { (words::copy_purpose(l, DAYS)) }
            @if let Some((request, until)) = ready.and_then(|request| Some((request, request.archive_until?))) {
                div.notice role="status" {
                    p { (words::copy_ready(l, times::date(l, &r.zone, r.now, until))) }
                    p { (button::link(Weight::Main, Some("download"), words::copy_fetch(l), &format!("/me/data/{}/archive", request.id))) }
                }
            }
            @if waits(Kind::Access) {
                p role="status" { (icon("clock")) " " (words::copy_waits(l)) }
            } @else {
                form method="post" action="/me/data/archive" { (button::submit(if ready.is_none() { Weight::Main } else { Weight::Plain }, None, words::copy_make(l))) }
            }
        }
        form.card.form #rectification method="post" action="/me/data/rectification" {
            h2 { (words::rectify_title(l)) }
            p { (words::rectify_purpose(l)) " " a href="/me" { (words::rectify_profile(l)) } }
            (Field::new("message", words::field_message(l)).rows(4).limit(MESSAGE).value(typed).errors(errors).show(l))
            div.row { (button::submit(Weight::Plain, None, words::rectify_send(l))) }
        }
        section.card.form #erasure {
            h2 { (words::erasure_title(l)) }
            p { (words::erasure_purpose(l)) }
            @if waits(Kind::Erasure) { p role="status" { (icon("clock")) " " (words::erasure_waits(l)) } }
            @else { div.row { (button::link(Weight::Plain, None, words::erasure_see(l), "/me/data/erasure")) } }
        }
        @if !requests.is_empty() {
            section aria-labelledby="requests" {
                h2 #requests { (words::mine_title(l)) }
                ul.card.list.roomy { @for request in requests { (line(r, request)) } }
            }
        }
    }
}

fn line(r: &Reader, request: &Request) -> Markup {
    let l = r.lang;
    html! {
        li.entry {
            div.grow {
                p.line { b { (words::request_kind(l, request.kind.name())) } (state(r, request)) }
                p.quiet { (words::asked(l, times::date(l, &r.zone, r.now, request.asked_at))) }
                @if !request.message.is_empty() { p.clip { (request.message) } }
                @if !request.answer.is_empty() { div.answer { p.quiet { (words::answered(l)) } p { (request.answer) } } }
            }
            @if request.closed_at.is_none() && request.kind != Kind::Access {
                form method="post" action=(format!("/me/data/{}/withdraw", request.id)) { (button::submit(Weight::Plain, None, words::withdraw(l))) }
            }
        }
    }
}

/// How a request stands: its clock while it is open, its end afterwards.
fn state(r: &Reader, request: &Request) -> Markup {
    let l = r.lang;
    html! {
        @match (request.closed_at, request.outcome) {
            (Some(at), Some(outcome)) => {
                @let class = if outcome == Outcome::Done { "kind leaf" } else { "kind" };
                span class=(class) { (words::outcome(l, outcome.name())) " · " (times::date(l, &r.zone, r.now, at)) }
            }
            _ => {
                @let days = left(r.now, request.due_at);
                span class=(if days <= 10 { "kind clay" } else { "kind sky" }) {
                    (icon("clock"))
                    @if days < 0 { (words::clock_over(l, times::date(l, &r.zone, r.now, request.due_at))) }
                    @else { (words::clock(l, times::date(l, &r.zone, r.now, request.due_at), days)) }
                }
            }
        }
    }
}

/// Whole days until then, negative once it is over.
fn left(now: Moment, due: Moment) -> i64 {
    (due.0 - now.0).div_euclid(86_400_000)
}

/// Every request, for administrators.
pub fn all(r: &Reader, open: &[Request], ended: &[Request]) -> Markup {
    let l = r.lang;
    let list = |requests: &[Request]| {
        html! {
            ul.card.list {
                @for request in requests {
                    li.entry {
                        div.grow {
                            p.line { a.name.cover href=(format!("/administration/requests/{}", request.id)) { (words::request_title(l, request.kind.name(), &request.person)) } (state(r, request)) }
                            p.quiet { (words::asked(l, times::date(l, &r.zone, r.now, request.asked_at))) }
                        }
                    }
                }
            }
        }
    };
    html! {
        @if open.is_empty() { (shell::empty::empty("circle-check-big", words::requests_none(l), words::requests_none_purpose(l), None)) }
        @else { section aria-labelledby="open" { h2 #open { (words::requests_open(l)) } (list(open)) } }
        @if !ended.is_empty() { section aria-labelledby="ended" { h2 #ended { (words::requests_ended(l)) } (list(ended)) } }
    }
}

/// One request, with the way to answer it.
pub fn one(r: &Reader, request: &Request, typed: &str, errors: &Errors) -> Markup {
    let l = r.lang;
    let open = request.closed_at.is_none();
    html! {
        p { a.place href="/administration/requests" { (icon("arrow-left")) (words::requests_title(l)) } }
        (summary(l, errors))
        section.card.form {
            p.line { a.place href=(format!("/people/{}", request.person_id)) { bdi { (request.person) } } (state(r, request)) }
            p.quiet { (words::asked(l, times::date(l, &r.zone, r.now, request.asked_at))) }
            @if !request.message.is_empty() { blockquote { (request.message) } }
            @if !request.answer.is_empty() { div.answer { p.quiet { (words::answered(l)) } p { (request.answer) } } }
            @if open && request.kind == Kind::Access { p { (words::access_alone(l)) } }
            @if open && request.kind == Kind::Rectification {
                div.row { (button::link(Weight::Plain, None, words::rectify_do(l), &format!("/administration/people/{}#rectify", request.person_id))) }
            }
            @if open && request.kind == Kind::Erasure {
                div.row { (button::link(Weight::Danger, None, words::erase_see(l), &format!("/administration/people/{}/erase", request.person_id))) }
            }
        }
        @if open && request.kind != Kind::Access {
            form.card.form method="post" action=(format!("/administration/requests/{}", request.id)) {
                h2 { @if request.kind == Kind::Erasure { (words::refuse_title(l)) } @else { (words::answer_title(l)) } }
                p.quiet { @if request.kind == Kind::Erasure { (words::refuse_purpose(l)) } @else { (words::answer_purpose(l)) } }
                (Field::new("answer", words::field_answer(l)).rows(4).limit(MESSAGE).value(typed).errors(errors).show(l))
                div.row {
                    @if request.kind != Kind::Erasure { (button::submit_as(Weight::Main, None, words::answer_done(l), "outcome", Outcome::Done.name())) }
                    (button::submit_as(Weight::Plain, None, words::answer_refused(l), "outcome", Outcome::Refused.name()))
                }
            }
        }
    }
}

/// What goes and what stays, and why.
fn fates(l: Language, fates: &[Fate]) -> Markup {
    let of = |end: End| fates.iter().filter(move |fate| fate.end == end);
    html! {
        @for (title, end) in [(words::goes_title(l), End::Goes), (words::stays_title(l), End::Stays)] {
            section.card.form {
                h2 { (title) }
                ul.fates { @for fate in of(end) { li { b { (words::fate(l, fate.what, fate.count)) } @if end == End::Stays { p.quiet { (words::stays_why(l, fate.what)) } } } } }
            }
        }
    }
}

/// Before one asks to be erased.
pub fn own_erasure(l: Language, found: &[Fate]) -> Markup {
    html! {
        (fates(l, found))
        form.card.form method="post" action="/me/data/erasure" {
            p { (words::erasure_month(l)) }
            (Field::new("message", words::field_reason(l)).rows(3).limit(MESSAGE).optional().show(l))
            div.row { (button::link(Weight::Plain, None, words::back(l), "/me/data")) (button::submit(Weight::Danger, None, words::erasure_ask(l))) }
        }
    }
}

/// Before somebody is erased.
pub fn erasure(l: Language, person: Id, found: &[Fate]) -> Markup {
    html! {
        (fates(l, found))
        form.card.form method="post" action=(format!("/administration/people/{person}/erase")) {
            p { (icon("triangle-alert")) " " (words::erase_final(l)) }
            div.row { (button::link(Weight::Plain, None, words::back(l), "/administration/requests")) (button::submit(Weight::Danger, None, words::erase_do(l))) }
        }
    }
}
