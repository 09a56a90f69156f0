//! The lines of the go-anywhere dialog, while a word is being typed: places, spaces, people, items.

use axum::Json;
use axum::extract::State;
use base::Language;
use house::{House, Signed};
use kernel::find::{self, Wanted};
use kernel::spaces;
use serde::Deserialize;
use shell::dom;
use shell::hits::{self, Quick};
use web::{Failure, Html, Query};

use crate::asked::Asked;
use crate::question::understand;
use crate::suggest::{Suggestion, suggest};
use crate::words;

/// Most spaces, most people and most items among the lines.
const SPACES: i64 = 5;
const PEOPLE: i64 = 5;
const ITEMS: i64 = 6;

#[derive(Deserialize)]
pub struct Typed {
    q: Option<String>,
}

pub async fn show(State(house): State<House>, Signed(actor): Signed, Query(typed): Query<Typed>) -> Result<Html, Failure> {
    let drawn = house.read(move |db| {
        let typed = typed.q.as_deref().unwrap_or_default().trim_start();
        let (l, q, typed_on) = (actor.language, typed.trim_end(), typed.ends_with(char::is_whitespace));
        let mut lines = places(l, q);
        if q.is_empty() {
            let mine = spaces::queries::mine(db, &actor)?;
            let first = mine.iter().take(usize::try_from(SPACES).unwrap_or(0));
            lines.extend(first.map(|mine| hits::space_line(l, mine.space.id, &mine.space.name)));
            return Ok(hits::quick(l, q, &lines));
        }
        let question = understand(db, &actor, q)?;
        let wanted = Wanted { typing: !typed_on, ..question.wanted };
        if question.chips.is_empty() {
            lines.extend(find::spaces(db, &actor, &wanted.words, true, SPACES)?.iter().map(|(id, name, _)| hits::space_line(l, *id, name)));
            lines.extend(
                find::people(db, &actor, &wanted.words, true, PEOPLE)?.iter().map(|person| hits::person_line(l, person.id, &person.name)),
            );
        }
        if q.chars().nth(1).is_some() {
            lines.extend(suggest(db, &actor, typed)?.into_iter().map(|one| completion(l, one)));
        }
        lines.extend(find::items(db, &actor, &wanted, ITEMS)?.into_iter().map(|hit| Quick {
            href: dom::permalink(hit.root_id, hit.id),
            icon: "file-text",
            label: text::excerpt(&hit.title, 80),
            about: hit.space_name,
            fill: None,
        }));
        Ok(hits::quick(l, q, &lines))
    });
    Ok(drawn.await?.into())
}

/// A line that completes what is being typed rather than leading away.
fn completion(l: Language, one: Suggestion) -> Quick {
    let href = Asked::default().href(one.text.trim(), false, None);
    let about = if one.about.is_empty() { words::complete(l).to_owned() } else { one.about };
    Quick { href, icon: "search", label: one.label, about, fill: Some(one.text) }
}

/// What may be typed next in the field of the page, for the part of the question before the caret.
pub async fn complete(
    State(house): State<House>,
    Signed(actor): Signed,
    Query(typed): Query<Typed>,
) -> Result<Json<Vec<Suggestion>>, Failure> {
    let found = house.read(move |db| suggest(db, &actor, typed.q.as_deref().unwrap_or_default().trim_start())).await?;
    Ok(Json(found))
}

/// The places of the house whose name holds words that begin so.
fn places(l: Language, q: &str) -> Vec<Quick> {
    let all = [
        ("/", "house", words::place_home(l)),
        ("/inbox", "inbox", words::place_inbox(l)),
        ("/people", "users", words::place_people(l)),
        ("/spaces", "layers", words::place_spaces(l)),
        ("/bookmarks", "bookmark", words::place_bookmarks(l)),
        ("/trash", "trash-2", words::place_trash(l)),
        ("/me", "settings", words::place_settings(l)),
        ("/charter", "scroll-text", words::place_charter(l)),
    ];
    let typed = text::fold(q);
    let named = |label: &str| {
        let label = text::fold(label);
        typed.split_whitespace().all(|word| label.split_whitespace().any(|known| known.starts_with(word)))
    };
    let line = |(href, icon, label): (&str, &'static str, &str)| Quick {
        href: href.into(),
        icon,
        label: label.into(),
        about: words::place(l).into(),
        fill: None,
    };
    all.into_iter().filter(|(_, _, label)| named(label)).map(line).collect()
}
