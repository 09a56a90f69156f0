//! What a poll owns beside its item: its choices, whether several may be chosen, when it closes.

use std::collections::HashMap;

use base::checked::Errors;
use base::{Id, Moment, Result};
use kernel::items::NewItem;
use kernel::{Actor, Kind, KindRoom, list, padded};
use serde::Deserialize;
use serde_json::{Value as Json, json};
use store::{Db, Query, Tx, params};

/// Most choices of a poll.
pub const MOST_OPTIONS: usize = 20;
/// Longest label of a choice, in characters.
pub const LABEL: usize = 200;

/// The `data` member of a new poll.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    options: Vec<String>,
    #[serde(default)]
    multiple: bool,
    #[serde(default)]
    closes_at: Option<Moment>,
}

/// The room of `Kind::Poll`.
pub struct PollRoom;

impl KindRoom for PollRoom {
    fn kind(&self) -> Kind {
        Kind::Poll
    }

    fn check_words(&self, title: &str, body: &str, errors: &mut Errors) {
        if title.is_empty() && body.is_empty() {
            errors.add("title", "required");
        }
    }

    fn check(&self, new: &NewItem, errors: &mut Errors) {
        // A list would also be taken, field by field: an accident, not an interface.
        let asked = new.data.is_object().then(|| Asked::deserialize(&new.data).ok()).flatten();
        let Some(asked) = asked else { return errors.add("data", "wrong_type") };
        let mut seen: Vec<String> = Vec::new();
        for option in &asked.options {
            let label = errors.line("options", option, LABEL);
            if seen.contains(&label) {
                errors.add("options", "duplicate");
            }
            seen.push(label);
        }
        match seen.len() {
            0 | 1 => errors.add_limit("options", "too_few", 2),
            2..=MOST_OPTIONS => {}
            _ => errors.add_limit("options", "too_many", MOST_OPTIONS),
        }
        // What an import brings may have closed long ago; what is asked now must still be open.
        if asked.closes_at.is_some_and(|at| at <= new.at) {
            errors.add("closes_at", "in_the_past");
        }
    }

    fn posted(&self, tx: &Tx, item: Id, new: &NewItem) -> Result<()> {
        let asked = Asked::deserialize(&new.data).map_err(base::Fault::broken)?;
        tx.run("INSERT INTO polls(item_id, multiple, closes_at) VALUES ($1, $2, $3)", params![item, asked.multiple, asked.closes_at])?;
        for (position, option) in asked.options.iter().enumerate() {
            let label = Errors::default().line("options", option, LABEL);
            let sql = "INSERT INTO poll_options(id, item_id, position, label) VALUES ($1, $2, $3, $4)";
            tx.run(sql, params![Id::new(), item, position, label])?;
        }
        Ok(())
    }

    fn words(&self, new: &NewItem) -> String {
        Asked::deserialize(&new.data).map_or_else(|_| String::new(), |asked| asked.options.join("\n"))
    }

    fn kept_words(&self, tx: &Tx, item: Id) -> String {
        let labels = tx.all("SELECT label FROM poll_options WHERE item_id = $1 ORDER BY position", params![item], |row| row.text(0));
        labels.map_or_else(|_| String::new(), |labels| labels.join("\n"))
    }

    fn purged(&self, tx: &Tx, item: Id) -> Result<()> {
        tx.run("UPDATE poll_options SET label = '' WHERE item_id = $1", params![item])?;
        Ok(())
    }

    fn data(&self, db: &Db, items: &[Id], viewer: &Actor) -> Result<HashMap<Id, Json>> {
        let mut options = counted(db, items, viewer.id)?;
        let sql = format!(
            "SELECT p.item_id, p.multiple, p.closes_at,
                (SELECT count(DISTINCT v.person_id) FROM poll_votes v JOIN poll_options o ON o.id = v.option_id WHERE o.item_id = p.item_id)
               FROM polls p WHERE p.item_id IN {}",
            list(1, items.len())
        );
        let polls = db.all(&sql, &padded(Vec::new(), items), |row| {
            let (item, closes_at) = (row.id(0)?, row.opt_moment(2)?);
            let closed = closes_at.is_some_and(|at| at <= Moment::now());
            let options = options.remove(&item).unwrap_or_default();
            Ok((
                item,
                json!({ "options": options, "multiple": row.flag(1)?, "closes_at": closes_at, "closed": closed, "voters": row.int(3)? }),
            ))
        })?;
        Ok(polls.into_iter().collect())
    }
}

/// The choices of each poll with their votes, in order.
fn counted(db: &Db, items: &[Id], viewer: Id) -> Result<HashMap<Id, Vec<Json>>> {
    let sql = format!(
        "SELECT o.item_id, o.id, o.label, count(v.person_id), coalesce(max(CASE WHEN v.person_id = $1 THEN 1 ELSE 0 END), 0)
           FROM poll_options o LEFT JOIN poll_votes v ON v.option_id = o.id WHERE o.item_id IN {}
          GROUP BY o.item_id, o.id, o.label, o.position ORDER BY o.item_id, o.position",
        list(2, items.len())
    );
    let rows = db.all(&sql, &padded(params![viewer].to_vec(), items), |row| {
        Ok((row.id(0)?, json!({ "id": row.id(1)?, "label": row.text(2)?, "votes": row.int(3)?, "mine": row.flag(4)? })))
    })?;
    let mut polls: HashMap<Id, Vec<Json>> = HashMap::new();
    for (poll, option) in rows {
        polls.entry(poll).or_default().push(option);
    }
    Ok(polls)
}
