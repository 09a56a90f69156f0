//! Administration: its sections in the order of their list, whichever room draws each, and the frame around an open one.
//! Invariant: nobody but an administrator gets a page from here.

use base::{Language, Result};
use kernel::Actor;
use maud::{Markup, html};
use shell::desk::{self, Section as Shown};
use shell::view::Reader;
use shell::{Place, columns, page};
use store::Db;
use web::Html;

use crate::{frame, words};

/// A section.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Section {
    /// Name, logo, accent, hours.
    Identity,
    /// Accounts.
    People,
    /// Who may do what.
    Rights,
    /// Who must prove twice who they are.
    SignIn,
    /// The charter.
    Charter,
    /// How long things are kept.
    Retention,
    /// What takes room.
    Storage,
    /// The backups.
    Backups,
    /// What it costs.
    Cost,
    /// How the program fares.
    Health,
    /// What leaves the machine.
    Outside,
    /// The audit trail.
    Trail,
    /// What people ask about their data.
    Requests,
}

/// What somebody administers sees: the open section `section`, under its own title and purpose.
///
/// # Errors
/// `Forbidden("not_an_admin")`.
pub fn framed(db: &Db, actor: &Actor, section: Section, path: &str, main: impl FnOnce(&Reader) -> Result<Markup>) -> Result<Html> {
    actor.administers()?;
    let inside = frame(db, actor, Place::Other, path)?;
    let l = actor.language;
    let list = list(l, Some(section));
    let content = main(&inside.reader)?;
    let body = desk::desk((words::desk(l), "/administration"), &list, &content);
    Ok(page(&inside, section.label(l), &body).into())
}

/// A question that stands alone, without the list.
///
/// # Errors
/// `Forbidden("not_an_admin")`.
pub fn alone(db: &Db, actor: &Actor, path: &str, title: &str, main: &Markup) -> Result<Html> {
    actor.administers()?;
    let inside = frame(db, actor, Place::Other, path)?;
    Ok(page(&inside, title, &columns(&html! {}, main, None)).into())
}

/// The list of all sections.
pub fn contents(db: &Db, actor: &Actor) -> Result<Html> {
    actor.administers()?;
    let (framed, l) = (frame(db, actor, Place::Other, "/administration")?, actor.language);
    let body = desk::contents(words::desk(l), words::desk_purpose(l), &list(l, None));
    Ok(page(&framed, words::desk(l), &body).into())
}

fn list(l: Language, open: Option<Section>) -> Vec<Shown<'static>> {
    let shown = |section: &Section| {
        let (href, glyph, label, purpose) = section.facts(l);
        Shown { href, glyph, label, purpose, current: Some(*section) == open }
    };
    Section::ALL.iter().map(shown).collect()
}

impl Section {
    const ALL: [Section; 13] = [
        Section::Identity,
        Section::People,
        Section::Rights,
        Section::SignIn,
        Section::Charter,
        Section::Retention,
        Section::Storage,
        Section::Backups,
        Section::Cost,
        Section::Health,
        Section::Outside,
        Section::Trail,
        Section::Requests,
    ];

    /// Its name.
    pub fn label(self, l: Language) -> &'static str {
        self.facts(l).2
    }

    /// Address, icon, name, purpose.
    fn facts(self, l: Language) -> (&'static str, &'static str, &'static str, &'static str) {
        match self {
            Section::Identity => ("/administration/identity", "image", words::desk_identity(l), words::desk_identity_purpose(l)),
            Section::People => ("/administration/people", "users", words::desk_people(l), words::desk_people_purpose(l)),
            Section::Rights => ("/administration/rights", "key-round", words::desk_rights(l), words::desk_rights_purpose(l)),
            Section::SignIn => ("/administration/sign-in", "lock", words::desk_sign_in(l), words::desk_sign_in_purpose(l)),
            Section::Charter => ("/administration/charter", "scroll-text", words::desk_charter(l), words::desk_charter_purpose(l)),
            Section::Retention => ("/administration/retention", "clock", words::desk_retention(l), words::desk_retention_purpose(l)),
            Section::Storage => ("/administration/storage", "archive", words::desk_storage(l), words::desk_storage_purpose(l)),
            Section::Backups => ("/administration/backups", "shield", words::desk_backups(l), words::desk_backups_purpose(l)),
            Section::Cost => ("/administration/cost", "tag", words::desk_cost(l), words::desk_cost_purpose(l)),
            Section::Health => ("/administration/health", "life-buoy", words::desk_health(l), words::desk_health_purpose(l)),
            Section::Outside => ("/administration/outside", "globe", words::desk_outside(l), words::desk_outside_purpose(l)),
            Section::Trail => ("/administration/trail", "history", words::desk_trail(l), words::desk_trail_purpose(l)),
            Section::Requests => ("/administration/requests", "scroll-text", words::desk_requests(l), words::desk_requests_purpose(l)),
        }
    }
}
