//! The poll inside its card.

use base::{Id, Language, Moment};
use house::Seat;
use kernel::items::View;
use maud::Markup;
use serde::Deserialize;
use shell::view::{Chip, Choice, Poll, Reader};

#[derive(Deserialize)]
struct Result {
    options: Vec<Counted>,
    multiple: bool,
    closes_at: Option<Moment>,
    closed: bool,
    voters: u32,
}

#[derive(Deserialize)]
struct Counted {
    id: Id,
    label: String,
    votes: u32,
    mine: bool,
}

/// The word for its kind.
pub fn chip(l: Language, _: &View) -> Option<Chip> {
    Some(Chip::poll(l))
}

/// The choices with their votes, and the ballot for whoever may vote.
pub fn face(r: &Reader, item: &View, seat: &Seat) -> Option<Markup> {
    let result = Result::deserialize(&item.data).ok()?;
    let choices = result.options.into_iter();
    let poll = Poll {
        item: item.id,
        choices: choices.map(|o| Choice { value: o.id.to_string(), label: o.label, votes: o.votes, mine: o.mine }).collect(),
        multiple: result.multiple,
        voters: result.voters,
        audience: seat.audience,
        closes_at: result.closes_at,
        may_vote: seat.may_contribute && !result.closed,
    };
    Some(shell::poll::poll(r, &poll))
}
