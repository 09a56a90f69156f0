//! What I keep, and what I may take out of the trash.

use axum::extract::State;
use base::Result;
use house::{House, Signed};
use kernel::items::queries;
use maud::html;
use shell::{Place, dom, page};
use web::{Failure, Html};

use crate::cards::{Shown, cards};
use crate::words;

const MOST: i64 = 100;

pub async fn bookmarks(State(house): State<House>, Signed(actor): Signed) -> Result<Html, Failure> {
    let rooms = house.clone();
    let drawn = house.read(move |db| {
        let l = actor.language;
        let frame = house::frame(db, &actor, Place::Other, "/bookmarks")?;
        let kept = queries::bookmarked(db, &rooms.kinds, &actor, MOST)?;
        let (mut posts, mut comments) = (Vec::new(), Vec::new());
        kept.into_iter().for_each(|item| if item.parent_id.is_none() { posts.push(item) } else { comments.push(item) });
        let cards = cards(db, &rooms, &actor, &frame.reader, posts, Shown { placed: true, whole: false })?;
        let main = html! {
            section.feed {
                @for card in &cards { (shell::card::card(&frame.reader, card)) }
                @for comment in &comments {
                    a.card.line href=(dom::permalink(comment.root_id, comment.id)) { b { (comment.author.name) } " " (text::excerpt(&comment.source, 160)) }
                }
                @if cards.is_empty() && comments.is_empty() {
                    (shell::empty::empty("bookmark", words::bookmarks_empty(l), words::bookmarks_empty_purpose(l), None))
                }
            }
        };
        Ok(page(&frame, words::bookmarks_title(l), &page::plain(words::bookmarks_title(l), Some(words::bookmarks_purpose(l)), &main)))
    });
    Ok(drawn.await?.into())
}

pub async fn trash(State(house): State<House>, Signed(actor): Signed) -> Result<Html, Failure> {
    let kinds = house.kinds.clone();
    let drawn = house.read(move |db| {
        let l = actor.language;
        let frame = house::frame(db, &actor, Place::Other, "/trash")?;
        let items = queries::trashed(db, &kinds, &actor, MOST)?;
        let main = html! {
            @if items.is_empty() { (shell::empty::empty("trash-2", words::trash_empty(l), words::trash_empty_purpose(l), None)) }
            @else {
                ul.card.list {
                    @for item in &items {
                        li.entry {
                            div.grow {
                                p.line { b { (item.author.name) } " " span.quiet { (item.space_name) } }
                                p.clip { @if item.title.is_empty() { (text::excerpt(&item.source, 200)) } @else { (item.title) } }
                                @if let Some(at) = item.trashed_at { p.quiet { (shell::times::time(&frame.reader, at)) } }
                            }
                            form method="post" action=(format!("/items/{}/restore", item.id)) { button.btn type="submit" { (shell::icon("undo-2")) (words::trash_restore(l)) } }
                        }
                    }
                }
            }
        };
        Ok(page(&frame, words::trash_title(l), &page::plain(words::trash_title(l), Some(words::trash_purpose(l)), &main)))
    });
    Ok(drawn.await?.into())
}
