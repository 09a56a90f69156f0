//! A document without navigation: sign-in, set-up, invitations, errors met before knowing who reads.

use base::Language;
use maud::{DOCTYPE, Markup, html};

use crate::view::Brand;
use crate::{icon, nav, page, words};

/// A card in the middle of the page, under the sign. `main` brings what stands below the `h1`.
pub fn bare_page(l: Language, brand: impl Into<Brand>, title: &str, main: &Markup) -> Markup {
    let brand = brand.into();
    html! {
        (DOCTYPE)
        html lang=(l) {
            (page::head(title, &brand))
            body.bare {
                a.skip href="#main" { (words::page_skip(l)) }
                main #main tabindex="-1" {
                    a.brand href="/" { (icon::mark(&brand, 44)) span { "palabre" @if !brand.name.eq_ignore_ascii_case("palabre") { small { bdi { (brand.name) } } } } }
                    div.card { h1 { (title) } (main) }
                    div.languages { (nav::language_switch(l, "")) }
                }
                script #words type="application/json" { (maud::PreEscaped(page::script_words(l))) }
            }
        }
    }
}
