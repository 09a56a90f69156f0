//! Pages for whoever isn't signed in: set-up, sign-in, a lost password, an invitation.

use base::Language;
use base::checked::{EMAIL, SPACE_NAME};
use maud::{Markup, html};
use shell::button::{self, Weight};
use shell::form::{Errors, Field, summary};

use super::fields;
use crate::pages::join::Join;
use crate::pages::setup::SetUp;
use crate::pages::sign_in::SignIn;
use crate::rows::Invitation;
use crate::words;

fn main_button(label: &str) -> Markup {
    button::submit(Weight::Main, None, label)
}

/// The first form of a new network.
pub fn setup(l: Language, typed: &SetUp, errors: &Errors) -> Markup {
    html! {
        p { (words::setup_purpose(l)) }
        (summary(l, errors))
        form.stack-form method="post" {
            (Field::new("network", words::field_network(l)).value(&typed.network).hint(words::field_network_hint(l)).limit(SPACE_NAME).errors(errors).show(l))
            (fields::name(l, &typed.name, errors))
            (fields::email(l, &typed.email, errors))
            (fields::new_password(l, words::field_password(l), errors))
            (fields::language(l, &typed.language, errors))
            (fields::zone(l, &typed.zone, errors))
            p.hint { (words::setup_charter(l)) }
            (main_button(words::setup_button(l)))
        }
    }
}

/// The way in by the identity provider, above the form that does without. `wanted` is what comes after `/oidc/start`.
pub fn elsewhere(l: Language, name: Option<&str>, wanted: &str) -> Markup {
    html! {
        @if let Some(name) = name {
            div.elsewhere {
                (button::link(Weight::Plain, Some("log-in"), &words::elsewhere_button(l, name), &format!("/oidc/start{wanted}")))
                p.or { (words::elsewhere_or(l)) }
            }
        }
    }
}

pub fn sign_in(l: Language, typed: &SignIn, errors: &Errors) -> Markup {
    html! {
        (summary(l, errors))
        form.stack-form method="post" action="/sign-in" {
            input type="hidden" name="next" value=(typed.next);
            (Field::new("email", words::field_email(l)).input("email").value(&typed.email).autocomplete("username").show(l))
            (Field::new("password", words::field_password(l)).input("password").autocomplete("current-password").show(l))
            (main_button(words::sign_in_button(l)))
        }
        form.stack-form method="post" action="/sign-in/passkey" {
            input type="hidden" name="next" value=(typed.next);
            (button::passkey(Weight::Plain, words::sign_in_passkey(l), "/sign-in/passkey/options", "passkey", words::sign_in_passkey_failed(l)))
        }
        p { a href="/forgot" { (words::sign_in_forgot(l)) } }
    }
}

pub fn forgot(l: Language, email: &str, errors: &Errors) -> Markup {
    html! {
        p { (words::forgot_purpose(l)) }
        (summary(l, errors))
        form.stack-form method="post" action="/forgot" {
            (Field::new("email", words::field_email(l)).input("email").value(email).limit(EMAIL).autocomplete("username").errors(errors).show(l))
            (main_button(words::forgot_button(l)))
        }
        (back(l))
    }
}

/// Without a mail server, somebody hands the link over.
pub fn forgot_by_hand(l: Language) -> Markup {
    html! { p { (words::forgot_by_hand(l)) } (back(l)) }
}

/// Said for every address, known or not.
pub fn letter_sent(l: Language) -> Markup {
    html! { p role="status" { (words::forgot_sent(l)) } p.quiet { (words::forgot_sent_hint(l)) } (back(l)) }
}

pub fn reset(l: Language, email: &str, errors: &Errors) -> Markup {
    html! {
        p { (words::reset_purpose(l)) }
        (summary(l, errors))
        form.stack-form method="post" {
            // Password keepers learn from it whose password this is.
            input type="hidden" name="email" value=(email) autocomplete="username";
            (fields::new_password(l, words::field_new_password(l), errors))
            (main_button(words::reset_button(l)))
        }
    }
}

pub fn join(l: Language, invitation: &Invitation, typed: &Join, errors: &Errors, elsewhere: &Markup) -> Markup {
    html! {
        p {
            @if invitation.space_name.is_empty() { (words::join_by(l, &invitation.inviter_name)) }
            @else { (words::join_by_into(l, &invitation.inviter_name, &invitation.space_name)) }
        }
        (elsewhere)
        (summary(l, errors))
        form.stack-form method="post" {
            (fields::name(l, &typed.name, errors))
            @match &invitation.email {
                Some(email) => div.field { p.label { (words::field_email(l)) } p { (email) } @if let Some(error) = errors.of("email") { p.error { (error) } } },
                None => (fields::email(l, &typed.email, errors)),
            }
            (fields::new_password(l, words::field_password(l), errors))
            (fields::language(l, &typed.language, errors))
            (fields::zone(l, &typed.zone, errors))
            (main_button(words::join_button(l)))
        }
    }
}

pub fn dead_link(l: Language) -> Markup {
    html! { p { (words::link_dead_advice(l)) } (back(l)) }
}

fn back(l: Language) -> Markup {
    html! { p { a href="/sign-in" { (words::sign_in_back(l)) } } }
}
