//! The accepted answer inside the question's card.

use base::{Id, Language, Moment};
use house::Seat;
use kernel::items::View;
use maud::Markup;
use serde::Deserialize;
use shell::view::{Accepted, Chip, Reader};

#[derive(Deserialize)]
struct Data {
    answer: Option<Answer>,
}

#[derive(Deserialize)]
struct Answer {
    id: Id,
    author: Author,
    html: String,
    at: Moment,
}

#[derive(Deserialize)]
struct Author {
    id: Id,
    name: String,
    role: String,
    photo_at: Option<Moment>,
}

/// "Question", or "Résolue" once an answer was accepted.
pub fn chip(l: Language, item: &View) -> Option<Chip> {
    Some(Chip::question(l, item.state == "answered"))
}

/// The accepted answer.
pub fn face(r: &Reader, item: &View, _: &Seat) -> Option<Markup> {
    let answer = Data::deserialize(&item.data).ok()?.answer?;
    let author = &answer.author;
    let author = house::face(author.id, &author.name, author.photo_at, author.role == "guest", author.role == "bot");
    Some(shell::answer::accepted(r, &Accepted { root: item.id, id: answer.id, author, at: answer.at, html: answer.html }))
}
