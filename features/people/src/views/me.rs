//! One's own page: photo, profile, password, tokens, sessions.

use base::checked::PERSON_NAME;
use base::{Language, Secret};
use kernel::people::{HEADLINE, Person, SITE};
use maud::{Markup, html};
use shell::button::{self, Weight};
use shell::face::{self as faces, Size};
use shell::form::{Errors, Field, summary, to_copy};
use shell::page::plain;
use shell::times;
use shell::view::Reader;

use super::{face, fields};
use crate::rows::Token;
use crate::verbs::profile::{ASK_ME, Given};
use crate::verbs::tokens::{NAME, PREFIX};
use crate::words;

/// What one's own page shows.
pub struct Me<'a> {
    /// Oneself.
    pub person: &'a Person,
    /// One's address; only ever shown here.
    pub email: Option<&'a str>,
    /// What people call the identity provider, when there is one.
    pub sign_in_with: Option<&'a str>,
    /// Whether there is a password to prove.
    pub has_password: bool,
    /// One's tokens.
    pub tokens: &'a [Token],
    /// Whether one may make another.
    pub may_make_token: bool,
    /// A token that was just made.
    pub token: Option<&'a Secret>,
}

pub fn page(r: &Reader, me: &Me<'_>, typed: Option<&Given>, errors: &Errors) -> Markup {
    let l = r.lang;
    let main = html! {
        (summary(l, errors))
        (photo(l, me.person, errors))
        (profile(l, me, typed, errors))
        (password(l, me, errors))
        @if let Some(name) = me.sign_in_with {
            section.card.form #identities {
                h2 { (words::identities_title(l, name)) }
                p { (words::identities_purpose(l, name)) }
                div.row { (button::link(Weight::Plain, Some("link"), words::identities_button(l), "/me/identities")) }
            }
        }
        @if me.may_make_token || !me.tokens.is_empty() { (tokens(r, me, errors)) }
        section.card.form #data {
            h2 { (words::data_title(l)) }
            p { (words::data_purpose(l)) }
            div.row { (button::link(Weight::Plain, None, words::data_see(l), "/me/data")) }
        }
        section.card.form {
            h2 { (words::security_title(l)) }
            p { (words::security_purpose(l)) }
            div.row { (button::link(Weight::Plain, Some("shield"), words::security_open(l), "/me/security")) }
        }
    };
    plain(words::me_title(l), Some(words::me_purpose(l)), &main)
}

fn photo(l: Language, person: &Person, errors: &Errors) -> Markup {
    html! {
        section.card.form #photo {
            h2 { (words::photo_title(l)) }
            div.profile {
                (faces::face(&face(person), Size::Large))
                div.grow {
                    form.stack-form method="post" action="/me/photo" enctype="multipart/form-data" {
                        div.field {
                            label.label for="field-photo" { (words::photo_file(l)) }
                            p.hint #field-photo-hint { (words::photo_hint(l)) }
                            input #field-photo type="file" name="photo" accept="image/png,image/jpeg,image/webp" required aria-describedby="field-photo-hint";
                            @if let Some(error) = errors.of("photo") { p.error { (error) } }
                        }
                        div.row { (button::submit(Weight::Plain, Some("upload"), words::photo_set(l))) }
                    }
                    @if person.photo_at.is_some() {
                        form method="post" action="/me/photo/remove" { (button::submit(Weight::Quiet, Some("trash-2"), words::photo_remove(l))) }
                    }
                }
            }
        }
    }
}

fn profile(l: Language, me: &Me<'_>, typed: Option<&Given>, errors: &Errors) -> Markup {
    let person = me.person;
    let or = |given: Option<&String>, stands: &str| given.map_or_else(|| stands.to_owned(), Clone::clone);
    let joined = |given: Option<&Vec<String>>, stands: &str| given.map_or_else(|| stands.to_owned(), |list| list.join(", "));
    let name = or(typed.and_then(|t| t.name.as_ref()), &person.name);
    let headline = or(typed.and_then(|t| t.headline.as_ref()), &person.headline);
    let site = or(typed.and_then(|t| t.site.as_ref()), &person.site);
    let skills = joined(typed.and_then(|t| t.skills.as_ref()), &person.skills);
    let languages = joined(typed.and_then(|t| t.languages.as_ref()), &person.languages);
    let ask_me = or(typed.and_then(|t| t.ask_me.as_ref()), &person.ask_me);
    let zone = or(typed.and_then(|t| t.zone.as_ref()), person.zone.name());
    let language = or(typed.and_then(|t| t.language.as_ref()), person.language.code());
    html! {
        form.card.form method="post" action="/me" {
            h2 { (words::profile_title(l)) }
            @if let Some(email) = me.email { p.quiet { (words::me_email(l, email)) } }
            (Field::new("name", words::field_name(l)).value(&name).limit(PERSON_NAME).autocomplete("name").errors(errors).show(l))
            (Field::new("headline", words::field_headline(l)).value(&headline).limit(HEADLINE).optional().errors(errors).show(l))
            (Field::new("site", words::field_site(l)).value(&site).limit(SITE).optional().errors(errors).show(l))
            (Field::new("skills", words::field_skills(l)).value(&skills).hint(words::field_list_hint(l)).optional().errors(errors).show(l))
            (Field::new("languages", words::field_languages(l)).value(&languages).hint(words::field_list_hint(l)).optional().errors(errors).show(l))
            (Field::new("ask_me", words::field_ask_me(l)).value(&ask_me).hint(words::field_ask_me_hint(l)).limit(ASK_ME).optional().errors(errors).show(l))
            (fields::language(l, &language, errors))
            (fields::zone(l, &zone, errors))
            div.row { (button::submit(Weight::Main, None, words::save(l))) }
        }
    }
}

fn password(l: Language, me: &Me<'_>, errors: &Errors) -> Markup {
    html! {
        form.card.form #password method="post" action="/me/password#password" {
            h2 { (words::password_title(l)) }
            input type="hidden" name="email" value=(me.email.unwrap_or_default()) autocomplete="username";
            @if me.has_password {
                (Field::new("current", words::field_current_password(l)).input("password").autocomplete("current-password").errors(errors).show(l))
            }
            (fields::new_password(l, words::field_new_password(l), errors))
            p.hint { (words::password_ends(l)) }
            div.row { (button::submit(Weight::Plain, Some("lock"), words::password_change(l))) }
        }
    }
}

fn tokens(r: &Reader, me: &Me<'_>, errors: &Errors) -> Markup {
    let l = r.lang;
    let days = [("30", 30), ("90", 90), ("365", 365)].map(|(value, days)| (value.to_owned(), words::token_days(l, days)));
    let days: Vec<(String, String)> = days.into_iter().chain([(String::new(), words::token_for_ever(l).to_owned())]).collect();
    html! {
        section.card.form #tokens {
            h2 { (words::tokens_title(l)) }
            p { (words::tokens_purpose(l)) }
            @if let Some(secret) = me.token {
                div.notice role="status" { p { (words::token_made(l)) } (to_copy(l, words::token_text(l), &format!("{PREFIX}{}", secret.reveal()))) }
            }
            @if !me.tokens.is_empty() {
                ul.list {
                    @for token in me.tokens {
                        li.entry {
                            div.grow {
                                p.line { b { bdi { (token.name) } } }
                                p.quiet {
                                    @match token.expires_at {
                                        Some(at) => (words::token_until(l, times::date(l, &r.zone, r.now, at))),
                                        None => (words::token_without_end(l)),
                                    }
                                }
                            }
                            form method="post" action=(format!("/me/tokens/{}/revoke#tokens", token.id)) {
                                button.btn type="submit" aria-label=(words::token_revoke_which(l, &token.name)) { (words::token_revoke(l)) }
                            }
                        }
                    }
                }
            }
            @if me.may_make_token {
                form.stack-form method="post" action="/me/tokens#tokens" {
                    (Field::new("token_name", words::field_token_name(l)).hint(words::field_token_name_hint(l)).limit(NAME).errors(errors).show(l))
                    (Field::new("days", words::field_token_days(l)).value("90").optional().errors(errors).select(l, &days))
                    div.row { (button::submit(Weight::Plain, Some("key-round"), words::token_make(l))) }
                }
            }
        }
    }
}
