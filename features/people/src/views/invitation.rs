//! The form that invites, the link that was just made, and the invitations that wait.

use base::checked::{EMAIL, PERSON_NAME};
use base::{Id, Language};
use kernel::people::PersonRole;
use maud::{Markup, html};
use shell::button::{self, Weight};
use shell::form::{Errors, Field, choices, summary, to_copy};
use shell::page::plain;
use shell::times;
use shell::view::Reader;

use super::role;
use crate::pages::invitation::Invite;
use crate::rows::Invitation;
use crate::words;

/// What an invitation that was just made needs said.
#[derive(Clone, Debug)]
pub enum Made {
    /// None was made.
    Nothing,
    /// Its link, shown this once.
    Link(String),
    /// The address it is mailed to.
    Mailed(String),
}

/// What stands around the form.
pub struct Shown<'a> {
    /// Whether members may be invited too.
    pub may_invite_members: bool,
    /// The spaces that one can invite into.
    pub spaces: &'a [(Id, String)],
    /// The invitations that wait.
    pub waiting: &'a [Invitation],
    /// What was just made.
    pub made: &'a Made,
}

pub fn page(r: &Reader, typed: &Invite, errors: &Errors, shown: &Shown<'_>) -> Markup {
    let l = r.lang;
    let main = html! {
        @match shown.made {
            Made::Nothing => {},
            Made::Link(link) => section.card.form.notice role="status" { p { (words::invitation_made(l)) } (to_copy(l, words::invitation_link(l), link)) },
            Made::Mailed(email) => p.notice role="status" { (words::invitation_mailed(l, email)) },
        }
        @if shown.may_invite_members || !shown.spaces.is_empty() { (form(l, typed, errors, shown)) }
        @else { p.notice { (words::invitation_no_space(l)) } }
        section.card.form {
            h2 { (words::invitations_waiting(l)) }
            @if shown.waiting.is_empty() { p.quiet { (words::invitations_none(l)) } }
            @else { ul.list { @for invitation in shown.waiting { (entry(r, invitation)) } } }
        }
    };
    plain(words::invitations_title(l), Some(words::invitations_purpose(l)), &main)
}

fn form(l: Language, typed: &Invite, errors: &Errors, shown: &Shown<'_>) -> Markup {
    let roles =
        [("member", words::role_member(l), words::invite_member_hint(l)), ("guest", words::role_guest(l), words::invite_guest_hint(l))];
    let mut spaces: Vec<(String, String)> = shown.spaces.iter().map(|(id, name)| (id.to_string(), name.clone())).collect();
    if shown.may_invite_members {
        spaces.insert(0, (String::new(), words::invite_no_space(l).into()));
    }
    let space = Field::new("space", words::field_space(l)).value(&typed.space).errors(errors);
    let space = if shown.may_invite_members { space.optional() } else { space };
    html! {
        form.card.form method="post" action="/invitations" {
            (summary(l, errors))
            @if shown.may_invite_members { (choices("role", words::field_invited_as(l), &roles, &typed.role)) }
            @else { input type="hidden" name="role" value="guest"; }
            (Field::new("name", words::field_invited_name(l)).value(&typed.name).limit(PERSON_NAME).optional().errors(errors).show(l))
            (Field::new("email", words::field_email(l)).input("email").value(&typed.email).hint(words::invite_email_hint(l)).limit(EMAIL).optional().errors(errors).show(l))
            (space.select(l, &spaces))
            (Field::new("ends_on", words::field_guest_until(l)).input("date").value(&typed.ends_on).hint(words::invite_ends_hint(l)).optional().errors(errors).show(l))
            div.row { (button::submit(Weight::Main, Some("user-plus"), words::invite_button(l))) }
        }
    }
}

fn entry(r: &Reader, invitation: &Invitation) -> Markup {
    let l = r.lang;
    let whom = [invitation.name.as_str(), invitation.email.as_deref().unwrap_or_default()];
    let whom: Vec<&str> = whom.into_iter().filter(|text| !text.is_empty()).collect();
    let whom = if whom.is_empty() { words::invitation_unnamed(l).to_owned() } else { whom.join(" · ") };
    html! {
        li.entry {
            div.grow {
                p.line { b { bdi { (whom) } } " " span.kind.sky[invitation.role == PersonRole::Guest] { (role(l, invitation.role)) } }
                p.quiet {
                    (words::invitation_by(l, &invitation.inviter_name))
                    @if !invitation.space_name.is_empty() { " · " (invitation.space_name) }
                    " · " (words::invitation_until(l, times::date(l, &r.zone, r.now, invitation.expires_at)))
                }
            }
            form method="post" action=(format!("/invitations/{}/revoke", invitation.id)) {
                button.btn type="submit" aria-label=(words::invitation_revoke_whom(l, &whom)) { (words::invitation_revoke(l)) }
            }
        }
    }
}
