//! A copy of all that the network holds about a person (RGPD art. 15 and 20): JSON for programs, a page that opens offline for people, their files.
//! Invariant: nothing of others beyond a reference to what the person can still read; made by a job, fetched by its owner alone, gone after a week.
//! Deliberately absent: a copy of the files while the archive waits; they are read when it is fetched.

mod html;
mod pack;
mod sections;

use base::{Id, Moment, Refusal, Result};
use house::House;
use jobs::{Failure, Work};
use kernel::audit::{self, Act};
use kernel::notices::{self, Reason};
use kernel::{Actor, settings};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use store::{Db, Query, Tx, params};

use crate::requests::{self, Kind, Outcome};

pub use pack::packed;

/// The job that makes an archive.
pub const MAKE: &str = "rights.archive";
/// How long an archive can be fetched, in days.
pub const DAYS: i64 = 7;

#[derive(Serialize, Deserialize)]
struct Wanted {
    request: Id,
}

/// Asks for one's archive.
///
/// # Errors
/// `Conflict("already_asked")` while one is being made.
pub fn ask(tx: &Tx, actor: &Actor) -> Result<()> {
    let request = requests::ask(tx, actor, Kind::Access, "")?;
    jobs::enqueue_later(tx, MAKE, &Wanted { request }, tx.now())?;
    Ok(())
}

/// Makes archives.
pub fn work(house: &House) -> Work {
    let store = house.store.clone();
    Box::new(move |job| {
        let Wanted { request } = job.payload()?;
        let made = store.read_now(move |db| {
            let asked = requests::one(db, request)?;
            Ok::<_, base::Fault>(
                (asked.closed_at.is_none()).then(|| copy(db, asked.person_id)).transpose()?.map(|json| (asked.person_id, json)),
            )
        })?;
        // Made already, or its person was erased meanwhile.
        let Some((person, json)) = made else { return Ok(()) };
        Ok::<_, Failure>(store.write_now(move |tx| keep(tx, request, person, &json))?)
    })
}

/// All that is held about somebody.
fn copy(db: &Db, person: Id) -> Result<Json> {
    let network = settings::get(db, settings::NETWORK_NAME)?.unwrap_or_else(|| "Palabre".into());
    let mut copy = json!({ "network": network, "person": person.to_string(), "made_at": Moment::now() });
    for section in sections::SECTIONS {
        copy[section.name] = section.rows(db, person)?;
    }
    Ok(copy)
}

fn keep(tx: &Tx, request: Id, person: Id, json: &Json) -> Result<()> {
    if requests::one(tx, request)?.closed_at.is_some() {
        return Ok(());
    }
    let now = tx.now();
    tx.run(
        "INSERT INTO data_archives(request_id, person_id, made_at, expires_at, json) VALUES ($1, $2, $3, $4, $5)",
        params![request, person, now, now.plus_days(DAYS), json.to_string()],
    )?;
    requests::close(tx, request, None, Outcome::Done, "")?;
    notices::remind(tx, person, Reason::DataReady)?;
    audit::note(tx, Some(person), Act::Exported, Some(person), "own data")?;
    Ok(())
}

/// What an archive holds, for its owner while it can be fetched.
///
/// # Errors
/// `NotFound` for everybody else, and once it is over.
pub fn fetch(q: &impl Query, actor: &Actor, request: Id) -> Result<Json> {
    let sql = "SELECT json FROM data_archives WHERE request_id = $1 AND person_id = $2 AND expires_at > $3";
    let json = q.one(sql, params![request, actor.id, Moment::now()], |row| row.text(0))?.ok_or(Refusal::NotFound)?;
    serde_json::from_str(&json).map_err(base::Fault::broken)
}
