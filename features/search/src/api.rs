//! Search for programs (interface.md).

use axum::extract::State;
use base::{Id, Moment, Result};
use house::{House, Signed};
use kernel::find::Hit;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{Failure, Paging, Query};

use crate::asked::Asked;
use crate::found::{self, marked};
use crate::question::Note;

/// The API of search.
pub fn api() -> OpenApiRouter<House> {
    OpenApiRouter::new().routes(routes!(search))
}

/// An item that was found.
#[derive(Serialize, ToSchema)]
struct HitShape {
    /// The item.
    #[schema(value_type = String)]
    item: Id,
    /// The top of its thread.
    #[schema(value_type = String)]
    root: Id,
    /// What it is.
    kind: &'static str,
    /// Its title, its thread's, or the beginning of the thread's text.
    title: String,
    /// The part of its text that answers best.
    excerpt: Vec<Piece>,
    /// The same as HTML: escaped text, and `<mark>`.
    html: String,
    /// Who wrote it.
    #[schema(value_type = String)]
    author: Id,
    /// Their name.
    author_name: String,
    /// Where.
    #[schema(value_type = String)]
    space: Id,
    /// That space's name.
    space_name: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    created_at: Moment,
}

/// A piece of an excerpt.
#[derive(Serialize, ToSchema)]
struct Piece {
    text: String,
    /// Whether it is one of the words looked for.
    hit: bool,
}

/// A person or a space.
#[derive(Serialize, ToSchema)]
struct Named {
    #[schema(value_type = String)]
    id: Id,
    name: String,
}

/// What was found.
#[derive(Serialize, ToSchema)]
struct Results {
    /// Items, newest first or the best first.
    items: Vec<HitShape>,
    /// People of that name or skill; on the first page only, and without filters.
    people: Vec<Named>,
    /// Spaces of that name or purpose; likewise.
    spaces: Vec<Named>,
    /// What of `q` could not be understood, or may mean several things.
    notes: Vec<NoteShape>,
    next: Option<String>,
}

/// Something to tell about a question.
#[derive(Serialize, ToSchema)]
struct NoteShape {
    /// `unknown_operator`, `unknown_person`, `unknown_space`, `unknown_kind`, `unknown_thing`, `not_a_date`, `empty`, `ambiguous` or `too_many`.
    code: &'static str,
    /// In a sentence.
    message: String,
    /// What it may mean, each as a question of its own.
    choices: Vec<String>,
}

impl From<Hit> for HitShape {
    fn from(hit: Hit) -> HitShape {
        HitShape {
            item: hit.id,
            root: hit.root_id,
            kind: hit.kind.name(),
            title: text::excerpt(&hit.title, 200),
            html: marked(&hit.excerpt).into_string(),
            excerpt: hit.excerpt.into_iter().map(|(text, hit)| Piece { text, hit }).collect(),
            author: hit.author.id,
            author_name: hit.author.name,
            space: hit.space_id,
            space_name: hit.space_name,
            created_at: hit.created_at,
        }
    }
}

/// Finds items by their words (French and English stems, accents folded), or by a tag when `q` is one `#tag`.
/// `q` takes `"phrases"`, `-without` and the operators `de:` `dans:` `avant:` `après:` `type:` `a:fichier`, or `from:` `in:` `before:` `after:`
/// `kind:` `has:file`. `from` and `until` are RFC 3339 times or days in one's own zone. `sort` is `date`, or `fit` for the best of the newest 2,000.
#[utoipa::path(get, path = "/search", tag = "search",
    params(("q" = Option<String>, Query), ("kind" = Option<String>, Query), ("space" = Option<String>, Query), ("author" = Option<String>, Query),
        ("from" = Option<String>, Query), ("until" = Option<String>, Query), ("sort" = Option<String>, Query), ("limit" = Option<u32>, Query), ("after" = Option<String>, Query)),
    responses((status = 200, body = Results), (status = 422)))]
async fn search(
    State(house): State<House>,
    Signed(actor): Signed,
    Query(asked): Query<Asked>,
    paging: Paging,
) -> Result<axum::Json<Results>, Failure> {
    let before = paging.key::<2>()?.map(|[points, id]| (points, Id(id)));
    let (found, notes) = house
        .read(move |db| {
            let understood = asked.understood(db, &actor, before)?;
            Ok((found::find(db, &actor, &asked, &understood, paging.limit)?, understood.question.notes))
        })
        .await?;
    let note = |note: Note| NoteShape { code: note.code, message: note.text, choices: note.choices.into_iter().map(|(_, q)| q).collect() };
    Ok(axum::Json(Results {
        items: found.items.items.into_iter().map(HitShape::from).collect(),
        people: found.people.into_iter().map(|person| Named { id: person.id, name: person.name }).collect(),
        spaces: found.spaces.into_iter().map(|(id, name, _)| Named { id, name }).collect(),
        notes: notes.into_iter().map(note).collect(),
        next: found.items.next.map(|next| next.to_string()),
    }))
}
