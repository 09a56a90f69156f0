//! The frame around a page: the reader's spaces, what waits, and where live resumes. Three queries, whatever the page.

use base::{Id, Moment, Result};
use kernel::spaces::queries::Mine;
use kernel::{Actor, changes, notices, spaces};
use shell::view::{Face, NavSpace, Reader, Standing};
use shell::{Frame, Place};
use store::Db;

/// A person as components show them.
pub fn face(id: Id, name: &str, photo_at: Option<Moment>, guest: bool, bot: bool) -> Face {
    let standing = match (guest, bot) {
        (true, _) => Standing::Guest,
        (_, true) => Standing::Bot,
        _ => Standing::Member,
    };
    Face { id, name: name.to_owned(), photo: photo(id, photo_at), standing }
}

/// The address of a person's photo; it changes with the photo, so that browsers may keep it.
pub fn photo(id: Id, photo_at: Option<Moment>) -> Option<String> {
    photo_at.map(|at| format!("/people/{id}/photo?v={}", at.0))
}

/// The frame for a page at `current`, whose own address is `path`.
pub fn frame(db: &Db, actor: &Actor, current: Place, path: &str) -> Result<Frame> {
    let guest = actor.role == kernel::people::PersonRole::Guest;
    let me = face(actor.id, &actor.name, actor.photo_at, guest, false);
    let mut frame = Frame::new(Reader::new(actor.language, actor.zone.clone()), crate::brand(db)?, me);
    let mine = spaces::queries::mine(db, actor)?;
    frame.spaces = mine.iter().filter(|mine| mine.space.archived_at.is_none()).map(nav_space).collect();
    frame.inbox_count = u32::try_from(notices::waiting(db, actor.id)?).unwrap_or(u32::MAX);
    frame.seq = changes::latest(db)?;
    frame.may_open_space = actor.is_insider();
    frame.may_administer = actor.is_admin();
    frame.live_topics.extend(mine.iter().map(|mine| format!("space:{}", mine.space.id)));
    frame.current = current;
    frame.path = path.to_owned();
    Ok(frame)
}

fn nav_space(mine: &Mine) -> NavSpace {
    let space = &mine.space;
    let unread = u32::try_from(mine.unread).unwrap_or(u32::MAX);
    NavSpace { id: space.id, name: space.name.clone(), hue: shell::face::hue(space.id), unread, urgent: false }
}
