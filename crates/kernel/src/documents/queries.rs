//! Files as one reader sees them: on items, and gathered as the Documents of a space (S0-23).
//! Invariant: reached through their item, so a list never shows what could not be opened.

use std::collections::HashMap;

use base::{Id, Moment, Result};
use store::{Error, Query, Value, params};

use super::{COLUMNS, File, WIDTH, from_row};
use crate::Actor;
use crate::access::{Allowed, View};
use crate::items::Author;
use crate::spaces::Space;
use crate::sql::{list, padded};

const JOINED: &str = "FROM files f LEFT JOIN attachments a ON a.file_id = f.id LEFT JOIN contents c ON c.sha256 = f.sha256";

/// The file, unchecked: only `access` may call this.
pub(crate) fn load(q: &impl Query, id: Id) -> Result<Option<File>, Error> {
    q.one(&format!("SELECT {COLUMNS} {JOINED} WHERE f.id = $1"), params![id], from_row)
}

/// The files of these items, which the reader may read, in their order.
pub(crate) fn of_items(q: &impl Query, items: &[Id]) -> Result<HashMap<Id, Vec<File>>, Error> {
    let sql = format!("SELECT {COLUMNS} {JOINED} WHERE a.item_id IN {} ORDER BY a.item_id, a.position", list(1, items.len()));
    let mut found: HashMap<Id, Vec<File>> = HashMap::new();
    for file in q.all(&sql, &padded(Vec::new(), items), from_row)? {
        found.entry(file.item_id.unwrap_or_default()).or_default().push(file);
    }
    Ok(found)
}

/// The files that an edit of an item may keep: its own, and those of `fresh` that the actor uploaded and attached to nothing yet.
pub fn of(q: &impl Query, actor: &Actor, item: Id, fresh: &[Id]) -> Result<Vec<File>> {
    let sql = format!(
        "SELECT {COLUMNS} {JOINED} WHERE a.item_id = $1 OR a.item_id IS NULL AND f.owner_id = $2 AND f.id IN {} ORDER BY a.position, f.id",
        list(3, fresh.len())
    );
    Ok(q.all(&sql, &padded(params![item, actor.id].to_vec(), fresh), from_row)?)
}

crate::named! {
    /// What a file is, as people sort files.
    Sort {
        /// A picture.
        Image = "image",
        /// A PDF.
        Pdf = "pdf",
        /// A text, a sheet, a presentation.
        Office = "office",
        /// A film or a sound.
        Media = "media",
        /// Anything else.
        Other = "other",
    }
}

impl Sort {
    /// The sort of a media type.
    pub fn of(media: &str) -> Sort {
        match media.split(';').next().unwrap_or_default() {
            "application/pdf" => Sort::Pdf,
            m if m.starts_with("image/") && m != "image/svg+xml" => Sort::Image,
            m if m.starts_with("video/") || m.starts_with("audio/") => Sort::Media,
            m if m.starts_with("application/vnd.")
                || m == "application/msword"
                || m == "text/plain"
                || m == "text/csv"
                || m == "text/markdown" =>
            {
                Sort::Office
            }
            _ => Sort::Other,
        }
    }

    fn condition(self) -> &'static str {
        const IMAGE: &str = "(f.type LIKE 'image/%' AND f.type <> 'image/svg+xml')";
        match self {
            Sort::Image => IMAGE,
            Sort::Pdf => "f.type = 'application/pdf'",
            Sort::Office => "(f.type LIKE 'application/vnd.%' OR f.type IN ('application/msword', 'text/plain', 'text/csv', 'text/markdown'))",
            Sort::Media => "(f.type LIKE 'video/%' OR f.type LIKE 'audio/%')",
            Sort::Other => {
                "NOT (f.type LIKE 'image/%' AND f.type <> 'image/svg+xml' OR f.type = 'application/pdf' OR f.type LIKE 'application/vnd.%'
                  OR f.type IN ('application/msword', 'text/plain', 'text/csv', 'text/markdown') OR f.type LIKE 'video/%' OR f.type LIKE 'audio/%')"
            }
        }
    }
}

/// How the Documents of a space may be narrowed.
#[derive(Clone, Debug, Default)]
pub struct Narrowed {
    /// Only those whose name holds this.
    pub name: String,
    /// Only these.
    pub sort: Option<Sort>,
    /// Only by this person.
    pub author: Option<Id>,
}

/// A file with where it comes from.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The file.
    pub file: File,
    /// Who attached it.
    pub author: Author,
    /// The top of the thread it stands in.
    pub root_id: Id,
    /// That thread's title, or the beginning of its text.
    pub origin: String,
    /// When it was posted.
    pub at: Moment,
}

/// Every file of the posts and comments of a space, newest first; `before` continues below a file.
pub fn of_space(
    q: &impl Query,
    space: &Allowed<'_, View, Space>,
    narrowed: &Narrowed,
    before: Option<Id>,
    limit: i64,
) -> Result<Vec<Listed>> {
    let mut values = params![space.it().id, before.unwrap_or(Id(i64::MAX)), limit].to_vec();
    let mut more = String::new();
    let mut only = |condition: &str, value: Value| {
        values.push(value);
        more.push_str(&format!(" AND {condition}").replace('?', &format!("${}", values.len())));
    };
    let name = text::fold(narrowed.name.trim());
    if !name.is_empty() {
        // What LIKE takes for a sign is meant as a letter.
        let plain = name.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        only("f.folded LIKE ? ESCAPE '\\'", format!("%{plain}%").into());
    }
    if let Some(author) = narrowed.author {
        only("i.author_id = ?", author.into());
    }
    if let Some(sort) = narrowed.sort {
        more.push_str(&format!(" AND {}", sort.condition()));
    }
    let sql = format!(
        "SELECT {COLUMNS}, p.id, p.name, p.role, p.photo_at, i.root_id, coalesce(nullif(root.title, ''), substr(rb.plain, 1, 200)), i.created_at
           FROM attachments a JOIN files f ON f.id = a.file_id LEFT JOIN contents c ON c.sha256 = f.sha256
           JOIN items i ON i.id = a.item_id JOIN items root ON root.id = i.root_id JOIN bodies rb ON rb.id = root.body_id
           JOIN people p ON p.id = i.author_id
          WHERE a.space_id = $1 AND a.file_id < $2 AND i.trashed_at IS NULL AND root.trashed_at IS NULL{more}
          ORDER BY a.file_id DESC LIMIT $3"
    );
    Ok(q.all(&sql, &values, |row| {
        Ok(Listed {
            file: from_row(row)?,
            author: crate::find::author(row, WIDTH)?,
            root_id: row.id(WIDTH + 4)?,
            origin: row.text(WIDTH + 5)?,
            at: row.moment(WIDTH + 6)?,
        })
    })?)
}

/// Who has files in a space, by name: at most 200 people, to choose from.
pub fn authors(q: &impl Query, space: &Allowed<'_, View, Space>) -> Result<Vec<(Id, String)>> {
    let sql = "SELECT p.id, p.name FROM people p WHERE p.id IN (SELECT i.author_id FROM attachments a JOIN items i ON i.id = a.item_id
          WHERE a.space_id = $1 AND i.trashed_at IS NULL) ORDER BY p.folded, p.id LIMIT 200";
    Ok(q.all(sql, params![space.it().id], |row| Ok((row.id(0)?, row.text(1)?)))?)
}

#[cfg(test)]
mod tests {
    use super::Sort;

    #[test]
    fn a_drawing_that_may_hold_scripts_is_no_picture() {
        let sorts = ["image/png", "image/svg+xml", "application/pdf", "text/csv", "video/mp4", "text/html"].map(Sort::of);
        assert_eq!(sorts, [Sort::Image, Sort::Other, Sort::Pdf, Sort::Office, Sort::Media, Sort::Other]);
    }
}
