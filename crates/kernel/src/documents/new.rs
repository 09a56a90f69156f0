//! A file comes in: its name made safe, its room counted, its reading enqueued, all in the transaction that makes it exist.

use base::{Id, Refusal, Result, checked};
use serde_json::json;
use store::{Tx, params};

use super::{READ_LATER, limits};
use crate::Actor;

/// A file about to exist; its bytes are safe already.
#[derive(Clone, Debug)]
pub struct NewFile {
    /// Its id, where an upload announced it.
    pub id: Option<Id>,
    name: String,
    /// Its media type, told from its bytes.
    pub media: String,
    /// In bytes.
    pub size: u64,
    /// The bytes' name, in lower-case hexadecimal.
    pub sha256: String,
}

/// What a name that holds nothing becomes; an extension would promise a type.
const NAMELESS: &str = "document";

impl NewFile {
    /// Takes any name: what could deceive or lead elsewhere is left out of it (safety tests 101, 103).
    pub fn new(id: Option<Id>, name: &str, media: &str, size: u64, sha256: &str) -> NewFile {
        NewFile { id, name: safe(name), media: media.to_owned(), size, sha256: sha256.to_owned() }
    }
}

/// The last part of a path, without control, direction or reserved characters, cut before its extension when it is too long.
fn safe(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last.chars().map(|c| if matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*') { '_' } else { c }).collect();
    let line = checked::Errors::default().optional_line("name", &plain, usize::MAX);
    let line = line.trim_matches(['.', ' ']);
    let (stem, extension) = match line.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() && extension.chars().count() <= 10 => (stem, format!(".{extension}")),
        _ => (line, String::new()),
    };
    let room = checked::FILE_NAME - extension.chars().count();
    let stem: String = stem.chars().take(room).collect();
    if stem.is_empty() { NAMELESS.to_owned() } else { stem + &extension }
}

/// Makes a file of bytes that are safe; nobody but `actor` sees it until it is attached.
///
/// # Errors
/// `Full` when it doesn't fit in the room of the person or of the network.
pub fn add(tx: &Tx, actor: &Actor, new: &NewFile) -> Result<Id> {
    limits::room_for(tx, actor.id, new.size)?;
    insert(tx, actor.id, new)
}

/// The same for what the demo or an import brings for somebody: nobody's room is counted.
pub fn bring(tx: &Tx, owner: Id, new: &NewFile) -> Result<Id> {
    insert(tx, owner, new)
}

fn insert(tx: &Tx, owner: Id, new: &NewFile) -> Result<Id> {
    let id = if let Some(id) = new.id { id } else { Id::new() };
    let size = i64::try_from(new.size).map_err(|_| Refusal::TooLarge(i64::MAX as u64))?;
    tx.run(
        "INSERT INTO files(id, sha256, name, folded, type, size, owner_id, created_at, loose_since) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)",
        params![id, new.sha256.as_str(), new.name.as_str(), text::fold(&new.name), new.media.as_str(), size, owner, tx.now()],
    )?;
    let fresh = tx.run("INSERT INTO contents(sha256) VALUES ($1) ON CONFLICT (sha256) DO NOTHING", params![new.sha256.as_str()])? == 1;
    if fresh {
        jobs::enqueue_later(tx, READ_LATER, &json!({ "sha256": new.sha256 }), base::Moment::now())?;
    }
    Ok(id)
}

/// Takes back a file of one's own that is attached to nothing.
///
/// # Errors
/// `NotFound` for any other.
pub fn discard(tx: &Tx, actor: &Actor, id: Id) -> Result<()> {
    let sql = "DELETE FROM files WHERE id = $1 AND owner_id = $2 AND loose_since IS NOT NULL";
    if tx.run(sql, params![id, actor.id])? == 0 {
        return Err(Refusal::NotFound.into());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn a_name_is_only_a_name() {
        for (given, kept) in [
            ("devis.pdf", "devis.pdf"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\awa\\photo.jpg", "photo.jpg"),
            ("a\r\nSet-Cookie: x=1.pdf", "a Set-Cookie_ x=1.pdf"),
            ("devis\u{202e}fdp.exe", "devisfdp.exe"),
            ("\"l’été\" ?.pdf", "_l’été_ _.pdf"),
            ("..", "document"),
            ("", "document"),
            (".htaccess", "htaccess"),
            ("dossier/", "document"),
        ] {
            assert_eq!(safe(given), kept, "{given:?}");
        }
        let long = safe(&format!("{}.pdf", "é".repeat(300)));
        assert!(long.ends_with("é.pdf") && long.chars().count() == 200, "{long}");
    }
}
