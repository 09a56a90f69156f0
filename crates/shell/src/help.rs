//! The essentials on one page: first steps, marks of text, keys, whom to ask. Deliberately absent: anything that a page can say itself, where it is needed.

use base::Language;
use maud::{Markup, html};

use crate::{dialog, words};

/// The title of the page.
pub fn title(l: Language) -> &'static str {
    words::help_title(l)
}

/// What stands under the title.
pub fn help(l: Language) -> Markup {
    let steps = [
        words::help_post(l),
        words::help_answer(l),
        words::help_inbox(l),
        words::help_search(l),
        words::help_file(l),
        words::help_draft(l),
        words::help_offline(l),
        words::help_audience(l),
        words::help_secure(l),
    ];
    let word = words::help_word(l);
    let marks = [
        (format!("**{word}**"), words::tool_bold(l)),
        (format!("*{word}*"), words::tool_italic(l)),
        (format!("- {word}"), words::tool_list(l)),
        (format!("[{word}](https://…)"), words::tool_link(l)),
        (format!("> {word}"), words::tool_quote(l)),
        (format!("`{word}`"), words::tool_code(l)),
        (words::help_mention_sign(l).to_owned(), words::help_mention(l)),
        (format!("#{word}"), words::help_tag(l)),
    ];
    html! {
        div.prose { ul { @for step in steps { li { (step) } } } }
        section { h2 { (words::tool_title(l)) } dl.keys { @for (typed, what) in marks { div { dt { code { (typed) } } dd { (what) } } } } }
        section { h2 { (words::keys_title(l)) } (dialog::key_list(l)) }
        p.quiet { (words::help_whom(l)) }
    }
}
