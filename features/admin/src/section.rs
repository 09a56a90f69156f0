//! The sections of administration, in the order of their list, and the frame around an open one.

use base::{Language, Result};
use kernel::Actor;
use maud::{Markup, html};
use shell::desk::{self, Section as Shown};
use shell::view::Reader;
use shell::{Place, columns, page};
use store::Db;
use web::Html;

use crate::words;

/// A section.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Section {
    /// Name, logo, accent, hours.
    Identity,
    /// Accounts.
    People,
    /// Who may do what.
    Rights,
    /// The charter.
    Charter,
    /// How long things are kept.
    Retention,
    /// What takes room.
    Storage,
    /// How the program fares.
    Health,
    /// What leaves the machine.
    Outside,
    /// The audit trail.
    Trail,
    /// What people ask about their data; another room's page.
    Requests,
}

/// What somebody administers sees: the open section `section`, under its own title and purpose.
///
/// # Errors
/// `Forbidden("not_an_admin")`.
pub fn framed(db: &Db, actor: &Actor, section: Section, path: &str, main: impl FnOnce(&Reader) -> Result<Markup>) -> Result<Html> {
    actor.administers()?;
    let frame = house::frame(db, actor, Place::Other, path)?;
    let l = actor.language;
    let list = list(l, Some(section));
    let content = main(&frame.reader)?;
    let body = desk::desk((words::administration(l), "/administration"), &list, &content);
    Ok(page(&frame, section.facts(l).2, &body).into())
}

/// A question that stands alone, without the list.
///
/// # Errors
/// `Forbidden("not_an_admin")`.
pub fn alone(db: &Db, actor: &Actor, path: &str, title: &str, main: &Markup) -> Result<Html> {
    actor.administers()?;
    let frame = house::frame(db, actor, Place::Other, path)?;
    Ok(page(&frame, title, &columns(&html! {}, main, None)).into())
}

/// The list of all sections.
pub fn contents(db: &Db, actor: &Actor) -> Result<Html> {
    actor.administers()?;
    let (frame, l) = (house::frame(db, actor, Place::Other, "/administration")?, actor.language);
    let body = desk::contents(words::administration(l), words::administration_purpose(l), &list(l, None));
    Ok(page(&frame, words::administration(l), &body).into())
}

fn list(l: Language, open: Option<Section>) -> Vec<Shown<'static>> {
    let shown = |section: &Section| {
        let (href, glyph, label, purpose) = section.facts(l);
        Shown { href, glyph, label, purpose, current: Some(*section) == open }
    };
    let mut sections: Vec<Shown<'static>> = Section::ALL.iter().map(shown).collect();
    // The door draws its page itself.
    let (label, purpose) = (words::sign_in(l), words::sign_in_purpose(l));
    sections.insert(3, Shown { href: "/administration/sign-in", glyph: "lock", label, purpose, current: false });
    sections
}

impl Section {
    const ALL: [Section; 10] = [
        Section::Identity,
        Section::People,
        Section::Rights,
        Section::Charter,
        Section::Retention,
        Section::Storage,
        Section::Health,
        Section::Outside,
        Section::Trail,
        Section::Requests,
    ];

    /// Address, icon, name, purpose.
    fn facts(self, l: Language) -> (&'static str, &'static str, &'static str, &'static str) {
        match self {
            Section::Identity => ("/administration/identity", "image", words::identity(l), words::identity_purpose(l)),
            Section::People => ("/administration/people", "users", words::people(l), words::people_purpose(l)),
            Section::Rights => ("/administration/rights", "key-round", words::rights(l), words::rights_purpose(l)),
            Section::Charter => ("/administration/charter", "scroll-text", words::charter(l), words::charter_purpose(l)),
            Section::Retention => ("/administration/retention", "clock", words::retention(l), words::retention_purpose(l)),
            Section::Storage => ("/administration/storage", "archive", words::storage(l), words::storage_purpose(l)),
            Section::Health => ("/administration/health", "life-buoy", words::health(l), words::health_purpose(l)),
            Section::Outside => ("/administration/outside", "globe", words::outside(l), words::outside_purpose(l)),
            Section::Trail => ("/administration/trail", "history", words::trail(l), words::trail_purpose(l)),
            Section::Requests => ("/administration/requests", "scroll-text", words::requests(l), words::requests_purpose(l)),
        }
    }
}
