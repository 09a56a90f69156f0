//! The Membres tab: who is here, who waits at the door, whom one may invite; at the side, one's own notifications and the way out.

use axum::extract::State;
use base::{Id, Language, Moment, Result};
use house::{House, Signed, SpaceTab};
use kernel::people::{self, Person, PersonRole};
use kernel::spaces::{Level, Space, SpaceRole, members, queries};
use kernel::{Action, Actor, Allowed, Manage, View, access};
use maud::{Markup, html};
use serde::Deserialize;
use shell::button::{self, Weight};
use shell::face::{self, Size};
use shell::form;
use shell::view::{Face, Member, Reader};
use store::Db;
use web::{Failure, Html, Paging, Path, Query};

use super::fields;
use crate::{shape, words};

/// Most people offered to invite: a name narrows them.
const OFFERED: i64 = 12;
/// Most of those at the door who are shown at once, oldest first: whoever is answered makes room for the next.
const WAITING: i64 = 200;

#[derive(Deserialize)]
pub struct Asked {
    /// What was typed to find somebody to invite.
    invite: Option<String>,
}

pub async fn show(
    State(house): State<House>,
    Signed(actor): Signed,
    Path(id): Path<Id>,
    Query(asked): Query<Asked>,
    paging: Paging,
) -> Result<Html, Failure> {
    house.read(move |db| draw(db, &actor, id, asked.invite.as_deref(), &paging)).await.map(Html::from)
}

fn draw(db: &Db, actor: &Actor, id: Id, invite: Option<&str>, paging: &Paging) -> Result<Markup> {
    let allowed = access::space::<View>(db, actor, id)?;
    let space = allowed.it();
    let frame = super::frame(db, actor, space, "/members")?;
    let r = &frame.reader;
    let (here, next) = page(db, actor, &allowed, paging)?;
    let further = next.map(|next| format!("/spaces/{id}/members?after={next}"));
    let main = html! {
        @if access::may(actor, space, Action::Manage) && space.archived_at.is_none() { (waiting(db, r, &access::space::<Manage>(db, actor, id)?)?) }
        section {
            h2 { (words::members_title(r.lang)) }
            (shell::people::members(r, id, &here))
            @if let Some(href) = further { nav.pager { (button::link(Weight::Plain, None, words::members_more(r.lang), &href)) } }
        }
        @if may_invite(actor, space) { (inviting(db, actor, r.lang, space, invite)?) }
    };
    let side = mine(db, actor, r.lang, space)?;
    super::page(db, actor, &frame, space, SpaceTab::Members, &main, Some(&side))
}

fn person_face(id: Id, name: &str, photo_at: Option<Moment>, role: PersonRole) -> Face {
    house::face(id, name, photo_at, role == PersonRole::Guest, role == PersonRole::Bot)
}

fn page(db: &Db, actor: &Actor, allowed: &Allowed<'_, View, Space>, paging: &Paging) -> Result<(Vec<Member>, Option<web::Cursor>)> {
    let space = allowed.it();
    let after = paging.key::<1>()?.map(|[id]| Id(id));
    let name = after.map(|id| shape::place_of_person(db, actor, id)).transpose()?;
    let rows = paging.rows();
    let found = paging.page(members::page(db, allowed, name.as_deref().zip(after), rows)?, |member| [member.id.0]);
    let host = access::may(actor, space, Action::Manage) && space.archived_at.is_none();
    let here = found.items.into_iter().map(|m| Member {
        face: person_face(m.id, &m.name, m.photo_at, m.person_role),
        role: m.role.name(),
        since: m.since,
        // Whoever answers for the space stays its host until another does.
        may_change: host && m.id != space.owner_id,
    });
    Ok((here.collect(), found.next))
}

/// Who asks to join, for hosts; nothing when nobody does.
fn waiting(db: &Db, r: &Reader, allowed: &Allowed<'_, Manage, Space>) -> Result<Markup> {
    let (l, id) = (r.lang, allowed.it().id);
    let asking = members::asking(db, allowed, None, WAITING)?;
    Ok(html! {
        @if !asking.is_empty() {
            section {
                h2 { (words::waiting_title(l)) }
                ul.card.list.members {
                    @for (person, name, at) in &asking {
                        li.entry {
                            (face::avatar(name, *person, Size::Medium, None))
                            div.grow { p.line { a.name href=(format!("/people/{person}")) { bdi { (name) } } } p.quiet { (shell::times::time(r, *at)) } }
                            form.row method="post" action=(format!("/spaces/{id}/requests/{person}")) {
                                button.btn.main type="submit" name="answer" value="accept" aria-label=(words::waiting_accept_who(l, name)) { (words::waiting_accept(l)) }
                                button.btn type="submit" name="answer" value="decline" aria-label=(words::waiting_decline_who(l, name)) { (words::waiting_decline(l)) }
                            }
                        }
                    }
                }
            }
        }
    })
}

fn may_invite(actor: &Actor, space: &Space) -> bool {
    let may = access::may(actor, space, Action::Manage) || actor.is_insider() && space.my_role >= Some(space.who_invites);
    may && space.archived_at.is_none()
}

/// A field to find somebody by, and below it whom it found; each may be let in with a role.
fn inviting(db: &Db, actor: &Actor, l: Language, space: &Space, typed: Option<&str>) -> Result<Markup> {
    let id = space.id;
    let found = match typed {
        Some(typed) => strangers(db, actor, space, typed)?,
        None => Vec::new(),
    };
    let roles = if access::may(actor, space, Action::Manage) { SpaceRole::ALL } else { &[SpaceRole::Reader, SpaceRole::Contributor] };
    Ok(html! {
        section #invite {
            h2 { (words::invite_title(l)) }
            form.card.search method="get" action=(format!("/spaces/{id}/members#invite")) role="search" {
                (shell::icon("user-plus"))
                input type="search" name="invite" value=(typed.unwrap_or_default()) maxlength="80" aria-label=(words::invite_find(l)) placeholder=(words::invite_purpose(l));
                (button::submit(Weight::Plain, None, words::invite_search(l)))
            }
            @if typed.is_some() && found.is_empty() { p.quiet { (words::invite_none(l)) } }
            @if !found.is_empty() {
                ul.card.list.members {
                    @for person in &found { (candidate(l, id, person, roles)) }
                }
            }
        }
    })
}

/// People of the directory who aren't members yet.
fn strangers(db: &Db, actor: &Actor, space: &Space, typed: &str) -> Result<Vec<Person>> {
    // Some of those found may be here already: enough are read for the others to show.
    let mut found = people::directory(db, actor, typed, None, OFFERED * 4)?;
    let ids: Vec<Id> = found.iter().map(|person| person.id).collect();
    let here = members::among(db, space.id, &ids)?;
    found.retain(|person| !here.contains(&person.id));
    found.truncate(usize::try_from(OFFERED).unwrap_or(usize::MAX));
    Ok(found)
}

fn candidate(l: Language, space: Id, person: &Person, roles: &[SpaceRole]) -> Markup {
    let face = person_face(person.id, &person.name, person.photo_at, person.role);
    html! {
        li.entry {
            (face::face(&face, Size::Medium))
            div.grow { p.line { (face::name(l, &face)) } @if !person.headline.is_empty() { p.quiet { (person.headline) } } }
            form.row method="post" action=(format!("/spaces/{space}/members")) {
                input type="hidden" name="person" value=(person.id);
                select name="role" aria-label=(words::invite_role(l, &person.name)) {
                    @for role in roles { option value=(role) selected[*role == SpaceRole::Contributor] { (shell::people::role(l, role.name())) } }
                }
                button.btn type="submit" aria-label=(words::invite_send_who(l, &person.name)) { (words::invite_send(l)) }
            }
        }
    }
}

/// What is one's own: how much one hears, and leaving.
fn mine(db: &Db, actor: &Actor, l: Language, space: &Space) -> Result<Markup> {
    let id = space.id;
    let mine = queries::mine(db, actor)?.into_iter().find(|mine| mine.space.id == id);
    let levels = fields::options(l, "level", Level::ALL.iter().map(|level| level.name()));
    Ok(html! {
        p.quiet { (shell::icon("eye")) a href=(format!("/spaces/{id}/audience")) { (words::audience_link(l)) } }
        @if let Some(mine) = mine {
            form.stack-form method="post" action=(format!("/spaces/{id}/level")) {
                (form::choices("level", words::mine_title(l), &levels, mine.level.name()))
                p.quiet { (words::mine_purpose(l)) }
                (button::submit(Weight::Plain, None, words::mine_save(l)))
            }
            @if actor.id == space.owner_id {
                p.quiet { (words::leave_owner(l)) }
            } @else {
                form method="post" action=(format!("/spaces/{id}/leave")) { (button::submit(Weight::Quiet, Some("log-out"), words::leave(l))) }
            }
        }
    })
}
