//! The lines of the go-anywhere dialog, while a word is being typed: places, spaces, people, items.

use axum::extract::State;
use base::Language;
use house::{House, Signed};
use kernel::find::{self, Wanted};
use kernel::spaces;
use serde::Deserialize;
use shell::dom;
use shell::hits::{self, Quick};
use web::{Failure, Html, Query};

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
        let (l, q) = (actor.language, typed.q.as_deref().unwrap_or_default().trim());
        let mut lines = places(l, q);
        if q.is_empty() {
            let mine = spaces::queries::mine(db, &actor)?;
            let first = mine.iter().take(usize::try_from(SPACES).unwrap_or(0));
            lines.extend(first.map(|mine| hits::space_line(l, mine.space.id, &mine.space.name)));
            return Ok(hits::quick(l, q, &lines));
        }
        lines.extend(find::spaces(db, &actor, q, true, SPACES)?.iter().map(|(id, name, _)| hits::space_line(l, *id, name)));
        lines.extend(find::people(db, &actor, q, true, PEOPLE)?.iter().map(|person| hits::person_line(l, person.id, &person.name)));
        let wanted = Wanted { words: q.to_owned(), typing: true, ..Wanted::default() };
        lines.extend(find::items(db, &actor, &wanted, ITEMS)?.into_iter().map(|hit| Quick {
            href: dom::permalink(hit.root_id, hit.id),
            icon: "file-text",
            label: text::excerpt(&hit.title, 80),
            about: hit.space_name,
        }));
        Ok(hits::quick(l, q, &lines))
    });
    Ok(drawn.await?.into())
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
    };
    all.into_iter().filter(|(_, _, label)| named(label)).map(line).collect()
}
