//! Réglages, for hosts: name, purpose, kind, opening, what may be done here and by whom (S3-12), who answers for it; archiving and reopening.
//! Invariant: a form that was filled in on an older version overwrites nothing; both sides are shown.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use base::{Id, Language, Refusal, Result};
use house::{House, Signed, SpaceTab};
use kernel::people::PersonRole;
use kernel::spaces::{self, Space, SpaceRole, members};
use kernel::{Actor, Allowed, Kind, Manage, View, access};
use maud::{Markup, html};
use serde::Deserialize;
use shell::button::{self, Weight};
use shell::form::{self, Errors, Field};
use shell::icon;
use store::Db;
use web::{Failure, Form, Html, Path, Problem};

use super::fields::{self, Typed, word};
use crate::arranged::Arranged;
use crate::words;

/// Most members offered as owners: a list longer than that is searched by nobody.
const OWNERS: i64 = 500;

/// The whole form as it was sent.
#[derive(Clone, Debug, Deserialize)]
pub struct Sent {
    #[serde(flatten)]
    typed: Typed,
    #[serde(default)]
    kinds: Vec<String>,
    #[serde(default)]
    who_posts: String,
    #[serde(default)]
    who_comments: String,
    #[serde(default)]
    who_invites: String,
    owner: Option<Id>,
    revision: Option<i64>,
}

impl Sent {
    fn of(space: &Space) -> Sent {
        let typed = Typed {
            name: space.name.clone(),
            purpose: space.purpose.clone(),
            kind: space.kind.name().into(),
            opening: space.opening.name().into(),
            ends_on: space.ends_on.clone().unwrap_or_default(),
        };
        Sent {
            typed,
            kinds: Kind::OFFERED.iter().filter(|kind| space.allows(**kind)).map(|kind| kind.name().to_owned()).collect(),
            who_posts: space.who_posts.name().into(),
            who_comments: space.who_comments.name().into(),
            who_invites: space.who_invites.name().into(),
            owner: Some(space.owner_id),
            revision: Some(space.revision),
        }
    }

    fn arranged(&self) -> Arranged {
        let (typed, some) = (&self.typed, |text: &String| Some(text.clone()));
        Arranged {
            name: some(&typed.name),
            purpose: some(&typed.purpose),
            kind: some(&typed.kind),
            opening: some(&typed.opening),
            ends_on: some(&typed.ends_on),
            owner: self.owner,
            kinds: Some(self.kinds.clone()),
            who_posts: some(&self.who_posts),
            who_comments: some(&self.who_comments),
            who_invites: some(&self.who_invites),
            revision: self.revision,
        }
    }
}

pub async fn form(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Result<Html, Failure> {
    house.read(move |db| draw(db, &actor, id, None, &Errors::default())).await.map(Html::from)
}

pub async fn save(
    State(house): State<House>,
    Signed(actor): Signed,
    Path(id): Path<Id>,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let (by, arranged) = (actor.clone(), sent.arranged());
    let saved = house.write(move |tx| {
        let allowed = access::space::<Manage>(tx, &by, id)?;
        spaces::edit(tx, &allowed, &arranged.read()?)
    });
    let Err(Failure(fault)) = saved.await else { return Ok(Redirect::to(&format!("/spaces/{id}/settings")).into_response()) };
    let status = match fault.refusal() {
        Some(Refusal::Invalid(_)) => StatusCode::UNPROCESSABLE_ENTITY,
        Some(Refusal::Stale { .. }) => StatusCode::CONFLICT,
        _ => return Err(fault.into()),
    };
    let errors = Errors::of_problem(&Problem::of(actor.language, &fault));
    let drawn = house.read(move |db| draw(db, &actor, id, Some(&sent), &errors)).await?;
    Ok((status, Html::from(drawn)).into_response())
}

fn draw(db: &Db, actor: &Actor, id: Id, sent: Option<&Sent>, errors: &Errors) -> Result<Markup> {
    let allowed = access::space::<Manage>(db, actor, id)?;
    let space = allowed.it();
    let frame = super::frame(db, actor, space, "/settings")?;
    let l = frame.reader.lang;
    let main = if space.archived_at.is_some() {
        act(id, "reopen", words::reopen_title(l), words::reopen_purpose(l), words::reopen(l))
    } else {
        let standing = Sent::of(space);
        let owners = owners(db, actor, &allowed)?;
        html! {
            (arranging(l, id, sent.unwrap_or(&standing), &standing, &owners, errors))
            (act(id, "archive", words::archive_title(l), words::archive_purpose(l), words::archive(l)))
        }
    };
    super::page(db, actor, &frame, space, SpaceTab::Settings, &main, None)
}

/// Members of the house among the members: who may answer for the space.
fn owners(db: &Db, actor: &Actor, allowed: &Allowed<'_, Manage, Space>) -> Result<Vec<(Id, String)>> {
    let space = access::space::<View>(db, actor, allowed.it().id)?;
    let here = members::page(db, &space, None, OWNERS)?;
    let of_house = |role: PersonRole| matches!(role, PersonRole::Owner | PersonRole::Admin | PersonRole::Member);
    Ok(here.into_iter().filter(|m| of_house(m.person_role)).map(|m| (m.id, m.name)).collect())
}

fn arranging(l: Language, id: Id, sent: &Sent, standing: &Sent, owners: &[(Id, String)], errors: &Errors) -> Markup {
    let stale = sent.revision != standing.revision;
    let owner = sent.owner.map(|id| id.to_string()).unwrap_or_default();
    html! {
        form.card.form method="post" action=(format!("/spaces/{id}/settings")) novalidate {
            // Whoever has seen both sides saves on what stands now.
            input type="hidden" name="revision" value=[standing.revision];
            (form::summary(l, errors))
            @if stale { (differences(l, sent, standing, owners)) }
            (fields::show(l, &sent.typed, errors))
            fieldset.field #field-kinds {
                legend.label { (words::settings_kinds(l)) }
                @for kind in Kind::OFFERED {
                    label.option { input type="checkbox" name="kinds" value=(kind) checked[sent.kinds.iter().any(|k| k == kind.name())]; span { (word(l, &format!("post_{kind}"))) } }
                }
                @if let Some(error) = errors.of("kinds") { p.error { (icon("circle-alert")) (error) } }
            }
            (Field::new("who_posts", words::settings_who_posts(l)).value(&sent.who_posts).errors(errors).select(l, &who(l, SpaceRole::Contributor)))
            (Field::new("who_comments", words::settings_who_comments(l)).value(&sent.who_comments).errors(errors).select(l, &who(l, SpaceRole::Reader)))
            (Field::new("who_invites", words::settings_who_invites(l)).value(&sent.who_invites).errors(errors).select(l, &who(l, SpaceRole::Contributor)))
            (Field::new("owner", words::settings_owner(l)).hint(words::settings_owner_hint(l)).value(&owner).errors(errors).select(l, owners))
            div.row { (button::submit(Weight::Main, None, words::settings_save(l))) (button::link(Weight::Quiet, None, words::cancel(l), &format!("/spaces/{id}"))) }
        }
    }
}

/// The choices of who may do something, the widest first.
fn who(l: Language, least: SpaceRole) -> Vec<(&'static str, String)> {
    let roles = SpaceRole::ALL.iter().filter(|role| **role >= least);
    roles.map(|role| (role.name(), word(l, &format!("who_{role}")).to_owned())).collect()
}

/// What is saved now and differs from what was sent, in words.
fn differences(l: Language, sent: &Sent, standing: &Sent, owners: &[(Id, String)]) -> Markup {
    let (yours, theirs) = (&sent.typed, &standing.typed);
    let kinds = |s: &Sent| s.kinds.iter().map(|kind| word(l, &format!("post_{kind}"))).collect::<Vec<_>>().join(", ");
    let owner = |s: &Sent| owners.iter().find(|(id, _)| Some(*id) == s.owner).map(|(_, name)| name.clone()).unwrap_or_default();
    let all = [
        (words::field_name(l), yours.name.clone(), theirs.name.clone()),
        (words::field_purpose(l), yours.purpose.clone(), theirs.purpose.clone()),
        (
            words::field_opening(l),
            word(l, &format!("opening_{}", yours.opening)).into(),
            word(l, &format!("opening_{}", theirs.opening)).into(),
        ),
        (words::field_ends_on(l), yours.ends_on.clone(), theirs.ends_on.clone()),
        (words::field_kind(l), word(l, &format!("kind_{}", yours.kind)).into(), word(l, &format!("kind_{}", theirs.kind)).into()),
        (words::settings_kinds(l), kinds(sent), kinds(standing)),
        (
            words::settings_who_posts(l),
            word(l, &format!("who_{}", sent.who_posts)).into(),
            word(l, &format!("who_{}", standing.who_posts)).into(),
        ),
        (
            words::settings_who_comments(l),
            word(l, &format!("who_{}", sent.who_comments)).into(),
            word(l, &format!("who_{}", standing.who_comments)).into(),
        ),
        (
            words::settings_who_invites(l),
            word(l, &format!("who_{}", sent.who_invites)).into(),
            word(l, &format!("who_{}", standing.who_invites)).into(),
        ),
        (words::settings_owner(l), owner(sent), owner(standing)),
    ];
    let differing: Vec<(&str, Markup)> = all
        .into_iter()
        .filter(|(_, yours, theirs): &(_, String, String)| yours != theirs)
        .map(|(label, _, theirs)| {
            (label, html! { @if theirs.is_empty() { span.quiet { (words::settings_none(l)) } } @else { bdi { (theirs) } } })
        })
        .collect();
    html! {
        div.notice role="alert" tabindex="-1" {
            p { (icon("history")) b { (words::settings_stale(l)) } }
            p { (words::settings_stale_purpose(l)) }
            (shell::facts::facts(&differing))
        }
    }
}

fn act(id: Id, verb: &str, title: &str, purpose: &str, label: &str) -> Markup {
    html! {
        section {
            h2 { (title) }
            p.quiet { (purpose) }
            form method="post" action=(format!("/spaces/{id}/{verb}")) { (button::submit(Weight::Plain, Some("archive"), label)) }
        }
    }
}
