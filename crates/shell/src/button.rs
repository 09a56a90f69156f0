//! Buttons and links that look like buttons. Invariant: what changes something is a button in a POST form; what goes somewhere is a link.

use base::Language;
use maud::{Markup, html};

use crate::{icon, words};

/// How much a button asks for attention. One `Main` at most in a view.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Weight {
    /// The one act the view is for.
    Main,
    /// The others.
    #[default]
    Plain,
    /// Without a frame, beside text.
    Quiet,
    /// Takes something away.
    Danger,
}

impl Weight {
    fn class(self) -> &'static str {
        match self {
            Weight::Main => "btn main",
            Weight::Plain => "btn",
            Weight::Quiet => "btn quiet-btn",
            Weight::Danger => "btn danger",
        }
    }
}

/// The button that sends its form.
pub fn submit(weight: Weight, glyph: Option<&str>, label: &str) -> Markup {
    html! { button class=(weight.class()) type="submit" { @if let Some(glyph) = glyph { (icon(glyph)) } (label) } }
}

/// The same, sending one named value: several may stand in one form.
pub fn submit_as(weight: Weight, glyph: Option<&str>, label: &str, name: &str, value: &str) -> Markup {
    html! {
        button class=(weight.class()) type="submit" name=(name) value=(value) { @if let Some(glyph) = glyph { (icon(glyph)) } (label) }
    }
}

/// A link that looks like a button.
pub fn link(weight: Weight, glyph: Option<&str>, label: &str, href: &str) -> Markup {
    html! { a class=(weight.class()) href=(href) { @if let Some(glyph) = glyph { (icon(glyph)) } (label) } }
}

/// The button that copies a text; shown by `menus.js` where the browser lets a page copy (a secure context).
pub fn copy(l: Language, text: &str) -> Markup {
    html! { button.btn type="button" data-copy=(text) hidden { (icon("copy")) (words::button_copy(l)) } }
}

/// The button that asks the browser for a passkey, at the address of a question, and sends its form with the answer in `field`. Shown by
/// `passkeys.js` where there are passkeys; `failed` is what is said when none answered.
pub fn passkey(weight: Weight, label: &str, question: &str, field: &str, failed: &str) -> Markup {
    html! {
        input type="hidden" name=(field);
        button class=(weight.class()) type="button" hidden data-passkey=(question) data-field=(field) { (icon("key-round")) (label) }
        p.error role="alert" hidden data-passkey-error { (failed) }
    }
}
