//! Qui voit quoi (S0-21): in plain sentences, what a space shows, to whom, and what it shows to nobody; then the people, by name.
//! Invariant: a name is shown only to whom may know the person; whoever may but glimpse the space gets the rules and no name.

use axum::extract::State;
use base::{Id, Language, Result};
use house::{House, Signed, SpaceTab};
use kernel::people::{self, Person, PersonRole};
use kernel::spaces::queries::{self, Audience};
use kernel::spaces::{Opening, Space};
use kernel::{Action, Actor, View, access};
use maud::{Markup, html};
use shell::button::{self, Weight};
use shell::face::{self, Size};
use store::Db;
use web::{Failure, Html, Page, Paging, Path};

use super::fields::word;
use crate::{shape, words};

pub async fn show(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>, paging: Paging) -> Result<Html, Failure> {
    house.read(move |db| draw(db, &actor, id, &paging)).await.map(Html::from)
}

fn draw(db: &Db, actor: &Actor, id: Id, paging: &Paging) -> Result<Markup> {
    let space = access::glimpse(db, actor, id)?;
    let frame = super::frame(db, actor, &space, "/audience")?;
    let l = frame.reader.lang;
    let audience = queries::audience(db, id)?;
    let names = if access::may(actor, &space, Action::View) { Some(names(db, actor, id, paging)?) } else { None };
    let main = html! {
        section { h2 { (words::audience_title(l)) } p.quiet { (words::audience_purpose(l)) } (rules(l, &space, audience)) }
        @if let Some(names) = &names { (people(l, id, names)) }
    };
    super::page(db, actor, &frame, &space, SpaceTab::Other, &main, None)
}

fn rules(l: Language, space: &Space, audience: Audience) -> Markup {
    let open = space.opening == Opening::Open;
    let name = if space.opening == Opening::Private { words::audience_name_private(l) } else { words::audience_name_open(l) };
    let admins = match space.opening {
        Opening::Open => words::audience_admins_open(l),
        Opening::Request => words::audience_admins_request(l),
        Opening::Private => words::audience_admins_private(l),
    };
    let facts = [
        (
            words::audience_read(l),
            html! {
                p { b { (words::audience_people(l, audience.people, audience.guests)) } }
                p { (if open { words::audience_read_open(l) } else { words::audience_read_members(l) }) }
            },
        ),
        (words::audience_act(l), acting(l, space)),
        (words::audience_name(l), html! { p { (name) } }),
        (words::audience_admins(l), html! { p { (admins) } p.quiet { (words::audience_server(l)) } }),
        (words::audience_guests(l), html! { p { (words::audience_guests_are(l)) } }),
        (words::audience_leaves(l), html! { p { (words::audience_leaves_nothing(l)) } }),
    ];
    html! { div.card { (shell::facts::facts(&facts)) } }
}

fn acting(l: Language, space: &Space) -> Markup {
    if space.archived_at.is_some() {
        return html! { p { (words::audience_act_archived(l)) } };
    }
    let who = [
        (words::audience_posts(l), space.who_posts),
        (words::audience_comments(l), space.who_comments),
        (words::audience_invites(l), space.who_invites),
    ];
    html! { @for (act, role) in who { p { (act) " " (word(l, &format!("who_{role}"))) } } }
}

fn names(db: &Db, actor: &Actor, id: Id, paging: &Paging) -> Result<Page<Person>> {
    let allowed = access::space::<View>(db, actor, id)?;
    let after = paging.key::<1>()?.map(|[id]| Id(id));
    let name = after.map(|id| shape::place_of_person(db, actor, id)).transpose()?;
    let rows = paging.rows();
    Ok(paging.page(people::readers(db, &allowed, name.as_deref().zip(after), rows)?, |person| [person.id.0]))
}

fn people(l: Language, id: Id, names: &Page<Person>) -> Markup {
    html! {
        section {
            h2 { (words::audience_names(l)) }
            p.quiet { (words::audience_names_known(l)) }
            ul.card.list {
                @for person in &names.items {
                    @let face = house::face(person.id, &person.name, person.photo_at, person.role == PersonRole::Guest, false);
                    li.entry { (face::face(&face, Size::Small)) div.grow { p.line { (face::name(l, &face)) } } }
                }
            }
            @if let Some(next) = &names.next {
                nav.pager { (button::link(Weight::Plain, None, words::members_more(l), &format!("/spaces/{id}/audience?after={next}"))) }
            }
        }
    }
}
