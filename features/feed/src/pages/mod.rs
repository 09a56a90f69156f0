//! The pages of items: Fil, the Fil of a space, an item's own page and what one does there. Every form works without scripts.

mod acts;
mod drafts;
mod home;
mod item;
mod later;
mod more;
mod posted;
mod preview;
mod shelves;
mod space;
mod start;
mod write;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use base::{Id, Language, Result};
use house::House;
use kernel::items::queries;
use kernel::{Actor, View, access};
use maud::Markup;
use shell::view::Reader;
use store::Db;
use web::{Cursor, Paging, Wants};

use crate::cards::{self, Shown};
pub use posted::held;

/// Every page of this feature.
pub fn pages() -> Router<House> {
    Router::new()
        .route("/", get(home::show))
        .route("/spaces/{id}", get(space::show))
        .route("/spaces/{id}/items", post(write::post).layer(DefaultBodyLimit::disable()))
        .route("/spaces/{id}/scheduled", post(later::plan).layer(DefaultBodyLimit::disable()))
        .route("/scheduled/{id}", get(later::form).post(later::change))
        .route("/scheduled/{id}/send", post(later::send))
        .route("/scheduled/{id}/cancel", post(later::cancel))
        .route("/drafts", get(drafts::show))
        .route("/drafts/{place}", get(drafts::one).post(drafts::keep).layer(DefaultBodyLimit::disable()))
        .route("/drafts/{place}/discard", post(drafts::discard))
        .route("/items/{id}", get(item::show))
        .route("/items/{id}/card", get(item::card))
        .route("/items/{id}/comments", post(write::comment).layer(DefaultBodyLimit::disable()))
        .route("/items/{id}/edit", get(write::edit_form).post(write::edit).layer(DefaultBodyLimit::disable()))
        .route("/items/{id}/react", post(acts::react))
        .route("/items/{id}/follow", post(acts::follow))
        .route("/items/{id}/bookmark", post(acts::bookmark))
        .route("/items/{id}/pin", post(acts::pin))
        .route("/items/{id}/trash", post(acts::trash))
        .route("/items/{id}/restore", post(acts::restore))
        .route("/items/{id}/history", get(more::history))
        .route("/items/{id}/print", get(item::print))
        .route("/items/{id}/share", get(more::share_form).post(more::share))
        .route("/items/{id}/become", get(more::become_form).post(more::become_kind))
        .route("/bookmarks", get(shelves::bookmarks))
        .route("/trash", get(shelves::trash))
        .route("/preview", post(preview::show))
}

/// How cards stand on the page that a script asks for.
fn as_on(wants: Wants) -> Shown {
    match wants {
        Wants::Fragments { whole, placed } => Shown { placed, whole },
        Wants::Page => Shown { placed: false, whole: false },
    }
}

/// The way to the next page of a list, and back to its top.
fn pager(l: Language, here: &str, paging: &Paging, next: Option<&Cursor>) -> Markup {
    let older = next.map(|next| format!("{here}?after={next}"));
    shell::pager::pager(l, paging.after.as_ref().map(|_| here), older.as_deref())
}

/// The card of one item, or of the thread that a comment belongs to.
fn card_of(db: &Db, house: &House, actor: &Actor, id: Id, shown: Shown) -> Result<Markup> {
    let item = access::item::<View>(db, actor, id)?;
    let root = if item.it().root_id == id { item } else { access::item::<View>(db, actor, item.it().root_id)? };
    let reader = Reader::new(actor.language, actor.zone.clone());
    if root.it().trashed_at.is_some() {
        return Ok(shell::card::trashed(actor.language, root.it().id));
    }
    let view = queries::one(db, &house.kinds, &root)?;
    let cards = cards::cards(db, house, actor, &reader, vec![view], shown)?;
    Ok(cards.first().map(|card| shell::card::card(&reader, card)).unwrap_or_default())
}
