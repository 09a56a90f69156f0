//! What I keep, and what I may take out of the trash.

use axum::extract::State;
use base::Result;
use house::{House, Signed};
use maud::html;
use shell::{Place, dom, page};
use web::{Failure, Html, Paging};

use super::pager;
use crate::cards::{Shown, cards};
use crate::{shelves, words};

pub async fn bookmarks(State(house): State<House>, Signed(actor): Signed, paging: Paging) -> Result<Html, Failure> {
    let rooms = house.clone();
    let drawn = house.read(move |db| {
        let l = actor.language;
        let frame = house::frame(db, &actor, Place::Other, "/bookmarks")?;
        let kept = shelves::kept(db, &rooms.kinds, &actor, &paging)?;
        let (mut posts, mut comments) = (Vec::new(), Vec::new());
        kept.items.into_iter().for_each(|item| if item.parent_id.is_none() { posts.push(item) } else { comments.push(item) });
        let cards = cards(db, &rooms, &actor, &frame.reader, posts, Shown { placed: true, whole: false })?;
        let main = html! {
            section.feed {
                @for card in &cards { (shell::card::card(&frame.reader, card)) }
                @for comment in &comments {
                    a.card.line href=(dom::permalink(comment.root_id, comment.id)) { b { (comment.author.name) } " " (text::excerpt(&comment.source, 160)) }
                }
                @if cards.is_empty() && comments.is_empty() && paging.after.is_none() {
                    (shell::empty::empty("bookmark", words::bookmarks_empty(l), words::bookmarks_empty_purpose(l), None))
                }
            }
            (pager(l, "/bookmarks", &paging, kept.next.as_ref()))
        };
        Ok(page(&frame, words::bookmarks_title(l), &page::plain(words::bookmarks_title(l), Some(words::bookmarks_purpose(l)), &main)))
    });
    Ok(drawn.await?.into())
}

pub async fn trash(State(house): State<House>, Signed(actor): Signed, paging: Paging) -> Result<Html, Failure> {
    let kinds = house.kinds.clone();
    let drawn = house.read(move |db| {
        let l = actor.language;
        let frame = house::frame(db, &actor, Place::Other, "/trash")?;
        let trashed = shelves::trashed(db, &kinds, &actor, &paging)?;
        let main = html! {
            @if trashed.items.is_empty() && paging.after.is_none() { (shell::empty::empty("trash-2", words::trash_empty(l), words::trash_empty_purpose(l), None)) }
            @else if !trashed.items.is_empty() {
                ul.card.list {
                    @for item in &trashed.items {
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
            (pager(l, "/trash", &paging, trashed.next.as_ref()))
        };
        Ok(page(&frame, words::trash_title(l), &page::plain(words::trash_title(l), Some(words::trash_purpose(l)), &main)))
    });
    Ok(drawn.await?.into())
}
