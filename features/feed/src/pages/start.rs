//! Where a page of a Fil begins: at the newest, below an item, or at the end of a day that one jumps to.
//! Invariant: a day that can't be read shows the newest, and says so; what was typed stays in the field.

use axum::http::StatusCode;
use base::{FieldError, Id, Language, Moment, Zone};
use maud::{Markup, html};
use serde::Deserialize;
use shell::card::{self, Card};
use shell::pager;
use shell::view::Reader;

/// What the address says.
#[derive(Deserialize, Default)]
pub struct Asked {
    before: Option<String>,
    on: Option<String>,
    unread: Option<String>,
}

/// The same, understood.
pub struct Start {
    /// Only items below this one; none at the top.
    pub before: Option<Id>,
    /// The oldest item that was unread when one came, told by the page above.
    pub unread: Option<Id>,
    typed: String,
    day: Option<Moment>,
    wrong: Option<String>,
}

impl Asked {
    /// Understands it by the reader's clock; an id that can't be read is the top.
    pub fn start(&self, l: Language, zone: &Zone) -> Start {
        let id = |text: &Option<String>| text.as_deref().and_then(|id| id.parse().ok());
        let day = self.on.as_deref().map(|on| zone.day(on.trim()));
        let wrong = || web::sentence(l, &FieldError { field: "on".into(), code: "not_a_date", limit: None });
        Start {
            before: id(&self.before).or(day.flatten().map(|(_, ends)| Id::dated(ends, 0))),
            unread: id(&self.unread),
            typed: self.on.clone().unwrap_or_default(),
            day: day.flatten().map(|(begins, _)| begins),
            wrong: (day == Some(None)).then(wrong),
        }
    }
}

impl Start {
    /// 422 when the day can't be read.
    pub fn status(&self) -> StatusCode {
        if self.wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }
    }

    /// The form that jumps, and once one has, the way back.
    pub fn jump(&self, r: &Reader, path: &str) -> Markup {
        html! {
            (pager::jump(r.lang, path, &self.typed, self.wrong.as_deref()))
            @if let Some(day) = self.day { (pager::since(r.lang, &shell::times::date(r.lang, &r.zone, r.now, day), path)) }
        }
    }

    /// The cards, with the line below what was unread.
    pub fn cards(&self, r: &Reader, cards: &[Card]) -> Markup {
        let read = self.unread.and_then(|first| cards.iter().position(|card| card.id < first).filter(|at| *at > 0).zip(Some(first)));
        html! {
            @for (n, card) in cards.iter().enumerate() {
                @if let Some((_, first)) = read.filter(|(at, _)| *at == n) { (pager::unread(r, first.made_at())) }
                (card::card(r, card))
            }
        }
    }

    /// The address of what is older than `last`; it still knows where the unread ends, if that is there.
    pub fn older(&self, path: &str, last: Id) -> String {
        match self.unread.filter(|first| *first < last) {
            Some(first) => format!("{path}?before={last}&unread={first}"),
            None => format!("{path}?before={last}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn start(on: &str) -> Start {
        Asked { on: Some(on.into()), ..Asked::default() }.start(Language::Fr, &Zone::default())
    }

    #[test]
    fn a_day_is_meant_whole_in_the_reader_s_zone() {
        let start = start("2026-03-29");
        let at = |text: &str| Id::dated(Moment::parse(text).expect("a time"), 0);
        assert!(at("2026-03-29T21:59:59Z") < start.before.expect("a day"), "the last second of it");
        assert!(at("2026-03-29T22:00:00Z") >= start.before.expect("a day"), "the next day");
        assert_eq!(start.status(), StatusCode::OK);
    }

    #[test]
    fn a_bad_day_shows_the_newest_and_says_so() {
        for bad in ["demain", "2026-02-30", "2026-13-01T00:00"] {
            let start = start(bad);
            assert_eq!((start.before, start.status(), start.typed.as_str()), (None, StatusCode::UNPROCESSABLE_ENTITY, bad));
        }
    }
}
