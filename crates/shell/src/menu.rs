//! Menus: `<details>` that open without scripts; scripts close them on Escape, on a click elsewhere and after an act.

use maud::{Markup, html};

use crate::icon;

/// A menu behind an icon.
pub fn menu(id: &str, label: &str, glyph: &str, panel: &Markup) -> Markup {
    html! {
        details.menu #(id) data-menu {
            summary aria-label=(label) title=(label) { (icon(glyph)) }
            div.panel { (panel) }
        }
    }
}

/// A link in a menu.
pub fn link(glyph: &str, label: &str, href: &str) -> Markup {
    html! { a href=(href) { (icon(glyph)) (label) } }
}

/// A link whose page scripts show in a sheet over this one.
pub fn sheet(glyph: &str, label: &str, href: &str) -> Markup {
    html! { a href=(href) data-sheet { (icon(glyph)) (label) } }
}

/// A small form that is one act: `name=value` sent to `action`.
pub fn act(glyph: &str, label: &str, action: &str, name: &str, value: &str) -> Markup {
    html! {
        form method="post" action=(action) data-send="act" { button type="submit" name=(name) value=(value) { (icon(glyph)) (label) } }
    }
}
