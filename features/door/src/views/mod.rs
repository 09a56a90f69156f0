//! The markup of this room: functions of data and language.

pub mod rule;
pub mod security;

use base::Language;
use maud::{Markup, html};
use shell::button::{self, Weight};
use shell::form::{Errors, Field, summary};
use shell::page::plain;

use crate::codes::Offer;
use crate::pages::Typed;
use crate::passkeys::NAME;
use crate::{qr, words};

fn passkey_button(l: Language, weight: Weight, label: &str, options: &str) -> Markup {
    button::passkey(weight, label, options, "passkey", words::passkey_failed(l))
}

fn code_field(label: &str, hint: Option<&str>, errors: &Errors, l: Language) -> Markup {
    let field = Field::new("code", label).autocomplete("one-time-code").errors(errors);
    hint.map_or_else(|| Field::new("code", label).autocomplete("one-time-code").errors(errors).show(l), |hint| field.hint(hint).show(l))
}

/// What a passkey that isn't accepted at sign-in is answered with.
pub fn passkey_refused(l: Language, next: &str, errors: &Errors) -> Markup {
    html! {
        (summary(l, errors))
        form.stack-form method="post" action="/sign-in/passkey" {
            input type="hidden" name="next" value=(next);
            (passkey_button(l, Weight::Main, words::passkey_again(l), "/sign-in/passkey/options"))
        }
        p { a href=(web::next::sign_in(next)) { (words::passkey_otherwise(l)) } }
    }
}

/// The second step after a password.
pub fn second(l: Language, codes: bool, passkeys: bool, next: &str, errors: &Errors) -> Markup {
    let (label, hint) = if codes {
        (words::second_code(l), words::second_code_hint(l))
    } else {
        (words::second_recovery(l), words::second_recovery_hint(l))
    };
    html! {
        p { (words::second_purpose(l)) }
        (summary(l, errors))
        @if passkeys {
            form.stack-form method="post" action="/sign-in/second" {
                input type="hidden" name="next" value=(next);
                (passkey_button(l, if codes { Weight::Plain } else { Weight::Main }, words::passkey_use(l), "/prove/passkey/options"))
            }
        }
        form.stack-form method="post" action="/sign-in/second" {
            input type="hidden" name="next" value=(next);
            (code_field(label, Some(hint), errors, l))
            (button::submit(if codes { Weight::Main } else { Weight::Plain }, None, words::second_button(l)))
        }
        p.quiet { (words::second_lost(l)) }
        (leave(l))
    }
}

/// The network asks for a second factor: which one.
pub fn enrol(l: Language, offer: &Offer, typed: &Typed, errors: &Errors) -> Markup {
    html! {
        p { (words::enrol_purpose(l)) }
        (summary(l, errors))
        form.stack-form method="post" action="/sign-in/enrol" {
            input type="hidden" name="next" value=(typed.next);
            input type="hidden" name="name" value=(words::passkey_first_name(l));
            h2 { (words::passkeys_title(l)) }
            p { (words::passkeys_purpose(l)) }
            (passkey_button(l, Weight::Main, words::passkey_add(l), "/me/passkeys/options"))
            noscript { p.quiet { (words::passkey_needs_script(l)) } }
        }
        form.stack-form method="post" action="/sign-in/enrol" {
            input type="hidden" name="next" value=(typed.next);
            h2 { (words::codes_title(l)) }
            (codes_fields(l, offer, errors))
            (button::submit(Weight::Plain, None, words::codes_confirm(l)))
        }
        (leave(l))
    }
}

fn leave(l: Language) -> Markup {
    html! { form method="post" action="/sign-out" { (button::submit(Weight::Quiet, Some("log-out"), words::leave(l))) } }
}

fn codes_fields(l: Language, offer: &Offer, errors: &Errors) -> Markup {
    let groups: Vec<String> = offer.letters.as_bytes().chunks(4).map(|four| String::from_utf8_lossy(four).into_owned()).collect();
    html! {
        input type="hidden" name="sealed" value=(offer.sealed);
        ol.steps {
            li { p { (words::codes_step_app(l)) } }
            li {
                p { (words::codes_step_scan(l)) }
                @if let Some(code) = qr::draw(&offer.uri, words::codes_qr(l)) { (code) }
                p { a href=(offer.uri) { (words::codes_step_open(l)) } }
                p.quiet { (words::codes_step_type(l)) }
                p { code.secret { (groups.join(" ")) } }
            }
            li { (code_field(words::codes_field(l), None, errors, l)) }
        }
    }
}

/// The page that adds a passkey.
pub fn new_passkey(l: Language, name: &str, errors: &Errors) -> Markup {
    let name = if name.is_empty() { words::passkey_first_name(l) } else { name };
    let main = html! {
        (summary(l, errors))
        form.card.form method="post" action="/me/passkeys/new" {
            p { (words::passkeys_purpose(l)) }
            (Field::new("name", words::passkey_name(l)).hint(words::passkey_name_hint(l)).value(name).limit(NAME).errors(errors).show(l))
            noscript { p.quiet { (words::passkey_needs_script(l)) } }
            div.row {
                (passkey_button(l, Weight::Main, words::passkey_add(l), "/me/passkeys/options"))
                (button::link(Weight::Plain, None, words::back(l), "/me/security"))
            }
        }
    };
    plain(words::passkey_add_title(l), None, &main)
}

/// The page that adds an application of codes.
pub fn new_codes(l: Language, offer: &Offer, errors: &Errors) -> Markup {
    let main = html! {
        (summary(l, errors))
        form.card.form method="post" action="/me/codes/new" {
            (codes_fields(l, offer, errors))
            div.row { (button::submit(Weight::Main, None, words::codes_confirm(l))) (button::link(Weight::Plain, None, words::back(l), "/me/security")) }
        }
    };
    plain(words::codes_add_title(l), Some(words::codes_purpose(l)), &main)
}

/// The recovery codes, this once.
pub fn recovery_codes(l: Language, codes: &[String], next: &str) -> Markup {
    html! {
        p { (words::recovery_purpose(l)) }
        @if !codes.is_empty() { ul.codes { @for code in codes { li { code.secret { (code) } } } } }
        p.quiet { (words::recovery_once(l)) }
        div.row { (button::link(Weight::Main, None, words::recovery_kept(l), next)) @if !codes.is_empty() { (button::copy(l, &codes.join("\n"))) } }
    }
}
