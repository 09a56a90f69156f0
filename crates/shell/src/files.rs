//! Files: on cards and comments, in the Documents of a space, and the controls that attach them.
//! Invariant: what is shown in place is a picture drawn anew by us; the file itself is only ever a link.
//! Without scripts the controls are ordinary file inputs; with them, files are sent at once and wait in the tray.

use base::{Id, Language};
use maud::{Markup, html};

use crate::view::{Face, Reader};
use crate::{form, icon, times, words};

/// What a file is, as people sort files.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sort {
    /// A picture.
    Image,
    /// A PDF.
    Pdf,
    /// A text, a sheet, a presentation.
    Office,
    /// A film or a sound.
    Media,
    /// Anything else.
    Other,
}

impl Sort {
    fn icon(self) -> &'static str {
        match self {
            Sort::Image => "image",
            Sort::Pdf | Sort::Office => "file-text",
            Sort::Media => "film",
            Sort::Other => "file",
        }
    }

    /// The word for one of these.
    pub fn word(self, l: Language) -> &'static str {
        match self {
            Sort::Image => words::files_image(l),
            Sort::Pdf => words::files_pdf(l),
            Sort::Office => words::files_office(l),
            Sort::Media => words::files_media(l),
            Sort::Other => words::files_other(l),
        }
    }
}

/// A file that is attached to something.
#[derive(Clone, Debug)]
pub struct Attached {
    /// Which.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// What it is.
    pub sort: Sort,
    /// In bytes.
    pub size: u64,
    /// Width and height of its picture, where there is one.
    pub picture: Option<(u32, u32)>,
}

impl Attached {
    fn href(&self) -> String {
        format!("/files/{}/content", self.id)
    }

    fn is_shown(&self) -> bool {
        self.sort == Sort::Image && self.picture.is_some()
    }
}

/// The files of one item: pictures side by side, then one line for each other.
pub fn attached(l: Language, files: &[Attached]) -> Markup {
    html! {
        @if files.iter().any(Attached::is_shown) {
            div.pictures data-count=(files.iter().filter(|file| file.is_shown()).count().min(4)) {
                @for file in files.iter().filter(|file| file.is_shown()) { (picture(l, file)) }
            }
        }
        @if !files.iter().all(Attached::is_shown) {
            ul.files { @for file in files.iter().filter(|file| !file.is_shown()) { li { (line(l, file)) } } }
        }
    }
}

fn picture(l: Language, file: &Attached) -> Markup {
    let (width, height) = file.picture.unwrap_or_default();
    html! {
        a href=(file.href()) title=(file.name) {
            img src=(format!("/files/{}/preview", file.id)) width=(width) height=(height) loading="lazy" decoding="async" alt=(words::files_picture(l, &file.name));
        }
    }
}

/// Icon or first page, name, what and how large it is: all one link, which downloads.
fn line(l: Language, file: &Attached) -> Markup {
    let what = format!("{} · {}", file.sort.word(l), web::size(l, file.size));
    html! {
        a.file href=(file.href()) download aria-label=(format!("{} · {what}", words::files_download_name(l, &file.name))) {
            (thumb(file))
            span.grow { (name(&file.name)) span.quiet { (what) } }
            (icon("download"))
        }
    }
}

fn thumb(file: &Attached) -> Markup {
    html! {
        span.thumb {
            @if let Some((width, height)) = file.picture {
                img src=(format!("/files/{}/preview", file.id)) width=(width) height=(height) loading="lazy" decoding="async" alt="";
            } @else { (icon(file.sort.icon())) }
        }
    }
}

/// A name that gives way in its middle, so that its end and its extension always show. Read aloud it would fall into two words: the link that
/// holds it says it whole.
fn name(name: &str) -> Markup {
    let chars: Vec<(usize, char)> = name.char_indices().collect();
    // The part that gives way keeps the space before the part that stays.
    let from = chars.len().saturating_sub(12);
    let cut = chars[from..].iter().find(|(_, c)| from > 0 && !c.is_whitespace()).map_or(0, |(at, _)| *at);
    html! { bdi.fname { span { (&name[..cut]) } span { (&name[cut..]) } } }
}

/// One file in the Documents of a space, with where it comes from.
#[derive(Clone, Debug)]
pub struct Document {
    /// The file.
    pub file: Attached,
    /// Who attached it.
    pub author: Face,
    /// When.
    pub at: base::Moment,
    /// What its origin is called.
    pub origin: String,
    /// Where that is.
    pub href: String,
}

/// The Documents of a space.
pub fn documents(r: &Reader, documents: &[Document]) -> Markup {
    let l = r.lang;
    html! {
        ul.card.list.documents {
            @for d in documents {
                li.entry {
                    (thumb(&d.file))
                    div.grow {
                        p.line { a.name href=(d.file.href()) aria-label=(d.file.name) download[d.file.sort != Sort::Image] { (name(&d.file.name)) } }
                        p.quiet { (d.file.sort.word(l)) " · " (web::size(l, d.file.size)) " · " bdi { (d.author.name) } " · " (times::time(r, d.at)) }
                        p.quiet.origin { (icon("message-circle")) a href=(d.href) { (words::files_origin(l, &d.origin)) } }
                    }
                    a.tool href=(d.file.href()) download aria-label=(words::files_download_name(l, &d.file.name)) title=(words::files_download(l)) { (icon("download")) }
                }
            }
        }
    }
}

/// The button that attaches, and the tray in which what is attached waits. `id` tells apart the several forms of a page.
pub fn controls(l: Language, id: &str) -> Markup {
    html! {
        details.menu.attach #(id) data-menu {
            summary aria-label=(words::files_attach(l)) title=(words::files_attach(l)) { (icon("plus")) }
            div.panel {
                label { (icon("camera")) span { (words::files_photograph(l)) } input type="file" name="photo" accept="image/*" capture="environment" data-pages; }
                label { (icon("paperclip")) span { (words::files_choose(l)) } input type="file" name="upload" multiple data-upload; }
            }
        }
    }
}

/// Where attached files wait to be sent with the words; `held` are there already, of which `kept` shall stay, or all.
pub fn tray(l: Language, held: &[Attached], kept: Option<&[Id]>) -> Markup {
    html! {
        ul.tray data-tray aria-label=(words::files_tray(l)) hidden[held.is_empty()] {
            @for file in held {
                li.file data-held=(file.id) {
                    (thumb(file))
                    span.grow { (name(&file.name)) span.quiet { (web::size(l, file.size)) } }
                    label.inline { input type="checkbox" name="file" value=(file.id) checked[kept.is_none_or(|kept| kept.contains(&file.id))]; span { (words::files_keep(l)) } }
                }
            }
        }
    }
}

/// A form of the Documents of a space: a file, and a word with it. Open it is what an empty place offers first.
pub fn add(r: &Reader, space: Id) -> Markup {
    let l = r.lang;
    html! {
        form.card.composer.add-file method="post" enctype="multipart/form-data" action=(format!("/spaces/{space}/items")) data-send="post" data-place=(format!("documents:{space}")) data-space=(space) aria-label=(words::files_add(l)) {
            (form::key(r, space))
            input type="hidden" name="kind" value="post";
            input type="hidden" name="from" value="documents";
            div.row.sources {
                label.btn { (icon("camera")) span { (words::files_photograph(l)) } input type="file" name="photo" accept="image/*" capture="environment" data-pages; }
                label.btn { (icon("paperclip")) span { (words::files_choose(l)) } input type="file" name="upload" multiple data-upload; }
            }
            (tray(l, &[], None))
            textarea name="body" rows="1" maxlength=(base::checked::BODY) placeholder=(words::files_word(l)) aria-label=(words::files_word(l)) {}
            div.row.apart { p.error hidden {} button.btn.main type="submit" { (words::composer_send(l)) } }
        }
    }
}
