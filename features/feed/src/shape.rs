//! The JSON of an item and of a change: one shape for answers, lists and the live socket (interface.md).

use base::{Id, Moment};
use house::FileShape;
use kernel::changes::Recorded;
use kernel::items::View;
use serde::Serialize;
use serde_json::Value as Json;
use utoipa::ToSchema;

/// An item.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ItemShape {
    /// Its id.
    #[schema(value_type = String)]
    pub id: Id,
    /// Its space.
    #[schema(value_type = String)]
    pub space: Id,
    /// What it is: `post`, `quick_note`, `question`, `poll`, `share`, `comment`.
    pub kind: &'static str,
    /// Who wrote it.
    #[schema(value_type = String)]
    pub author: Id,
    /// Their name.
    pub author_name: String,
    /// Its title; may be empty.
    pub title: String,
    /// Its text as typed, in CommonMark.
    pub body: String,
    /// Its safe rendering.
    pub html: String,
    /// The state of its kind, `open` at first.
    pub state: String,
    /// How often it was written.
    pub revision: i64,
    /// What it answers; `null` for a post.
    #[schema(value_type = Option<String>)]
    pub parent: Option<Id>,
    /// The top of its thread: itself for a post.
    #[schema(value_type = String)]
    pub root: Id,
    /// Files attached to it.
    pub files: Vec<FileShape>,
    /// How many people gave each emoji, and whether one did oneself.
    pub reactions: Vec<ReactionShape>,
    /// How many comments hang under it.
    pub comments: i64,
    /// What it is linked with, as far as one may see it.
    pub links: Vec<LinkShape>,
    /// Whether one keeps it.
    pub bookmarked: bool,
    /// How one follows it, if one said so.
    pub follow: Option<&'static str>,
    /// When it was written.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Moment,
    /// When it was last changed.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub edited_at: Option<Moment>,
    /// When it was pinned.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub pinned_at: Option<Moment>,
    /// When it went to the trash.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub trashed_at: Option<Moment>,
    /// The kind's own fields.
    #[schema(value_type = Object)]
    pub data: Json,
}

/// How many people gave one emoji.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReactionShape {
    /// The emoji.
    pub emoji: String,
    /// How many.
    pub count: i64,
    /// Whether one is among them.
    pub mine: bool,
}

/// Another item that this one is linked with.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LinkShape {
    /// The other item.
    #[schema(value_type = String)]
    pub item: Id,
    /// How: `relates`, `became`, `shares`, `duplicates`, `replaces`.
    pub relation: &'static str,
    /// Whether the link was made from the other side.
    pub back: bool,
    /// The other's title, or the beginning of its text.
    pub title: String,
}

impl From<View> for ItemShape {
    fn from(item: View) -> ItemShape {
        let reactions = item.reactions.into_iter().map(|r| ReactionShape { emoji: r.emoji, count: r.count, mine: r.mine });
        let links = item.links.into_iter().map(|link| LinkShape {
            item: link.id,
            relation: link.relation.name(),
            back: link.back,
            title: if link.title.is_empty() { link.excerpt } else { link.title },
        });
        ItemShape {
            id: item.id,
            space: item.space_id,
            kind: item.kind.name(),
            author: item.author.id,
            author_name: item.author.name,
            title: item.title,
            body: item.source,
            html: item.html,
            state: item.state,
            revision: item.revision,
            parent: item.parent_id,
            root: item.root_id,
            files: item.files.into_iter().map(FileShape::from).collect(),
            reactions: reactions.collect(),
            comments: item.comments,
            links: links.collect(),
            bookmarked: item.bookmarked_at.is_some(),
            follow: item.follow.map(kernel::spaces::Level::name),
            created_at: item.created_at,
            edited_at: item.edited_at,
            pinned_at: item.pinned_at,
            trashed_at: item.trashed_at,
            data: if item.data.is_null() { Json::Object(serde_json::Map::new()) } else { item.data },
        }
    }
}

/// Something that happened.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ChangeShape {
    /// Its number: where to resume.
    pub seq: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Moment,
    /// What: `posted`, `commented`, `edited`, `reacted`…
    pub verb: &'static str,
    /// Where.
    #[schema(value_type = Option<String>)]
    pub space: Option<Id>,
    /// Who did it.
    #[schema(value_type = Option<String>)]
    pub actor: Option<Id>,
    /// To whom.
    #[schema(value_type = Option<String>)]
    pub person: Option<Id>,
    /// A short complement: an emoji, a role.
    pub details: String,
    /// To what, when it is about an item: as it is now on the live socket, its bare ids in lists.
    #[schema(value_type = Option<Object>)]
    pub item: Option<Json>,
}

impl ChangeShape {
    /// A change with the ids of its item; `item` gives the whole item where one is wanted.
    pub fn new(change: &Recorded, item: Option<Json>) -> ChangeShape {
        let ids = || change.item.map(|id| serde_json::json!({ "id": id, "root": change.root, "space": change.space }));
        ChangeShape {
            seq: change.seq.to_string(),
            at: change.at,
            verb: change.verb.name(),
            space: change.space,
            actor: change.actor,
            person: change.person,
            details: change.details.clone(),
            item: item.or_else(ids),
        }
    }
}
