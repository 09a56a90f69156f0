//! The Documents of a space: every file of its posts and comments, with where it comes from (S0-23).

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use base::{Id, Result};
use house::{House, Signed, SpaceTab};
use kernel::documents::queries::{self, Narrowed, Sort};
use kernel::{Action, Actor, View, access};
use maud::{Markup, html};
use serde::Deserialize;
use shell::button::{self, Weight};
use shell::view::{Document, Reader};
use shell::{Place, dom, files, page};
use store::Db;
use url::form_urlencoded::Serializer;
use web::{Failure, Html, Path, Query};

use crate::{serve, words};

/// How many files a page shows.
const PAGE: i64 = 30;

/// The pages of this feature, and the addresses at which pages show files.
pub fn pages() -> Router<House> {
    Router::new()
        .route("/spaces/{id}/documents", get(show))
        .route("/files/{id}/content", get(serve::content))
        .route("/files/{id}/preview", get(serve::preview))
}

#[derive(Deserialize, Default)]
struct Asked {
    #[serde(default)]
    q: String,
    r#type: Option<String>,
    author: Option<String>,
    before: Option<String>,
}

impl Asked {
    /// What can't be read narrows nothing.
    fn narrowed(&self) -> Narrowed {
        Narrowed {
            name: self.q.clone(),
            sort: self.r#type.as_deref().and_then(Sort::parse),
            author: self.author.as_deref().and_then(|id| id.parse().ok()),
        }
    }

    /// The query of this list, below a file.
    fn below(&self, space: Id, file: Id) -> String {
        let given = [
            ("q", self.q.trim()),
            ("type", self.r#type.as_deref().unwrap_or_default()),
            ("author", self.author.as_deref().unwrap_or_default()),
        ];
        let mut query = Serializer::new(String::new());
        query.extend_pairs(given.iter().filter(|(_, value)| !value.is_empty())).append_pair("before", &file.to_string());
        format!("/spaces/{space}/documents?{}", query.finish())
    }
}

async fn show(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>, Query(asked): Query<Asked>) -> Result<Html, Failure> {
    Ok(house.read(move |db| draw(db, &actor, id, &asked)).await?.into())
}

fn draw(db: &Db, actor: &Actor, id: Id, asked: &Asked) -> Result<Markup> {
    let allowed = access::space::<View>(db, actor, id)?;
    let path = format!("/spaces/{id}/documents");
    let mut frame = house::frame(db, actor, Place::Space(id), &path)?;
    let topic = format!("space:{id}");
    if !frame.live_topics.contains(&topic) {
        frame.live_topics.push(topic);
    }
    let (l, reader, space) = (actor.language, frame.reader.clone(), allowed.it());
    let narrowed = asked.narrowed();
    let before: Option<Id> = asked.before.as_deref().and_then(|id| id.parse().ok());
    let mut found = queries::of_space(db, &allowed, &narrowed, before, PAGE + 1)?;
    let more = found.len() > usize::try_from(PAGE).unwrap_or(0);
    found.truncate(usize::try_from(PAGE).unwrap_or(0));
    let older = found.last().filter(|_| more).map(|last| asked.below(id, last.file.id));
    let narrow = !asked.q.trim().is_empty() || narrowed.sort.is_some() || narrowed.author.is_some();
    let authors = queries::authors(db, &allowed)?;
    let head = house::space_head(db, actor, &reader, space, SpaceTab::Documents)?;
    let may_post =
        access::may(actor, space, Action::Contribute) && space.my_role >= Some(space.who_posts) && space.allows(kernel::Kind::Post);
    let shown: Vec<Document> = found.iter().map(document).collect();
    let main = html! {
        @if may_post && before.is_none() { (files::add(&reader, id)) }
        @if narrow || !shown.is_empty() { (filters(&reader, asked, &authors, &path)) }
        div #documents data-refresh data-files=(id) {
            @if !shown.is_empty() { (files::documents(&reader, &shown)) }
            @else if narrow { (shell::empty::empty("search", words::none_title(l), words::none(l), Some(button::link(Weight::Plain, None, words::all(l), &path)))) }
            @else { (shell::empty::empty("file-text", words::empty_title(l), if may_post { words::empty(l) } else { words::empty_reader(l) }, None)) }
        }
        (shell::pager::pager(l, before.map(|_| path.as_str()), older.as_deref()))
    };
    let main = shell::columns(&shell::space::head(&reader, &head), &main, None);
    Ok(page(&frame, &words::title(l, &space.name), &main))
}

fn document(listed: &queries::Listed) -> Document {
    let author = &listed.author;
    let carrier = listed.file.item_id.unwrap_or(listed.root_id);
    Document {
        file: house::attached(&listed.file),
        author: house::face(author.id, &author.name, author.photo_at, author.guest, author.bot),
        at: listed.at,
        origin: excerpt(&listed.origin),
        href: dom::permalink(listed.root_id, carrier),
    }
}

fn excerpt(origin: &str) -> String {
    let line = origin.lines().next().unwrap_or_default();
    let short: String = line.chars().take(80).collect();
    if short.len() < line.len() { short + "…" } else { short }
}

fn filters(r: &Reader, asked: &Asked, authors: &[(Id, String)], path: &str) -> Markup {
    let l = r.lang;
    let sorts = [
        (Sort::Image, files::Sort::Image),
        (Sort::Pdf, files::Sort::Pdf),
        (Sort::Office, files::Sort::Office),
        (Sort::Media, files::Sort::Media),
        (Sort::Other, files::Sort::Other),
    ];
    let first = |word: &str| std::iter::once((String::new(), word.to_owned()));
    let sorts: Vec<_> =
        first(words::any_type(l)).chain(sorts.map(|(sort, shown)| (sort.name().to_owned(), shown.word(l).to_owned()))).collect();
    let people: Vec<_> = first(words::anybody(l)).chain(authors.iter().map(|(id, name)| (id.to_string(), name.clone()))).collect();
    html! {
        form.filters method="get" action=(path) role="search" aria-label=(words::filter(l)) {
            label.field { span.label { (words::by_name(l)) } input type="search" name="q" value=(asked.q) maxlength="200"; }
            (choice("type", words::by_type(l), asked.r#type.as_deref(), &sorts))
            (choice("author", words::by_author(l), asked.author.as_deref(), &people))
            (button::submit(Weight::Plain, Some("search"), words::filter_act(l)))
        }
    }
}

fn choice(name: &str, label: &str, chosen: Option<&str>, options: &[(String, String)]) -> Markup {
    html! {
        label.field {
            span.label { (label) }
            select name=(name) { @for (value, word) in options { option value=(value) selected[chosen == Some(value)] { (word) } } }
        }
    }
}
