//! The page: one field, filters for those who would rather choose than type, and what was found by what it is.
//! What can't be understood is said: of a filter beside it, of the words above what was found.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::{Fault, Id, Language, Refusal, Result};
use house::{House, Signed};
use kernel::find::Hit;
use kernel::people::Person;
use kernel::{Kind, people};
use maud::{Markup, html};
use shell::button::{self, Weight};
use shell::card::Tone;
use shell::form::Errors;
use shell::view::{self, Chip, Reader, SpaceRef};
use shell::{Frame, Place, dom, icon, page};
use web::{Failure, Html, Paging, Problem, Query};

use crate::asked::{Asked, Understood};
use crate::chips;
use crate::found::{self, Found, face, marked};
use crate::words;

/// How many items a page shows.
const PAGE: usize = 20;
/// Most people to choose an author from; others are reached through what they wrote.
const AUTHORS: i64 = 200;

pub async fn show(
    State(house): State<House>,
    Signed(actor): Signed,
    Query(asked): Query<Asked>,
    paging: Paging,
) -> Result<Response, Failure> {
    let before = paging.key::<2>()?.map(|[points, id]| (points, Id(id)));
    let drawn = house.read(move |db| {
        let frame = house::frame(db, &actor, Place::Search, &asked.href(asked.words(), true, None))?;
        let authors = people::directory(db, &actor, "", None, AUTHORS)?;
        let (status, errors, answer) = match asked.understood(db, &actor, before) {
            Ok(understood) => (StatusCode::OK, Errors::default(), Some((found::find(db, &actor, &asked, &understood, PAGE)?, understood))),
            Err(fault @ Fault::Refused(Refusal::Invalid(_))) => {
                (StatusCode::UNPROCESSABLE_ENTITY, Errors::of_problem(&Problem::of(actor.language, &fault)), None)
            }
            Err(fault) => return Err(fault),
        };
        let main = html! {
            (form(&frame, &asked, answer.as_ref().map(|(_, understood)| understood), &authors, &errors))
            @if let Some((found, understood)) = &answer { (results(&frame, &asked, found, understood)) }
        };
        Ok((status, page(&frame, words::title(actor.language), &page::plain(words::title(actor.language), None, &main))))
    });
    let (status, markup) = drawn.await?;
    Ok((status, Html::from(markup)).into_response())
}

fn form(frame: &Frame, asked: &Asked, question: Option<&Understood>, authors: &[Person], errors: &Errors) -> Markup {
    let l = frame.reader.lang;
    let kinds: Vec<(String, String)> = Kind::ALL.iter().map(|kind| (kind.name().to_owned(), words::kind(l, kind))).collect();
    let mut spaces: Vec<(String, String)> = frame.spaces.iter().map(|space| (space.id.to_string(), space.name.clone())).collect();
    let mut people: Vec<(String, String)> = authors.iter().map(|person| (person.id.to_string(), person.name.clone())).collect();
    // What was chosen is offered, be it beyond the list.
    if let Some(space) = question.and_then(|q| q.space.as_ref()).filter(|space| frame.spaces.iter().all(|mine| mine.id != space.id)) {
        spaces.push((space.id.to_string(), space.name.clone()));
    }
    if let Some(author) = question.and_then(|q| q.author.as_ref()).filter(|author| authors.iter().all(|known| known.id != author.id)) {
        people.push((author.id.to_string(), author.name.clone()));
    }
    html! {
        form.column method="get" action="/search" role="search" {
            (shell::hits::search_field(l, asked.words()))
            @if let Some(sort) = &asked.sort { input type="hidden" name="sort" value=(sort); }
            details.narrow open[asked.is_narrow()] {
                summary { (icon("sliders-horizontal")) (words::filters(l)) }
                div.filters {
                    (choice(errors, "kind", words::filter_kind(l), words::any_kind(l), asked.kind.as_deref(), &kinds))
                    (choice(errors, "space", words::filter_space(l), words::any_space(l), asked.space.as_deref(), &spaces))
                    (choice(errors, "author", words::filter_author(l), words::any_author(l), asked.author.as_deref(), &people))
                    (day(errors, "from", words::filter_from(l), asked.from.as_deref()))
                    (day(errors, "until", words::filter_until(l), asked.until.as_deref()))
                }
            }
        }
    }
}

fn choice(errors: &Errors, name: &str, label: &str, any: &str, chosen: Option<&str>, options: &[(String, String)]) -> Markup {
    let control = html! {
        select #(dom::field(name, "")) name=(name) aria-invalid=[errors.of(name).map(|_| "true")] aria-describedby=(dom::field(name, "-error")) {
            option value="" { (any) }
            @for (value, label) in options { option value=(value) selected[chosen == Some(value)] { (label) } }
        }
    };
    filter(errors, name, label, &control)
}

fn day(errors: &Errors, name: &str, label: &str, value: Option<&str>) -> Markup {
    let control = html! {
        input #(dom::field(name, "")) type="date" name=(name) value=[value] aria-invalid=[errors.of(name).map(|_| "true")] aria-describedby=(dom::field(name, "-error"));
    };
    filter(errors, name, label, &control)
}

fn filter(errors: &Errors, name: &str, label: &str, control: &Markup) -> Markup {
    let error = errors.of(name);
    html! {
        div.field {
            label.label for=(dom::field(name, "")) { (label) }
            (control)
            p.error #(dom::field(name, "-error")) hidden[error.is_none()] { (error.unwrap_or_default()) }
        }
    }
}

fn results(frame: &Frame, asked: &Asked, found: &Found, understood: &Understood) -> Markup {
    let (l, r) = (frame.reader.lang, &frame.reader);
    if asked.words().is_empty() && found.is_empty() {
        return chips::help(l, frame.spaces.first().map(|space| space.name.as_str()));
    }
    let further = understood.question.wanted.before.is_some();
    let head = html! { (chips::notes(asked, &understood.question)) (chips::bar(l, asked, found, understood)) };
    // After a phrase, a page may be empty and still not the last.
    if found.is_empty() && found.items.next.is_none() && !further {
        return html! { (head) (nothing(l, asked, understood)) };
    }
    let people: Vec<view::Hit> = found.people.iter().map(|person| view::Hit::Person(face(person), person.headline.clone())).collect();
    let spaces: Vec<view::Hit> =
        found.spaces.iter().map(|(id, name, purpose)| view::Hit::Space(space_ref(*id, name), text::excerpt(purpose, 160))).collect();
    let sought = understood.question.sought();
    let items: Vec<view::Hit> = found.items.items.iter().map(|hit| item(l, &sought, hit)).collect();
    let newer = further.then(|| asked.href(asked.words(), true, None));
    let older = found.items.next.as_ref().map(|next| asked.href(asked.words(), true, Some(&next.to_string())));
    html! {
        (head)
        (section("people", words::people(l), r, &people))
        (section("spaces", words::spaces(l), r, &spaces))
        (section("items", words::items(l), r, &items))
        (shell::pager::pager(l, newer.as_deref(), older.as_deref()))
    }
}

fn section(id: &str, title: &str, r: &Reader, hits: &[view::Hit]) -> Markup {
    let id = format!("found-{id}");
    html! { @if !hits.is_empty() { section aria-labelledby=(id) { h2 #(id) { (title) } (shell::hits::list(r, hits)) } } }
}

/// Nothing found: what else to try.
fn nothing(l: Language, asked: &Asked, understood: &Understood) -> Markup {
    let word = asked.words().trim_start_matches('#');
    let act = match (asked.is_narrow(), understood.question.tag.as_ref().filter(|_| understood.question.chips.is_empty())) {
        (true, _) => Some(button::link(Weight::Plain, None, words::without_filters(l), &asked.href(asked.words(), false, None))),
        (false, Some(_)) => Some(button::link(Weight::Plain, None, &words::as_a_word(l, word), &asked.href(word, false, None))),
        (false, None) => None,
    };
    shell::empty::empty("search", &words::nothing_title(l, text::excerpt(asked.words(), 60)), words::nothing(l), act)
}

fn item(l: Language, sought: &str, hit: &Hit) -> view::Hit {
    let title = text::marked(&hit.title, sought, 100);
    let plain = |pieces: &[(String, bool)]| pieces.iter().map(|(text, _)| text.as_str()).collect::<String>();
    let alone = plain(&hit.excerpt).starts_with(plain(&title).trim_end_matches('…'));
    let author = &hit.author;
    view::Hit::Item {
        href: dom::permalink(hit.root_id, hit.id),
        chip: chip(l, hit.kind),
        title_html: marked(&title).into_string(),
        // The beginning of a text without a title is its title.
        excerpt_html: if alone { String::new() } else { marked(&hit.excerpt).into_string() },
        author: house::face(author.id, &author.name, author.photo_at, author.guest, author.bot),
        space: space_ref(hit.space_id, &hit.space_name),
        at: hit.created_at,
    }
}

fn space_ref(id: Id, name: &str) -> SpaceRef {
    SpaceRef { id, name: name.to_owned(), hue: shell::face::hue(id) }
}

pub fn chip(l: Language, kind: Kind) -> Option<Chip> {
    match kind {
        Kind::Post => None,
        Kind::QuickNote => Some(Chip::quick_note(l)),
        Kind::Question => Some(Chip::question(l, false)),
        Kind::Poll => Some(Chip::poll(l)),
        Kind::Share => Some(Chip::share(l)),
        Kind::Comment => Some(Chip { label: words::kind(l, kind), icon: "message-circle", tone: Tone::Sand }),
    }
}
