//! The dialogs of every page: go anywhere, the list of keys, and a sheet for small pages. Closed until a script opens them; links lead to the same without scripts.

use base::Language;
use maud::{Markup, html};

use crate::icon;
use crate::words;

/// Ctrl/⌘ K: a combobox over `GET /search/quick?q=`, whose answer is made by [`crate::hits::quick`].
pub fn go(l: Language) -> Markup {
    html! {
        dialog #go aria-label=(words::go_title(l)) {
            form method="get" action="/search" role="search" {
                (icon("search"))
                input type="search" name="q" placeholder=(words::go_placeholder(l)) aria-label=(words::go_title(l)) role="combobox" aria-expanded="false"
                    aria-controls="go-list" aria-autocomplete="list" autocomplete="off" spellcheck="false" maxlength="200";
                button.close type="button" data-close aria-label=(words::close(l)) { (icon("x")) }
            }
            div #go-list role="listbox" aria-label=(words::go_results_title(l)) {}
            p.sr #go-status role="status" {}
            p.foot { kbd { "↑" } kbd { "↓" } " " (words::go_choose(l)) " " kbd { "↵" } " " (words::go_open(l)) }
        }
    }
}

/// Where links marked `data-sheet` show their page's content over this one.
pub fn sheet(l: Language) -> Markup {
    html! {
        dialog #sheet aria-label=(words::dialog_details(l)) {
            button.close type="button" data-close aria-label=(words::close(l)) { (icon("x")) }
            div data-content {}
        }
    }
}

/// `?`: the keys.
pub fn keys(l: Language) -> Markup {
    html! {
        dialog #keys aria-labelledby="keys-title" {
            div.bar { h2 #keys-title { (words::keys_title(l)) } button.close type="button" data-close aria-label=(words::close(l)) { (icon("x")) } }
            label.option { input type="checkbox" data-single-keys checked; (words::keys_single(l)) }
            (key_list(l))
        }
    }
}

/// The keys and what each does.
pub(crate) fn key_list(l: Language) -> Markup {
    let list: [(&[&str], &str); 10] = [
        (&["Ctrl", "K"], words::keys_go(l)),
        (&["n"], words::keys_new(l)),
        (&["/"], words::keys_search(l)),
        (&["j"], words::keys_next(l)),
        (&["k"], words::keys_previous(l)),
        (&["r"], words::keys_reply(l)),
        (&["l"], words::keys_like(l)),
        (&["Ctrl", "↵"], words::keys_send(l)),
        (&["Esc"], words::keys_close(l)),
        (&["?"], words::keys_list(l)),
    ];
    html! { dl.keys { @for (keys, what) in list { div { dt { @for key in keys { kbd { (key) } } } dd { (what) } } } } }
}
