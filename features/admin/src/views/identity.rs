//! The forms of identity, and how the accent will look in both schemes.

use std::sync::LazyLock;

use base::checked::SPACE_NAME;
use base::{Language, Zone};
use kernel::office::COUNTRIES;
use maud::{Markup, html};
use shell::accent::{Accent, LEAST};
use shell::button::{self, Weight};
use shell::form::{Errors, Field, summary};

use crate::pages::identity::{Hours, Shown};
use crate::words;

static ZONES: LazyLock<Vec<(String, String)>> =
    LazyLock::new(|| Zone::all().into_iter().map(|name| (name.clone(), name.replace('_', " "))).collect());

pub fn page(l: Language, typed: &Shown, logo: Option<&str>, hours: &Hours, errors: &Errors) -> Markup {
    html! {
        (summary(l, errors))
        (shown(l, typed, errors))
        (logo_form(l, logo, errors))
        (hours_form(l, hours, errors))
    }
}

fn shown(l: Language, typed: &Shown, errors: &Errors) -> Markup {
    let chosen = Accent::parse(&typed.accent);
    html! {
        form.card.form method="post" action="/administration/identity" {
            (Field::new("name", words::field_name(l)).value(&typed.name).hint(words::field_name_hint(l)).limit(SPACE_NAME).errors(errors).show(l))
            (Field::new("accent", words::field_accent(l)).input("color").value(&typed.accent).hint(words::field_accent_hint(l)).errors(errors).show(l))
            @if let Some(offer) = chosen.filter(|chosen| !chosen.stands()) { (nearest(l, offer)) }
            div.row { (button::submit(Weight::Main, None, words::save(l))) @if chosen != Some(Accent::of_the_house()) {
                (button::submit_as(Weight::Plain, None, words::accent_house(l), "accent", ""))
            } }
        }
    }
}

/// What was refused, and the colour to take instead: the second button of the same form sends it.
fn nearest(l: Language, refused: Accent) -> Markup {
    let near = refused.nearest();
    html! {
        div.notice.offer role="status" {
            p { (words::accent_refused(l, ratio(l, refused.weakest()), ratio(l, LEAST))) }
            div.row {
                (chip(refused)) span aria-hidden="true" { "→" } (chip(near))
                (button::submit_as(Weight::Plain, Some("check"), &words::accent_take(l, near, ratio(l, near.weakest())), "accent", &near.to_string()))
            }
        }
    }
}

/// The colour itself: the one thing that no stylesheet can know beforehand.
fn chip(accent: Accent) -> Markup {
    html! { svg.chip width="36" height="24" role="img" aria-label=(accent) { rect width="36" height="24" rx="6" fill=(accent) {} } }
}

/// A ratio as each language writes it, cut and never rounded up.
fn ratio(l: Language, ratio: f64) -> String {
    let text = format!("{:.1}", (ratio * 10.0).floor() / 10.0);
    if l == Language::Fr { text.replace('.', ",") } else { text }
}

fn logo_form(l: Language, logo: Option<&str>, errors: &Errors) -> Markup {
    html! {
        section.card.form {
            h2 { (words::logo(l)) }
            @if let Some(logo) = logo { p { span.logo-shown { img src=(logo) alt=(words::logo_alt(l)); } } }
            form.stack-form method="post" action="/administration/identity/logo" enctype="multipart/form-data" {
                (Field::new("logo", words::logo_file(l)).input("file").hint(words::logo_hint(l)).errors(errors).show(l))
                div.row { (button::submit(Weight::Plain, Some("upload"), words::logo_set(l))) }
            }
            @if logo.is_some() {
                form method="post" action="/administration/identity/logo/remove" { (button::submit(Weight::Quiet, Some("x"), words::logo_remove(l))) }
            }
        }
    }
}

fn hours_form(l: Language, typed: &Hours, errors: &Errors) -> Markup {
    let countries = COUNTRIES.map(|code| (code, words::by_key(l, &format!("country_{}", code.to_lowercase())).unwrap_or(code).to_owned()));
    html! {
        form.card.form method="post" action="/administration/identity/hours" {
            h2 { (words::hours(l)) }
            p.quiet { (words::hours_purpose(l)) }
            div.pair {
                (Field::new("country", words::field_country(l)).value(&typed.country).errors(errors).select(l, &countries))
                (Field::new("zone", words::field_zone(l)).value(&typed.zone).errors(errors).select(l, &ZONES))
                (Field::new("opens", words::field_opens(l)).input("time").value(&typed.opens).errors(errors).show(l))
                (Field::new("closes", words::field_closes(l)).input("time").value(&typed.closes).errors(errors).show(l))
            }
            fieldset.field {
                legend.label { (words::field_days(l)) }
                div.days {
                    @for n in 1..=7 {
                        @let day = n.to_string();
                        label.option { input type="checkbox" name="days" value=(day) checked[typed.days.contains(&day)]; span { (words::by_key(l, &format!("day_{n}")).unwrap_or_default()) } }
                    }
                }
                @if let Some(error) = errors.of("days") { p.error { (shell::icon("circle-alert")) (error) } }
            }
            div.row { (button::submit(Weight::Plain, None, words::save(l))) }
        }
    }
}
