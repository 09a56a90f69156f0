//! What just happened, said once and politely, with its undo for ten seconds.
//! A fragment answer may carry a toast beside what it is for; scripts move it into the region.

use base::Language;
use maud::{Markup, html};

use crate::icon;
use crate::words;

/// One sentence, and the form that takes it back.
#[derive(Clone, Debug)]
pub struct Toast {
    /// What happened.
    pub text: String,
    /// Where the undo is posted; its one field is `undo=1`.
    pub undo: Option<String>,
}

/// The place where toasts live: always there, so that a screen reader hears what comes into it.
pub fn region(l: Language, toast: Option<&Toast>) -> Markup {
    html! { div #toasts role="status" { @if let Some(toast) = toast { (self::toast(l, toast)) } } }
}

/// One toast.
pub fn toast(l: Language, toast: &Toast) -> Markup {
    html! {
        div.toast data-toast {
            p { (toast.text) }
            @if let Some(undo) = &toast.undo {
                form method="post" action=(undo) data-send="act" { button type="submit" name="undo" value="1" { (icon("undo-2")) (words::toast_undo(l)) } }
            }
            button.close type="button" data-close-toast aria-label=(words::close(l)) { (icon("x")) }
        }
    }
}
