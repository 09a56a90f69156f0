//! Icons from one sprite. Invariant: an icon is decoration; the word or the accessible name stands beside it.

use maud::{Markup, html};

use crate::assets;
use crate::view::Brand;

/// The icon of that name in `assets/icons.svg`.
pub fn icon(name: &str) -> Markup {
    debug_assert!(assets::ICONS.contains(&format!("id=\"{name}\"")), "no icon {name} in the sprite");
    html! { svg.i aria-hidden="true" { use href=(format!("{}#{name}", assets::href("icons.svg"))) {} } }
}

/// The sign of the house: a baobab.
pub fn sign(size: u8) -> Markup {
    html! { svg.sign width=(size) height=(size) viewBox="0 0 32 32" aria-hidden="true" { use href=(format!("{}#baobab", assets::href("icons.svg"))) {} } }
}

/// What stands for the network: its logo, or else the sign of the house.
pub fn mark(brand: &Brand, size: u8) -> Markup {
    match &brand.logo {
        Some(logo) => html! { img.logo src=(logo) alt="" height=(size); },
        None => sign(size),
    }
}
