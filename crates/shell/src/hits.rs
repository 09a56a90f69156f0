//! What a search found: a list on its page, and the short list of the go-anywhere dialog.

use base::{Id, Language, Moment};
use maud::{Markup, PreEscaped, html};

use crate::card::{self, Chip};
use crate::face::{self, Size};
use crate::view::{Face, Reader, SpaceRef};
use crate::{icon, nav, times, words};

/// One thing found.
#[derive(Clone, Debug)]
pub enum Hit {
    /// An item, with the words found in `<mark>`; both texts already safe.
    Item {
        /// Where it leads.
        href: String,
        /// The word for its kind.
        chip: Option<Chip>,
        /// Its title, or the beginning of its text.
        title_html: String,
        /// What stands around the words found.
        excerpt_html: String,
        /// Who wrote it.
        author: Face,
        /// Where it stands.
        space: SpaceRef,
        /// When it was written.
        at: Moment,
    },
    /// A person, and what they do.
    Person(Face, String),
    /// A space, and what it is for.
    Space(SpaceRef, String),
}

/// The form on top of the page of results.
pub fn search_form(l: Language, q: &str) -> Markup {
    html! { form method="get" action="/search" role="search" { (search_field(l, q)) } }
}

/// Its field and button, for a form that has filters too.
pub fn search_field(l: Language, q: &str) -> Markup {
    html! {
        div.card.search {
            (icon("search"))
            input #q type="search" name="q" value=(q) aria-label=(words::nav_search(l)) placeholder=(words::search_placeholder(l)) maxlength="500" autocomplete="off" spellcheck="false" data-complete="/search/complete";
            button.btn.main type="submit" { (words::search_button(l)) }
        }
    }
}

/// The results, under how many there are.
pub fn hits(r: &Reader, count: u32, hits: &[Hit]) -> Markup {
    html! {
        p.quiet.result-count role="status" { (words::search_count(r.lang, i64::from(count))) }
        (list(r, hits))
    }
}

/// The results alone, for a page that parts them by what they are.
pub fn list(r: &Reader, hits: &[Hit]) -> Markup {
    let l = r.lang;
    html! {
        ul.card.list.hits {
            @for hit in hits {
                li.entry {
                    @match hit {
                        Hit::Item { href, chip, title_html, excerpt_html, author, space, at } => {
                            (face::face(author, Size::Medium))
                            div.grow {
                                p.line { a.name.cover href=(href) { span { (PreEscaped(title_html)) } } @if let Some(chip) = chip { (chip.show()) } }
                                @if !excerpt_html.is_empty() { p.excerpt { (PreEscaped(excerpt_html)) } }
                                p.quiet.line { bdi { (author.name) } " · " (card::place(space)) " · " (times::time(r, *at)) }
                            }
                        }
                        Hit::Person(person, headline) => {
                            (face::face(person, Size::Medium))
                            div.grow { p.line { (face::name(l, person)) } @if !headline.is_empty() { p.clip { (headline) } } p.quiet { (words::search_person(l)) } }
                        }
                        Hit::Space(space, purpose) => {
                            span.disc.small { (nav::dot(space.hue)) }
                            div.grow { p.line { a.name.cover href=(format!("/spaces/{}", space.id)) { bdi { (space.name) } } } p.clip { (purpose) } p.quiet { (words::search_space(l)) } }
                        }
                    }
                }
            }
        }
    }
}

/// One line of the go-anywhere dialog.
#[derive(Clone, Debug)]
pub struct Quick {
    /// Where it leads.
    pub href: String,
    /// Its icon.
    pub icon: &'static str,
    /// Its name.
    pub label: String,
    /// What or where it is.
    pub about: String,
    /// What taking it leaves in the field, where it completes a question rather than leading away.
    pub fill: Option<String>,
}

/// The answer of `GET /search/quick?q=`: options of the dialog's listbox.
pub fn quick(l: Language, q: &str, lines: &[Quick]) -> Markup {
    html! {
        @for (n, line) in lines.iter().enumerate() {
            a role="option" #(format!("go-{n}")) href=(line.href) data-fill=[&line.fill] tabindex="-1" aria-selected=(n == 0) { (icon(line.icon)) bdi { (line.label) } span.quiet { (line.about) } }
        }
        @if !q.is_empty() {
            a role="option" #go-all href=(format!("/search?q={}", card::escaped(q))) tabindex="-1" aria-selected=(lines.is_empty()) { (icon("search")) span { (words::go_all(l, q)) } }
        }
    }
}

/// Which thing a quick line stands for, told apart by id.
pub fn person_line(l: Language, id: Id, name: &str) -> Quick {
    Quick { href: format!("/people/{id}"), icon: "user-round", label: name.into(), about: words::search_person(l).into(), fill: None }
}

/// The same for a space.
pub fn space_line(l: Language, id: Id, name: &str) -> Quick {
    Quick { href: format!("/spaces/{id}"), icon: "layers", label: name.into(), about: words::search_space(l).into(), fill: None }
}
