//! What a question owns beside its item: the comment that was accepted as its answer.

use std::collections::HashMap;

use base::{Id, Result};
use kernel::{Actor, Kind, KindRoom, list, padded};
use serde_json::{Value as Json, json};
use store::{Db, Query};

/// The room of `Kind::Question`.
pub struct QuestionRoom;

impl KindRoom for QuestionRoom {
    fn kind(&self) -> Kind {
        Kind::Question
    }

    fn data(&self, db: &Db, items: &[Id], _viewer: &Actor) -> Result<HashMap<Id, Json>> {
        let mut answers: HashMap<Id, Json> = items.iter().map(|item| (*item, json!({ "answer": null }))).collect();
        let sql = format!(
            "SELECT a.item_id, i.id, p.id, p.name, p.role, p.photo_at, b.html, i.created_at FROM accepted_answers a JOIN items i ON i.id = a.answer_id
               JOIN bodies b ON b.id = i.body_id JOIN people p ON p.id = i.author_id WHERE i.trashed_at IS NULL AND a.item_id IN {} -- given items",
            list(1, items.len())
        );
        let accepted = db.all(&sql, &padded(Vec::new(), items), |row| {
            let author = json!({ "id": row.id(2)?, "name": row.text(3)?, "role": row.text(4)?, "photo_at": row.opt_moment(5)? });
            Ok((row.id(0)?, json!({ "answer": { "id": row.id(1)?, "author": author, "html": row.text(6)?, "at": row.moment(7)? } })))
        })?;
        answers.extend(accepted);
        Ok(answers)
    }
}
