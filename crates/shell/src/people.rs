//! People in lists: the directory, and the members of a space. Deliberately absent: titles, ranks, when anybody was last here.

use base::{Id, Language, Moment};
use maud::{Markup, html};

use crate::face::{self, Size};
use crate::view::{Face, Reader};
use crate::{icon, times, words};

/// A person in the directory.
#[derive(Clone, Debug)]
pub struct PersonCard {
    /// Who.
    pub face: Face,
    /// “Demandez-moi…”.
    pub ask_me: String,
    /// What the person knows how to do.
    pub skills: Vec<String>,
    /// What clocks show where the person is, with the zone when it is another than the reader's.
    pub local_time: Option<String>,
}

/// The directory.
pub fn directory(l: Language, people: &[PersonCard]) -> Markup {
    html! {
        ul.directory {
            @for p in people {
                li.card.person {
                    (face::face(&p.face, Size::Medium))
                    div.grow {
                        p.line { (face::name(l, &p.face)) }
                        @if !p.ask_me.is_empty() { p.clip { (p.ask_me) } }
                        @if !p.skills.is_empty() { p.tags { @for skill in &p.skills { span.tag { (skill) } } } }
                        @if let Some(time) = &p.local_time { p.quiet { (icon("clock")) (time) } }
                    }
                }
            }
        }
    }
}

/// The head of a person's page: face, name, “Demandez-moi…”, and what one can do.
pub fn head(l: Language, face: &Face, ask_me: &str, acts: &Markup) -> Markup {
    html! {
        div.head.profile {
            (face::face(face, Size::Large))
            div.grow { h1 { bdi { (face.name) } } @if !ask_me.is_empty() { p.purpose { (words::person_ask_me(l)) " " (ask_me) } } div.row { (acts) } }
        }
    }
}

/// A member of a space.
#[derive(Clone, Debug)]
pub struct Member {
    /// Who.
    pub face: Face,
    /// The role's code: `host`, `contributor`, `reader`.
    pub role: &'static str,
    /// Since when the person is here.
    pub since: Moment,
    /// Whether the reader may change the role or take the person out.
    pub may_change: bool,
}

/// The members of a space; forms post to `/spaces/{id}/members/{person}`, with `role` or with `role=none` to take out.
pub fn members(r: &Reader, space: Id, members: &[Member]) -> Markup {
    let l = r.lang;
    html! {
        ul.card.list.members {
            @for m in members {
                li.entry {
                    (face::face(&m.face, Size::Medium))
                    div.grow { p.line { (face::name(l, &m.face)) } p.quiet { @if !m.may_change { (role(l, m.role)) " · " } (words::member_since(l)) " " (times::time(r, m.since)) } }
                    @if m.may_change {
                        form.row method="post" action=(format!("/spaces/{space}/members/{}", m.face.id)) {
                            select name="role" aria-label=(words::member_role_of(l, &m.face.name)) {
                                @for code in ["host", "contributor", "reader"] { option value=(code) selected[code == m.role] { (role(l, code)) } }
                                option value="none" { (words::member_remove(l)) }
                            }
                            button.btn type="submit" { (words::member_change(l)) }
                        }
                    }
                }
            }
        }
    }
}

/// The word for a role in a space.
pub fn role(l: Language, code: &str) -> &'static str {
    match code {
        "host" => words::role_host(l),
        "contributor" => words::role_contributor(l),
        _ => words::role_reader(l),
    }
}
