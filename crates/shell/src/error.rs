//! Pages for what was refused or broke: what happened, what to do, the reference to quote. The sentences are `web`'s, one per refusal.

use base::Language;
use maud::{Markup, html};
use web::Problem;

use crate::button::{self, Weight};
use crate::{bare_page, icon, words};

/// A whole page without navigation, as `web::Kit` draws refusals: who reads may not be known.
pub fn draw(l: Language, problem: &Problem) -> String {
    bare_page(l, "palabre", &problem.title, &advice(l, problem)).into_string()
}

/// The same inside a page.
pub fn section(l: Language, problem: &Problem) -> Markup {
    html! { div.empty { span.disc { (icon("circle-alert")) } h1 { (problem.title) } (advice(l, problem)) } }
}

fn advice(l: Language, problem: &Problem) -> Markup {
    let broken = problem.status >= 500 && !problem.request.is_empty();
    html! {
        div.trouble {
            p { (problem.detail) }
            @if !problem.errors.is_empty() { ul { @for error in &problem.errors { li { (error.message) } } } }
            @if let Some(versions) = &problem.versions {
                (version(words::error_theirs(l), &versions.current))
                (version(words::error_yours(l), &versions.yours))
            }
            @if broken { p.quiet { (words::error_reference(l)) " " code { (problem.request) } } }
            div.row { (button::link(Weight::Main, Some("house"), words::error_home(l), "/")) (button::link(Weight::Plain, Some("life-buoy"), words::nav_help(l), "/help")) }
        }
    }
}

/// One side of a stale edit, ready to be copied.
fn version(label: &str, text: &str) -> Markup {
    html! { label.field { span.label { (label) } textarea rows="6" readonly { (text) } } }
}
